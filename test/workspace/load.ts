import { UserError, type Problem } from "../../src/errors.ts";
import { loadWorkspace, type Workspace } from "../../src/workspace/load-workspace.ts";
import { memoryFiles, type MemoryEntry } from "../support/memory-files.ts";

const paths = { profiles: "profiles", settings: "keyward.yaml" };

export const goodSettings = `version: 1
environments:
  dev: { account: "444455556666", region: eu-west-1 }
  prod: { account: "111122223333", region: eu-west-1 }
owners: { web: {} }
`;

export const goodProfile = `version: 1
server: orders-analyst
environment: prod
owner: web
purpose: Answers questions.
access:
  - service: s3
    bucket: acme-reports
    prefixes: [orders/]
    level: read
consumers:
  - role: arn:aws:iam::111122223333:role/chat
expires: 2027-06-30
`;

/** The workspace of a table of files, or the problems that a person would see. */
export function load(table: Readonly<Record<string, MemoryEntry>>): Workspace | readonly Problem[] {
  try {
    return loadWorkspace(paths, memoryFiles(table));
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 2) return error.problems;
    throw error;
  }
}

/** The problems of a table of files, one line each; none when it loads. */
export function problemsOf(table: Readonly<Record<string, MemoryEntry>>): readonly string[] {
  const loaded = load(table);
  return "profiles" in loaded ? [] : loaded.map(render);
}

/** Everything a problem says. */
export function render({ at, rule, subject, message, given, fix }: Problem): string {
  const place = at === undefined ? "" : `${at.file}:${at.line}:${at.column} `;
  return `${place}${rule} | ${subject} | ${message} | ${given ?? ""} | ${fix}`;
}

/** A value as a file that holds nothing but ASCII: what is odd in a text reaches the schema, not only the reader of files. */
export const asYaml = (value: unknown): string =>
  JSON.stringify(value).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
