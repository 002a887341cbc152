import { describe, expect, test } from "@jest/globals";
import { exampleNow } from "../../src/check/examples.ts";
import type { Example } from "../../src/check/rule.ts";
import { rules } from "../../src/check/rules/index.ts";
import { runChecks, type CheckOptions } from "../../src/check/run-checks.ts";
import { connectorOf } from "../../src/connectors/registry.ts";
import { readExample, storingConnector } from "./read-example.ts";

/** What one rule finds: the value that it says was given. */
function given(id: string, example: Example, options: Partial<CheckOptions> = {}) {
  const one = rules.filter((rule) => rule.id === id);
  return runChecks(readExample(example), { now: exampleNow, waiversExpire: true, rules: one, ...options }).map((finding) => finding.given);
}

const entry = (words: string) => `access:\n  - { service: s3, bucket: acme-reports, prefixes: [orders/], ${words} }`;

describe("rotation-interval", () => {
  test.each([
    ["{ every: 90d }", []],
    ["{ every: 91d }", ["91d"]],
    ["{ every: 2160h }", []],
    ["{ every: 2161h }", ["2161h"]],
    ["{ every: 4h }", []],
    ["{ every: 3h }", ["3h"]],
    ["{ every: 1d, overlap: 23h }", []],
    ["{ every: 1d, overlap: 24h }", ["overlap 24h, every 1d"]],
  ])("%s: %j", (rotation, expected) => {
    const found = given("rotation-interval", { profile: `rotation: ${rotation}` }, { connectorOf: storingConnector });
    expect(found).toEqual(expected);
  });

  test("a connector that stores a secret needs a rotation", () => {
    expect(given("rotation-interval", {}, { connectorOf: storingConnector })).toEqual(["no `rotation`"]);
    expect(given("rotation-interval", { profile: "rotation: { every: 30d }" }, { connectorOf: storingConnector })).toEqual([]);
  });

  test("one that stores nothing needs none", () => expect(given("rotation-interval", {})).toEqual([]));

  test("where nothing is stored, any rotation is unused and its interval is not judged", () => {
    const profile = "rotation: { every: 180d }";
    expect(given("rotation-interval", { profile })).toEqual([]);
    expect(given("rotation-unused", { profile })).toEqual(["every 180d"]);
    expect(given("rotation-unused", { profile }, { connectorOf: storingConnector })).toEqual([]);
  });

  test("one entry that stores its credential is enough for a rotation to be used", () => {
    const profile =
      "rotation: { every: 30d }\naccess:\n  - { service: s3, bucket: acme, prefixes: [a/], level: read }\n  - { service: dynamodb, table: orders, operations: [Query] }";
    const one = (service: string) => (service === "s3" ? storingConnector(service) : connectorOf(service));
    expect(given("rotation-unused", { profile }, { connectorOf: one })).toEqual([]);
  });
});

describe("regions", () => {
  const region = (text: string) => ({ profile: entry(`level: read, region: ${text}`) });
  test.each([
    ["eu-west-1", []],
    ["us-gov-west-1", []],
    ["cn-northwest-1", []],
    ["ap-southeast-7", []],
    ["eu-wset-1", ["eu-wset-1"]],
    ["eu-west-9", ["eu-west-9"]],
  ])("of a profile: %s: %j", (text, expected) => expect(given("region-known", region(text))).toEqual(expected));

  test("of an environment and of its state", () => {
    const backend = "backend: { s3: { bucket: acme-state, region: us-east-9 } }";
    const settings = `environments:\n  prod: { account: "111122223333", region: eu-wset-1, ${backend} }`;
    expect(given("environment-region-known", { settings })).toEqual(["eu-wset-1", "us-east-9"]);
  });

  test("what was meant is said, and nothing where nothing is near", () => {
    const fixOf = (text: string) => runChecks(readExample(region(text)), { now: exampleNow, waiversExpire: true }).map(({ fix }) => fix);
    expect(fixOf("eu-wset-1")).toEqual(["Did you mean `eu-west-1`?"]);
    expect(fixOf("zz-nowhere-7")).toEqual(["Name a region of AWS's list; if it is newer than Keyward, waive this rule."]);
  });
});

describe("expires-within-a-year, at noon on 1 October 2026", () => {
  test.each([
    ["2027-10-01", []],
    ["2027-10-02", ["2027-10-02"]],
  ])("%s: %j", (expires, expected) => expect(given("expires-within-a-year", { profile: `expires: ${expires}` })).toEqual(expected));
});

describe("a day is over access from its first moment", () => {
  test.each([
    ["2026-09-30", ["2026-09-30"]],
    ["2026-10-01", ["2026-10-01"]],
    ["2026-10-02", []],
  ])("expires %s: %j", (expires, expected) => expect(given("profile-expired", { profile: `expires: ${expires}` })).toEqual(expected));

  test("at the moment itself it has ended, one millisecond before it has not", () => {
    const at = (now: string) => given("profile-expired", { profile: "expires: 2026-12-01" }, { now: new Date(now) });
    expect(at("2026-12-01T00:00:00.000Z")).toEqual(["2026-12-01"]);
    expect(at("2026-11-30T23:59:59.999Z")).toEqual([]);
  });
});

describe("write-justified", () => {
  test.each([
    ["level: write", ["no reason and no until"]],
    ["level: write, reason: Needed.", ["no until"]],
    ["level: write, until: 2026-12-31", ["no reason"]],
    ["level: write, delete: true", ["no reason and no until"]],
    ["level: read", []],
  ])("%s: %j", (words, expected) => expect(given("write-justified", { profile: entry(words) })).toEqual(expected));

  test("a table that is written to counts as much as a bucket", () => {
    const profile = "access:\n  - { service: dynamodb, table: orders, operations: [GetItem, UpdateItem] }";
    expect(given("write-justified", { profile })).toEqual(["no reason and no until"]);
  });

  test("nothing is asked where the environment is not protected", () => {
    expect(given("write-justified", { profile: `environment: dev\n${entry("level: write")}` })).toEqual([]);
  });
});

