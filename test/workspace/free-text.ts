import * as z from "zod";
import { bare } from "../../src/workspace/schema-walk.ts";
import type { Path } from "../../src/workspace/yaml-tree.ts";

/** Every place of a value whose schema is text, whatever it says today: found in the value, so that a new word in an example is found too. */
export function textPlaces(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === "string") return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => textPlaces(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textPlaces(part, [...path, key]));
}

/** The value with another text at one place. */
export function withText(value: unknown, path: Path, text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withText(item, rest, text) : item));
  if (typeof value !== "object" || value === null) throw new Error(`withText: nothing at ${JSON.stringify(path)}`);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === step ? withText(part, rest, text) : part]));
}

/** How many places of a schema are text, so that a sample that lacks one is noticed: each option of a union counts. */
export function textWords(schema: z.core.$ZodType, path: string): readonly string[] {
  const here = bare(schema);
  if (here instanceof z.ZodString) return [path];
  if (here instanceof z.ZodArray) return textWords(here.element, `${path}[]`);
  if (here instanceof z.ZodRecord) return textWords(here.valueType, `${path}{}`);
  if (here instanceof z.ZodUnion) return here.options.flatMap((option) => textWords(option, path));
  if (!(here instanceof z.ZodObject)) return [];
  return Object.entries(here.shape).flatMap(([key, part]) => textWords(part, `${path}.${key}`));
}
