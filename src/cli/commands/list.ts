import { exitCodes } from "../../errors.ts";
import { jsonText } from "../../report/json.ts";
import { serversTable } from "../../report/servers.ts";
import { layoutOf } from "../layout.ts";
import { openWorkspace, summaries } from "../open-workspace.ts";
import type { Command } from "../verbs.ts";

/** `keyward list`: what each server can do. Writes nothing, works no policy out. */
export const list: Command = async (given, terminal) => {
  const servers = summaries(openWorkspace(given, terminal));
  if (given.format === "json") {
    terminal.stdout(jsonText("servers", { servers }));
    return exitCodes.fine;
  }
  const { width, palette } = layoutOf(given, terminal);
  const lines = servers.length === 0 ? [`There is no profile in ${given.profiles}.`] : serversTable(servers, width, palette);
  terminal.stdout(`${lines.join("\n")}\n`);
  return exitCodes.fine;
};
