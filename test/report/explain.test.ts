import { describe, expect, test } from "@jest/globals";
import { isExcept, type Grant } from "../../src/access/grant.ts";
import { consumerText } from "../../src/report/consumers.ts";
import { explanation, explanationText } from "../../src/report/explain.ts";
import { plain } from "../../src/report/palette.ts";
import type { Consumer } from "../../src/profile/consumers.ts";
import { someQuery, someRead, someServer } from "../support/servers.ts";

const now = new Date("2026-11-21T09:00:00Z");
const parts = {
  purpose: "Answers questions about reports in the chat of the whole team, every day and every night.",
  access: [someRead({ until: "2026-12-31", reason: "the audit of the fourth quarter" }), someQuery()],
  consumers: [{ "sso-permission-set": "Analyst" }, { service: "lambda" }],
  network: { "vpc-endpoints": ["vpce-0abc"], "source-cidrs": ["203.0.113.0/24"] },
  waivers: [{ rule: "whole-bucket", reason: "moves in spring", until: "2027-03-01" }],
};
const full = explanation(someServer(parts), now);

/** The lines between a heading and the next empty line. */
function section(heading: string, given = full): readonly string[] {
  const lines = explanationText(given, 80, plain);
  const start = lines.indexOf(heading) + 1;
  return lines.slice(start, lines.indexOf("", start));
}

describe("an explanation", () => {
  test("begins with who the server is, who owns it, and for how long", () => {
    expect(explanationText(full, 80, plain).slice(0, 12)).toEqual([
      "prod/reports",
      "Answers questions about reports in the chat of the whole team, every day and",
      "every night.",
      "",
      "Environment  prod (account 111122223333, eu-west-1)",
      "Owner        web",
      "Stack        servers-prod-web",
      "Role         arn:aws:iam::111122223333:role/keyward/keyward-prod-reports",
      "Boundary     arn:aws:iam::111122223333:policy/keyward-boundary/keyward-prod-servers",
      "Session      at most 1 hour",
      "Expires      2027-06-30 00:00 UTC",
      "Network      through the VPC endpoint vpce-0abc, or from 203.0.113.0/24",
    ]);
  });

  test("says what it can do, until when, and why", () => {
    expect(section("It can")).toEqual([
      "  - read s3://acme-reports/orders/2026/ (until 2026-12-31 00:00 UTC)",
      "    Reason: the audit of the fourth quarter",
      "  - GetItem, Query on table orders",
    ]);
  });

  test("says who may use it, and which checks are waived", () => {
    expect(section("Who may use it, until 2027-06-30 00:00 UTC")).toEqual([
      "  - people with the permission set Analyst in account 111122223333",
      "  - Lambda functions in account 111122223333",
      "  The caller also needs permission to assume the role, in its own policies.",
    ]);
    expect(section("Waived checks")).toEqual(["  - whole-bucket, until 2027-03-01 00:00 UTC: moves in spring"]);
  });

  test("ends with the policies exactly as IAM gets them", () => {
    expect(full.policies.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "inline keyward-guards",
      "inline keyward-dynamodb",
      "inline keyward-s3",
    ]);
    const text = explanationText(full, 80, plain).join("\n");
    for (const { name, document } of full.policies)
      expect(text).toContain(`Policy ${name} (inline)\n${JSON.stringify(document, undefined, 2)}`);
    expect(text).toContain(`Trust policy of keyward-prod-reports\n${JSON.stringify(full.trustPolicy, undefined, 2)}`);
  });
});

describe("that the caller needs permission of its own is said", () => {
  const arn = "arn:aws:iam::111122223333:role/chat";
  const job = { repository: "acme/docs", environment: "release" };
  const pod = { cluster: "arn:aws:eks:eu-west-1:111122223333:cluster/main", namespace: "chat", "service-account": "bot" };
  test.each<[boolean, readonly Consumer[]]>([
    [true, [{ role: arn }]],
    [true, [{ "sso-permission-set": "Analyst" }]],
    [true, [{ account: "999988887777", role: "chat" }]],
    [true, [{ account: "999988887777", "external-id": "acme-1" }]],
    [true, [{ service: "lambda" }, { role: arn }]],
    [false, [{ "github-actions": job }]],
    [false, [{ "eks-pod-identity": pod }]],
    [false, [{ service: "ecs-tasks" }, { service: "lambda" }, { service: "ec2" }]],
  ])("%s for %j", (said, consumers) => {
    const given = explanation(someServer({ consumers }), now);
    const line = "  The caller also needs permission to assume the role, in its own policies.";
    expect({ data: given.callersNeedPermission, text: explanationText(given, 80, plain).includes(line) }).toEqual({
      data: said,
      text: said,
    });
  });
});

