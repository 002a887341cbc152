import type { Construct } from "constructs";
import type * as z from "zod";
import type { Grant } from "../access/grant.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";

/** The words that every access entry may add, whatever its service. */
export interface AccessEntry {
  readonly service: string;
  readonly reason?: string | undefined;
  /** A date: the first moment without access is 00:00 UTC of that day. */
  readonly until?: string | undefined;
  /** Names the credential; entries of one target share a credential unless they name different ones. */
  readonly name?: string | undefined;
}

/** Where a server runs: what settings say of its environment. */
export interface Environment {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

/** What a connector may know besides the entry itself. */
export interface GrantContext {
  readonly environment: Environment;
  /** What settings say of data stores, for this environment: classification, KMS key. */
  readonly data: readonly DataFact[];
}

/** One entry of `data` in the settings; its other words name the store and belong to a connector. */
export interface DataFact {
  readonly classification?: string | undefined;
  readonly "kms-key"?: string | undefined;
  readonly environment?: string | undefined;
  readonly [word: string]: unknown;
}

/** One request that must be allowed, or must be refused, with the reason. */
export interface Probe {
  readonly expect: "allowed" | "refused";
  readonly request: ProbeRequest;
  readonly because: string;
}

export interface ProbeRequest {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request; a key that is not here is absent from the request. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** What the server finally holds. */
export type Credential = { readonly kind: "role-session"; readonly role: string };

/** The server a connector provisions for. */
export interface ServerScope {
  readonly name: string;
  readonly environment: Environment;
  readonly role: {
    readonly name: string;
    /** Adds grants to the server's role. They are merged, guarded and packed when all connectors have spoken. */
    allow(grants: readonly Grant[]): void;
  };
}

/** One service: how its words become grants, Terraform and probes, and how Terraform is read back. */
export interface Connector<Entry extends AccessEntry = AccessEntry> {
  readonly service: string;
  /** What a profile may say: strict, and nothing left out ever widens. */
  readonly access: z.ZodType<Entry>;
  /** How settings name a data store of this service. */
  readonly data: DataWords<Entry>;
  /** Every IAM action its grants can hold; the servers' permissions boundary allows these and no others. */
  readonly actions: readonly string[];
  /** Where the credential lives: `role` = a role session, nothing is stored; `secret` = a stored value, which must rotate. */
  readonly credential: "role" | "secret";
  /** True when the entry lets the server change or delete something. */
  writes(entry: Entry): boolean;
  /** True when the entry reaches a whole store where a part could be named. */
  wholeStore(entry: Entry): boolean;
  /** The entry in words, one short phrase each, for tables and reviews. */
  words(entry: Entry): readonly string[];
  /** What the entries of one profile do not give although one might think so, in words. Each line is true of all of them together. */
  limits(entries: readonly Entry[]): readonly string[];
  /** Words → grants. Pure. */
  grants(entry: Entry, context: GrantContext): readonly Grant[];
  /** The order on grants. Pure. */
  covers(wide: Grant, narrow: Grant): boolean;
  /** What must succeed and what must be refused, for one grant. */
  probes(grant: Grant, context: GrantContext): readonly Probe[];
  /** Grants → constructs. */
  provision(scope: Construct, server: ServerScope, grants: readonly Grant[]): readonly Credential[];
  /** Terraform → grants: the inverse of `provision`. */
  observe(resources: readonly PlannedResource[]): readonly Grant[];
}

/** The words with which `data` in the settings names a store, and whether an entry touches it. */
export interface DataWords<Entry extends AccessEntry = AccessEntry> {
  readonly shape: Readonly<Record<string, z.ZodType<string>>>;
  touches(entry: Entry, fact: DataFact): boolean;
}

/** A target of a service: what settings say of a thing that has no ARN. */
export interface TargetKind {
  readonly service: string;
  readonly schema: z.ZodObject;
  /** How `data` names a part of such a target. */
  readonly data?: { readonly shape: Readonly<Record<string, z.ZodType<string>>> };
}
