import { readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { exampleNow } from "../../src/check/examples.ts";
import { rules } from "../../src/check/rules/index.ts";
import type { Rule } from "../../src/check/rule.ts";
import { runChecks } from "../../src/check/run-checks.ts";
import { markedLines, readExample, storingConnector } from "./read-example.ts";

const findingsOf = (example: Rule["failing"]) =>
  runChecks(readExample(example), {
    now: exampleNow,
    waiversExpire: true,
    ...(example.storing === true ? { connectorOf: storingConnector } : {}),
  });

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("finds its failing example, alone, on exactly the marked lines", () => {
    const found = findingsOf(rule.failing);
    expect(found.map((finding) => [finding.rule, finding.severity])).toEqual(markedLines(rule.failing).map(() => [id, rule.severity]));
    expect(found.map(({ at }) => `${at.file}:${at.line}`)).toEqual(markedLines(rule.failing));
    expect(found.length).toBeGreaterThan(0);
  });

  test("finds nothing in its passing example, and nor does another rule", () => {
    expect(findingsOf(rule.passing).filter(({ waived }) => waived === undefined)).toEqual([]);
  });

  test("says in whole sentences what, why and how to mend it", () => {
    for (const words of Object.values(rule.words)) expect(words).toMatch(/^[A-Z`].*[.]$/);
  });
});

test("the example that all others start from has no finding", () => {
  expect(findingsOf({})).toEqual([]);
});

test("every file of rules is registered under its own name, in order", () => {
  const files = readdirSync(new URL("../../src/check/rules", import.meta.url)).filter((file) => file !== "index.ts");
  expect(rules.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});
