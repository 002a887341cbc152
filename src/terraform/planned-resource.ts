import type { Unknown } from "../access/access-model.ts";
import type { Json } from "./read-json.ts";

/** Notes what is not understood: its subject, and why. */
export type Report = (subject: string, reason: string) => void;

/** One resource as Terraform sees it, from `cdk.tf.json` or from `terraform show -json`. */
export interface PlannedResource {
  /** For example `aws_iam_role.orders-analyst`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** Attribute values, with Terraform's escapes undone. Attributes that are not known yet are absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes whose value is not known before apply, is secret, or is an expression that is not a plain reference. */
  readonly unknown: readonly string[];
  /** Those of `unknown` that are one reference and nothing else: attribute → for example `aws_iam_policy.orders-analyst.arn`. */
  readonly references?: Readonly<Record<string, string>>;
  /** What the configuration says of those of `unknown` that it sets, as it is written: to find names in it and to tell it from another. */
  readonly expressions?: Readonly<Record<string, Json>>;
  /** The attributes that the configuration sets; the others hold what the provider found. Absent: all of them are configured, or nobody knows. */
  readonly configured?: readonly string[];
}

/** What was read from one file. */
export interface Planned {
  readonly resources: readonly PlannedResource[];
  /** In the reading after a plan: what it deletes, replaces or changes, as it was. */
  readonly superseded: readonly PlannedResource[];
  /** What may matter and is not a resource that could be read. It concerns every role in the file. */
  readonly unknown: readonly Unknown[];
}
