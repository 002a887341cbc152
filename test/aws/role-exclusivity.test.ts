import { describe, expect, test } from "@jest/globals";
import { observeRoles } from "../../src/aws/observe-role.ts";
import { readPlan } from "../../src/terraform/plan-json.ts";
import { changing, tampered } from "../support/tampered.ts";
import { managed, orders, role, statement } from "./role-fixture.ts";

describe("what takes a policy away may take the Deny that a role relies on", () => {
  const guards = { name: "guards", role: "orders", policy: statement({ Effect: "Deny", Action: "*", Resource: "*" }) };
  const attachment = {
    aws_iam_policy: { p: { name: "more", policy: guards.policy } },
    aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: managed } },
  };
  test.each<{ name: string; resource: object; subject: string; reason: string }>([
    {
      name: "an exclusive list of inline policies without it",
      resource: {
        aws_iam_role_policy: { y: guards },
        aws_iam_role_policies_exclusive: { z: { role_name: "orders", policy_names: ["access"] } },
      },
      subject: "aws_iam_role_policies_exclusive.z",
      reason: "takes away guards, which another resource attaches",
    },
    {
      name: "an exclusive list that is not known",
      resource: {
        aws_iam_role_policy: { y: guards },
        aws_iam_role_policies_exclusive: { z: { role_name: "${var.role}", policy_names: "${var.names}" } },
      },
      subject: "aws_iam_role_policies_exclusive.z",
      reason: "takes away guards, which another resource attaches",
    },
    {
      name: "an exclusive list of managed policies without it",
      resource: { ...attachment, aws_iam_role_policy_attachments_exclusive: { z: { role_name: "orders", policy_arns: [] } } },
      subject: "aws_iam_role_policy_attachments_exclusive.z",
      reason: "takes away aws_iam_policy.p, which another resource attaches",
    },
    {
      name: "an exclusive attachment of it to another role",
      resource: { ...attachment, aws_iam_policy_attachment: { z: { name: "a", roles: ["other"], policy_arn: "${aws_iam_policy.p.arn}" } } },
      subject: "aws_iam_policy_attachment.z",
      reason: "takes away aws_iam_policy.p, which another resource attaches",
    },
  ])("$name", ({ resource, subject, reason }) => {
    expect(orders(resource)?.unknown).toEqual([{ subject, reason }]);
  });

  test.each<{ name: string; resource: object }>([
    {
      name: "a list with it",
      resource: {
        aws_iam_role_policy: { y: guards },
        aws_iam_role_policies_exclusive: { z: { role_name: "orders", policy_names: ["guards"] } },
      },
    },
    {
      name: "a list for another role",
      resource: { aws_iam_role_policy: { y: guards }, aws_iam_role_policies_exclusive: { z: { role_name: "other", policy_names: [] } } },
    },
  ])("$name takes nothing away", ({ resource }) => {
    expect(orders(resource)?.unknown).toEqual([]);
  });
});

