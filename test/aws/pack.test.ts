import { describe, expect, test } from "@jest/globals";
import type { Grant } from "../../src/access/grant.ts";
import { limits, packPolicies, type PackedPolicy } from "../../src/aws/pack.ts";
import { documentSize } from "../../src/aws/policy-document.ts";

const allow = (count: number, parts: Partial<Grant> = {}): Grant[] =>
  Array.from({ length: count }, (_, index) => ({
    effect: "allow",
    service: "s3",
    actions: ["s3:GetObject"],
    resource: `arn:aws:s3:::acme-reports/${String(index).padStart(80, "0")}/*`,
    conditions: [],
    ...parts,
  }));
const deny = (count: number): Grant[] => allow(count, { effect: "deny" });

const packed = (grants: readonly Grant[]): readonly PackedPolicy[] => {
  const result = packPolicies(grants);
  if ("limit" in result) throw new Error(JSON.stringify(result));
  return result;
};

describe("policies of a role", () => {
  test("are inline, one per service, where they fit together", () => {
    const grants = [...deny(2), ...allow(3), ...allow(1, { service: "kms", actions: ["kms:Decrypt"], resource: "k" })];
    expect(packed(grants).map(({ kind, part, number }) => `${kind} ${part} ${number}`)).toEqual([
      "inline guards 1",
      "inline kms 1",
      "inline s3 1",
    ]);
  });

  test("are managed where they do not, and the Denies stay inline", () => {
    const policies = packed([...deny(5), ...allow(150)]);
    expect(policies.map(({ kind, part, number }) => `${kind} ${part} ${number}`)).toEqual([
      "inline guards 1",
      "managed s3 1",
      "managed s3 2",
      "managed s3 3",
      "managed s3 4",
    ]);
    for (const { document, kind } of policies)
      expect(documentSize(document)).toBeLessThanOrEqual(kind === "managed" ? limits.managed : limits.inlineTotal);
    expect(
      policies.flatMap(({ document }) => document.Statement.flatMap(({ Effect, Resource }) => (Effect === "Allow" ? (Resource ?? []) : [])))
        .length,
    ).toBe(150);
  });

  test("fill the inline limit to the last character, and not one more", () => {
    const sizeWith = (length: number) => packPolicies([...allow(1, { resource: "x".repeat(length) })]);
    const base = packed([...allow(1, { resource: "" })]).reduce((sum, { document }) => sum + documentSize(document), 0);
    expect(sizeWith(limits.inlineTotal - base)).toMatchObject([{ kind: "inline" }, { kind: "inline" }]);
    expect(sizeWith(limits.inlineTotal - base + 1)).toMatchObject({ part: "s3" });
  });

  test("Denies beyond the inline limit are managed too, and none is lost", () => {
    const denies = Array.from({ length: 60 }, (_, index) => ({
      ...deny(1)[0]!,
      actions: [`s3:Get${index}`],
      resource: { except: [`arn:aws:s3:::${"x".repeat(200)}${index}`] },
    }));
    const policies = packed(denies);
    expect(policies.map(({ kind, part, number }) => `${kind} ${part} ${number}`)).toEqual([
      "inline guards 1",
      "managed guards 1",
      "managed guards 2",
    ]);
    expect(policies.flatMap(({ document }) => document.Statement).length).toBe(60);
  });

  test("a Deny that no managed policy could hold stays inline", () => {
    const wide = allow(1, {
      effect: "deny",
      resource: { except: Array.from({ length: 90 }, (_, index) => `arn:aws:s3:::acme/${"x".repeat(60)}${index}`) },
    });
    const policies = packed([...deny(20), ...wide, ...allow(60)]);
    expect(policies[0]).toMatchObject({ kind: "inline", part: "guards" });
    expect(JSON.stringify(policies[0]?.document)).toContain("NotResource");
  });

  test.each<[string, readonly Grant[], object]>([
    [
      "one Deny over the inline limit",
      allow(1, { effect: "deny", resource: { except: ["x".repeat(10_200)] } }),
      { part: "guards", limit: 10_240, about: expect.stringContaining("s3:GetObject, 1 resources") as unknown },
    ],
    ["one Allow over the managed limit", allow(1, { resource: "x".repeat(11_000) }), { part: "s3", limit: 6_144 }],
    ["more than ten managed policies", allow(700), { part: "all", limit: 61_440 }],
  ])("do not fit: %s", (_, grants, expected) => {
    expect(packPolicies(grants)).toMatchObject(expected);
  });
});
