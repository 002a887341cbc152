import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { loadWorkspace } from "../../src/workspace/load-workspace.ts";
import { nodeSourceFiles } from "../../src/workspace/node-source-files.ts";

const { profiles, settings } = loadWorkspace({ profiles: "profiles", settings: "keyward.yaml" }, nodeSourceFiles);

test("the examples load", () => {
  expect(profiles.map(({ source, profile }) => `${source.file}: ${profile.environment}/${profile.server}`)).toEqual([
    "profiles/catalog-fixer.prod.yaml: prod/catalog-fixer",
    "profiles/customer-directory.prod.yaml: prod/customer-directory",
    "profiles/handbook-search.prod.yaml: prod/handbook-search",
    "profiles/invoice-reader.prod.yaml: prod/invoice-reader",
    "profiles/order-status.prod.yaml: prod/order-status",
    "profiles/orders-analyst.dev.yaml: dev/orders-analyst",
    "profiles/orders-analyst.prod.yaml: prod/orders-analyst",
    "profiles/release-notes.prod.yaml: prod/release-notes",
    "profiles/report-drafts.dev.yaml: dev/report-drafts",
    "profiles/site-insights.prod.yaml: prod/site-insights",
    "profiles/tenant-desk.prod.yaml: prod/tenant-desk",
  ]);
  expect(Object.keys(settings.targets ?? {})).toEqual(["analytics", "acme"]);
});

test.each(profiles.map(({ source }) => source.file))("%s names the schema for editors in its first line", (file) => {
  expect(readFileSync(file, "utf8").split("\n")[0]).toBe("# yaml-language-server: $schema=../docs/profile.schema.json");
});

test("together the examples use every kind of consumer", () => {
  const kinds = profiles.flatMap(({ profile }) => profile.consumers.map((consumer) => Object.keys(consumer).sort().join("+")));
  expect([...new Set(kinds)].sort()).toEqual([
    "account+external-id+role",
    "eks-pod-identity",
    "github-actions",
    "role",
    "service",
    "sso-permission-set",
  ]);
});
