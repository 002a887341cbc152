import { describe, expect, test } from "@jest/globals";
import { documentText, policyDocument, type PolicyDocument, type Statement } from "../../src/aws/policy-document.ts";
import type { Server } from "../../src/server/server.ts";
import { allowedByOracle } from "../support/oracle.ts";
import { someQuery, someRead, someServer } from "../support/servers.ts";

const account = "111122223333";
const bucket = "arn:aws:s3:::acme-reports";
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const key = `arn:aws:kms:eu-west-1:${account}:key/0a1b`;

/** A resource policy that invites everybody in the account: the attack that Allow statements alone do not stop. */
const invitation = (resource: string): PolicyDocument =>
  policyDocument([{ Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["*"], Resource: [resource, `${resource}/*`] }]);

interface Attack {
  readonly name: string;
  readonly profile: Record<string, unknown>;
  readonly request: { readonly action: string; readonly resource: string; readonly context?: Record<string, string | readonly string[]> };
  /** The resource that carries the invitation. */
  readonly invites: string;
  /** Picks the guard that stops the attack. */
  readonly guard: (statement: Statement) => boolean;
}

const inside = { "aws:CurrentTime": "2026-12-01T00:00:00Z", "aws:ResourceAccount": account, "aws:ViaAWSService": "false" };
const on = (key: string) => (statement: Statement) => Object.values(statement.Condition ?? {}).some((test) => key in test);

