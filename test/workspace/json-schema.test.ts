import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "@jest/globals";
import { profileSchema } from "../../src/profile/schema.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { profileJsonSchema, settingsJsonSchema } from "../../src/workspace/json-schema.ts";
import { isMapping } from "../../src/workspace/schema-walk.ts";
import { parseYaml } from "../../src/workspace/yaml-tree.ts";
import { hostileStrings } from "../support/hostile-strings.ts";
import { textPlaces, withText } from "./free-text.ts";
import { fullProfile, fullSettings } from "./samples.ts";

const ajv = new Ajv({ strict: true, allErrors: false, allowUnionTypes: true, strictTypes: false, strictRequired: false });
ajv.addKeyword("patternErrorMessage");
const documents = {
  profile: { schema: profileSchema, editor: ajv.compile(profileJsonSchema()), sample: fullProfile as unknown },
  settings: { schema: settingsSchema, editor: ajv.compile(settingsJsonSchema()), sample: fullSettings as unknown },
};

test.each([
  { file: "docs/profile.schema.json", schema: profileJsonSchema() },
  { file: "docs/settings.schema.json", schema: settingsJsonSchema() },
])("$file is as `npm run docs` writes it", ({ file, schema }) => {
  expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(schema, undefined, 2)}\n`);
});

test.each([
  { document: "profile", schema: profileJsonSchema() },
  { document: "settings", schema: settingsJsonSchema() },
])("every word of a $document is explained", ({ schema }) => {
  expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
  expect(unexplained(schema, "")).toEqual([]);
});

/** The words that an editor could say nothing about. */
function unexplained(schema: unknown, path: string): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => unexplained(part, path));
  if (!isMapping(schema)) return [];
  const words = isMapping(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const silent = words.filter(([, part]) => !isMapping(part) || typeof part["description"] !== "string").map(([word]) => `${path}.${word}`);
  const inner = Object.entries(schema).flatMap(([key, part]) =>
    key === "properties" || key === "examples" ? [] : unexplained(part, path),
  );
  return [...silent, ...inner, ...words.flatMap(([word, part]) => unexplained(part, `${path}.${word}`))];
}

describe("an editor and keyward agree", () => {
  test.each(["profile", "settings"] as const)("on the sample of a %s", (kind) => {
    expect(documents[kind].editor(documents[kind].sample)).toBe(true);
  });

  test.each(readdirSync("profiles").sort())("on profiles/%s", (file) => {
    expect(agreed("profile", yamlOf(`profiles/${file}`))).toBe("both accept");
  });

  test("on keyward.yaml", () => {
    expect(agreed("settings", yamlOf("keyward.yaml"))).toBe("both accept");
  });

  test.each(["profile", "settings"] as const)("on hostile text at every place of a %s", (kind) => {
    const { sample } = documents[kind];
    const differing = textPlaces(sample).flatMap((path) =>
      hostileStrings
        .filter(({ text }) => agreed(kind, withText(sample, path, text)).startsWith("only"))
        .map(({ name }) => `${path.join(".")}: ${name}`),
    );
    expect(differing).toEqual([]);
  });

  test.each(["profile", "settings"] as const)("on every word of a %s that is taken away", (kind) => {
    const { sample } = documents[kind];
    expect(without(sample).filter((value) => agreed(kind, value).startsWith("only"))).toEqual([]);
  });

  /** What JSON Schema has no words for; the loader alone tells it. */
  test.each([
    { name: "a day that does not exist", change: { expires: "2027-02-30" } },
    { name: "a network with bits after its prefix", change: { network: { "source-cidrs": ["203.0.113.7/24"] } } },
    {
      name: "`delete` without `level: write`",
      change: { access: [{ service: "s3", bucket: "acme", prefixes: ["a/"], level: "read", delete: true }] },
    },
    {
      name: "leading keys with Scan",
      change: { access: [{ service: "dynamodb", table: "orders", operations: ["Scan"], "leading-keys": ["a"] }] },
    },
  ])("but not on $name, which keyward alone refuses", ({ change }) => {
    expect(agreed("profile", { ...fullProfile, ...change })).toBe("only the editor accepts");
  });
});

function agreed(kind: keyof typeof documents, value: unknown): string {
  const { schema, editor } = documents[kind];
  const [ours, theirs] = [schema.safeParse(value).success, editor(value)];
  if (ours === theirs) return ours ? "both accept" : "both refuse";
  return ours ? "only keyward accepts" : "only the editor accepts";
}

function yamlOf(file: string): unknown {
  const tree = parseYaml(readFileSync(file, "utf8"), file);
  if ("problems" in tree) throw new Error(JSON.stringify(tree.problems));
  return tree.value;
}

/** The value with one entry of one mapping or list taken away, for each of them. */
function without(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => [value.toSpliced(index, 1), ...without(item).map((part) => value.with(index, part))]);
  }
  if (!isMapping(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    return [rest, ...without(value[key]).map((part) => ({ ...value, [key]: part }))];
  });
}
