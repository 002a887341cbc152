import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { rules } from "../../src/check/rules/index.ts";
import { sarifText, type Reported } from "../../src/report/sarif.ts";
import { someFindings } from "./some-findings.ts";

/** SARIF 2.1.0 as far as it is used, with the limits of its text and of its JSON schema; strict, so that a misspelt property is seen. */
const count = z.int().positive();
const plainMessage = z.strictObject({
  text: z
    .string()
    .min(1)
    .regex(/^(?:[^{}]|\{\{|\}\})*$/),
});
const level = z.enum(["none", "note", "warning", "error"]);
const descriptor = z.strictObject({
  id: z.string().min(1),
  shortDescription: plainMessage,
  fullDescription: plainMessage.optional(),
  help: plainMessage.optional(),
  defaultConfiguration: z.strictObject({ level }),
  properties: z.strictObject({ tags: z.array(z.string()) }).optional(),
});
const physicalLocation = z.strictObject({
  artifactLocation: z.strictObject({
    uri: z.string().regex(/^(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$/),
    uriBaseId: z.literal("%SRCROOT%"),
  }),
  region: z.strictObject({ startLine: count, startColumn: count }),
});
const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().nonnegative(),
  level,
  message: plainMessage,
  locations: z.array(
    z.strictObject({
      physicalLocation: physicalLocation.optional(),
      logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string() })),
    }),
  ),
  partialFingerprints: z.record(z.string(), z.string().min(1)),
  suppressions: z.array(
    z.strictObject({
      kind: z.enum(["inSource", "external"]),
      status: z.enum(["accepted", "underReview", "rejected"]),
      justification: z.string(),
    }),
  ),
});
const log = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({ driver: z.strictObject({ name: z.string(), semanticVersion: z.string(), rules: z.array(descriptor) }) }),
      columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
      results: z.array(result),
    }),
  ]),
});

const sarif = (reported: readonly Reported[]) => log.parse(JSON.parse(sarifText(reported, { version: "0.1.0", rules }))).runs[0];
const someProblem = { rule: "profile/unknown-key", subject: "orders: prefixs", message: "known keys only", fix: "write `prefixes`" };

test("every result names its rule by id and by index", () => {
  const { tool, results } = sarif([...someFindings, someProblem]);
  expect(results.map(({ ruleId }) => ruleId)).toEqual([...someFindings.map(({ rule }) => rule), "profile/unknown-key"]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
});

test("every registered rule is described once, with help", () => {
  const described = sarif(someFindings).tool.driver.rules;
  expect(described.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  expect(described.filter(({ help }) => help === undefined)).toEqual([]);
});

test("a finding is an error at its place; a file name becomes a URI", () => {
  const [error, , waived] = sarif(someFindings).results;
  expect(error).toEqual({
    ruleId: "write-justified",
    ruleIndex: rules.findIndex(({ id }) => id === "write-justified"),
    level: "error",
    message: {
      text: "prod/orders: access[0]: Access that writes in a protected environment needs a `reason` and an `until`. Given: no until. Fix: Say when it ends.",
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "profiles/orders.yaml", uriBaseId: "%SRCROOT%" },
          region: { startLine: 7, startColumn: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: "prod/orders: access[0]" }],
      },
    ],
    partialFingerprints: { "keyward/v1": expect.stringMatching(/^[0-9a-f]{32}$/) },
    suppressions: [],
  });
  expect(waived?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe("profiles/site%20insights.yaml");
});

test("what is waived is suppressed, with the reason and the end", () => {
  expect(sarif(someFindings).results.map(({ suppressions }) => suppressions)).toEqual([
    [],
    [],
    [{ kind: "inSource", status: "accepted", justification: "The vendor publishes no narrower list. (until 2027-01-31 00:00 UTC)" }],
  ]);
});

test("a problem without a place has a logical location only", () => {
  expect(sarif([someProblem]).results[0]?.locations).toEqual([{ logicalLocations: [{ fullyQualifiedName: "orders: prefixs" }] }]);
});

describe("text from a profile is text", () => {
  const textOf = (given: string) => sarif([{ ...someProblem, given }]).results[0]?.message.text;
  test.each([
    ["no placeholder", "{0}", "{{0}}"],
    ["no link", "[click](https://example.com)", "[click] (https://example.com)"],
    ["no control character", "\u001b[31m\n", "\\u{{1b}}[31m\\n"],
  ])("%s: %j", (_name, given, expected) =>
    expect(textOf(given)).toBe(`orders: prefixs: known keys only Given: ${expected}. Fix: write \`prefixes\``),
  );

  test.each([
    ["profiles/100%.yaml", "profiles/100%25.yaml"],
    ["./profiles/a#b?.yaml", "profiles/a%23b%3F.yaml"],
    ["profiles\\a.yaml", "profiles/a.yaml"],
    ["profiles/\ud800.yaml", "profiles/%EF%BF%BD.yaml"],
  ])("the file %j is the URI %s", (file, uri) => {
    const at = { file, line: 1, column: 1 };
    expect(sarif([{ ...someProblem, at }]).results[0]?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe(uri);
  });
});

test("a fingerprint stays when lines move, and differs between findings", () => {
  const prints = (found: readonly Reported[]) => sarif(found).results.map(({ partialFingerprints }) => partialFingerprints["keyward/v1"]);
  const moved = someFindings.map((finding) => ({ ...finding, at: { ...finding.at, line: finding.at.line + 10 } }));
  expect(prints(moved)).toEqual(prints(someFindings));
  expect(new Set(prints([...someFindings, someProblem])).size).toBe(4);
});
