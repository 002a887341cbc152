import type { AccessEntry } from "../connectors/connector.ts";
import { contextOf } from "../server/server.ts";
import { environmentOf } from "../settings/environment.ts";
import type { ProfileSubject } from "./rule.ts";

interface Touched {
  readonly entry: AccessEntry;
  readonly index: number;
  readonly words: string;
}

/** The entries of the profile that reach data which the settings classify so. */
export function touchedData({ profile, settings, connectorOf }: ProfileSubject, classification: string): readonly Touched[] {
  const { data } = contextOf(settings, environmentOf(settings, profile.environment));
  const facts = data.filter((fact) => fact.classification === classification);
  return profile.access.flatMap((entry, index) => {
    const connector = connectorOf(entry.service);
    return facts.some((fact) => connector.data.touches(entry, fact)) ? [{ entry, index, words: connector.words(entry).join(", ") }] : [];
  });
}
