import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { keyward } from "./fake-terminal.ts";

const documentation = readFileSync(new URL("../../docs/json.md", import.meta.url), "utf8");

const settings = `version: 1
environments: { dev: { account: "444455556666", region: eu-west-1 } }
owners: { web: {} }
`;

/** A profile with a finding, and a waiver for it, so that every field is there. */
const profile = `version: 1
server: docs
environment: dev
owner: web
purpose: Answers questions about the handbook.
access:
  - { service: s3, bucket: acme-handbook, prefixes: whole-bucket, level: read, until: 2027-01-01 }
consumers:
  - role: arn:aws:iam::111122223333:role/chat
expires: 2027-06-30
waivers:
  - { rule: whole-store-reason, reason: moves in spring, until: 2027-03-01 }
`;

const files = { "keyward.yaml": settings, "profiles/docs.yaml": profile };

/** Every key of a document, policies aside: they are IAM's. */
function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...(key === "document" || key === "trustPolicy" ? [] : keysOf(inner))]);
}

test.each([
  { args: ["list"], kind: "servers" },
  { args: ["check"], kind: "findings" },
  { args: ["explain", "docs"], kind: "explanation" },
  { args: ["explain", "dosc"], kind: "problems" },
  { args: ["init"], kind: "init" },
  { args: ["completion", "bash"], kind: "completion" },
])("docs/json.md names the kind $kind and every field of it", async ({ args, kind }) => {
  const { stdout, stderr } = await keyward([...args, "--json"], files);
  const document: unknown = JSON.parse(stdout);
  expect(stderr).toBe("");
  expect(document).toMatchObject({ version: 1, kind });
  expect(Object.keys(document as object).slice(0, 2)).toEqual(["version", "kind"]);
  expect([...new Set([kind, ...keysOf(document)])].filter((name) => !documentation.includes(`\`${name}\``))).toEqual([]);
});

test("a document is stable: the same files give the same bytes", async () => {
  const [first, second] = [await keyward(["explain", "docs", "--json"], files), await keyward(["explain", "docs", "--json"], files)];
  expect(first.stdout).toBe(second.stdout);
});
