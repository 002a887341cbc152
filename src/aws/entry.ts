import type { Condition } from "../access/grant.ts";
import type { Environment } from "../connectors/connector.ts";

/*
 * What the AWS connectors share when they turn an entry's words into grants.
 */

/** Where the store of an entry is; the environment's own account and region where the entry does not say. */
export interface StorePlace {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

export const accountOf = (entry: StorePlace, environment: Environment): string => entry.account ?? environment.account;
export const regionOf = (entry: StorePlace, environment: Environment): string => entry.region ?? environment.region;

/** A name that somebody else takes over does not lead our requests into their account. */
export const inAccount = (account: string): Condition => ({ operator: "StringEquals", key: "aws:ResourceAccount", values: [account] });

/** The key is used by the service on the caller's behalf, never by the caller directly. */
export const viaService = (service: string, region: string): Condition => ({
  operator: "StringEquals",
  key: "kms:ViaService",
  values: [`${service}.${region}.amazonaws.com`],
});
