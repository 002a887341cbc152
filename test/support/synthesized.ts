import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Profile } from "../../src/profile/schema.ts";
import { serverOf } from "../../src/server/server.ts";
import type { Settings } from "../../src/settings/schema.ts";
import { synthesize } from "../../stacks/app.ts";

/** The text of every file that synthesis writes, by path below the output folder. */
export function synthesized(profiles: readonly Profile[], settings: Settings): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "keyward-"));
  try {
    synthesize({ settings, servers: profiles.map((profile) => serverOf(profile, settings)) }, folder);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(
      files.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One stack as a value. */
export const stackOf = (files: Readonly<Record<string, string>>, name: string): StackJson =>
  JSON.parse(files[`stacks/${name}/cdk.tf.json`] ?? "null") as StackJson;

export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly provider: { readonly aws: readonly Record<string, unknown>[] };
  readonly terraform: { readonly backend: Readonly<Record<string, Record<string, unknown>>>; readonly [block: string]: unknown };
}
