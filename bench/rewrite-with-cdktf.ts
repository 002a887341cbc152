import { IamPolicy, type IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole, type IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy, type IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment, type IamRolePolicyAttachmentConfig } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { KmsAlias, type KmsAliasConfig } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey, type KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, type ITerraformDependable, S3Backend, TerraformStack } from "cdktf";
import * as z from "zod";
import { readStacks, record } from "./read-stacks.ts";

type Values = Readonly<Record<string, unknown>>;
type Make = (stack: TerraformStack, id: string, config: never) => ITerraformDependable;

/** The constructs that a person who uses cdktf without Keyward would write. */
const constructs: Readonly<Record<string, Make>> = {
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
    new AwsProvider(stack, "aws", properties(json.provider.aws[0]) as AwsProviderConfig);
    // Takes the place of cdktf's own local backend, which an override would only add to.
    if (json.terraform.backend["s3"] !== undefined) new S3Backend(stack, { bucket: "state", key: name });
    for (const [key, value] of Object.entries(json.terraform)) stack.addOverride(`terraform.${key}`, value);
    addResources(stack, json.resource ?? {});
  }
  app.synth();
}

/** Makes what a resource depends on before it, and hands it over as a construct, as people do. */
function addResources(stack: TerraformStack, resources: Readonly<Record<string, Readonly<Record<string, Values>>>>): void {
  const made = new Map<string, ITerraformDependable>();
  const make = (address: string): ITerraformDependable => {
    const known = made.get(address);
    if (known !== undefined) return known;
    const [type = "", id = ""] = address.split(".");
    const construct = constructs[type];
    const values = resources[type]?.[id];
    if (construct === undefined || values === undefined) throw new Error(`the benchmark cannot make ${address}`);
    const { depends_on: before, ...own } = values;
    const dependsOn = before === undefined ? {} : { dependsOn: z.array(z.string()).parse(before).map(make) };
    const resource = construct(stack, id, { ...properties(own), ...dependsOn } as never);
    made.set(address, resource);
    return resource;
  };
  for (const [type, byId] of Object.entries(resources)) for (const id of Object.keys(byId)) make(`${type}.${id}`);
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Terraform's arguments as the construct's properties. The keys of tags are data. */
function properties(values: Values): Record<string, unknown> {
  const entries = Object.entries(values).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, value]) => [camelCase(key), key === "tags" ? value : nested(value)]));
}

function nested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nested);
  return typeof value === "object" && value !== null ? properties(record.parse(value)) : value;
}
