import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { UserError } from "../../src/errors.ts";
import { readPlan } from "../../src/terraform/plan-json.ts";
import { digested } from "../support/digested.ts";

// Real plans of Terraform 1.11.4 for the configurations beside them, against an emulator, trimmed. `changed` follows `created`.
const created = readFileSync(new URL("plans/created.json", import.meta.url), "utf8");
const changed = readFileSync(new URL("plans/changed.json", import.meta.url), "utf8");

const find = (planned: ReturnType<typeof readPlan>, address: string) => planned.resources.find((resource) => resource.address === address);

/** The smallest plan, with what a test is about. */
const plan = (parts: object): string =>
  JSON.stringify({ format_version: "1.2", planned_values: { root_module: {} }, complete: true, errored: false, ...parts });
const change = (change: object, entry: object = {}) => ({
  resource_changes: [{ address: "aws_iam_role.x", mode: "managed", type: "aws_iam_role", name: "x", change, ...entry }],
});

describe("a first plan", () => {
  test("has nothing before", () => {
    expect(readPlan(created, "before")).toEqual({ resources: [], superseded: [], unknown: [] });
  });

  test("after it, known values are read and the others are listed", () => {
    const planned = readPlan(created, "after");
    expect(planned.unknown).toEqual([]);
    expect(planned.superseded).toEqual([]);
    expect(find(planned, "aws_iam_role.orders")).toMatchObject({
      type: "aws_iam_role",
      name: "orders",
      values: {
        name: "keyward-prod-orders",
        max_session_duration: 3600,
        permissions_boundary: "arn:aws:iam::111122223333:policy/keyward-boundary-servers",
      },
      unknown: ["arn", "id", "inline_policy", "managed_policy_arns"],
      configured: ["assume_role_policy", "max_session_duration", "name", "permissions_boundary"],
    });
  });

  test("text arrives as AWS will get it", () => {
    expect(find(readPlan(created, "after"), "aws_iam_role_policy.orders")?.values["policy"]).toContain(
      "arn:aws:s3:::acme-reports/orders/${aws:username}/*",
    );
  });

  test("a value that is not known yet is a reference where the configuration says exactly that", () => {
    const planned = readPlan(created, "after");
    expect(find(planned, "aws_iam_role_policy_attachment.more")).toMatchObject({
      unknown: ["id", "policy_arn"],
      references: { policy_arn: "aws_iam_policy.more.arn" },
    });
    expect(find(planned, "aws_iam_role_policy.legacy")).toMatchObject({
      unknown: ["id", "role"],
      references: { role: "aws_iam_role.legacy.id" },
    });
  });
});

describe("a later plan", () => {
  test("before it, everything is as AWS had it, also what was done by hand", () => {
    const planned = readPlan(changed, "before");
    expect(planned.unknown).toEqual([]);
    expect(planned.resources.map(({ address }) => address)).toEqual([
      "aws_iam_policy.more",
      "aws_iam_role.legacy",
      "aws_iam_role.orders",
      "aws_iam_role_policy.legacy",
      "aws_iam_role_policy.orders",
      "aws_iam_role_policy_attachment.more",
      "aws_ssm_parameter.hidden",
      "aws_ssm_parameter.kept",
    ]);
    expect(find(planned, "aws_iam_role.orders")?.values["inline_policy"]).toEqual([
      { name: "access", policy: expect.any(String) },
      { name: "by-hand", policy: expect.stringContaining("iam:*") },
    ]);
  });

  test("after it, what is deleted is gone, what is replaced is new, what is forgotten is still there", () => {
    const planned = readPlan(changed, "after");
    expect(planned.resources.map(({ address }) => address)).toEqual([
      "aws_iam_policy.more",
      "aws_iam_role.orders",
      "aws_iam_role.reports",
      "aws_iam_role_policy.orders",
      "aws_iam_role_policy_attachment.more",
      "aws_ssm_parameter.hidden",
      "aws_ssm_parameter.kept",
      "module.team.aws_iam_role.helper",
    ]);
    expect(find(planned, "aws_iam_policy.more")?.values).toMatchObject({ name: "keyward-prod-orders-2" });
    expect(find(planned, "aws_iam_role_policy.orders")?.values["policy"]).toContain("s3:*");
    expect(planned.superseded.map(({ address }) => address)).toEqual([
      "aws_iam_policy.more",
      "aws_iam_role.legacy",
      "aws_iam_role_policy.legacy",
      "aws_iam_role_policy.orders",
      "aws_iam_role_policy_attachment.more",
    ]);
  });

  test("what is more than a change of resources is unknown", () => {
    expect(readPlan(changed, "after").unknown).toEqual([
      { subject: "module.team.aws_iam_role.helper", reason: digested("a provisioner runs a command") },
      { subject: "aws_ssm_parameter.kept", reason: "it is forgotten, not deleted" },
      { subject: "module.team", reason: "a module, which may do more than make resources" },
    ]);
  });
});

