import { describe, expect, test } from "@jest/globals";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { readPlan } from "../../src/terraform/plan-json.ts";
import { digested } from "../support/digested.ts";
import { tampered, type Stack } from "../support/tampered.ts";

const elsewhere = "is made by another provider configuration, perhaps in another account";
const stranger = "is made by a provider that Keyward does not know, which may change any role";
const several = "has several configurations, perhaps of several accounts";
const another = "is not the provider that Keyward knows";
const calculated = "is an expression, and may decide in which account resources are made";

const aws = ({ provider }: Stack): Record<string, unknown> => provider["aws"]?.[0] ?? {};
const own = { role: "keyward-prod-reports", policy: "{}" };

describe("in a synthesized stack, what another provider makes is unknown", () => {
  test.each<{ name: string; change: (stack: Stack) => void; subject: string; reason: string }>([
    {
      name: "a resource of a second configuration, whose name has no dot",
      change: ({ resource }) => void Object.assign(resource["aws_iam_role"]?.["reports"] ?? {}, { provider: "elsewhere" }),
      subject: "aws_iam_role.reports",
      reason: digested(elsewhere),
    },
    {
      name: "a resource of an alias",
      change: ({ resource }) => void Object.assign(resource["aws_iam_role"]?.["reports"] ?? {}, { provider: "aws.other" }),
      subject: "aws_iam_role.reports",
      reason: digested(elsewhere),
    },
    {
      name: "a resource of another provider",
      change: ({ resource }) => void (resource["awscc_iam_role_policy"] = { x: own }),
      subject: "awscc_iam_role_policy.x",
      reason: stranger,
    },
    {
      name: "a second configuration",
      change: ({ provider }) => void provider["aws"]?.push({ alias: "other" }),
      subject: "provider.aws",
      reason: several,
    },
    { name: "an alias alone", change: (stack) => void (aws(stack)["alias"] = "other"), subject: "provider.aws", reason: several },
    {
      name: "a source that is not AWS",
      change: ({ terraform }) => void (terraform["required_providers"] = { aws: { source: "acme/aws" } }),
      subject: "required_providers.aws",
      reason: digested(another),
    },
    {
      name: "a source on another host",
      change: ({ terraform }) => void (terraform["required_providers"] = [{ aws: { source: "registry.acme.test/hashicorp/aws" } }]),
      subject: "required_providers.aws",
      reason: digested(another),
    },
    {
      name: "configurations given from outside",
      change: ({ terraform }) => void (terraform["required_providers"] = { aws: { configuration_aliases: ["aws.other"] } }),
      subject: "required_providers.aws: configuration_aliases",
      reason: digested("is not understood"),
    },
    {
      name: "a calculated profile",
      change: (stack) => void (aws(stack)["profile"] = "${var.profile}"),
      subject: "provider.aws: profile",
      reason: digested(calculated),
    },
    {
      name: "a calculated endpoint",
      change: (stack) => void (aws(stack)["endpoints"] = [{ iam: "${var.iam}" }]),
      subject: "provider.aws: endpoints",
      reason: digested(calculated),
    },
    {
      name: "a calculated role",
      change: (stack) => void (aws(stack)["assume_role"] = [{ role_arn: "${var.role}" }]),
      subject: "provider.aws: assume_role",
      reason: digested(calculated),
    },
  ])("$name", ({ change, subject, reason }) => {
    expect(tampered(change)?.unknown).toEqual([{ subject, reason }]);
  });

  test.each<{ name: string; change: (stack: Stack) => void }>([
    { name: "nothing changed", change: () => {} },
    {
      name: "a literal role",
      change: (stack) => void (aws(stack)["assume_role"] = [{ role_arn: "arn:aws:iam::111122223333:role/deploy" }]),
    },
    { name: "tags that are expressions", change: (stack) => void (aws(stack)["default_tags"] = [{ tags: { by: "${var.by}" } }]) },
    { name: "no source, which means AWS's", change: ({ terraform }) => void delete terraform["required_providers"] },
    { name: "a version alone", change: ({ terraform }) => void (terraform["required_providers"] = { aws: "~> 6.0" }) },
    { name: "the short source", change: ({ terraform }) => void (terraform["required_providers"] = { aws: { source: "aws" } }) },
    {
      name: "the full source",
      change: ({ terraform }) => void (terraform["required_providers"] = { aws: { source: "registry.opentofu.org/hashicorp/aws" } }),
    },
    { name: "a resource that says its provider", change: ({ resource }) => void (resource["random_id"] = { x: { provider: "random" } }) },
  ])("$name is understood", ({ change }) => {
    expect(tampered(change)?.unknown).toEqual([]);
  });
});

