import { exitCodes } from "../../errors.ts";
import { explanation, explanationText } from "../../report/explain.ts";
import { jsonText } from "../../report/json.ts";
import { serverOf } from "../../server/server.ts";
import { findProfile } from "../find-profile.ts";
import { layoutOf } from "../layout.ts";
import { openWorkspace } from "../open-workspace.ts";
import type { Command } from "../verbs.ts";

/** `keyward explain`: everything about one server. */
export const explain: Command = async (given, terminal) => {
  const { profiles, settings, now } = openWorkspace(given, terminal);
  const profile = findProfile(
    profiles.map((loaded) => loaded.profile),
    given.server,
  );
  const explained = explanation(serverOf(profile, settings), now);
  if (given.format === "json") terminal.stdout(jsonText("explanation", explained));
  else {
    const { width, palette } = layoutOf(given, terminal);
    terminal.stdout(`${explanationText(explained, width, palette).join("\n")}\n`);
  }
  return exitCodes.fine;
};