describe("secrets", () => {
  test.each(["before", "after"] as const)("are not copied from what was %s", (moment) => {
    const parameter = find(readPlan(changed, moment), "aws_ssm_parameter.hidden");
    expect(parameter?.unknown).toEqual(expect.arrayContaining(["value"]));
    expect(parameter?.values).not.toHaveProperty("value");
    expect(JSON.stringify(readPlan(changed, moment))).not.toContain("plain");
  });

  test.each([
    { name: "a mark inside a list", marks: { block: [{ a: false }, { a: true }] } },
    { name: "a mark on the attribute", marks: { block: true } },
    { name: "a mark on the whole resource", marks: true },
  ])("$name hides the attribute", ({ marks }) => {
    const text = plan(
      change({ actions: ["create"], before: null, after: { block: [{ a: "x" }] }, after_sensitive: marks, after_unknown: {} }),
    );
    expect(readPlan(text, "after").resources).toMatchObject([{ values: {}, unknown: ["block"] }]);
  });
});

describe("expressions", () => {
  const reading = (expression: object, marks: object) => {
    const configuration = { root_module: { resources: [{ address: "aws_iam_role.x", expressions: { value: expression } }] } };
    const text = plan({ configuration, ...change({ actions: ["create"], before: null, after: { value: "x" }, ...marks }) });
    return readPlan(text, "after").resources[0]?.expressions;
  };
  const expression = { constant_value: "a-${var.b}", references: ["var.b"] };

  test("of what is not known yet are kept", () => {
    expect(reading(expression, { after_unknown: { value: true } })).toEqual({ value: expression });
  });

  test("of a secret are never copied, only what it is made of", () => {
    expect(reading(expression, { after_sensitive: { value: true } })).toEqual({ value: { references: ["var.b"] } });
  });

  test("of what is known are not needed", () => {
    expect(reading(expression, {})).toBeUndefined();
  });
});