describe("in a plan", () => {
  const planned = (entry: object, configuration: object = {}) => {
    const change = { actions: ["no-op"], before: {}, after: {}, after_unknown: {} };
    const resource = { address: "aws_iam_role.x", mode: "managed", type: "aws_iam_role", name: "x", change, ...entry };
    const plan = { format_version: "1.2", planned_values: {}, resource_changes: [resource], configuration };
    return readPlan(JSON.stringify(plan), "after").unknown;
  };
  const keyed = (provider_config_key: string, address = "aws_iam_role.x") => {
    return { root_module: { resources: [{ address, provider_config_key }] } };
  };
  const configured = (...list: readonly object[]) => ({ provider_config: Object.fromEntries(list.entries()) });

  test.each<{ name: string; entry: object; configuration: object; subject: string; reason: string }>([
    {
      name: "a configuration whose name has no dot",
      entry: {},
      configuration: keyed("elsewhere"),
      subject: "aws_iam_role.x",
      reason: digested(elsewhere),
    },
    {
      name: "a provider of another name",
      entry: { provider_name: "registry.terraform.io/acme/aws" },
      configuration: {},
      subject: "aws_iam_role.x",
      reason: digested(stranger),
    },
    {
      name: "a provider on another host",
      entry: { provider_name: "registry.acme.test/hashicorp/aws" },
      configuration: {},
      subject: "aws_iam_role.x",
      reason: digested(stranger),
    },
    {
      name: "a type of another provider",
      entry: { type: "awscc_iam_role", provider_name: "registry.terraform.io/hashicorp/awscc" },
      configuration: {},
      subject: "aws_iam_role.x",
      reason: digested(stranger),
    },
    {
      name: "a second configuration",
      entry: {},
      configuration: configured({ name: "aws" }, { name: "aws", alias: "other" }),
      subject: "provider.aws",
      reason: several,
    },
    {
      name: "a configuration of another provider",
      entry: {},
      configuration: configured({ name: "aws", full_name: "registry.terraform.io/acme/aws" }),
      subject: "provider.aws",
      reason: digested(another),
    },
    {
      name: "a calculated role",
      entry: {},
      configuration: configured({ name: "aws", expressions: { assume_role: [{ role_arn: { references: ["var.role"] } }] } }),
      subject: "provider.aws: assume_role",
      reason: digested(calculated),
    },
  ])("$name is unknown", ({ entry, configuration, subject, reason }) => {
    expect(planned(entry, configuration)).toEqual([{ subject, reason }]);
  });

  test.each<{ name: string; entry: object; configuration: object }>([
    { name: "the provider of AWS", entry: { provider_name: "registry.terraform.io/hashicorp/aws" }, configuration: keyed("aws") },
    { name: "the same of OpenTofu", entry: { provider_name: "registry.opentofu.org/hashicorp/aws" }, configuration: keyed("module.m:aws") },
    { name: "data of AWS", entry: {}, configuration: keyed("aws", "data.aws_region.x") },
    {
      name: "a literal configuration",
      entry: {},
      configuration: configured(
        { name: "random" },
        {
          name: "aws",
          full_name: "registry.terraform.io/hashicorp/aws",
          expressions: {
            region: { constant_value: "eu-west-1" },
            assume_role: [{ role_arn: { constant_value: "arn:aws:iam::1:role/x" } }],
          },
        },
      ),
    },
    { name: "Terraform's own", entry: { type: "terraform_data", provider_name: "terraform.io/builtin/terraform" }, configuration: {} },
  ])("$name is understood", ({ entry, configuration }) => {
    expect(planned(entry, configuration)).toEqual([]);
  });
});

test("a resource of a provider with Terraform's prefix and another name is told by its provider", () => {
  const file = { resource: { null_resource: { x: { provider: "awscc" } } } };
  expect(readSynthesized(JSON.stringify(file)).unknown).toEqual([{ subject: "null_resource.x", reason: digested(elsewhere) }]);
});
