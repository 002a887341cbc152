import { byText } from "../access/grant.ts";
import type { Connector } from "../connectors/connector.ts";
import { connectorOf } from "../connectors/registry.ts";
import type { Profile } from "../profile/schema.ts";
import { serverOf, type Server } from "../server/server.ts";
import type { Settings } from "../settings/schema.ts";
import type { Source } from "../workspace/document.ts";
import type { Workspace } from "../workspace/load-workspace.ts";
import type { Finding } from "./finding.ts";
import { pathText, runRule, type Scope } from "./run-rule.ts";
import type { ProfileRule, ProfileSubject, Rule, SettingsRule } from "./rule.ts";
import { rules as everyRule } from "./rules/index.ts";
import { waive } from "./waivers.ts";

export interface CheckOptions {
  readonly now: Date;
  /**
   * False where Terraform is written: an expired waiver goes on waiving there, with a warning, because time alone must never
   * block a deployment, which may take access away.
   */
  readonly waiversExpire: boolean;
  readonly rules?: readonly Rule[];
  readonly connectorOf?: (service: string) => Connector;
  /** Works a server out; a caller that needs the servers too hands over one that remembers. */
  readonly serverOf?: (profile: Profile, settings: Settings) => Server;
}

/** Runs every rule over settings and profiles. Sorted by file, line, column, rule; waived findings are among them. */
export function runChecks(workspace: Workspace, options: CheckOptions): readonly Finding[] {
  const { rules = everyRule } = options;
  const inSettings = rules.filter((rule): rule is SettingsRule => rule.about === "settings");
  const found = [
    ...inSettings.flatMap((rule) => runRule(rule, workspace, settingsScope(workspace))),
    ...workspace.profiles.flatMap(({ profile, source }) => checkProfile(profile, { source, settings: workspace.settings, options, rules })),
  ];
  return found.sort(inOrder);
}

interface ProfileContext {
  readonly source: Source;
  readonly settings: Settings;
  readonly options: CheckOptions;
  readonly rules: readonly Rule[];
}

function checkProfile(profile: Profile, { source, settings, options, rules }: ProfileContext): readonly Finding[] {
  const { now, waiversExpire, serverOf: workOut = serverOf } = options;
  const scope: Scope = {
    source,
    subjectOf: (path) => `${profile.environment}/${profile.server}${path.length > 0 ? `: ${pathText(path)}` : ""}`,
  };
  const subject: ProfileSubject = {
    profile,
    settings,
    now,
    connectorOf: options.connectorOf ?? connectorOf,
    server: () => workOut(profile, settings),
  };
  const aboutProfiles = rules.filter((rule): rule is ProfileRule => rule.about === "profile");
  const found = aboutProfiles.flatMap((rule) => runRule(rule, subject, scope));
  return waive(found, { waivers: profile.waivers ?? [], rules, scope, now, waiversExpire });
}

const settingsScope = ({ settingsSource }: Workspace): Scope => ({
  source: settingsSource,
  subjectOf: (path) => (path.length > 0 ? pathText(path) : "settings"),
});

const inOrder = (a: Finding, b: Finding): number =>
  byText(a.at.file, b.at.file) ||
  a.at.line - b.at.line ||
  a.at.column - b.at.column ||
  byText(a.rule, b.rule) ||
  byText(a.subject, b.subject);
