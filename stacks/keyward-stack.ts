import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../src/connectors/connector.ts";
import type { EnvironmentSettings } from "../src/settings/schema.ts";
import { literalTags } from "./literal.ts";
import { SeparateStack } from "./separate-stack.ts";

/** What every stack of an environment needs. */
export interface StackPlace {
  readonly environment: Environment;
  readonly settings: EnvironmentSettings;
  /** The way from a stack's folder to the folder of local state. */
  readonly toState: string;
}

/** The provider versions the stacks are tested with; cdktf would pin the one its bindings were generated from. */
const awsVersions = ">= 5.100.0, < 7.0.0";

/** A stack with its provider and its state, and nothing in it: applying it takes away what it held before. */
export function keywardStack(scope: Construct, name: string, { environment, settings, toState }: StackPlace): SeparateStack {
  const stack = new SeparateStack(scope, name);
  const assumed = settings["assume-role"];
  new AwsProvider(stack, "aws", {
    region: environment.region,
    // A profile can never reach another account by way of the credentials somebody happens to have.
    allowedAccountIds: [environment.account],
    ...(assumed === undefined ? {} : { assumeRole: [{ roleArn: assumed }] }),
    defaultTags: [{ tags: { ...literalTags(settings.tags ?? {}), "keyward:environment": environment.name } }],
  });
  stack.addOverride("terraform.required_version", ">= 1.11");
  stack.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: awsVersions });
  backend(stack, settings.backend ?? "local", `${toState}terraform.${name}.tfstate`);
  return stack;
}

/** Local state has a relative path; cdktf would write an absolute one. */
function backend(stack: TerraformStack, chosen: NonNullable<EnvironmentSettings["backend"]>, localState: string): void {
  if (chosen === "local") {
    new LocalBackend(stack, { path: localState });
    return;
  }
  const { bucket, region, "kms-key": key, "assume-role": role } = chosen.s3;
  const state = new S3Backend(stack, {
    bucket,
    region,
    key: `keyward/${stack.node.id}.tfstate`,
    encrypt: true,
    ...(key === undefined ? {} : { kmsKeyId: key }),
    ...(role === undefined ? {} : { assumeRole: { roleArn: role } }),
  });
  // Terraform locks with a file beside the state; cdktf 0.21 has no argument for it.
  state.addOverride("use_lockfile", true);
}
