import { exitCodes, type ExitCode } from "../errors.ts";
import { parse } from "./parse.ts";
import type { Terminal } from "./terminal.ts";

/** The whole command line: understands the arguments, runs the verb, turns every failure into words and an exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let format = formatIn(args);
  try {
    const parsed = parse(args, terminal);
    if (parsed.kind === "print") {
      if (parsed.exitCode === exitCodes.fine) terminal.stdout(parsed.text);
      else terminal.stderr(parsed.text);
      return parsed.exitCode;
    }
    format = parsed.given.format;
    const command = await parsed.verb.load();
    return await command(parsed.given, terminal);
  } catch (error) {
    const { reportFailure } = await import("./failure.ts");
    return reportFailure(error, { format, color: !args.includes("--no-color") }, terminal);
  }
}

/** The format that was asked for, for when the arguments cannot be understood. */
function formatIn(args: readonly string[]): string {
  const at = args.indexOf("--format");
  const said = args.find((arg) => arg.startsWith("--format="))?.slice("--format=".length) ?? (at < 0 ? undefined : args[at + 1]);
  return args.includes("--json") ? "json" : (said ?? "text");
}
