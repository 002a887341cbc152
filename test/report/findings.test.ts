import { expect, test } from "@jest/globals";
import { findingsJson, problemsJson } from "../../src/report/findings-json.ts";
import { findingsText } from "../../src/report/findings.ts";
import { ansi, plain } from "../../src/report/palette.ts";
import { someFindings } from "./some-findings.ts";

const layout = { width: 100, palette: plain };

test("by file, with counts; what is waived apart, with its reason and the moment it ends", () => {
  expect(findingsText(someFindings, layout)).toBe(
    [
      "profiles/orders.yaml: 1 error, 1 warning",
      "",
      "  profiles/orders.yaml:7:5  error  write-justified",
      "    about   prod/orders: access[0]",
      "    rule    Access that writes in a protected environment needs a `reason` and an `until`.",
      "    given   no until",
      "    fix     Say when it ends.",
      "",
      "  profiles/orders.yaml:9:14  warning  protected-network",
      "    about   prod/orders: environment",
      "    rule    A server in a protected environment says from which `network` its requests come.",
      "    fix     Add `network: { source-cidrs: [203.0.113.0/24] }`.",
      "",
      "Waived, not counted",
      "",
      "  profiles/site insights.yaml:3:1  waived  network-broad",
      "    about   prod/site: network.source-cidrs",
      "    rule    The networks together hold no more addresses than one IPv4 /8 or one IPv6 /16.",
      "    given   192.0.0.0/2",
      "    reason  The vendor publishes no narrower list.",
      "    until   2027-01-31 00:00 UTC",
      "",
      "1 error, 1 warning, 1 waived",
      "",
    ].join("\n"),
  );
});

test.each([
  ["nothing found", [], "\u001b[32mNo findings\u001b[39m"],
  ["nothing but what is waived", someFindings.slice(2), "\u001b[32mNo findings, 1 waived\u001b[39m"],
  ["a warning", someFindings.slice(1, 2), "\u001b[33m1 warning\u001b[39m"],
  ["an error", someFindings.slice(0, 2), "\u001b[31m1 error, 1 warning\u001b[39m"],
])("the last line sums up %s", (_name, findings, expected) => {
  expect(findingsText(findings, { width: 80, palette: ansi }).trimEnd().split("\n").at(-1)).toBe(expected);
});

test("text from a profile stays on its line", () => {
  const hostile = someFindings.map((finding) => ({
    ...finding,
    subject: "x\n1 error",
    waived: { reason: "y\n\u001b[31m", until: "2027-01-31" },
  }));
  const text = findingsText(hostile, layout);
  expect(text.split("\n").filter((line) => line.startsWith("1 error"))).toEqual([]);
  expect(text).toContain("    reason  y\\n\\u{1b}[31m\n");
});

test("JSON has every key of every finding, and says which version and kind it is", () => {
  const [error, , waived] = JSON.parse(findingsJson(someFindings)).findings;
  expect(JSON.parse(findingsJson(someFindings))).toMatchObject({
    version: 1,
    kind: "findings",
    summary: { errors: 1, warnings: 1, waived: 1 },
  });
  expect(error).toEqual({ ...someFindings[0], waived: null });
  expect(waived).toEqual({
    ...someFindings[2],
    waived: { reason: "The vendor publishes no narrower list.", until: "2027-01-31T00:00:00Z" },
  });
  expect(JSON.parse(findingsJson(someFindings)).findings[1].given).toBeNull();
});

test("problems as JSON", () => {
  const problem = { rule: "cli/usage", subject: "keyward", message: "no such command", fix: "see `keyward --help`" };
  expect(problemsJson([problem])).toBe(
    `${JSON.stringify({ version: 1, kind: "problems", summary: { problems: 1 }, problems: [{ rule: "cli/usage", subject: "keyward", message: "no such command", given: null, fix: "see `keyward --help`", at: null }] }, undefined, 2)}\n`,
  );
});
