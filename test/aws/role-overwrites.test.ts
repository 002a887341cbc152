import { describe, expect, test } from "@jest/globals";
import { observeRoles } from "../../src/aws/observe-role.ts";
import { readPlan } from "../../src/terraform/plan-json.ts";
import { adding, changing, tampered } from "../support/tampered.ts";
import { allowing, managed, orders, role, statement } from "./role-fixture.ts";

const guards = { name: "guards", role: "orders", policy: statement({ Effect: "Deny", Action: "*", Resource: "*" }) };
const written = (subject: string) => ({ subject, reason: "writes the policy guards, which is written more than once" });

describe("of two inline policies with one name, one overwrites the other", () => {
  test.each<{ name: string; resource: object; attributes: object; subjects: readonly string[] }>([
    {
      name: "two resources",
      resource: { aws_iam_role_policy: { y: guards, z: { ...guards, policy: allowing("s3:GetObject") } } },
      attributes: {},
      subjects: ["aws_iam_role_policy.y", "aws_iam_role_policy.z"],
    },
    {
      name: "a resource and a block of the role",
      resource: { aws_iam_role_policy: { y: guards } },
      attributes: { inline_policy: [{ name: "guards", policy: allowing("s3:GetObject") }] },
      subjects: ["aws_iam_role_policy.y", "aws_iam_role.x: inline_policy guards"],
    },
  ])("$name", ({ resource, attributes, subjects }) => {
    expect(orders(resource, attributes)?.unknown).toEqual(subjects.map(written));
  });

  test("names that differ in case alone may be one name", () => {
    const found = orders({ aws_iam_role_policy: { y: guards, z: { ...guards, name: "Guards" } } });
    expect(found?.unknown.map(({ subject }) => subject)).toEqual(["aws_iam_role_policy.y", "aws_iam_role_policy.z"]);
  });

  test("a name that is an expression may be any name", () => {
    const found = orders({ aws_iam_role_policy: { y: { ...guards, name: "${var.name}" } } });
    expect(found?.unknown).toMatchObject([{ subject: "aws_iam_role_policy.y: name" }]);
  });

  test.each([
    { name: "another name", more: { name: "access" } },
    { name: "another role", more: { role: "other" } },
    { name: "a generated name", more: { name: undefined, name_prefix: "guards" } },
  ])("$name overwrites nothing", ({ more }) => {
    expect(orders({ aws_iam_role_policy: { y: guards, z: { ...guards, ...more } } })?.unknown).toEqual([]);
  });

  test("in a synthesized stack, the guards replaced by a second resource", () => {
    const model = tampered(
      adding("aws_iam_role_policy", { name: "keyward-guards", role: "keyward-prod-reports", policy: allowing("s3:GetObject") }),
    );
    expect(model?.unknown.map(({ subject }) => subject)).toEqual(["aws_iam_role_policy.added", "aws_iam_role_policy.reports_guards"]);
  });

  test("in a synthesized stack, the guards replaced by a block of the role", () => {
    const block = { name: "keyward-guards", policy: allowing("s3:GetObject") };
    const model = tampered(changing("aws_iam_role", "reports", { inline_policy: [block] }));
    expect(model?.unknown).toContainEqual({
      subject: "aws_iam_role_policy.reports_guards",
      reason: "writes the policy keyward-guards, which is written more than once",
    });
  });
});

describe("what a plan takes away at one address and makes at another", () => {
  const entry = (address: string, before: object | null, after: object | null) => {
    const [type = "", name = ""] = address.split(".");
    const actions = [...(before === null ? [] : ["delete"]), ...(after === null ? [] : ["create"])];
    const change = { actions: before !== null && after !== null ? ["no-op"] : actions, before, after, after_unknown: {} };
    return { address, mode: "managed", type, name, change };
  };
  const unknownOf = (...entries: readonly object[]) => {
    const plan = {
      format_version: "1.2",
      planned_values: { root_module: {} },
      resource_changes: [entry("aws_iam_role.x", role, role), ...entries],
      configuration: { root_module: { resources: [{ address: "aws_iam_role.x", expressions: {} }] } },
    };
    return observeRoles(readPlan(JSON.stringify(plan), "after"))[0]?.unknown;
  };
  const policy = { name: "more", arn: managed, policy: guards.policy };
  const attachment = { role: "orders", policy_arn: managed };

  test("an inline policy may be gone", () => {
    expect(unknownOf(entry("aws_iam_role_policy.y", guards, null), entry("aws_iam_role_policy.z", null, guards))).toEqual([
      { subject: "aws_iam_role_policy.z", reason: "attaches guards, which aws_iam_role_policy.y takes away in the same plan" },
    ]);
  });

  test("an attachment may be gone", () => {
    const entries = [
      entry("aws_iam_policy.p", policy, policy),
      entry("aws_iam_role_policy_attachment.y", attachment, null),
      entry("aws_iam_role_policy_attachment.z", null, attachment),
    ];
    expect(unknownOf(...entries)).toEqual([
      {
        subject: "aws_iam_role_policy_attachment.z",
        reason: `attaches ${managed}, which aws_iam_role_policy_attachment.y takes away in the same plan`,
      },
    ]);
  });

  test.each([
    { name: "of another name", old: { ...guards, name: "access" } },
    { name: "of another role", old: { ...guards, role: "other" } },
  ])("one $name is no matter", ({ old }) => {
    expect(unknownOf(entry("aws_iam_role_policy.y", old, null), entry("aws_iam_role_policy.z", null, guards))).toEqual([]);
  });

  test("one that stays at its address is no matter", () => {
    expect(unknownOf(entry("aws_iam_role_policy.y", guards, guards))).toEqual([]);
  });
});
