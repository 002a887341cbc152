import { exitCodes } from "../../errors.ts";
import { findingsJson } from "../../report/findings-json.ts";
import { findingsText } from "../../report/findings.ts";
import { synthesisJson, synthesisText, type Synthesis } from "../../report/synthesis.ts";
import { layoutOf } from "../layout.ts";
import { openWorkspace, summaries } from "../open-workspace.ts";
import { whileWorking } from "../progress.ts";
import { refuseForeignFolder, staleStacks } from "../output-folder.ts";
import { stackNames } from "../../server/names.ts";
import type { Command } from "../verbs.ts";

/** `keyward synth`: checks, then writes the Terraform of every stack. Nothing is written when a check refuses. */
export const synth: Command = async (given, terminal) => {
  const workspace = openWorkspace(given, terminal);
  refuseForeignFolder(terminal.files, given.out);
  const removed = staleStacks(terminal.files, given.out, stackNames(workspace.settings));
  const { writeStacks } = await import("../../../stacks/write-stacks.ts");
  const { findings, stacks } = whileWorking(terminal, workspace.profiles.length, () =>
    writeStacks(workspace, { outdir: given.out, now: terminal.now(), lock: terminal.files.read(lockBeside(given.settings)) }),
  );
  if (stacks === undefined) {
    if (given.format === "json") terminal.stdout(findingsJson(findings));
    else terminal.stderr(findingsText(findings, layoutOf(given, terminal)));
    return exitCodes.findings;
  }
  for (const { folder } of removed) terminal.files.remove(folder);
  if (given.quiet) return exitCodes.fine;
  const synthesis: Synthesis = {
    out: given.out,
    stacks,
    removed: removed.map(({ name }) => name),
    servers: summaries(workspace),
    findings,
  };
  terminal.stdout(
    given.format === "json" ? synthesisJson(synthesis) : `${synthesisText(synthesis, layoutOf(given, terminal)).join("\n")}\n`,
  );
  return exitCodes.fine;
};

/** The project's provider lock stands beside its settings. */
const lockBeside = (settings: string): string => settings.replace(/[^/]*$/, ".terraform.lock.hcl");