describe("what a plan may hold besides", () => {
  const values = { actions: ["no-op"], before: { name: "x" }, after: { name: "x" }, after_unknown: {} };
  test.each<{ name: string; parts: object; subject: string; reason: string }>([
    { name: "an error", parts: { errored: true }, subject: "plan", reason: "it ended in an error, so more may be missing" },
    { name: "a partial plan", parts: { complete: false }, subject: "plan", reason: "it is not complete: further plans will change more" },
    {
      name: "deferred changes",
      parts: { deferred_changes: [{}] },
      subject: "plan: deferred_changes",
      reason: digested("is not a change of a resource"),
    },
    {
      name: "actions",
      parts: { action_invocations: [{}] },
      subject: "plan: action_invocations",
      reason: digested("is not a change of a resource"),
    },
    {
      name: "a deposed object that stays",
      parts: change({ ...values, actions: ["no-op"] }, { deposed: "0a1b2c3d" }),
      subject: "aws_iam_role.x",
      reason: "a deposed object is still there",
    },
    {
      name: "an object that is replaced and forgotten",
      parts: change({ ...values, actions: ["create", "forget"] }),
      subject: "aws_iam_role.x",
      reason: "the plan does to it something unknown: create then forget",
    },
    {
      name: "a change without actions",
      parts: change({ after: null }),
      subject: "aws_iam_role.x",
      reason: "the plan does to it something unknown: ",
    },
    {
      name: "a resource that no change mentions",
      parts: {
        planned_values: {
          root_module: { resources: [{ address: "aws_iam_role.y", mode: "managed", type: "aws_iam_role", name: "y", values: {} }] },
        },
      },
      subject: "aws_iam_role.y",
      reason: "the plan does not say what happens to it",
    },
    {
      name: "a second provider configuration",
      parts: { configuration: { root_module: { resources: [{ address: "aws_iam_role.x", provider_config_key: "aws.other" }] } } },
      subject: "aws_iam_role.x",
      reason: digested("is made by another provider configuration, perhaps in another account"),
    },
  ])("$name is unknown", ({ parts, subject, reason }) => {
    expect(readPlan(plan(parts), "after").unknown).toContainEqual({ subject, reason });
  });

  test("a deposed object that is deleted is gone", () => {
    const text = plan(change({ actions: ["delete"], before: { name: "x" }, after: null }, { deposed: "0a1b2c3d" }));
    expect(readPlan(text, "after")).toMatchObject({ resources: [], superseded: [{ values: { name: "x" } }], unknown: [] });
  });

  test("before a plan a deposed object is unknown, and so is a changed object that the state lacks", () => {
    const state = { address: "aws_iam_role.x", mode: "managed", type: "aws_iam_role", name: "x", values: {}, deposed_key: "0a1b2c3d" };
    const text = plan({ prior_state: { values: { root_module: { resources: [state] } } }, ...change(values) });
    expect(readPlan(text, "before")).toEqual({
      resources: [],
      superseded: [],
      unknown: [
        { subject: "aws_iam_role.x", reason: "a deposed object is still there" },
        { subject: "aws_iam_role.x", reason: "the prior state does not hold it" },
      ],
    });
  });

  test.each([
    { name: "a calculation in HCL", expression: { references: ["aws_iam_policy.x.arn", "aws_iam_policy.x"] } },
    { name: "an escaped text in HCL, which looks like one", expression: { constant_value: "${aws_iam_policy.x.arn}" } },
  ])("$name is no reference", ({ expression }) => {
    const expressions = { policy_arn: expression };
    const configuration = { root_module: { resources: [{ address: "aws_iam_role.x", expressions }] } };
    const text = plan({ configuration, ...change({ actions: ["create"], after: {}, after_unknown: { policy_arn: true } }) });
    expect(readPlan(text, "after").resources).toMatchObject([{ unknown: ["policy_arn"], references: {} }]);
  });

  test("data sources are not resources", () => {
    expect(readPlan(plan(change({ actions: ["read"], after: {} }, { mode: "data" })), "after").resources).toEqual([]);
  });

  test("a resource inside modules finds its configuration, whatever its keys", () => {
    const block = { address: "aws_iam_role.x", expressions: { name: {} } };
    const configuration = { root_module: { module_calls: { a: { module: { module_calls: { b: { module: { resources: [block] } } } } } } } };
    const text = plan({
      configuration,
      ...change({ ...values }, { address: String.raw`module.a["k]\"."].module.b[0].aws_iam_role.x[12]` }),
    });
    expect(readPlan(text, "after").resources).toMatchObject([{ configured: ["name"] }]);
  });
});

describe("what is no plan is refused", () => {
  test.each([
    { name: "no JSON", text: "Plan: 1 to add", message: "must be valid JSON: expected a value (line 1, column 1)" },
    { name: "a list", text: "[]", message: "must hold a JSON object" },
    { name: "another format", text: plan({ format_version: "2.0" }), message: "must be 1.x" },
    { name: "no format", text: "{}", message: "must be 1.x" },
    { name: "a state", text: JSON.stringify({ format_version: "1.0", values: {} }), message: "must be a plan; this may be a state" },
    {
      name: "a key given twice",
      text: '{"format_version":"1.2","format_version":"1.2"}',
      message: 'must be valid JSON: the key "format_version" is given twice (line 1, column 25)',
    },
  ])("$name", ({ text, message }) => {
    expect(() => readPlan(text, "after")).toThrow(UserError);
    expect(() => readPlan(text, "after")).toThrow(message);
  });
});
