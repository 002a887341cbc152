import { run } from "../../src/cli/run.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { MemoryDisk } from "./memory-disk.ts";

/** What one run of the command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Path → text, after the run. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs the command line in this process, over files that exist in memory only. */
export async function keyward(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  changes: Partial<Terminal> = {},
): Promise<Outcome> {
  const disk = new MemoryDisk(files);
  const printed = { stdout: "", stderr: "" };
  const code = await run(args, {
    stdout: (text) => void (printed.stdout += text),
    stderr: (text) => void (printed.stderr += text),
    isTty: false,
    showsProgress: false,
    columns: 80,
    env: {},
    now: () => new Date("2026-11-21T09:00:00Z"),
    sources: disk,
    files: disk,
    version: "1.2.3",
    ...changes,
  });
  return { code, ...printed, files: Object.fromEntries(disk.files) };
}
