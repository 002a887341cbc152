import { describe, expect, test } from "@jest/globals";
import { countFindings } from "../../src/check/finding.ts";
import { exampleNow } from "../../src/check/examples.ts";
import type { Example, ProfileRule, SettingsRule } from "../../src/check/rule.ts";
import { rules } from "../../src/check/rules/index.ts";
import { runChecks, type CheckOptions } from "../../src/check/run-checks.ts";
import { UserError } from "../../src/errors.ts";
import { readExample } from "./read-example.ts";

const check = (example: Example, options: Partial<CheckOptions> = {}) =>
  runChecks(readExample(example), { now: exampleNow, waiversExpire: true, ...options });

const words = { what: "What.", why: "Why.", fix: "Fix." };
const text = { id: "profile-expired", severity: "warning", waivable: true, words, failing: {}, passing: {} } as const;
const waived = { profile: "waivers:\n  - { rule: profile-expired, reason: We know., until: 2027-01-31 }" };

describe("invariant 10: a rule that throws is an error, never a pass", () => {
  const throwing = (): never => {
    throw new Error("no such thing");
  };
  const aboutProfile: ProfileRule = { ...text, about: "profile", check: throwing };
  const aboutSettings: SettingsRule = { ...text, about: "settings", check: throwing };
  const failure = {
    rule: "rule-failed",
    severity: "error",
    subject: "prod/orders-analyst: rule profile-expired",
    message: "The rule failed, so nothing is known about what it checks.",
    given: "no such thing",
    fix: "This is a fault of Keyward or of a connector: please report it with the profile that shows it.",
    at: { file: "profiles/orders.yaml", line: 1, column: 1 },
  };

  test("about a profile", () => expect(check({}, { rules: [aboutProfile] })).toEqual([failure]));

  test("about settings", () => {
    const at = { ...failure.at, file: "keyward.yaml" };
    expect(check({}, { rules: [aboutSettings] })).toEqual([{ ...failure, at, subject: "settings: rule profile-expired" }]);
  });

  test("and no waiver of that rule hides it", () => expect(check(waived, { rules: [aboutProfile] })).toEqual([failure]));

  test("a rule that names a place which cannot be found has failed too", () => {
    const checked = readExample({});
    const profiles = checked.profiles.map(({ profile }) => ({ profile, source: { file: "profiles/orders.yaml", at: throwing } }));
    const rule: ProfileRule = { ...aboutProfile, check: () => [{ path: ["owner"] }] };
    expect(runChecks({ ...checked, profiles }, { now: exampleNow, waiversExpire: true, rules: [rule] })).toEqual([failure]);
  });

  test("a server that cannot be worked out for another reason than its size has not passed", () => {
    const found = check({}, { serverOf: throwing });
    expect(found.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(["rule-failed prod/orders-analyst: rule policy-fits"]);
  });
});

test("every problem of a server that does not fit is a finding, in its own words", () => {
  const problem = { rule: "policy-fits", subject: "s", message: "must fit", given: "much", fix: "less" };
  const serverOf = (): never => {
    throw new UserError([problem, { ...problem, given: "more" }]);
  };
  expect(check({}, { serverOf }).map(({ rule, message, given, fix }) => [rule, message, given, fix])).toEqual([
    ["policy-fits", "must fit", "much", "less"],
    ["policy-fits", "must fit", "more", "less"],
  ]);
});

test("findings come by file, line, column and rule, whatever the order of profiles and rules", () => {
  const example = {
    profile: 'consumers:\n  - account: "999988887777"\nexpires: 2029-12-31\nowner: nobody\nnetwork:\n  source-cidrs: ["::/0", 0.0.0.0/0]',
    settings: 'environments:\n  prod: { account: "111122223333", region: eu-west-1, protected: true }',
  };
  const expected = [
    "keyward.yaml:2:9 protected-backend",
    "profiles/orders.yaml:2:5 consumer-specific",
    "profiles/orders.yaml:3:10 expires-within-a-year",
    "profiles/orders.yaml:4:8 owner-active",
    "profiles/orders.yaml:6:17 network-everyone",
    "profiles/orders.yaml:6:17 network-everyone",
  ];
  const lines = (options: Partial<CheckOptions>) =>
    check(example, options).map(({ at, rule }) => `${at.file}:${at.line}:${at.column} ${rule}`);
  expect(lines({})).toEqual(expected);
  expect(lines({ rules: rules.toReversed() })).toEqual(expected);
});

test("the subject names environment, server and the place in the profile", () => {
  expect(check({ profile: "expires: 2029-12-31" }).map(({ subject }) => subject)).toEqual(["prod/orders-analyst: expires"]);
});

test.each([
  [[], { errors: 0, warnings: 0, waived: 0 }],
  [[{ severity: "error" }, { severity: "warning" }, { severity: "error" }] as const, { errors: 2, warnings: 1, waived: 0 }],
  [[{ severity: "error", waived: { reason: "r", until: "2027-01-31" } }] as const, { errors: 0, warnings: 0, waived: 1 }],
])("%j counts as %j", (findings, counts) => expect(countFindings(findings)).toEqual(counts));
