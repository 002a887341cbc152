import { describe, expect, test } from "@jest/globals";
import { goodProfile, goodSettings, problemsOf } from "./load.ts";

/** The rule and the fix that a person reads, after the place and the subject. */
const told = (problem: string) => problem.replace(/^\S+:\d+:\d+ \S+ \| (?:[^|]*: )?(\S+) \| (.*) \| [^|]* \| (.*)$/, "$1 $2 -> $3");
const profileProblems = (profile: string) => problemsOf({ "keyward.yaml": goodSettings, "profiles/a.yaml": profile }).map(told);
const settingsProblems = (settings: string) => problemsOf({ "keyward.yaml": settings, "profiles/a.yaml": goodProfile }).map(told);

const entry = (words: string) => goodProfile.replace(/ {2}- service: s3[^]*?level: read\n/, `  - { ${words} }\n`);
const s3 = (words: string) => entry(`service: s3, bucket: acme-reports, prefixes: [orders/], ${words}`);
const table = (words: string) => entry(`service: dynamodb, table: orders, ${words}`);
const job = (words: string) =>
  goodProfile.replace(/ {2}- role: .*/, `  - github-actions: { repository: acme/site, environment: release${words} }`);
const network = (words: string) => `${goodProfile}network: ${words}\n`;
const ids = "(`gh api repos/<owner>/<repository> --jq '.owner.id, .id'` prints them)";

describe("words that do not go together are refused with a fix that loads", () => {
  test.each([
    {
      name: "delete without write",
      given: s3("level: read, delete: true"),
      problem: "access[0].delete goes with `level: write` only -> remove `delete`, or write `level: write`",
      mended: [s3("level: read"), s3("level: write, delete: true")],
    },
    {
      name: "leading keys with Scan",
      given: table("operations: [Query, Scan], leading-keys: [a]"),
      problem:
        "access[0].leading-keys cannot limit Scan: DynamoDB knows no leading key there -> remove Scan from `operations`, or leave `leading-keys` out",
      mended: [table("operations: [Query], leading-keys: [a]"), table("operations: [Query, Scan]")],
    },
    {
      name: "leading keys with nothing but Scan",
      given: table("operations: [Scan], leading-keys: [a]"),
      problem:
        "access[0].leading-keys cannot limit Scan: DynamoDB knows no leading key there -> write Query instead of Scan in `operations`, or leave `leading-keys` out",
      mended: [table("operations: [Query], leading-keys: [a]"), table("operations: [Scan]")],
    },
    {
      name: "leading keys with indexes",
      given: table("operations: [Query], leading-keys: [a], indexes: [by-day]"),
      problem:
        "access[0].leading-keys cannot go with `indexes`: in an index the leading key is the index's own, not the table's -> remove `indexes`, or leave `leading-keys` out",
      mended: [table("operations: [Query], leading-keys: [a]"), table("operations: [Query], indexes: [by-day]")],
    },
    {
      name: "leading keys with Scan and with indexes: both are told",
      given: table("operations: [Query, Scan], leading-keys: [a], indexes: [by-day]"),
      problem:
        "access[0].leading-keys cannot limit Scan: DynamoDB knows no leading key there; cannot go with `indexes`: in an index the leading key is the index's own, not the table's -> remove Scan from `operations`, or leave `leading-keys` out; remove `indexes`, or leave `leading-keys` out",
      mended: [table("operations: [Query], leading-keys: [a]"), table("operations: [Query, Scan], indexes: [by-day]")],
    },
    {
      name: "attributes with operations on whole items",
      given: table("operations: [GetItem, PutItem, DeleteItem], attributes: [id]"),
      problem:
        "access[0].attributes cannot limit PutItem, DeleteItem: it reads or replaces the whole item -> remove PutItem, DeleteItem from `operations`, or leave `attributes` out",
      mended: [table("operations: [GetItem], attributes: [id]"), table("operations: [GetItem, PutItem, DeleteItem]")],
    },
    {
      name: "attributes with nothing but PutItem",
      given: table("operations: [PutItem], attributes: [id]"),
      problem:
        "access[0].attributes cannot limit PutItem: it reads or replaces the whole item -> write UpdateItem instead of PutItem in `operations`, or leave `attributes` out",
      mended: [table("operations: [UpdateItem], attributes: [id]"), table("operations: [PutItem]")],
    },
    {
      name: "indexes that nothing reads",
      given: table("operations: [GetItem], indexes: [by-day]"),
      problem:
        "access[0].indexes needs Query or Scan among the operations: nothing else reads an index -> remove `indexes`, or add Query to `operations`",
      mended: [table("operations: [GetItem]"), table("operations: [GetItem, Query], indexes: [by-day]")],
    },
    {
      name: "an operation twice",
      given: table("operations: [GetItem, GetItem]"),
      problem: "access[0].operations must not name the same value twice -> keep each value once",
      mended: [table("operations: [GetItem]")],
    },
    {
      name: "an owner's id without the repository's",
      given: job(", owner-id: 1"),
      problem: `consumers[0].github-actions.owner-id goes with \`repository-id\` -> add \`repository-id\` ${ids}, or remove \`owner-id\``,
      mended: [job(", owner-id: 1, repository-id: 2"), job("")],
    },
    {
      name: "a repository's id without the owner's",
      given: job(", repository-id: 2"),
      problem: `consumers[0].github-actions.repository-id goes with \`owner-id\` -> add \`owner-id\` ${ids}, or remove \`repository-id\``,
      mended: [job(", owner-id: 1, repository-id: 2"), job("")],
    },
    {
      name: "an immutable subject without ids",
      given: job(", immutable-subject: true"),
      problem: `consumers[0].github-actions.immutable-subject needs \`owner-id\` and \`repository-id\` -> add \`owner-id\` and \`repository-id\` ${ids}, or remove \`immutable-subject\``,
      mended: [job(", owner-id: 1, repository-id: 2, immutable-subject: true"), job("")],
    },
    {
      name: "a network of nothing",
      given: network("{}"),
      problem:
        "network must name `vpc-endpoints` or `source-cidrs` -> name at least one of them, for example `network: { vpc-endpoints: [vpce-0abc] }`",
      mended: [network("{ vpc-endpoints: [vpce-0abc] }"), network("{ source-cidrs: [203.0.113.0/24] }")],
    },
  ])("$name", ({ given, problem, mended }) => {
    expect(profileProblems(given)).toEqual([problem]);
    expect(mended.flatMap(profileProblems)).toEqual([]);
  });

  test("a fact of a table that says nothing", () => {
    const fact = (words: string) => `${goodSettings}data: [{ table: orders${words} }]\n`;
    expect(settingsProblems(fact(""))).toEqual([
      "data[0] must say `classification` or `kms-key` -> add one of them, for example `classification: confidential`; or remove the entry",
    ]);
    expect([fact(", classification: confidential"), goodSettings].flatMap(settingsProblems)).toEqual([]);
  });
});
