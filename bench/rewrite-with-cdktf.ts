import { IamPolicy, type IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole, type IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy, type IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment, type IamRolePolicyAttachmentConfig } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { KmsAlias, type KmsAliasConfig } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey, type KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, TerraformStack } from "cdktf";
import { z } from "zod";
import { readStacks, record } from "./read-stacks.ts";

/** The constructs that a person who uses cdktf without Keyward would write. */
const constructs: Readonly<Record<string, (stack: TerraformStack, id: string, config: never) => unknown>> = {
  aws_iam_policy: (stack, id, config: IamPolicyConfig) => new IamPolicy(stack, id, config),
  aws_iam_role: (stack, id, config: IamRoleConfig) => new IamRole(stack, id, config),
  aws_iam_role_policy: (stack, id, config: IamRolePolicyConfig) => new IamRolePolicy(stack, id, config),
  aws_iam_role_policy_attachment: (stack, id, config: IamRolePolicyAttachmentConfig) => new IamRolePolicyAttachment(stack, id, config),
  aws_kms_alias: (stack, id, config: KmsAliasConfig) => new KmsAlias(stack, id, config),
  aws_kms_key: (stack, id, config: KmsKeyConfig) => new KmsKey(stack, id, config),
};

/** Writes the resources of synthesized stacks again, through plain cdktf. */
export function rewriteWithCdktf(from: string, to: string): void {
  const app = new App({ outdir: to });
  for (const [name, json] of readStacks(from)) {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, "aws", config(json.provider.aws[0]) as AwsProviderConfig);
    for (const [key, value] of Object.entries(json.terraform)) stack.addOverride(`terraform.${key}`, value);
    for (const [type, resources] of Object.entries(json.resource ?? {})) {
      const construct = constructs[type];
      if (construct === undefined) throw new Error(`the benchmark knows no construct for ${type}`);
      for (const [id, values] of Object.entries(resources)) construct(stack, id, config(values) as never);
    }
  }
  app.synth();
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Terraform's arguments as the construct's properties. Keys of tags are data, and dependencies are objects. */
function config(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(values).map(([key, value]) => {
    if (key === "//") return undefined;
    if (key === "depends_on")
      return [
        "dependsOn",
        z
          .array(z.string())
          .parse(value)
          .map((fqn) => ({ fqn })),
      ] as const;
    return [camelCase(key), key === "tags" ? value : nested(value)] as const;
  });
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}

function nested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nested);
  return typeof value === "object" && value !== null ? config(record.parse(value)) : value;
}
