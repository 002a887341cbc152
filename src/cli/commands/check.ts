import { runChecks } from "../../check/run-checks.ts";
import { rules } from "../../check/rules/index.ts";
import { findingsJson } from "../../report/findings-json.ts";
import { findingsText } from "../../report/findings.ts";
import { sarifText } from "../../report/sarif.ts";
import { whileWorking } from "../progress.ts";
import { verdict } from "../verdict.ts";
import { layoutOf } from "../layout.ts";
import type { Command } from "../verbs.ts";
import { openWorkspace } from "../open-workspace.ts";

/** `keyward check`: every rule over every profile and the settings. */
export const check: Command = async (given, terminal) => {
  const workspace = openWorkspace(given, terminal);
  const findings = whileWorking(terminal, workspace.profiles.length, () =>
    runChecks(workspace, { now: terminal.now(), waiversExpire: true }),
  );
  if (given.format === "json") terminal.stdout(findingsJson(findings));
  else if (given.format === "sarif") terminal.stdout(sarifText(findings, { version: terminal.version, rules }));
  else terminal.stdout(findingsText(findings, layoutOf(given, terminal)));
  return verdict(findings);
};
