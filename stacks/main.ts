import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { exitCodes, UserError } from "../src/errors.ts";
import { findingsText } from "../src/report/findings.ts";
import { plain } from "../src/report/palette.ts";
import { problemsText } from "../src/report/problems.ts";
import { loadWorkspace } from "../src/workspace/load-workspace.ts";
import { nodeSourceFiles } from "../src/workspace/node-source-files.ts";
import { writeStacks } from "./write-stacks.ts";

/*
 * The app that cdktf runs (`cdktf.json`): the profiles and settings of the folder it is run in, written to where cdktf says.
 */

const layout = { width: 100, palette: plain };
const lockFile = ".terraform.lock.hcl";

try {
  const workspace = loadWorkspace({ profiles: "profiles", settings: "keyward.yaml" }, nodeSourceFiles);
  const { findings, stacks } = writeStacks(workspace, {
    outdir: relative(process.cwd(), process.env["CDKTF_OUTDIR"] ?? "cdktf.out"),
    now: new Date(),
    lock: existsSync(lockFile) ? readFileSync(lockFile, "utf8") : undefined,
  });
  if (stacks === undefined) {
    process.stderr.write(findingsText(findings, layout));
    process.exitCode = exitCodes.findings;
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(problemsText(error.problems, layout));
  process.exitCode = error.exitCode;
}
