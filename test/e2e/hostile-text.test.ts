import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { hostileStrings } from "../support/hostile-strings.ts";
import { type Cloud, startCloud } from "./support/cloud.ts";
import { emptyProject, mustSynth, type Project } from "./support/project.ts";
import type { PlanJson } from "./support/terraform.ts";

type Json = Readonly<Record<string, unknown>>;

/** A field of a profile or of the settings that takes text, and the string that must stand in the plan when the text was accepted. */
interface Field {
  readonly field: string;
  readonly profile: (text: string) => Json;
  readonly arrives: (text: string) => string;
}

const s3 = { service: "s3", bucket: "acme-dev-reports", level: "read" };
const dynamodb = { service: "dynamodb", table: "orders", operations: ["GetItem", "Query"] };
const github = (environment: string) => ({ "github-actions": { repository: "acme/agents", environment } });

const fields: readonly Field[] = [
  { field: "purpose", profile: (text) => ({ purpose: text }), arrives: (text) => text },
  {
    field: "prefix",
    profile: (text) => ({ access: [{ ...s3, prefixes: [text] }] }),
    arrives: (text) => `arn:aws:s3:::acme-dev-reports/${text}${text.endsWith("/") ? "*" : ""}`,
  },
  { field: "leading-key", profile: (text) => ({ access: [{ ...dynamodb, "leading-keys": [text] }] }), arrives: (text) => text },
  { field: "attribute", profile: (text) => ({ access: [{ ...dynamodb, attributes: [text] }] }), arrives: (text) => text },
  { field: "job", profile: (text) => ({ consumers: [github(text)] }), arrives: (text) => `repo:acme/agents:environment:${text}` },
  {
    field: "external-id",
    profile: (text) => ({ consumers: [{ account: "999988887777", "external-id": text }] }),
    arrives: (text) => text,
  },
];

/** JSON is YAML; with every other character escaped, nothing but the text itself can trouble the loader. */
const yaml = (value: unknown): string =>
  JSON.stringify(value).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

const expires = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
const base = { version: 1, environment: "dev", owner: "web", purpose: "Holds text.", expires };
const usual = { access: [{ ...s3, prefixes: ["orders/"] }], consumers: [{ role: "arn:aws:iam::444455556666:role/chat" }] };

const cases = fields.flatMap(({ field, profile, arrives }) =>
  hostileStrings.map(({ name, text }, index) => ({
    field,
    name,
    text,
    server: `${field}-${index}`,
    body: profile(text),
    arrives: arrives(text),
  })),
);
type Case = (typeof cases)[number];
const fileOf = ({ server }: Case) => `profiles/${server}.yaml`;

const firstTag = 8;

/** A tag on each line, beginning with line `firstTag`. */
const settings = (tags: readonly (readonly [string, string])[]) => `version: 1
owners: { web: {} }
environments:
  dev:
    account: "444455556666"
    region: eu-west-1
    tags: {
${tags.map(([key, text]) => `      ${key}: ${yaml(text)},`).join("\n")}
    }
`;
const tags = hostileStrings.map(({ text }, index) => [`tag-${index}`, text] as const);

const problems = z.looseObject({ problems: z.array(z.looseObject({ at: z.looseObject({ file: z.string(), line: z.number() }) })) });

let project: Project;
let cloud: Cloud;
let plan: PlanJson;
let accepted: readonly Case[];
let acceptedTags: typeof tags;

/** Where the project's problems are. */
async function refusedPlaces() {
  const { code, stdout } = await project.synth("--json");
  expect(code).toBe(2);
  return problems.parse(JSON.parse(stdout)).problems.map(({ at }) => at);
}

beforeAll(async () => {
  project = emptyProject();
  mkdirSync(join(project.folder, "profiles"));
  project.write("keyward.yaml", settings(tags));
  const refusedLines = new Set((await refusedPlaces()).filter(({ file }) => file === "keyward.yaml").map(({ line }) => line));
  acceptedTags = tags.filter((_, index) => !refusedLines.has(index + firstTag));
  project.write("keyward.yaml", settings(acceptedTags));

  for (const item of cases) project.write(fileOf(item), yaml({ ...base, ...usual, server: item.server, ...item.body }));
  const refusedFiles = new Set((await refusedPlaces()).map(({ file }) => file));
  accepted = cases.filter((item) => !refusedFiles.has(fileOf(item)));
  for (const file of refusedFiles) project.remove(file);

  const stacks = await mustSynth(project);
  cloud = await startCloud(stacks);
  const stack = stacks.find(({ name }) => name === "servers-dev-web");
  if (stack === undefined) throw new Error("there is no stack servers-dev-web");
  await cloud.terraform(stack).init();
  plan = await cloud.terraform(stack).plan();
});

afterAll(async () => {
  await cloud?.stop();
  project?.discard();
});

/** Every string in a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** What is planned for a role: its description, and the strings of its trust and of its policies, which are JSON. */
function plannedStrings(role: string): readonly string[] {
  const own = (plan.planned_values.root_module.resources ?? []).filter(({ values }) => values["role"] === role || values["name"] === role);
  return own.flatMap(({ values }) => {
    const documents = [values["policy"], values["assume_role_policy"]].filter((document) => typeof document === "string");
    return [String(values["description"]), ...documents.flatMap((document) => strings(JSON.parse(document)))];
  });
}

describe("text from a profile is data (invariant 2)", () => {
  test.each(fields.map(({ field }) => field))("%s: what is accepted stands in the planned resource byte for byte", (field) => {
    const own = accepted.filter((item) => item.field === field);
    const lost = own.filter(({ server, arrives }) => !plannedStrings(`keyward-dev-${server}`).includes(arrives));
    expect(lost.map(({ name }) => name)).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  test.each(fields.map(({ field }) => field))("%s: what Terraform or cdktf would evaluate is refused", (field) => {
    const live = [
      "a Terraform reference",
      "a Terraform function",
      "a Terraform directive",
      "a cdktf token",
      "a cdktf token in a reference",
    ];
    expect(accepted.filter((item) => item.field === field && live.includes(item.name))).toEqual([]);
  });

  test("tags of an environment: what is accepted stands on every planned resource byte for byte", () => {
    const roles = (plan.planned_values.root_module.resources ?? []).filter(({ type }) => type === "aws_iam_role");
    const expected = { ...Object.fromEntries(acceptedTags), "keyward:environment": "dev" };
    expect(acceptedTags.length).toBeGreaterThan(5);
    for (const { values } of roles) expect(values["tags_all"]).toEqual(expect.objectContaining(expected));
  });
});
