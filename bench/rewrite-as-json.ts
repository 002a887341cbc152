import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readStacks } from "./read-stacks.ts";

/** Writes the same JSON to the same files, with nothing but JSON.stringify. */
export function rewriteAsJson(from: string, to: string): void {
  for (const [name, json] of readStacks(from)) {
    const folder = join(to, "stacks", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json, null, 2));
  }
}
