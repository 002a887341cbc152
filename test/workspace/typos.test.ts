import { describe, expect, test } from "@jest/globals";
import { goodProfile, goodSettings, problemsOf } from "./load.ts";

/** What a person reads after changing one thing of a good profile, without the file's name. */
const profileWith = (from: string, to: string) => {
  expect(goodProfile).toContain(from);
  return problemsOf({ "keyward.yaml": goodSettings, "profiles/a.yaml": goodProfile.replace(from, to) }).map(short);
};
const settingsWith = (from: string, to: string) => {
  expect(goodSettings).toContain(from);
  return problemsOf({ "keyward.yaml": goodSettings.replace(from, to), "profiles/a.yaml": goodProfile }).map(short);
};
const short = (problem: string) => problem.replace(/^(profiles\/a|keyward)\.yaml:/, "");

const s3Words = "`service`, `bucket`, `prefixes`, `level`, `delete`, `kms-key`, `account`, `region`, `reason`, `until`, `name`";

describe("words", () => {
  test.each([
    {
      name: "misspelt, and told once although the word is now missing",
      from: "prefixes:",
      to: "prefxes:",
      problem: "9:5 profile/unknown-key | orders-analyst: access[0] | there is no such word here | prefxes | did you mean `prefixes`?",
    },
    {
      name: "misspelt at the top",
      from: "environment:",
      to: "enviroment:",
      problem: "3:1 profile/unknown-key | orders-analyst | there is no such word here | enviroment | did you mean `environment`?",
    },
    {
      name: "in the wrong case",
      from: "level:",
      to: "Level:",
      problem: "10:5 profile/unknown-key | orders-analyst: access[0] | there is no such word here | Level | did you mean `level`?",
    },
    {
      name: "of no service",
      from: "    level: read",
      to: "    level: read\n    password: correct-horse",
      problem: `11:5 profile/unknown-key | orders-analyst: access[0] | there is no such word here | password | remove it; the words here are ${s3Words}`,
    },
    {
      name: "missing, with the words that would do",
      from: "    level: read\n",
      to: "",
      problem: "7:5 profile/missing | orders-analyst: access[0].level | `level` is missing |  | write `level: read` or `level: write`",
    },
    {
      name: "missing, with an example",
      from: "owner: web\n",
      to: "",
      problem: "1:1 profile/missing | orders-analyst: owner | `owner` is missing |  | write, for example, `owner: data-platform`",
    },
    {
      name: "without a value",
      from: "owner: web",
      to: "owner:",
      problem: "4:1 profile/missing | orders-analyst: owner | has no value: must be text |  | write, for example, `owner: data-platform`",
    },
    {
      name: "that say which service, misspelt",
      from: "service: s3",
      to: "servce: s3",
      problem: "7:5 profile/unknown-key | orders-analyst: access[0] | there is no such word here | servce | did you mean `service`?",
    },
    {
      name: "of a consumer, misspelt: the other kinds of consumer are not spoken of",
      from: "- role:",
      to: "- rol:",
      problem: "12:5 profile/unknown-key | orders-analyst: consumers[0] | there is no such word here | rol | did you mean `role`?",
    },
  ])("$name", ({ from, to, problem }) => {
    expect(profileWith(from, to)).toEqual([problem]);
  });
});

