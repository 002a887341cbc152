import type { AccessEntry, Connector, ProbeRequest } from "../../src/connectors/connector.ts";
import { contextOf } from "../../src/server/server.ts";
import { environmentOf } from "../../src/settings/environment.ts";
import { someSettings } from "../support/servers.ts";

const settings = someSettings();
const context = contextOf(settings, environmentOf(settings, "prod"));

/** Requests that the grants of the entries let through; an independent engine judges them in the conformance suite. */
export const allowedProbes = <Entry extends AccessEntry>(connector: Connector<Entry>, entries: readonly Entry[]): readonly ProbeRequest[] =>
  entries
    .flatMap((entry) => connector.grants(entry, context))
    .flatMap((grant) => connector.probes(grant, context))
    .flatMap(({ expect: expected, request }) => (expected === "allowed" ? [request] : []));
