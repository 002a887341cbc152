import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

export const record = z.record(z.string(), z.unknown());
const stackJson = z.looseObject({
  provider: z.looseObject({ aws: z.tuple([record]) }),
  terraform: z.looseObject({ backend: record }),
  resource: z.record(z.string(), z.record(z.string(), record)).optional(),
});
export type StackJson = z.infer<typeof stackJson>;

/** The synthesized stacks of an output folder, by name. */
export function readStacks(out: string): readonly (readonly [string, StackJson])[] {
  const names = readdirSync(join(out, "stacks"));
  return names.map((name) => [name, stackJson.parse(JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8")))] as const);
}

/** The stacks as text, without the notes that cdktf leaves under `//` and whatever the order of the keys. */
export const comparable = (out: string): string => JSON.stringify(readStacks(out).map(([name, json]) => [name, withoutNotes(json)]));

function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, withoutNotes(inner)]));
}
