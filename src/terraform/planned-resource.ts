/** One resource as Terraform sees it, from `cdk.tf.json` or from `terraform show -json`. */
export interface PlannedResource {
  /** For example `aws_iam_role.orders-analyst`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** Attribute values, with Terraform's escapes undone. Attributes that are not known yet are absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes whose value is not known before apply, or is an expression that is not a plain reference. */
  readonly unknown: readonly string[];
}
