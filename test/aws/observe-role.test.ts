import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { grantsVia, observeRoles, type ObservedRole } from "../../src/aws/observe-role.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { readPlan } from "../../src/terraform/plan-json.ts";
import { digested } from "../support/digested.ts";
import { allow, allowing, managed, orders, principals, role, statement } from "./role-fixture.ts";

describe("a role", () => {
  test("alone grants nothing, to nobody but its principals, for an hour", () => {
    expect(orders({})).toEqual({
      name: "orders",
      address: "aws_iam_role.x",
      grants: [],
      principals,
      sessionSeconds: 3600,
      boundary: null,
      unknown: [],
    });
  });

  test.each<{ name: string; attributes: object; expected: object }>([
    { name: "its session", attributes: { max_session_duration: 7200 }, expected: { sessionSeconds: 7200, unknown: [] } },
    {
      name: "its session as text, which Terraform takes too",
      attributes: { max_session_duration: "7200" },
      expected: { sessionSeconds: 7200, unknown: [] },
    },
    { name: "its boundary", attributes: { permissions_boundary: managed }, expected: { boundary: managed, unknown: [] } },
    { name: "an empty boundary, which is none", attributes: { permissions_boundary: "" }, expected: { boundary: null, unknown: [] } },
    {
      name: "inline policies",
      attributes: { inline_policy: [{ name: "a", policy: allowing("s3:*") }] },
      expected: { grants: [allow("s3:*")], unknown: [] },
    },
    {
      name: "one inline policy that is no list",
      attributes: { inline_policy: { name: "a", policy: allowing("s3:*") } },
      expected: { grants: [allow("s3:*")], unknown: [] },
    },
    {
      name: "an empty block, which means none",
      attributes: { inline_policy: [{}], managed_policy_arns: [] },
      expected: { grants: [], unknown: [] },
    },
  ])("has $name", ({ attributes, expected }) => {
    expect(orders({}, attributes)).toMatchObject(expected);
  });

  test.each([
    { name: "its name", attributes: { name: "${var.x}" }, subject: "aws_iam_role.x: name", expected: { name: null } },
    {
      name: "its session, so it may be the longest",
      attributes: { max_session_duration: "${var.x}" },
      subject: "aws_iam_role.x: max_session_duration",
      expected: { sessionSeconds: 43_200 },
    },
    {
      name: "a session that is no number",
      attributes: { max_session_duration: "long" },
      subject: "aws_iam_role.x: max_session_duration",
      expected: { sessionSeconds: 43_200 },
    },
    {
      name: "its boundary, so there may be none",
      attributes: { permissions_boundary: "${var.x}" },
      subject: "aws_iam_role.x: permissions_boundary",
      expected: { boundary: null },
    },
    {
      name: "its trust policy",
      attributes: { assume_role_policy: "${var.x}" },
      subject: "aws_iam_role.x: assume_role_policy",
      expected: { principals: [] },
    },
    {
      name: "a trust policy that names nobody",
      attributes: { assume_role_policy: allowing("sts:AssumeRole") },
      subject: "aws_iam_role.x: assume_role_policy: Statement[0].Resource",
      expected: { principals: [] },
    },
    {
      name: "its inline policies",
      attributes: { inline_policy: "${var.x}" },
      subject: "aws_iam_role.x: inline_policy",
      expected: { grants: [] },
    },
    {
      name: "its managed policies",
      attributes: { managed_policy_arns: ["${var.x}"] },
      subject: "aws_iam_role.x: managed_policy_arns",
      expected: { grants: [] },
    },
    {
      name: "an AWS policy",
      attributes: { managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
      subject: "aws_iam_role.x: managed_policy_arns",
      expected: { grants: [] },
    },
    {
      name: "a broken statement",
      attributes: { inline_policy: [{ name: "a", policy: statement({ Effect: "Allow" }) }] },
      subject: "aws_iam_role.x: inline_policy a: Statement[0].Action",
      expected: { grants: [] },
    },
  ])("what is not known of it is unknown: $name", ({ attributes, subject, expected }) => {
    const observed = orders({}, attributes);
    expect(observed).toMatchObject(expected);
    expect(observed?.unknown.map((unknown) => unknown.subject)).toContain(subject);
  });
});

describe("real plans", () => {
  const text = (name: string): string => readFileSync(new URL(`../terraform/plans/${name}`, import.meta.url), "utf8");
  const byName = (roles: readonly ObservedRole[], name: string) => roles.find((one) => one.name === name);

  test("before it is applied, a plan means what the configuration means", () => {
    const [planned, synthesized] = [
      observeRoles(readPlan(text("created.json"), "after")),
      observeRoles(readSynthesized(text("created.tf.json"))),
    ];
    expect([...planned].reverse()).toEqual(expect.arrayContaining([...synthesized]));
    expect(byName(planned, "keyward-prod-orders")).toMatchObject({
      grants: [
        allow("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"),
        allow("s3:GetObject", "arn:aws:s3:::acme-reports/orders/${aws:username}/*"),
      ],
      boundary: "arn:aws:iam::111122223333:policy/keyward-boundary-servers",
      unknown: [],
    });
    expect(byName(planned, "legacy-importer")).toMatchObject({ grants: [allow("s3:*")], unknown: [] });
  });

  const ofTheFile = readPlan(text("changed.json"), "after").unknown;
  const byHand = { subject: "aws_iam_role.orders", reason: digested("the policy by-hand is attached, and not by a resource of this file") };

  test("what somebody attached by hand is unknown, before and after", () => {
    expect(byName(observeRoles(readPlan(text("changed.json"), "before")), "keyward-prod-orders")?.unknown).toEqual([byHand]);
    expect(byName(observeRoles(readPlan(text("changed.json"), "after")), "keyward-prod-orders")?.unknown).toEqual([...ofTheFile, byHand]);
  });

  test("after a change the new policies count, not what the role held when it was last read", () => {
    const [before, after] = (["before", "after"] as const).map((moment) => observeRoles(readPlan(text("changed.json"), moment)));
    const table = allow("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders");
    expect(byName(before ?? [], "keyward-prod-orders")?.grants).toEqual([
      table,
      allow("s3:GetObject", "arn:aws:s3:::acme-reports/orders/${aws:username}/*"),
    ]);
    expect(byName(after ?? [], "keyward-prod-orders")?.grants).toEqual([table, allow("s3:*", "arn:aws:s3:::acme-reports/*")]);
  });

  test("a deleted role is gone; a new one with the older arguments is read", () => {
    const after = observeRoles(readPlan(text("changed.json"), "after"));
    expect(after.map(({ name }) => name)).toEqual(["keyward-prod-orders", "keyward-prod-reports", "team-helper"]);
    expect(byName(after, "keyward-prod-reports")?.grants).toEqual([allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:jobs")]);
    expect(byName(after, "keyward-prod-reports")?.unknown).toContainEqual({
      subject: "aws_iam_role.reports: managed_policy_arns",
      reason: "what arn:aws:iam::aws:policy/ReadOnlyAccess allows is not in the file",
    });
  });
});

describe("grantsVia", () => {
  test("gives the grants of one service, of all roles", () => {
    const inline = (name: string, action: string) => ({ name, role: "orders", policy: allowing(action) });
    const resource = {
      aws_iam_role: { x: role },
      aws_iam_role_policy: { a: inline("a", "s3:GetObject"), b: inline("b", "sqs:SendMessage"), c: inline("c", "s3:ListBucket") },
    };
    const { resources } = readSynthesized(JSON.stringify({ resource }));
    expect(grantsVia(resources, "s3")).toEqual([{ ...allow("s3:GetObject"), actions: ["s3:GetObject", "s3:ListBucket"] }]);
  });
});