describe("values", () => {
  test.each([
    {
      name: "a misspelt level",
      from: "level: read",
      to: "level: raed",
      problem: "10:12 profile/wrong-value | orders-analyst: access[0].level | must be `read` or `write` | raed | did you mean `read`?",
    },
    {
      name: "a level that is nothing like one",
      from: "level: read",
      to: "level: everything",
      problem:
        "10:12 profile/wrong-value | orders-analyst: access[0].level | must be `read` or `write` | everything | write `level: read` or `level: write`",
    },
    {
      name: "a misspelt service",
      from: "service: s3",
      to: "service: s33",
      problem: "7:14 profile/wrong-value | orders-analyst: access[0].service | must be `dynamodb` or `s3` | s33 | did you mean `s3`?",
    },
    {
      name: "everything as a prefix",
      from: "[orders/]",
      to: '"*"',
      problem:
        '9:15 profile/wrong-value | orders-analyst: access[0].prefixes | must be a list of prefixes (each ends in `/` or names one object), or the words `whole-bucket` | "*" | write, for example, `prefixes: [orders/2026/]`',
    },
    {
      name: "everything in the list of prefixes",
      from: "[orders/]",
      to: '["*"]',
      problem:
        '9:16 profile/wrong-value | orders-analyst: access[0].prefixes[0] | must not contain `*` or `?`, which IAM would read as wildcards | "*" | write, for example, `orders/2026/`',
    },
    {
      name: "the whole bucket, misspelt",
      from: "[orders/]",
      to: "whole_bucket",
      problem:
        "9:15 profile/wrong-value | orders-analyst: access[0].prefixes | must be a list of prefixes (each ends in `/` or names one object), or the words `whole-bucket` | whole_bucket | did you mean `whole-bucket`?",
    },
    {
      name: "no prefix",
      from: "[orders/]",
      to: "[]",
      problem:
        "9:15 profile/wrong-value | orders-analyst: access[0].prefixes | must not be empty | [] | write, for example, `prefixes: [orders/2026/]`",
    },
    {
      name: "one prefix twice",
      from: "[orders/]",
      to: "[orders/, orders/]",
      problem:
        "9:15 profile/wrong-value | orders-analyst: access[0].prefixes | must not name the same value twice | [orders/, orders/] | keep each value once",
    },
    {
      name: "an account without quotes",
      from: "level: read",
      to: "level: read\n    account: 012345678901",
      problem:
        '11:14 profile/wrong-value | orders-analyst: access[0].account | must be text | 012345678901 | put it in quotes: `account: "012345678901"`',
    },
    {
      name: "an entry that is no mapping",
      from: "consumers:\n",
      to: "  - whole account\nconsumers:\n",
      problem:
        "11:5 profile/wrong-value | orders-analyst: access[1] | must be a mapping of words | whole account | write, for example, `{ service: dynamodb, table: orders, operations: [GetItem, Query] }`",
    },
    {
      name: "a consumer that is everybody",
      from: "role: arn:aws:iam::111122223333:role/chat",
      to: 'role: "*"',
      problem:
        '12:11 profile/wrong-value | orders-analyst: consumers[0].role | must be the ARN of one IAM role, such as arn:aws:iam::111122223333:role/chat | "*" | write, for example, `role: arn:aws:iam::111122223333:role/chat`',
    },
    {
      name: "a consumer of no kind",
      from: "role: arn:aws:iam::111122223333:role/chat",
      to: "team: web",
      problem:
        "12:5 profile/wrong-value | orders-analyst: consumers[0] | must be a mapping with one of the words `role`, `sso-permission-set`, `github-actions`, `eks-pod-identity`, `service` or `account` | team: web | write, for example, `{ sso-permission-set: Analyst }`",
    },
    {
      name: "a day that does not exist",
      from: "2027-06-30",
      to: "2027-02-30",
      problem:
        "13:10 profile/wrong-value | orders-analyst: expires | must be a day that exists | 2027-02-30 | write, for example, `expires: 2027-06-30`",
    },
    {
      name: "a version in quotes",
      from: "version: 1",
      to: 'version: "1"',
      problem: '1:10 profile/wrong-value | orders-analyst: version | must be `1` | "1" | write `version: 1`',
    },
    {
      name: "Terraform in a sentence",
      from: "purpose: Answers questions.",
      to: "purpose: 'Answers ${questions}.'",
      problem:
        "5:10 profile/wrong-value | orders-analyst: purpose | must not contain `${`, `%{` or `TfToken[`, which Terraform would read as code | 'Answers ${questions}.' | write, for example, `purpose: Answers questions about orders.`",
    },
    {
      name: "a dash that IAM does not store, told at its place",
      from: "purpose: Answers questions.",
      to: "purpose: Reads \u2013 and answers.",
      problem:
        "5:16 profile/wrong-value | orders-analyst: purpose | must not contain `\u2013` (U+2013): IAM stores printable Latin text only | Reads \u2013 and answers. | write, for example, `purpose: Answers questions about orders.`",
    },
    {
      name: "a character on the second line of a sentence, told there",
      from: "purpose: Answers questions.",
      to: "purpose: >-\n  Reads\n  and \u201canswers\u201d.",
      problem:
        "7:7 profile/wrong-value | orders-analyst: purpose | must not contain `\u201c` (U+201C), `\u201d` (U+201D): IAM stores printable Latin text only | >- Reads and \u201canswers\u201d. | write, for example, `purpose: Answers questions about orders.`",
    },
    {
      name: "an invisible character, by its number, in the place of the value that hides it",
      from: "purpose: Answers questions.",
      to: 'purpose: "Answers\\u200b."',
      problem:
        '5:10 profile/wrong-value | orders-analyst: purpose | must not contain U+200B: IAM stores printable Latin text only | "Answers\\u200b." | write, for example, `purpose: Answers questions about orders.`',
    },
    {
      name: "a space at an end",
      from: "purpose: Answers questions.",
      to: 'purpose: " Answers."',
      problem:
        '5:10 profile/wrong-value | orders-analyst: purpose | must not begin or end with a space | " Answers." | write, for example, `purpose: Answers questions about orders.`',
    },
    {
      name: "a prefix in another script",
      from: "[orders/]",
      to: "[\u043erders/]",
      problem:
        "9:16 profile/wrong-value | orders-analyst: access[0].prefixes[0] | must not contain `\u043e` (U+043E): IAM policies hold printable Latin text only | \u043erders/ | write, for example, `orders/2026/`",
    },
    {
      name: "a reason with an invisible character",
      from: "level: read",
      to: 'level: read\n    reason: "Pourquoi\u2060 ?"',
      problem:
        '11:22 profile/wrong-value | orders-analyst: access[0].reason | must not contain U+2060: a reader must see all of it, on one line | "Pourquoi\\u{2060} ?" | write, for example, `reason: Investigating the slow checkout of November`',
    },
    {
      name: "a waiver without a reason",
      from: "expires:",
      to: "waivers: [{ rule: protected-network, until: 2027-03-01 }]\nexpires:",
      problem:
        "13:11 profile/missing | orders-analyst: waivers[0].reason | `reason` is missing |  | write, for example, `reason: Runs on developer laptops`",
    },
    {
      name: "two things wrong with one value are one problem",
      from: "purpose: Answers questions.",
      to: `purpose: "\${${"é\\u200b".repeat(300)}"`,
      problem:
        `5:10 profile/wrong-value | orders-analyst: purpose | must not contain U+200B: IAM stores printable Latin text only; must not contain \`\${\`, \`%{\` or \`TfToken[\`, which Terraform would read as code; must be at most 500 characters | "\${${"é\\u200b".repeat(10)}éé… | write, for example, \`purpose: Answers questions about orders.\``.replace(
          "éé…",
          "é\\u200…",
        ),
    },
  ])("$name", ({ from, to, problem }) => {
    expect(profileWith(from, to)).toEqual([problem]);
  });
});

