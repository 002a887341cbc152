import { exitCodes, UserError, type ExitCode } from "../errors.ts";
import { problemsJson } from "../report/findings-json.ts";
import { problemsText } from "../report/problems.ts";
import { visible } from "../report/visible.ts";
import { layoutOf } from "./layout.ts";
import type { Terminal } from "./terminal.ts";

export interface Shown {
  readonly format: string;
  readonly color: boolean;
}

/** Shows what went wrong and says which exit code it is: problems in the format that was asked for, everything else as the bug it is. */
export async function reportFailure(error: unknown, shown: Shown, terminal: Terminal): Promise<ExitCode> {
  const failure = error instanceof UserError ? error : outsideFailure(error);
  if (failure === undefined) return reportBug(error, terminal);
  if (shown.format === "json") terminal.stdout(problemsJson(failure.problems));
  else if (shown.format === "sarif") {
    const [{ sarifText }, { rules }] = await Promise.all([import("../report/sarif.ts"), import("../check/rules/index.ts")]);
    terminal.stdout(sarifText(failure.problems, { version: terminal.version, rules }));
  } else terminal.stderr(problemsText(failure.problems, layoutOf(shown, terminal)));
  return failure.exitCode;
}

/** What the operating system refused, in words. */
const refusals: Readonly<Record<string, { readonly message: string; readonly fix: string }>> = {
  EACCES: { message: "must be writable", fix: "give yourself permission, or name another place" },
  EPERM: { message: "must be writable", fix: "give yourself permission, or name another place" },
  EROFS: { message: "must not be on a read-only disk", fix: "name another place" },
  ENOSPC: { message: "needs room on the disk", fix: "free some, or name another place" },
  EDQUOT: { message: "needs room within your quota", fix: "free some, or name another place" },
  ENOTDIR: { message: "every part of the path but the last must be a folder", fix: "name another place" },
  EISDIR: { message: "must be a file, and is a folder", fix: "name another place" },
  EEXIST: { message: "must not be there yet, or be a folder", fix: "move it away, or name another place" },
  EMFILE: { message: "too many files are open", fix: "raise the limit (`ulimit -n`)" },
};

/** A failure of the disk as a problem; undefined when the error is anything else. */
function outsideFailure(error: unknown): UserError | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string" || !("syscall" in error)) return undefined;
  const path = "path" in error && typeof error.path === "string" ? error.path : "file system";
  const { message, fix } = refusals[error.code] ?? { message: "the operating system refused it", fix: "see its error code" };
  return new UserError([{ rule: "outside/file-system", subject: path, message, given: error.message, fix }], exitCodes.outside);
}

function reportBug(error: unknown, { stderr, version }: Terminal): ExitCode {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = trace.split("\n").map(visible);
  stderr(`keyward ${version} failed in a way it should not. Please report this, with what you ran:\n\n${lines.join("\n")}\n`);
  return exitCodes.outside;
}
