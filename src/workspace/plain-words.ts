import { stringify } from "yaml";
import * as z from "zod";
import { closest } from "../words/closest.ts";
import { bare, isMapping } from "./schema-walk.ts";

const kinds: Readonly<Record<string, string>> = {
  string: "must be text",
  number: "must be a number",
  int: "must be a whole number",
  boolean: "must be `true` or `false`",
  array: "must be a list",
  object: "must be a mapping of words",
  record: "must be a mapping of names",
};

/** Zod's own messages in the words of people; a message that a schema brings comes first. */
export const plainMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "invalid_type") return kinds[issue.expected] ?? "must be of another kind";
  if (issue.code === "invalid_value") return `must be ${either(issue.values.map((value) => `\`${String(value)}\``))}`;
  if (issue.code === "too_small") return `must be at least ${issue.minimum}`;
  if (issue.code === "too_big") return `must be at most ${issue.maximum}`;
  return "must be written another way";
};

/** `a`, `a or b`, `a, b or c`. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** A value as one would write it in YAML, on one line. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(", ")}]`;
  if (!isMapping(value)) return stringify(value, { lineWidth: 0 }).trim();
  const entries = Object.entries(value).map(([key, part]) => `${key}: ${inYaml(part)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** The values a schema admits, where they can be counted. */
function choicesOf(schema: z.core.$ZodType | undefined): readonly unknown[] {
  const here = schema && bare(schema);
  if (here instanceof z.ZodEnum) return here.options;
  if (here instanceof z.ZodLiteral) return [...here.values];
  if (here instanceof z.ZodBoolean) return [true, false];
  if (here instanceof z.ZodUnion && here.def.inclusive !== false) return here.options.flatMap((option) => choicesOf(option));
  return [];
}

/** The example that a schema gives of itself. */
function exampleOf(schema: z.core.$ZodType | undefined): unknown {
  const here = schema && bare(schema);
  const examples = here instanceof z.ZodType ? here.meta()?.["examples"] : undefined;
  if (Array.isArray(examples)) return examples[0];
  if (here instanceof z.ZodUnion) return here.options.map((option) => exampleOf(option)).find((example) => example !== undefined);
  return here instanceof z.ZodArray ? wrapped(exampleOf(here.element)) : undefined;
}

const wrapped = (example: unknown) => (example === undefined ? undefined : [example]);

/** What stands at a place: the word before it (a list's items have none), its value, and how it was written. */
export interface Given {
  readonly key: string | undefined;
  readonly value: unknown;
  readonly written: string | undefined;
}

/** What to write where nothing, or something wrong, stands. */
export function fixFor(schema: z.core.$ZodType | undefined, { key, value, written }: Given): string {
  const line = (text: string) => `\`${key === undefined ? "" : `${key}: `}${text}\``;
  const here = schema && bare(schema);
  const choices = choicesOf(here);
  const likely = typeof value === "string" ? closest(value, choices.map(String)) : undefined;
  if (likely !== undefined && likely !== value) return `did you mean \`${likely}\`?`;
  if (here instanceof z.ZodString && typeof value !== "string" && written !== undefined && here.safeParse(written).success) {
    return `put it in quotes: ${line(JSON.stringify(written))}`;
  }
  if (choices.length > 0 && !(here instanceof z.ZodUnion)) return `write ${either(choices.map((choice) => line(inYaml(choice))))}`;
  const example = exampleOf(here);
  return example === undefined ? "write it as the rule says" : `write, for example, ${line(inYaml(example))}`;
}
