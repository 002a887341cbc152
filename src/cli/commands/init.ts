import { exitCodes } from "../../errors.ts";
import { jsonText } from "../../report/json.ts";
import type { Files } from "../files.ts";
import { halfAYearAfter, ignoredFiles, placeholderAccount, starterCdktf, starterProfile, starterSettings } from "../starter.ts";
import type { Arguments, Command } from "../verbs.ts";

type Outcome = "made" | "extended" | "kept";

interface Result {
  readonly path: string;
  readonly outcome: Outcome;
}

/** `keyward init`: what a first synth needs, in this folder. Nothing that is there already is changed; `.gitignore` is added to. */
export const init: Command = async (given, { files, now, stdout }) => {
  const results = [
    ...settingsAndProfile(given, files, halfAYearAfter(now())),
    make(files, "cdktf.json", starterCdktf),
    ignore(files, ".gitignore"),
  ];
  const next = nextSteps(given, files);
  stdout(given.format === "json" ? jsonText("init", { files: results, next }) : text(results, next));
  return exitCodes.fine;
};

/** The example goes with the settings made here: beside somebody's own it might name an environment that is not there. */
function settingsAndProfile({ settings, profiles }: Arguments, files: Files, expires: string): readonly Result[] {
  const path = `${profiles.replace(/\/+$/, "")}/handbook-reader.yaml`;
  const own = files.exists(settings) || files.list(profiles).some((name) => /\.ya?ml$/.test(name));
  const made = make(files, settings, starterSettings);
  return own
    ? [made, ...(files.exists(path) ? [{ path, outcome: "kept" as const }] : [])]
    : [made, make(files, path, starterProfile(expires))];
}

function make(files: Files, path: string, content: string): Result {
  if (files.exists(path)) return { path, outcome: "kept" };
  files.create(path, content);
  return { path, outcome: "made" };
}

function ignore(files: Files, path: string): Result {
  const known = files.read(path);
  if (known === undefined) return make(files, path, `${ignoredFiles.join("\n")}\n`);
  const lines = new Set(known.split(/\r?\n/).map((line) => line.trim()));
  const missing = ignoredFiles.filter((line) => !lines.has(line));
  if (missing.length === 0) return { path, outcome: "kept" };
  files.append(path, `${known === "" || known.endsWith("\n") ? "" : "\n"}${missing.join("\n")}\n`);
  return { path, outcome: "extended" };
}

interface Step {
  readonly does: string;
  readonly command?: string;
}

function nextSteps({ settings }: Arguments, files: Files): readonly Step[] {
  const lines = (files.read(settings) ?? "").split("\n");
  const line = lines.findIndex((content) => content.includes(placeholderAccount)) + 1;
  return [
    ...(line === 0 ? [] : [{ does: `Put the account of dev into ${settings}, line ${line}` }]),
    ...(files.exists("node_modules/keyward")
      ? []
      : [{ does: "Install Keyward here, which cdktf.json runs", command: "npm install keyward" }]),
    { does: "See what each MCP server will be able to do", command: "npx keyward synth" },
    {
      does: "Apply it (cdktf reports its use to its makers unless CHECKPOINT_DISABLE is set)",
      command: `npx cdktf deploy ${line === 0 ? "'*'" : "bootstrap-dev servers-dev-platform"}`,
    },
  ];
}

function text(results: readonly Result[], steps: readonly Step[]): string {
  const files = results.map(({ path, outcome }) => `  ${outcome.padEnd(8)}  ${path}`);
  const next = steps.map(({ does, command }, index) => `  ${index + 1}. ${does}${command === undefined ? "" : `:\n     ${command}`}`);
  return `${[...files, "", "Next:", ...next].join("\n")}\n`;
}
