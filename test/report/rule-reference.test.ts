import { expect, test } from "@jest/globals";
import { rules } from "../../src/check/rules/index.ts";
import { ruleReference } from "../../src/report/rule-reference.ts";

const text = ruleReference(rules);

test.each(rules.map((rule) => [rule.id, rule] as const))("%s has a section with its words and both examples", (id, rule) => {
  const section = text.split(`\n## ${id}\n`)[1]?.split("\n## ")[0] ?? "";
  expect(section).toContain(`**${rule.severity}${rule.waivable ? "" : ", cannot be waived"}.** ${rule.words.what}`);
  for (const part of [`Why: ${rule.words.why}`, `Fix: ${rule.words.fix}`, "Found:", "Fine:", "# <- here"]) expect(section).toContain(part);
});

test("every rule is in the overview", () => {
  expect(text.match(/^\| \[`[a-z-]+`\]\(#[a-z-]+\) \|/gm)).toHaveLength(rules.length);
});

test("no line is too long to read", () => {
  expect(text.split("\n").filter((line) => line.length > 260 && !line.startsWith("|"))).toEqual([]);
});
