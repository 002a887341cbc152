import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { profileSchema } from "../../src/profile/schema.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { readDocument } from "../../src/workspace/document.ts";
import type { Path } from "../../src/workspace/yaml-tree.ts";
import { hostileStrings } from "../support/hostile-strings.ts";
import { textPlaces, textWords, withText } from "./free-text.ts";
import { asYaml } from "./load.ts";
import { fullProfile, fullSettings } from "./samples.ts";

const kinds = {
  profile: { sample: fullProfile, schema: profileSchema },
  settings: { sample: fullSettings, schema: settingsSchema },
} as const;

/** What became of a document: refused with words for people, kept as it was, or (a fault) something else. */
function fateOf(kind: keyof typeof kinds, document: unknown): string {
  const { value, problems } = readDocument({ text: asYaml(document), file: "a.yaml" }, { kind, schema: kinds[kind].schema });
  if (value === undefined)
    return problems.length > 0 && problems.every(({ message, fix }) => message !== "" && fix !== "") ? "refused" : "silent";
  return isDeepStrictEqual(value, document) ? "kept" : "changed";
}

const fateAt = (kind: keyof typeof kinds, path: Path) => (text: string) => fateOf(kind, withText(kinds[kind].sample, path, text));

const namesOf = (fate: (text: string) => string, wanted: string) =>
  hostileStrings.filter(({ text }) => fate(text) === wanted).map(({ name }) => name);
const kept = (fate: (text: string) => string) => namesOf(fate, "kept");
const refused = (fate: (text: string) => string) => namesOf(fate, "refused");
const faulty = (fate: (text: string) => string) =>
  hostileStrings.filter(({ text }) => !["kept", "refused"].includes(fate(text))).map(({ name }) => name);

test("the samples load, so that a refusal is of the hostile text", () => {
  expect([fateOf("profile", fullProfile), fateOf("settings", fullSettings)]).toEqual(["kept", "kept"]);
});

test("there are at least sixty hostile strings, each once", () => {
  expect(hostileStrings.length).toBeGreaterThanOrEqual(60);
  expect(new Set(hostileStrings.map(({ text }) => text)).size).toBe(hostileStrings.length);
});

test.each(["profile", "settings"] as const)("the sample of a %s says every word that is text", (kind) => {
  const lastWord = (path: string) =>
    path
      .replace(/(\[\]|\{\})+$/, "")
      .split(".")
      .at(-1) ?? "";
  const said = new Set(textPlaces(kinds[kind].sample).flatMap((path) => path.map(String)));
  expect(textWords(kinds[kind].schema, "").filter((path) => !said.has(lastWord(path)))).toEqual([]);
});

describe("invariant 2: text is data", () => {
  const places = (kind: keyof typeof kinds) => textPlaces(kinds[kind].sample).map((path) => ({ kind, path, where: path.join(".") }));

  test.each([...places("profile"), ...places("settings")])("$kind: $where is refused or kept byte for byte", ({ kind, path }) => {
    expect(faulty(fateAt(kind, path))).toEqual([]);
  });

  test.each([
    { word: "environments", value: fullSettings.environments.dev },
    { word: "owners", value: {} },
    { word: "targets", value: fullSettings.targets.acme },
  ])("a name in $word is refused or kept byte for byte", ({ word, value }) => {
    const named = (text: string) =>
      fateOf("settings", {
        ...fullSettings,
        [word]: Object.fromEntries([
          ["dev", value],
          [text, value],
        ]),
      });
    expect({ faulty: faulty(named), kept: kept(named) }).toEqual({
      faulty: [],
      kept: ["a YAML truth value"],
    });
  });

  test("a key of a tag is refused or kept byte for byte", () => {
    const tagged = (text: string) => fateOf("settings", withTags(Object.fromEntries([[text, "x"]])));
    expect(faulty(tagged)).toEqual([]);
    expect(kept(tagged)).not.toContain("a prototype");
  });
});

const withTags = (tags: unknown) => ({
  ...fullSettings,
  environments: { ...fullSettings.environments, prod: { ...fullSettings.environments.prod, tags } },
});

const live = [
  "a Terraform reference",
  "a Terraform function",
  "a Terraform secret",
  "a Terraform directive",
  "an escaped Terraform reference",
  "a twice escaped Terraform reference",
  "an escaped Terraform directive",
  "an opened Terraform reference",
  "a cdktf token",
  "a cdktf token in a reference",
  "a cdktf list token",
  "an opened cdktf token",
  "an IAM policy variable",
  "an IAM escape for a wildcard",
  "an IAM variable with a default",
];
const unprintable = [
  "a right-to-left override",
  "a right-to-left isolate",
  "a zero width space",
  "a zero width joiner",
  "a byte order mark inside",
  "a combining mark",
  "an emoji",
  "a homoglyph",
  "a full width asterisk",
  "a soft hyphen",
  "a no-break space",
  "a lone surrogate",
  "a line separator",
  "a NUL",
  "a line feed",
  "a carriage return",
  "a tab",
  "a terminal escape",
  "a bell",
  "a delete",
  "a next line",
];
const spaces = ["a space", "a space at the end", "a space at the start"];
const wildcards = [
  "everything",
  "a wildcard at the end",
  "a wildcard for one character",
  "an ARN of everything",
  "a JSON statement",
  "a YAML alias",
];
const emptyFolders = ["a Markdown link", "a Markdown image", "a path from the root", "an empty folder", "a file address"];
const climbing = ["the folder above", "a folder above inside"];
const tooLong = "a hundred thousand characters";
/** In the order of the table. */
const inOrder = (...names: readonly string[]) => hostileStrings.map(({ name }) => name).filter((name) => names.includes(name));

test("a sentence may hold anything printed in Latin, and nothing that Terraform reads", () => {
  expect(refused(fateAt("profile", ["purpose"]))).toEqual(
    inOrder(...live, ...unprintable, ...spaces, "nothing", "a thousand characters", tooLong),
  );
});

const seen = ["a combining mark", "an emoji", "a homoglyph", "a full width asterisk", "a no-break space"];

test.each([
  { kind: "profile", path: ["access", 0, "reason"] },
  { kind: "profile", path: ["waivers", 0, "reason"] },
  { kind: "settings", path: ["owners", "data-platform", "description"] },
] as const)("what only people read ($path) may hold any text that can be seen", ({ kind, path }) => {
  const hidden = unprintable.filter((name) => !seen.includes(name));
  expect(refused(fateAt(kind, path))).toEqual(inOrder(...live, ...hidden, ...spaces, "nothing", "a thousand characters", tooLong));
});

test("a part of an IAM value may hold no wildcard either", () => {
  expect(refused(fateAt("profile", ["access", 1, "leading-keys", 0]))).toEqual(
    inOrder(...live, ...unprintable, ...wildcards, "nothing", tooLong),
  );
});

test("a prefix of S3 climbs nowhere either", () => {
  expect(refused(fateAt("profile", ["access", 0, "prefixes", 0]))).toEqual(
    inOrder(...live, ...unprintable, ...wildcards, ...emptyFolders, ...climbing, "nothing", "a thousand characters", tooLong),
  );
});