describe("an explanation of what is past", () => {
  const explained = (instant: string, changes: Record<string, unknown> = {}) =>
    explanation(someServer({ ...parts, ...changes }), new Date(instant));

  test("shows an entry that has ended", () => {
    const given = explained("2026-12-31T00:00:00Z");
    expect(given.access.map(({ ended }) => ended)).toEqual([true, false]);
    expect(section("It can", given)[0]).toBe("  - read s3://acme-reports/orders/2026/ (ended 2026-12-31 00:00 UTC)");
    expect(section("Who may use it, until 2027-06-30 00:00 UTC", given)).toHaveLength(3);
  });

  test("shows a profile that has ended, with all that belongs to it", () => {
    const given = explained("2027-06-30T00:00:00Z");
    expect({ ended: given.ended, access: given.access.map(({ ended }) => ended) }).toEqual({ ended: true, access: [true, true] });
    expect(explanationText(given, 80, plain)).toContain("Expires      ended 2027-06-30 00:00 UTC");
    expect(section("It could (ended 2027-06-30 00:00 UTC)", given)).toHaveLength(3);
    expect(section("Who could use it (ended 2027-06-30 00:00 UTC)", given)).toHaveLength(3);
    expect(section("Waived checks", given)).toEqual(["  - whole-bucket, ended 2027-03-01 00:00 UTC: moves in spring"]);
  });

  test("names no end as past that is not", () => {
    const given = explained("2027-06-30T00:00:00Z", { access: [someRead({ until: "2028-01-01" })] });
    expect(given.access.map(({ ended }) => ended)).toEqual([true]);
    expect(section("It could (ended 2027-06-30 00:00 UTC)", given)).toEqual([
      "  - read s3://acme-reports/orders/2026/ (until 2028-01-01 00:00 UTC)",
    ]);
  });
});

describe("what a server cannot do", () => {
  const cannot = (parts: Record<string, unknown>) => explanation(someServer(parts), now).cannot;
  const guards = (parts: Record<string, unknown>) => cannot(parts).filter((text) => text.startsWith("do "));

  test("is told from the Denies that are really there", () => {
    expect(guards({})).toEqual([
      "do anything that is not listed here, whatever another policy allows: an explicit Deny refuses it",
      "do what is listed here to any other resource: an explicit Deny refuses it",
      "do anything from 2027-06-30 00:00 UTC on",
      "do anything that its permissions boundary does not admit, even if its policies are changed",
    ]);
  });

  test("names one end: the first moment at which everything is refused", () => {
    const ends = guards({ access: [someRead({ until: "2026-12-31" })] }).filter((text) => text.includes(" on"));
    expect(ends).toEqual(["do anything from 2026-12-31 00:00 UTC on"]);
  });

  test.each([
    { name: "no Deny", keep: () => false, expected: [] },
    { name: "only Denies that have a condition", keep: ({ conditions }: Grant) => conditions.length > 0, expected: ["2027-06-30"] },
    { name: "no Deny of other resources", keep: ({ resource }: Grant) => !isExcept(resource), expected: ["not listed", "2027-06-30"] },
    { name: "no Deny of other actions", keep: ({ actions }: Grant) => !isExcept(actions), expected: ["any other resource", "2027-06-30"] },
  ])("claims nothing more where the role has $name", ({ keep, expected }) => {
    const server = someServer();
    const grants = server.model.grants.filter((grant) => grant.effect === "allow" || keep(grant));
    const { cannot } = explanation({ ...server, model: { ...server.model, grants, boundary: null } }, now);
    const claims = cannot.filter((text) => text.startsWith("do "));
    expect(claims.map((text) => expected.find((part) => text.includes(part)) ?? text)).toEqual(expected);
  });

  test("names the network only where there is one", () => {
    const off = "do anything from outside its network, except through an AWS service that acts on its behalf";
    expect(guards({})).not.toContain(off);
    expect(guards({ network: { "source-cidrs": ["203.0.113.0/24"] } })).toContain(off);
  });

  test("holds what each connector says of all its entries together", () => {
    const limits = (parts: Record<string, unknown>) => cannot(parts).filter((text) => !text.startsWith("do "));
    expect(limits({ access: [someRead(), someQuery(), someRead({ prefixes: "whole-bucket", level: "write" })] })).toEqual([
      "delete objects in s3://acme-reports (where it can write, it can overwrite them)",
      "read old versions, or change access lists, policies or settings of any bucket",
      "change table orders",
      "use the indexes of table orders",
      "use PartiQL, streams, exports or backups, or change any table's settings",
    ]);
  });
});

describe("a consumer in words", () => {
  const environment = { name: "prod", account: "111122223333", region: "eu-west-1", partition: "aws" };
  const job = { repository: "acme/docs", environment: "release" };
  const pod = { cluster: "arn:aws:eks:eu-west-1:111122223333:cluster/main", namespace: "chat", "service-account": "bot" };
  test.each<[Consumer, string]>([
    [{ role: "arn:aws:iam::111122223333:role/chat" }, "sessions of the role arn:aws:iam::111122223333:role/chat"],
    [{ "sso-permission-set": "Analyst" }, "people with the permission set Analyst in account 111122223333"],
    [{ "sso-permission-set": "Analyst", account: "999988887777" }, "people with the permission set Analyst in account 999988887777"],
    [{ "github-actions": job }, "GitHub Actions jobs of acme/docs in its environment release"],
    [{ "eks-pod-identity": pod }, `pods of the service account chat/bot in the EKS cluster ${pod.cluster}`],
    [{ service: "ecs-tasks" }, "ECS tasks in account 111122223333"],
    [{ service: "ec2" }, "EC2 instances in account 111122223333"],
    [{ account: "999988887777", role: "chat" }, "the role chat of account 999988887777"],
    [{ account: "999988887777", "external-id": "acme-1" }, "whoever account 999988887777 lets, when it sends the external id acme-1"],
  ])("%j", (consumer, text) => {
    expect(consumerText(consumer, environment)).toBe(text);
  });
});
