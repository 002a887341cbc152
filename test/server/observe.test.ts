import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compareAccess, widens } from "../../src/access/compare.ts";
import { awsCovers } from "../../src/aws/covers.ts";
import { connectors } from "../../src/connectors/registry.ts";
import { observeModels } from "../../src/server/observe.ts";
import { modelOf } from "../../src/server/server.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { entriesOf } from "../connectors/entries.ts";
import { someProfile, someQuery, someRead, someSettings } from "../support/servers.ts";
import { synthesized } from "../support/synthesized.ts";

const settings = someSettings();
const observed = (parts: Record<string, unknown>, change: (text: string) => string = (text) => text) => {
  const text = synthesized([someProfile(parts)], settings)["stacks/servers-prod-web/cdk.tf.json"] ?? "";
  return observeModels(readSynthesized(change(text)));
};

const network = fc.constantFrom(
  undefined,
  { "source-cidrs": ["203.0.113.0/24"] },
  { "vpc-endpoints": ["vpce-0abc"], "source-cidrs": ["203.0.113.0/24"] },
);
const consumer = fc.constantFrom<unknown>(
  { role: "arn:aws:iam::111122223333:role/chat" },
  { "sso-permission-set": "Analyst" },
  { service: "ecs-tasks" },
  { account: "999988887777", "external-id": "acme-42" },
  { "github-actions": { repository: "acme/docs", environment: "prod", "owner-id": 12, "repository-id": 34 } },
  { "eks-pod-identity": { cluster: "arn:aws:eks:eu-west-1:111122223333:cluster/tools", namespace: "mcp", "service-account": "reports" } },
);
const profileParts = fc.record({
  access: fc.uniqueArray(fc.oneof(...connectors.map(({ service }) => entriesOf[service] ?? fc.constant({}))), {
    minLength: 1,
    maxLength: 4,
    selector: (entry) => JSON.stringify(entry),
  }),
  consumers: fc.uniqueArray(consumer, { minLength: 1, maxLength: 3 }),
  network,
});

describe("invariant 8: what was provisioned is read back as it was meant", () => {
  test("for generated profiles", () => {
    fc.assert(
      fc.property(profileParts, ({ network: fence, ...rest }) => {
        const parts = { ...rest, ...(fence === undefined ? {} : { network: fence }) };
        expect(observed(parts)).toEqual([modelOf(someProfile(parts), settings)]);
      }),
      { numRuns: 150 },
    );
  });

  test("for a profile whose policies do not fit inline", () => {
    const attributes = (table: number) => Array.from({ length: 40 }, (_, index) => `attribute-${table}-${index}`);
    const access = Array.from({ length: 14 }, (_, table) => someQuery({ table: `orders-${table}`, attributes: attributes(table) }));
    expect(observed({ access })).toEqual([modelOf(someProfile({ access }), settings)]);
  });
});

describe("a change by hand is seen", () => {
  const tampered = (change: (text: string) => string) => {
    const before = modelOf(someProfile(), settings);
    const [after] = observed({}, change);
    if (after === undefined) throw new Error("no role was observed");
    return compareAccess(before, after, awsCovers);
  };
  test.each<[string, (text: string) => string]>([
    [
      "an action more",
      (text) =>
        text.replace(
          '\\"Action\\":\\"s3:GetObject\\",\\"Resource\\"',
          '\\"Action\\":[\\"s3:GetObject\\",\\"s3:PutObject\\"],\\"Resource\\"',
        ),
    ],
    ["a wider resource", (text) => text.replaceAll("acme-reports/orders/2026/*", "acme-reports/*")],
    ["a Deny fewer", (text) => text.replace(/\{\\"Effect\\":\\"Deny\\",\\"NotAction\\".*?\\"Resource\\":\\"\*\\"\},/, "")],
    ["a later end", (text) => text.replaceAll("2027-06-30T00:00:00Z", "2037-06-30T00:00:00Z")],
    ["a longer session", (text) => text.replace('"max_session_duration": 3600', '"max_session_duration": 43200')],
    ["no boundary", (text) => text.replace(/"permissions_boundary": "[^"]*",?/, "")],
    ["another principal", (text) => text.replace("role/chat", "role/*")],
    [
      "a policy that is not in the file",
      (text) =>
        text.replace(
          '"resource": {',
          '"resource": {"aws_iam_role_policy_attachment": {"x": {"role": "keyward-prod-reports", "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}},',
        ),
    ],
  ])("%s", (_, change) => {
    expect(widens(tampered(change))).toBe(true);
  });

  test("and nothing is seen where nothing changed", () => {
    expect(tampered((text) => text)).toEqual([]);
  });

  test("a narrower prefix does not widen", () => {
    const [narrow] = observed({ access: [someRead({ prefixes: ["orders/2026/q1/"] })] });
    const [wide] = observed({});
    if (narrow === undefined || wide === undefined) throw new Error("no role was observed");
    expect(widens(compareAccess(wide, narrow, awsCovers))).toBe(false);
    expect(widens(compareAccess(narrow, wide, awsCovers))).toBe(true);
  });
});
