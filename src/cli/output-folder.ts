import { exitCodes, UserError, type Problem } from "../errors.ts";
import type { Files } from "./files.ts";

/*
 * The folder that synthesis writes to. Nothing but its own work may be overwritten or removed there.
 */

const manifest = "manifest.json";

/** Throws a UserError when the folder is in use for something else. */
export function refuseForeignFolder(files: Files, out: string): void {
  const names = files.list(out);
  const isProject = names.includes("package.json") || names.includes("keyward.yaml");
  if (!isProject && (names.length === 0 || names.includes(manifest))) return;
  throw new UserError([
    {
      rule: "synth/folder-in-use",
      subject: "--out",
      message: "must be a folder that synthesis made, an empty one, or none yet",
      given: out,
      fix: "name another folder, for example `--out cdktf.out`",
    },
  ]);
}

/** A folder of a stack that an earlier synth wrote and the settings no longer name. */
export interface StaleStack {
  readonly name: string;
  readonly folder: string;
}

/**
 * Stacks of an earlier synth that the settings no longer name; empty ones can go, as cdktf's own command removes them.
 * Throws a UserError for one that holds resources: if it was ever applied, the access it gave goes on, and the folder is
 * what could take it away.
 */
export function staleStacks(files: Files, out: string, named: readonly string[]): readonly StaleStack[] {
  const stale = files
    .list(`${out}/stacks`)
    .filter((name) => !named.includes(name) && files.exists(`${out}/stacks/${name}/cdk.tf.json`))
    .map((name) => ({ name, folder: `${out}/stacks/${name}` }));
  const full = stale.filter(({ folder }) => holdsResources(files.read(`${folder}/cdk.tf.json`) ?? ""));
  if (full.length > 0) throw new UserError(full.map(stillFull), exitCodes.findings);
  return stale;
}

/** A file that cannot be read may hold anything. */
function holdsResources(text: string): boolean {
  try {
    return Object.keys((JSON.parse(text) as { resource?: object }).resource ?? {}).length > 0;
  } catch {
    return true;
  }
}

const stillFull = ({ name, folder }: StaleStack): Problem => ({
  rule: "synth/stack-left-behind",
  subject: name,
  message: "a stack that holds resources must be emptied and applied before the settings may forget it",
  given: "the settings no longer name its owner or its environment",
  fix: `put it back into the settings with \`retired: true\`, synthesize and apply, then delete it; if it was never applied, delete ${folder}`,
});
