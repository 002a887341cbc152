import { byText } from "../access/grant.ts";
import { serverSummary, type ServerSummary } from "../report/servers.ts";
import { environmentOf } from "../settings/environment.ts";
import { loadWorkspace, type Workspace } from "../workspace/load-workspace.ts";
import type { Terminal } from "./terminal.ts";
import type { Arguments } from "./verbs.ts";

/** A workspace, and when it was opened: some of its access may have ended. */
interface OpenWorkspace extends Workspace {
  readonly now: Date;
}

/** The settings and profiles that the command line names. Throws a UserError with everything that is wrong in any of them. */
export const openWorkspace = ({ profiles, settings }: Arguments, { sources, now }: Terminal): OpenWorkspace => ({
  ...loadWorkspace({ profiles, settings }, sources),
  now: now(),
});

/** What each server can do, by environment and name. */
export const summaries = ({ profiles, settings, now }: OpenWorkspace): readonly ServerSummary[] =>
  profiles
    .map(({ profile }) => serverSummary(profile, environmentOf(settings, profile.environment), now))
    .sort((a, b) => byText(a.id, b.id));