const attacks: readonly Attack[] = [
  {
    name: "an action that is not declared, on a declared bucket",
    profile: {},
    request: { action: "s3:DeleteObject", resource: `${bucket}/orders/2026/x` },
    invites: bucket,
    guard: (statement) => statement.NotAction !== undefined,
  },
  {
    name: "a service that is not declared",
    profile: {},
    request: { action: "sqs:SendMessage", resource: `arn:aws:sqs:eu-west-1:${account}:jobs` },
    invites: `arn:aws:sqs:eu-west-1:${account}:jobs`,
    guard: (statement) => statement.NotAction !== undefined,
  },
  {
    name: "another bucket",
    profile: {},
    request: { action: "s3:GetObject", resource: "arn:aws:s3:::acme-payroll/salaries.csv" },
    invites: "arn:aws:s3:::acme-payroll",
    guard: (statement) => statement.NotResource !== undefined && (statement.Action ?? []).includes("s3:GetObject"),
  },
  {
    name: "a sibling prefix of the declared one",
    profile: {},
    request: { action: "s3:GetObject", resource: `${bucket}/orders/20260/x` },
    invites: bucket,
    guard: (statement) => statement.NotResource !== undefined && (statement.Action ?? []).includes("s3:GetObject"),
  },
  {
    name: "writing where only reading is declared, in a profile that writes elsewhere",
    profile: { access: [someRead(), someRead({ prefixes: ["out/"], level: "write" })] },
    request: { action: "s3:PutObject", resource: `${bucket}/orders/2026/x` },
    invites: bucket,
    guard: (statement) => statement.NotResource !== undefined && (statement.Action ?? []).includes("s3:PutObject"),
  },
  {
    name: "a bucket of ours with the name of one that is declared in another account",
    profile: { access: [someRead({ account: "999988887777" })] },
    request: { action: "s3:GetObject", resource: `${bucket}/orders/2026/x` },
    invites: bucket,
    guard: on("aws:ResourceAccount"),
  },
  {
    name: "listing the whole bucket",
    profile: {},
    request: { action: "s3:ListBucket", resource: bucket },
    invites: bucket,
    guard: on("s3:prefix"),
  },
  {
    name: "listing another prefix",
    profile: {},
    request: { action: "s3:ListBucket", resource: bucket, context: { "s3:prefix": "payroll/" } },
    invites: bucket,
    guard: on("s3:prefix"),
  },
  {
    name: "an item with another partition key",
    profile: { access: [someQuery({ "leading-keys": ["a"] })] },
    request: { action: "dynamodb:GetItem", resource: table, context: { "dynamodb:LeadingKeys": ["b"] } },
    invites: table,
    guard: on("dynamodb:LeadingKeys"),
  },
  {
    name: "a batch that mixes a declared partition key with another",
    profile: { access: [someQuery({ "leading-keys": ["a"], operations: ["BatchGetItem"] })] },
    request: { action: "dynamodb:BatchGetItem", resource: table, context: { "dynamodb:LeadingKeys": ["a", "b"] } },
    invites: table,
    guard: on("dynamodb:LeadingKeys"),
  },
  {
    name: "a request that says nothing of its partition key",
    profile: { access: [someQuery({ "leading-keys": ["a"] })] },
    request: { action: "dynamodb:Query", resource: table },
    invites: table,
    guard: (statement) => statement.Condition?.["Null"]?.["dynamodb:LeadingKeys"] !== undefined,
  },
  {
    name: "another attribute",
    profile: { access: [someQuery({ attributes: ["id"] })] },
    request: { action: "dynamodb:GetItem", resource: table, context: { "dynamodb:Attributes": ["id", "ssn"] } },
    invites: table,
    guard: on("dynamodb:Attributes"),
  },
  {
    name: "all attributes of an index projection",
    profile: { access: [someQuery({ attributes: ["id"] })] },
    request: {
      action: "dynamodb:Query",
      resource: table,
      context: { "dynamodb:Attributes": ["id"], "dynamodb:Select": "ALL_PROJECTED_ATTRIBUTES" },
    },
    invites: table,
    guard: on("dynamodb:Select"),
  },
  {
    name: "an update that answers with the whole item",
    profile: { access: [someQuery({ operations: ["UpdateItem"], attributes: ["id"] })] },
    request: {
      action: "dynamodb:UpdateItem",
      resource: table,
      context: { "dynamodb:Attributes": ["id"], "dynamodb:ReturnValues": "ALL_OLD" },
    },
    invites: table,
    guard: on("dynamodb:ReturnValues"),
  },
  {
    name: "the key of the bucket, used directly",
    profile: { access: [someRead({ "kms-key": key })] },
    request: { action: "kms:Decrypt", resource: key, context: { "kms:EncryptionContext:aws:s3:arn": bucket } },
    invites: key,
    guard: on("kms:ViaService"),
  },
  {
    name: "the key of the bucket, for objects of another bucket",
    profile: { access: [someRead({ "kms-key": key })] },
    request: {
      action: "kms:Decrypt",
      resource: key,
      context: { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::acme-payroll/x" },
    },
    invites: key,
    guard: on("kms:EncryptionContext:aws:s3:arn"),
  },
  {
    name: "a request after the profile has expired",
    profile: {},
    request: { action: "s3:GetObject", resource: `${bucket}/orders/2026/x`, context: { "aws:CurrentTime": "2027-06-30T00:00:00Z" } },
    invites: bucket,
    guard: (statement) => (statement.Action ?? []).includes("*") && on("aws:CurrentTime")(statement),
  },
  {
    name: "a grant that ended before the profile",
    profile: { access: [someRead(), someRead({ prefixes: ["audit/"], until: "2027-01-01" })] },
    request: { action: "s3:GetObject", resource: `${bucket}/audit/x`, context: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
    invites: bucket,
    guard: (statement) => (statement.Action ?? []).includes("s3:GetObject") && on("aws:CurrentTime")(statement),
  },
  {
    name: "a grant that ended, inside of which a lasting one goes on",
    profile: { access: [someRead(), someRead({ prefixes: ["orders/"], until: "2027-01-01" })] },
    request: { action: "s3:GetObject", resource: `${bucket}/orders/2025/x`, context: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
    invites: bucket,
    guard: (statement) => statement.NotResource !== undefined && on("aws:CurrentTime")(statement),
  },
  {
    name: "listing under a prefix whose grant has ended",
    profile: { access: [someRead(), someRead({ prefixes: ["audit/"], until: "2027-01-01" })] },
    request: { action: "s3:ListBucket", resource: bucket, context: { "s3:prefix": "audit/", "aws:CurrentTime": "2027-03-01T00:00:00Z" } },
    invites: bucket,
    guard: (statement) => on("s3:prefix")(statement) && on("aws:CurrentTime")(statement),
  },
  {
    name: "an action of which every grant has ended",
    profile: { access: [someRead(), someQuery({ until: "2027-01-01" })] },
    request: { action: "dynamodb:GetItem", resource: table, context: { "aws:CurrentTime": "2027-01-02T00:00:00Z" } },
    invites: table,
    guard: (statement) => (statement.Action ?? []).includes("dynamodb:GetItem") && on("aws:CurrentTime")(statement),
  },
  {
    name: "a request from another network",
    profile: { network: { "source-cidrs": ["203.0.113.0/24"] } },
    request: { action: "s3:GetObject", resource: `${bucket}/orders/2026/x`, context: { "aws:SourceIp": "198.51.100.7" } },
    invites: bucket,
    guard: on("aws:SourceIp"),
  },
  {
    name: "a request through an endpoint where only addresses are declared",
    profile: { network: { "source-cidrs": ["203.0.113.0/24"] } },
    request: { action: "s3:GetObject", resource: `${bucket}/orders/2026/x`, context: { "aws:SourceVpce": "vpce-0bad" } },
    invites: bucket,
    guard: on("aws:SourceIp"),
  },
  {
    name: "a request through another endpoint",
    profile: { network: { "vpc-endpoints": ["vpce-0abc"], "source-cidrs": ["203.0.113.0/24"] } },
    request: { action: "s3:GetObject", resource: `${bucket}/orders/2026/x`, context: { "aws:SourceVpce": "vpce-0bad" } },
    invites: bucket,
    guard: on("aws:SourceVpce"),
  },
];

describe("limits that differ from entry to entry", () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      someQuery({ operations: ["GetItem"], "leading-keys": [`customer-${index}`], attributes: ["id", `secret-${index}`] }),
    );
  const crossing = {
    action: "dynamodb:GetItem",
    resource: table,
    context: { ...inside, "dynamodb:LeadingKeys": ["customer-0"], "dynamodb:Attributes": ["id", "secret-1"] },
  };

  test.each([2, 3, 4])("of %s entries none lets a request reach what another one limits", async (count) => {
    const server = someServer({ access: entries(count) });
    const identity = server.policies.map(({ document }): unknown => JSON.parse(documentText(document)));
    expect(await allowedByOracle({ role: { arn: server.roleArn, account }, identity, resourcePolicy: invitation(table) }, crossing)).toBe(
      false,
    );
  });

  test("too many of them are refused, never weakened", () => {
    expect(() => someServer({ access: entries(9) })).toThrow("must not be limited in so many ways");
  });
});

const judge = (server: Server, attack: Attack, keep: (statement: Statement) => boolean): Promise<boolean> => {
  const identity = server.policies
    .map(({ document }) => policyDocument(document.Statement.filter(keep)))
    .filter(({ Statement }) => Statement.length > 0);
  return allowedByOracle(
    {
      role: { arn: server.roleArn, account },
      identity: identity.map((document): unknown => JSON.parse(documentText(document))),
      resourcePolicy: invitation(attack.invites),
    },
    { ...attack.request, context: { ...inside, ...attack.request.context } },
  );
};

describe("a resource policy that invites everybody does not get past", () => {
  test.each(attacks)("$name", async (attack) => {
    expect(await judge(someServer(attack.profile), attack, () => true)).toBe(false);
  });
});

describe("the guard matters: the same role without it is let through", () => {
  test.each(attacks)("$name", async (attack) => {
    const server = someServer(attack.profile);
    const isGuard = (statement: Statement) => statement.Effect === "Deny" && attack.guard(statement);
    expect(server.policies.flatMap(({ document }) => document.Statement).filter(isGuard)).not.toEqual([]);
    expect(await judge(server, attack, (statement) => !isGuard(statement))).toBe(true);
  });
});

describe("the guards let through what is declared", () => {
  test.each([
    {
      name: "reading from a declared network",
      network: { "source-cidrs": ["203.0.113.0/24"] },
      context: { "aws:SourceIp": "203.0.113.9" },
    },
    {
      name: "reading through a declared endpoint",
      network: { "vpc-endpoints": ["vpce-0abc"], "source-cidrs": ["203.0.113.0/24"] },
      context: { "aws:SourceVpce": "vpce-0abc" },
    },
    {
      name: "a call that a service makes for the role",
      network: { "source-cidrs": ["203.0.113.0/24"] },
      context: { "aws:ViaAWSService": "true" },
    },
    { name: "the last second before the end", network: undefined, context: { "aws:CurrentTime": "2027-06-29T23:59:59Z" } },
  ])("$name", async ({ network, context }) => {
    const server = someServer(network === undefined ? {} : { network });
    const request = { action: "s3:GetObject", resource: `${bucket}/orders/2026/x`, context: { ...inside, ...context } };
    const identity = server.policies.map(({ document }): unknown => JSON.parse(documentText(document)));
    expect(await allowedByOracle({ role: { arn: server.roleArn, account }, identity }, request)).toBe(true);
  });

  test("a lasting grant beside one of the same resource that has ended", async () => {
    const server = someServer({ access: [someRead(), someRead({ prefixes: ["orders/"], until: "2027-01-01" })] });
    const identity = server.policies.map(({ document }): unknown => JSON.parse(documentText(document)));
    const at = (path: string) => ({
      action: "s3:GetObject",
      resource: `${bucket}/${path}`,
      context: { ...inside, "aws:CurrentTime": "2027-02-01T00:00:00Z" },
    });
    expect(await allowedByOracle({ role: { arn: server.roleArn, account }, identity }, at("orders/2026/x"))).toBe(true);
    expect(await allowedByOracle({ role: { arn: server.roleArn, account }, identity }, at("orders/2025/x"))).toBe(false);
  });
});
