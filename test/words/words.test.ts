import { describe, expect, test } from "@jest/globals";
import type * as z from "zod";
import * as words from "../../src/words/words.ts";

const rows = (schema: z.ZodType, accepted: readonly string[], refused: readonly unknown[]) => [
  ...accepted.map((value) => ({ schema, value: value as unknown, fits: true })),
  ...refused.map((value) => ({ schema, value, fits: false })),
];

describe.each([
  {
    word: "serverName",
    cases: rows(
      words.serverName,
      ["ab", "a1", "orders-analyst", "a".repeat(39)],
      ["a", "a".repeat(40), "Orders", "1a", "-a", "a_b", "a b", "a\n", "constructor", 1],
    ),
  },
  {
    word: "environmentName",
    cases: rows(words.environmentName, ["p", "prod", "prod2"], ["prod-2", "2prod", "Prod", "a".repeat(13), "constructor"]),
  },
  {
    word: "date",
    cases: rows(
      words.date,
      ["2027-06-30", "2028-02-29"],
      ["2027-02-29", "2027-13-01", "2027-00-01", "2027-6-30", "30-06-2027", "2027-06-30T00:00:00Z", "2027-06-31", "2027-06-30\n"],
    ),
  },
  { word: "duration", cases: rows(words.duration, ["30d", "12h", "1d"], ["0d", "030d", "30", "30m", "-1d", "1.5d", "30 d", "99999d"]) },
  {
    word: "account",
    cases: rows(words.account, ["111122223333", "000000000001"], ["11112222333", "1111222233334", "11112222333a", 111122223333]),
  },
  {
    word: "region",
    cases: rows(words.region, ["eu-west-1", "us-gov-west-1", "ap-southeast-2"], ["eu-west", "EU-west-1", "eu-west-1a", "*", "eu-*-1"]),
  },
  {
    word: "roleArn",
    cases: rows(
      words.roleArn,
      ["arn:aws:iam::111122223333:role/chat", "arn:aws-cn:iam::111122223333:role/a/b/chat"],
      [
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::*:role/chat",
        "arn:aws:iam::111122223333:user/chat",
        "arn:aws:iam::111122223333:root",
        "*",
      ],
    ),
  },
  {
    word: "kmsKeyArn",
    cases: rows(
      words.kmsKeyArn,
      ["arn:aws:kms:eu-west-1:111122223333:key/0a1b-2c", "arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b"],
      ["arn:aws:kms:eu-west-1:111122223333:alias/orders", "arn:aws:kms:eu-west-1:111122223333:key/*", "0a1b"],
    ),
  },
  {
    word: "secretArn",
    cases: rows(
      words.secretArn,
      ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:analytics-admin-AbCdEf"],
      [
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:analytics",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:analytics-??????",
      ],
    ),
  },
  {
    word: "cidr",
    cases: rows(
      words.cidr,
      ["203.0.113.0/24", "0.0.0.0/0", "203.0.113.7/32", "2001:db8::/32", "::/0", "2001:db8:0:0:0:0:0:1/128"],
      [
        "203.0.113.7/24",
        "203.0.113.0",
        "203.0.113.0/33",
        "203.0.113.0/x",
        "203.0.113.0/",
        "256.0.0.0/8",
        "01.0.0.0/8",
        "1.2.3/24",
        "2001:db8::1/32",
        "1::2::3/128",
        ":::/0",
        "::/129",
        "fe80::1%eth0/128",
        "203.0.113.0/1.5",
      ],
    ),
  },
  {
    word: "text(10)",
    cases: rows(
      words.text(10),
      ["a", "a b", "caf\u00e9", "0123456789", "50 % $5"],
      ["", " ", " a", "a ", "01234567890", "a\nb", "a\tb", "${a}", "%{a}", "TfToken[", "a\u00adb", "a\u00a0b", "\u0101"],
    ),
  },
  {
    word: "note(10)",
    cases: rows(
      words.note(10),
      ["a", "a b", "caf\u00e9", "\u2013 \u201cok\u201d", "\u4e3a\u4ec0\u4e48", "\u0434\u0430", "o\u0301", "\u26a0\ufe0f", "\u{1f511}"],
      [
        "",
        " ",
        " a",
        "a ",
        "\u00a0a",
        "01234567890",
        "a\nb",
        "a\tb",
        "${a}",
        "%{a}",
        "TfToken[",
        "a\u00adb",
        "a\u200bb",
        "a\u202eb",
        "a\u2028b",
        "a\u2029b",
        "a\ue000b",
        "a\u0378b",
        "a\ud83d",
        "a\u3164b",
        "a\u{e0100}b",
        "a\u{e0041}b",
      ],
    ),
  },
  { word: "literal(10)", cases: rows(words.literal(10), ["a", " a", "a/b", "caf\u00e9"], ["", "a*", "a?", "${a}", "a\nb", "01234567890"]) },
  { word: "name(5)", cases: rows(words.name(5), ["a", "a-b", "ab123"], ["", "A", "1a", "abcdef", "a_b", "a.b"]) },
  { word: "name(20)", cases: rows(words.name(20), ["analytics"], ["constructor"]) },
])("$word", ({ cases }) => {
  test.each(cases)("$value: $fits", ({ schema, value, fits }) => {
    expect(schema.safeParse(value).success).toBe(fits);
  });
});

test.each([
  { values: ["a", "b"], fits: true },
  { values: [], fits: false },
  { values: ["a", "a"], fits: false },
])("a list of $values: $fits", ({ values, fits }) => {
  expect(words.list(words.name(20)).safeParse(values).success).toBe(fits);
});

test.each([
  { address: "203.0.113.0", length: 24, expected: { bits: 0xcb007100n, width: 32, length: 24 } },
  { address: "::1", length: 128, expected: { bits: 1n, width: 128, length: 128 } },
  { address: "203.0.113.1", length: 24, expected: undefined },
  { address: "203.0.113.0", length: Number.NaN, expected: undefined },
  { address: "203.0.113.0", length: -1, expected: undefined },
  { address: "here", length: 8, expected: undefined },
])("parseNetwork($address, $length)", ({ address, length, expected }) => {
  expect(words.parseNetwork(address, length)).toEqual(expected);
});
