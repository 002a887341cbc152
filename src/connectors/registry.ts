import type { Connector, TargetKind } from "./connector.ts";
import { dynamodb } from "./dynamodb/index.ts";
import { githubTarget } from "./github/target.ts";
import { postgresTarget } from "./postgres/target.ts";
import { s3 } from "./s3/index.ts";

/** Every service a profile may name: one import and one place in the list. */
export const connectors: readonly Connector[] = [dynamodb, s3];

/** Every kind of target that settings may describe. */
export const targetKinds: readonly TargetKind[] = [githubTarget, postgresTarget];

/** The connector of a service. Throws for a service that is not registered: the schema has refused it before. */
export function connectorOf(service: string): Connector {
  const found = connectors.find((connector) => connector.service === service);
  if (found === undefined) throw new Error(`connectorOf: no connector is registered for ${service}`);
  return found;
}