describe("the role's own arguments take away what they do not list", () => {
  const guards = { name: "guards", role: "orders", policy: statement({ Effect: "Deny", Action: "*", Resource: "*" }) };
  const inline = { aws_iam_role_policy: { y: guards } };
  const attachment = {
    aws_iam_policy: { p: { name: "more", policy: guards.policy } },
    aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: managed } },
  };
  const other = { name: "other", policy: guards.policy };
  const takes = (what: string) => `takes away ${what}, which another resource attaches`;

  test.each<{ name: string; resource: object; attributes: object; subject: string; reason: string }>([
    {
      name: "an empty inline_policy block in a list",
      resource: inline,
      attributes: { inline_policy: [{}] },
      subject: "aws_iam_role.x: inline_policy",
      reason: takes("guards"),
    },
    {
      name: "an empty inline_policy block",
      resource: inline,
      attributes: { inline_policy: {} },
      subject: "aws_iam_role.x: inline_policy",
      reason: takes("guards"),
    },
    {
      name: "an inline_policy block of another name",
      resource: inline,
      attributes: { inline_policy: [other] },
      subject: "aws_iam_role.x: inline_policy",
      reason: takes("guards"),
    },
    {
      name: "an empty list of managed policies",
      resource: attachment,
      attributes: { managed_policy_arns: [] },
      subject: "aws_iam_role.x: managed_policy_arns",
      reason: takes("aws_iam_policy.p"),
    },
    {
      name: "an inline_policy block, from a policy whose name the provider makes",
      resource: { aws_iam_role_policy: { y: { ...guards, name: undefined, name_prefix: "guards" } } },
      attributes: { inline_policy: [{}] },
      subject: "aws_iam_role.x: inline_policy",
      reason: takes("the policy of aws_iam_role_policy.y"),
    },
    {
      name: "an exclusive list, from a policy whose name the provider makes",
      resource: {
        aws_iam_role_policy: { y: { ...guards, name: undefined, name_prefix: "guards" } },
        aws_iam_role_policies_exclusive: { z: { role_name: "orders", policy_names: ["guards"] } },
      },
      attributes: {},
      subject: "aws_iam_role_policies_exclusive.z",
      reason: takes("the policy of aws_iam_role_policy.y"),
    },
  ])("$name", ({ resource, attributes, subject, reason }) => {
    expect(orders(resource, attributes)?.unknown).toEqual([{ subject, reason }]);
  });

  test.each<{ name: string; resource: object; attributes: object }>([
    { name: "a list with the policy", resource: attachment, attributes: { managed_policy_arns: [managed] } },
    { name: "inline_policy, from managed policies,", resource: attachment, attributes: { inline_policy: [{}] } },
    { name: "managed_policy_arns, from inline policies,", resource: inline, attributes: { managed_policy_arns: [] } },
    { name: "null, which is not given,", resource: inline, attributes: { inline_policy: null, managed_policy_arns: null } },
  ])("$name takes nothing away", ({ resource, attributes }) => {
    expect(orders(resource, attributes)?.unknown).toEqual([]);
  });

  const entry = (type: string, name: string, more: object) => {
    const change = { actions: ["no-op"], after_unknown: {}, ...more };
    return { address: `${type}.${name}`, mode: "managed", type, name, change };
  };
  const planned = (change: object, expressions: object) => {
    const plan = {
      format_version: "1.2",
      planned_values: { root_module: {} },
      resource_changes: [entry("aws_iam_role", "x", change), entry("aws_iam_role_policy", "y", { before: guards, after: guards })],
      configuration: { root_module: { resources: [{ address: "aws_iam_role.x", expressions }] } },
    };
    return observeRoles(readPlan(JSON.stringify(plan), "after"))[0]?.unknown;
  };
  // What Terraform 1.11.4 and the AWS provider 6 write for an empty block.
  const none = [{ name: "", policy: "" }];
  const found = [{ name: "guards", policy: guards.policy }];
  const having = (inline_policy: unknown) => ({ ...role, inline_policy });
  const taken = [{ subject: "aws_iam_role.x: inline_policy", reason: takes("guards") }];

  test.each<{ name: string; change: object; expressions: object; unknown: readonly object[] }>([
    {
      name: "that is configured",
      change: { before: having(none), after: having(none) },
      expressions: { inline_policy: [{}] },
      unknown: taken,
    },
    { name: "that the provider found", change: { before: having(found), after: having(found) }, expressions: {}, unknown: [] },
    { name: "that the provider found empty", change: { before: having([]), after: having([]) }, expressions: {}, unknown: [] },
    {
      name: "of a new role, filled by a dynamic block, which the configuration leaves out",
      change: { actions: ["create"], before: null, after: having(none) },
      expressions: {},
      unknown: taken,
    },
    {
      name: "that a dynamic block changes",
      change: { actions: ["update"], before: having(found), after: having(none) },
      expressions: {},
      unknown: taken,
    },
    {
      name: "of a new role that nobody fills",
      change: { actions: ["create"], before: null, after: role, after_unknown: { inline_policy: true } },
      expressions: {},
      unknown: [],
    },
  ])("in a plan, an argument $name", ({ change, expressions, unknown }) => {
    expect(planned(change, expressions)).toEqual(unknown);
  });

  test("in a plan, a dynamic block of a policy that is not known gives what nobody knows", () => {
    const change = {
      actions: ["create"],
      before: null,
      after: having([{ name: "a" }]),
      after_unknown: { inline_policy: [{ policy: true }] },
    };
    expect(planned(change, {})).toContainEqual({ subject: "aws_iam_role.x: inline_policy", reason: "is not known" });
  });

  test.each([{ inline_policy: [{}] }, { inline_policy: {} }])("in a synthesized stack, %j takes the guards", (more) => {
    expect(tampered(changing("aws_iam_role", "reports", more))?.unknown).toContainEqual({
      subject: "aws_iam_role.reports: inline_policy",
      reason: takes("keyward-guards"),
    });
  });
});
