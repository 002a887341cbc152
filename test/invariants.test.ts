import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { connectors } from "../src/connectors/registry.ts";
import { iamArn, managedPolicyName, roleName, serverOfRole, serversStack } from "../src/server/names.ts";
import { serverOf } from "../src/server/server.ts";
import { unescapeTerraform } from "../src/terraform/escape.ts";
import { isTemplate } from "../src/terraform/expression.ts";
import { literal, literalPolicy } from "../stacks/literal.ts";
import { entriesOf } from "./connectors/entries.ts";
import { hostileStrings } from "./support/hostile-strings.ts";
import { allowedByOracle } from "./support/oracle.ts";
import { someProfile, someQuery, someRead, someServer, someSettings } from "./support/servers.ts";
import { stackOf, synthesized, type StackJson } from "./support/synthesized.ts";
import { documentText } from "../src/aws/policy-document.ts";
import { profileSchema } from "../src/profile/schema.ts";

/*
 * The invariants of the design that concern profiles and Terraform. Others stand beside what they are about: 4 with the loader,
 * 8 in server/observe, 10 with the checks.
 */

const settings = someSettings();
const everything = [
  someProfile({ access: [someRead(), someQuery({ attributes: ["id"] })], network: { "source-cidrs": ["203.0.113.0/24"] } }),
  someProfile({ server: "writer", access: [someRead({ prefixes: "whole-bucket", level: "write", delete: true, until: "2027-01-01" })] }),
];
const files = synthesized(everything, settings);
const texts = Object.entries(files);

describe("invariant 1: no secret value", () => {
  test("Terraform manages no secret version, and nothing that holds a password", () => {
    for (const [, text] of texts)
      expect(text).not.toMatch(/aws_secretsmanager_secret_version|aws_iam_access_key|secret_string|password|random_/);
  });
});

describe("invariant 2: text from a profile is data", () => {
  const accepted = hostileStrings.filter(({ text }) => profileSchema.shape.purpose.safeParse(text).success);

  test("some hostile text is refused and some arrives, byte for byte", () => {
    expect(accepted.length).toBeGreaterThan(10);
    expect(accepted.length).toBeLessThan(hostileStrings.length - 10);
  });

  test.each(accepted)("purpose: $name", ({ text }) => {
    const role = stackOf(synthesized([someProfile({ purpose: text })], settings), "servers-prod-web").resource?.["aws_iam_role"]?.[
      "reports"
    ];
    expect(unescapeTerraform(String(role?.["description"]))).toBe(text);
  });

  test("a cdktf token is refused at the edge too", () => {
    expect(() => literal("TfToken[TOKEN.0]")).toThrow("literal: the text holds `TfToken[`");
  });

  test.each(hostileStrings.filter(({ text }) => !text.includes("TfToken[")))(
    "even what the schema refuses cannot become Terraform: $name",
    ({ text }) => {
      const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [text], Resource: [text] }] } as const;
      for (const [written, plain] of [
        [literal(text), text],
        [literalPolicy(policy), documentText(policy)],
      ] as const) {
        expect(isTemplate(written)).toBe(false);
        expect(unescapeTerraform(written)).toBe(plain);
      }
    },
  );
});

