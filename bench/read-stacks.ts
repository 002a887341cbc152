import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const record = z.record(z.string(), z.unknown());
const stackJson = z.looseObject({
  provider: z.looseObject({ aws: z.tuple([record]) }),
  terraform: record,
  resource: z.record(z.string(), z.record(z.string(), record)).optional(),
});
export type StackJson = z.infer<typeof stackJson>;

/** The synthesized stacks of an output folder, by name. */
export function readStacks(out: string): readonly (readonly [string, StackJson])[] {
  const names = readdirSync(join(out, "stacks"));
  return names.map((name) => [name, stackJson.parse(JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8")))] as const);
}
