import type { Files } from "./files.ts";

interface StackFolder {
  readonly name: string;
  readonly folder: string;
}

/**
 * Folders of stacks that an earlier synth wrote and this one did not. Applying one would bring access back that the settings no longer
 * give, so they go, as they do with cdktf's own command. Local state does not lie in them.
 */
export const staleStacks = (files: Files, out: string, written: readonly string[]): readonly StackFolder[] =>
  files
    .list(`${out}/stacks`)
    .filter((name) => !written.includes(name) && files.exists(`${out}/stacks/${name}/cdk.tf.json`))
    .map((name) => ({ name, folder: `${out}/stacks/${name}` }));
