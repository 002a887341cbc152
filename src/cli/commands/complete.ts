import { exitCodes, UserError } from "../../errors.ts";
import { candidates } from "../candidates.ts";
import { openWorkspace, summaries } from "../open-workspace.ts";
import type { Terminal } from "../terminal.ts";
import type { Arguments, Command } from "../verbs.ts";

/** `keyward complete -- <words>`: what may stand next, one a line. */
export const complete: Command = async (given, terminal) => {
  const found = candidates(given.words, () => serverNames(given, terminal));
  if (found.length > 0) terminal.stdout(`${found.join("\n")}\n`);
  return exitCodes.fine;
};

/** The bare name where it is unambiguous. Broken profiles offer nothing: a prompt is no place for errors. */
function serverNames(given: Arguments, terminal: Terminal): readonly string[] {
  try {
    const servers = summaries(openWorkspace(given, terminal));
    const names = servers.map(({ server }) => server);
    return servers.flatMap(({ id, server }) => (names.indexOf(server) === names.lastIndexOf(server) ? [server, id] : [id]));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