describe("until-after-expires", () => {
  test.each([
    ["2027-06-29", []],
    ["2027-06-30", []],
    ["2027-07-01", ["until 2027-07-01, expires 2027-06-30"]],
  ])("until %s: %j", (until, expected) => {
    expect(given("until-after-expires", { profile: `${entry(`level: read, until: ${until}`)}\nexpires: 2027-06-30` })).toEqual(expected);
  });
});

describe("networks", () => {
  const network = (...cidrs: readonly string[]) => ({
    profile: `network:\n  source-cidrs: [${cidrs.map((cidr) => `"${cidr}"`).join(", ")}]`,
  });
  test.each([
    ["network-broad", ["192.0.0.0/8"], []],
    ["network-broad", ["192.0.0.0/7"], ["more IPv4 addresses than a /8: 192.0.0.0/7"]],
    ["network-broad", ["192.0.0.0/8", "8.8.8.0/24"], ["more IPv4 addresses than a /8: 192.0.0.0/8, 8.8.8.0/24"]],
    ["network-broad", ["2600::/16"], []],
    ["network-broad", ["2600::/15"], ["more IPv6 addresses than a /16: 2600::/15"]],
    ["network-broad", ["0.0.0.0/0"], []],
    ["network-everyone", ["0.0.0.0/0", "::/0"], ["every IPv4 address: 0.0.0.0/0, ::/0", "every IPv6 address: 0.0.0.0/0, ::/0"]],
    ["network-private", ["172.16.0.0/12", "172.32.0.0/16"], ["172.16.0.0/12"]],
    ["network-private", ["100.64.3.0/24", "fd00:1::/32", "192.168.1.0/24"], ["100.64.3.0/24", "fd00:1::/32", "192.168.1.0/24"]],
    ["network-private", ["8.0.0.0/6"], []],
  ])("%s of %j: %j", (id, cidrs, expected) => expect(given(id, network(...cidrs))).toEqual(expected));
});

describe("who may use a server", () => {
  const consumers = (words: string) => ({ profile: `consumers:\n  - { ${words} }` });
  test.each([
    ['account: "999988887777"', ["account 999988887777, any role"]],
    ['account: "999988887777", external-id: acme', []],
    ['account: "999988887777", role: chat', []],
    ['sso-permission-set: Analyst, account: "999988887777"', []],
    ["service: ecs-tasks", []],
  ])("consumer-specific of %s: %j", (words, expected) => expect(given("consumer-specific", consumers(words))).toEqual(expected));

  test.each([
    ["service: lambda", ["service: lambda"]],
    ["service: ecs-tasks", []],
    ["service: ec2", []],
    ["role: arn:aws:iam::111122223333:role/lambda", []],
  ])("consumer-lambda of %s: %j", (words, expected) => expect(given("consumer-lambda", consumers(words))).toEqual(expected));

  test("a cluster is judged by the account of the profile's own environment", () => {
    const pod = (account: string) =>
      consumers(`eks-pod-identity: { cluster: "arn:aws:eks:us-east-1:${account}:cluster/a", namespace: mcp, service-account: a }`).profile;
    const inDev = (profile: string) => ({ profile: `environment: dev\n${profile}` });
    expect(given("consumer-cluster-account", { profile: pod("111122223333") })).toEqual([]);
    expect(given("consumer-cluster-account", inDev(pod("444455556666")))).toEqual([]);
    expect(given("consumer-cluster-account", inDev(pod("111122223333")))).toEqual(["a cluster of 111122223333; dev is 444455556666"]);
  });

  test.each<[string, string, readonly string[]]>([
    ["known by name", "{ repository: acme/reports, environment: test }", ["acme/reports"]],
    ["known by name and by ids", "{ repository: acme/reports, environment: test, owner-id: 1, repository-id: 2 }", ["acme/reports"]],
    ["known by ids alone", "{ repository: acme/reports, environment: test, owner-id: 1, repository-id: 2, immutable-subject: true }", []],
  ])("a repository %s", (_, words, expected) => {
    const job = `consumers:\n  - github-actions: ${words}`;
    expect(given("consumer-immutable-subject", { profile: job })).toEqual(expected);
    expect(given("consumer-immutable-subject", { profile: `environment: dev\n${job}` })).toEqual([]);
  });
});

describe("data", () => {
  const data = (fact: string) => ({ profile: entry("level: read"), settings: `data:\n  - { ${fact} }` });
  const words = "read s3://acme-reports/orders/";
  test.each([
    ["classification: regulated, bucket: acme-reports", [words]],
    ["classification: regulated, bucket: acme-reports, environment: prod", [words]],
    ["classification: regulated, bucket: acme-reports, environment: dev", []],
    ["classification: regulated, bucket: acme-report", []],
    ["classification: regulated, table: acme-reports", []],
    ["classification: confidential, bucket: acme-reports", []],
  ])("data-regulated with %s: %j", (fact, expected) => expect(given("data-regulated", data(fact))).toEqual(expected));
});

describe("owners and environments that are retired", () => {
  test("a retired owner is refused", () => {
    expect(given("owner-active", { settings: "owners:\n  data-platform: { retired: true }" })).toEqual(["data-platform, which is retired"]);
  });

  test("a protected environment is not excused from its backend by being retired", () => {
    const settings = 'environments:\n  prod: { account: "111122223333", region: eu-west-1, protected: true, retired: true }';
    expect(given("protected-backend", { settings })).toEqual(["no `backend`"]);
  });
});