describe("invariant 3: an Allow is exact", () => {
  const allows = (stack: StackJson) =>
    ["aws_iam_role_policy", "aws_iam_policy"].flatMap((type) =>
      Object.values(stack.resource?.[type] ?? {}).flatMap(({ policy }) =>
        (
          JSON.parse(unescapeTerraform(String(policy))) as {
            Statement: { Effect: string; Action?: string | string[]; Resource?: string | string[] }[];
          }
        ).Statement.filter(({ Effect }) => Effect === "Allow"),
      ),
    );

  test("for generated profiles: no wildcard in an action, no NotAction, NotResource or resource *", () => {
    const entry = fc.oneof(...connectors.map(({ service }) => entriesOf[service] ?? fc.constant<Record<string, unknown>>({})));
    fc.assert(
      fc.property(entry, (access) => {
        for (const statement of allows(stackOf(synthesized([someProfile({ access: [access] })], settings), "servers-prod-web"))) {
          expect(statement).not.toHaveProperty("NotAction");
          expect(statement).not.toHaveProperty("NotResource");
          expect([statement.Action].flat().join(" ")).not.toMatch(/[*?]/);
          expect([statement.Resource].flat()).not.toContain("*");
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("invariant 4: what is left out never widens", () => {
  test.each<[string, Record<string, unknown>]>([
    ["prefixes", { access: [{ service: "s3", bucket: "acme-reports", level: "read" }] }],
    ["level", { access: [{ service: "s3", bucket: "acme-reports", prefixes: ["a/"] }] }],
    ["operations", { access: [{ service: "dynamodb", table: "orders" }] }],
    ["an empty list of prefixes", { access: [someRead({ prefixes: [] })] }],
    ["an empty list of attributes", { access: [someQuery({ attributes: [] })] }],
    ["an empty network", { network: {} }],
    ["expires", { expires: undefined }],
    ["consumers", { consumers: [] }],
  ])("%s", (_, parts) => {
    expect(() => someProfile(parts)).toThrow();
  });
});

describe("invariant 5: every grant ends by itself", () => {
  const bucket = "arn:aws:s3:::acme-reports";
  const ask = (time: string, path: string) => {
    const server = someServer({ access: [someRead(), someRead({ prefixes: ["audit/"], until: "2027-01-01" })] });
    const identity = server.policies.map(({ document }): unknown => JSON.parse(documentText(document)));
    const request = {
      action: "s3:GetObject",
      resource: `${bucket}/${path}`,
      context: { "aws:CurrentTime": time, "aws:ResourceAccount": "111122223333" },
    };
    return allowedByOracle({ role: { arn: server.roleArn, account: "111122223333" }, identity }, request);
  };
  test.each([
    ["2026-12-31T23:59:59Z", "audit/x", true],
    ["2027-01-01T00:00:00Z", "audit/x", false],
    ["2027-01-01T00:00:00Z", "orders/2026/x", true],
    ["2027-06-29T23:59:59Z", "orders/2026/x", true],
    ["2027-06-30T00:00:00Z", "orders/2026/x", false],
  ])("at %s reading %s is %s", async (time, path, expected) => {
    expect(await ask(time, path)).toBe(expected);
  });
});

describe("invariant 9: the output is a pure function of the inputs", () => {
  test("the same bytes in every folder and every order of profiles", () => {
    expect(synthesized([...everything].reverse(), settings)).toEqual(files);
  });

  test("no path of a machine, no time of writing, nothing random", () => {
    for (const [, text] of texts) {
      expect(text).not.toMatch(/"\/(home|root|tmp|Users|var|work)\b/);
      expect(text).not.toContain(String(new Date().getUTCFullYear()) + "-" + String(new Date().getUTCMonth() + 1).padStart(2, "0"));
    }
    expect(synthesized(everything, settings)).toEqual(files);
  });
});

describe("invariant 12: two inputs never meet in one name, and names fit", () => {
  const environment = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
  const server = fc.stringMatching(/^[a-z][a-z0-9-]{1,38}$/);
  const part = fc.constantFrom("guards", "s3", "kms", "dynamodb");

  test("a role's name gives its server back", () => {
    fc.assert(fc.property(environment, server, (env, name) => expect(serverOfRole(roleName(env, name))).toBe(`${env}/${name}`)));
  });

  test("a policy's name gives its role, part and number back", () => {
    fc.assert(
      fc.property(environment, server, part, fc.integer({ min: 1, max: 10 }), (env, name, own, number) => {
        const policy = managedPolicyName(roleName(env, name), own, number);
        expect(policy.split(".")).toEqual([roleName(env, name), own, String(number)]);
        expect(policy.length).toBeLessThanOrEqual(128);
      }),
    );
  });

  test("a stack's name gives its environment and owner back", () => {
    fc.assert(
      fc.property(environment, server, (env, owner) =>
        expect(/^servers-([a-z0-9]+)-(.+)$/.exec(serversStack(env, owner))?.slice(1)).toEqual([env, owner]),
      ),
    );
  });

  test("the longest names fit IAM's limits", () => {
    const longest = serverOf(
      someProfile({ server: `a${"b".repeat(38)}`, environment: `a${"b".repeat(11)}` }),
      someSettings({ environments: { [`a${"b".repeat(11)}`]: { account: "111122223333", region: "eu-west-1" } } }),
    );
    expect(() => someProfile({ server: `a${"b".repeat(39)}` })).toThrow();
    expect(longest.roleName.length).toBe(60);
    expect(longest.roleName.length).toBeLessThanOrEqual(64);
    expect(longest.roleArn).toBe(iamArn({ partition: "aws", account: "111122223333" }, "role", `/keyward/${longest.roleName}`));
  });
});
