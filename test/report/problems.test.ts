import { describe, expect, test } from "@jest/globals";
import type { Problem } from "../../src/errors.ts";
import { ansi, plain } from "../../src/report/palette.ts";
import { problemsText } from "../../src/report/problems.ts";

const problem: Problem = {
  rule: "profile/unknown-key",
  subject: "orders-analyst: access[0].prefixs",
  message: "a profile holds known keys only, so that a misspelt one cannot silently be left out of what a server may do",
  given: "prefixs",
  fix: "did you mean `prefixes`?",
  at: { file: "profiles/orders-analyst.yaml", line: 7, column: 5 },
};

test("at 80 columns: the place first, then subject, rule, given and fix, aligned", () => {
  expect(problemsText([problem], { width: 80, palette: plain })).toBe(
    [
      "profiles/orders-analyst.yaml:7:5  orders-analyst: access[0].prefixs",
      "    rule    a profile holds known keys only, so that a misspelt one cannot",
      "            silently be left out of what a server may do (profile/unknown-key)",
      "    given   prefixs",
      "    fix     did you mean `prefixes`?",
      "",
      "1 problem",
      "",
    ].join("\n"),
  );
});

test("at 120 columns the same fits on fewer lines", () => {
  expect(problemsText([problem], { width: 120, palette: plain }).split("\n")[1]).toBe(
    "    rule    a profile holds known keys only, so that a misspelt one cannot silently be left out of what a server may do",
  );
});

test("a subject that does not fit beside the place stands below it", () => {
  const subject = `orders-analyst: access[0].${"x".repeat(40)}`;
  const [place, below] = problemsText([{ ...problem, subject }], { width: 80, palette: plain }).split("\n");
  expect([place, below]).toEqual(["profiles/orders-analyst.yaml:7:5", `    ${subject}`]);
});

test("without a place, and with nothing given", () => {
  const problems = [{ rule: "cli/usage", subject: "keyward", message: "no such command", fix: "see `keyward --help`" }, problem];
  const text = problemsText(problems, { width: 80, palette: plain });
  expect(text.split("\n").slice(0, 4)).toEqual([
    "keyward",
    "    rule    no such command (cli/usage)",
    "    fix     see `keyward --help`",
    "",
  ]);
  expect(text).toContain("\n2 problems\n");
});

describe("no line is wider than the screen", () => {
  test.each([60, 80, 120])("of %d columns", (width) => {
    const given = "arn:aws:s3:::acme-reports/a-very-long-folder-name/".repeat(6);
    const lines = problemsText([{ ...problem, given }], { width, palette: plain }).split("\n");
    expect(lines.filter((line) => line.length > width)).toEqual([]);
  });
});

test("text from a profile can neither forge a line nor move the cursor", () => {
  const hostile = "x\n1 problem\r\u001b[2J";
  const text = problemsText([{ ...problem, subject: hostile, given: hostile, at: { file: "a\nb.yaml", line: 1, column: 1 } }], {
    width: 200,
    palette: plain,
  });
  expect(text.split("\n")[0]).toBe("a\\nb.yaml:1:1  x\\n1 problem\\r\\u{1b}[2J");
  expect(text.split("\n").filter((line) => line.startsWith("1 problem"))).toHaveLength(1);
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
});

test("very long text is cut, and says so", () => {
  expect(problemsText([{ ...problem, given: "x".repeat(5000) }], { width: 80, palette: plain })).toMatch(/x… \(5,000\s+characters\)/);
});

test("colours only add: without them the text is the same", () => {
  const coloured = problemsText([problem], { width: 80, palette: ansi });
  expect(coloured.replace(/\p{Cc}\[\d+m/gu, "")).toBe(problemsText([problem], { width: 80, palette: plain }));
  expect(coloured).toContain("\u001b[31m1 problem\u001b[39m");
});