describe("settings", () => {
  test.each([
    {
      name: "a name that is none",
      from: "  dev:",
      to: "  Dev-1:",
      problem:
        "3:3 settings/wrong-name | keyward.yaml: environments | a name here must be 1 to 12 characters of a-z and 0-9, beginning with a letter | Dev-1 | rename it",
    },
    {
      name: "an account without quotes",
      from: '"444455556666"',
      to: "444455556666",
      problem:
        '3:19 settings/wrong-value | keyward.yaml: environments.dev.account | must be text | 444455556666 | put it in quotes: `account: "444455556666"`',
    },
    {
      name: "a yes that is not true",
      from: '{ account: "444455556666"',
      to: '{ protected: yes, account: "444455556666"',
      problem:
        "3:21 settings/wrong-value | keyward.yaml: environments.dev.protected | must be `true` or `false` | yes | write `protected: true` or `protected: false`",
    },
    {
      name: "a backend that is none",
      from: '{ account: "444455556666"',
      to: '{ backend: loacl, account: "444455556666"',
      problem:
        "3:19 settings/wrong-value | keyward.yaml: environments.dev.backend | must be `local` or `s3: { bucket, region }` | loacl | did you mean `local`?",
    },
    {
      name: "a backend without a bucket",
      from: '{ account: "444455556666"',
      to: '{ backend: { s3: { region: eu-west-1 } }, account: "444455556666"',
      problem:
        "3:25 settings/missing | keyward.yaml: environments.dev.backend.s3.bucket | `bucket` is missing |  | write, for example, `bucket: acme-terraform-state`",
    },
    {
      name: "a fact of a store, misspelt",
      from: "owners:",
      to: "data: [{ classification: regulated, bukcet: acme-health }]\nowners:",
      problem: "5:37 settings/unknown-key | keyward.yaml: data[0] | there is no such word here | bukcet | did you mean `bucket`?",
    },
    {
      name: "a fact of nothing",
      from: "owners:",
      to: "data: [{ bucket: acme-health }]\nowners:",
      problem:
        "5:8 settings/wrong-value | keyward.yaml: data[0] | must say `classification` or `kms-key` | { bucket: acme-health } | add one of them, for example `classification: confidential`; or remove the entry",
    },
    {
      name: "no owner",
      from: "owners: { web: {} }",
      to: "owners: {}",
      problem:
        "5:9 settings/wrong-value | keyward.yaml: owners | must name an owner | {} | write, for example, `owners: { data-platform: {} }`",
    },
  ])("$name", ({ from, to, problem }) => {
    expect(settingsWith(from, to)).toEqual([problem]);
  });
});
