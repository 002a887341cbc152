import { byText } from "../access/grant.ts";
import { UserError, type Problem } from "../errors.ts";
import { profileSchema, type Profile } from "../profile/schema.ts";
import { settingsSchema, type Settings } from "../settings/schema.ts";
import { duplicateServers, unknownEnvironments, unknownInSettings } from "./cross-checks.ts";
import { readDocument, type ReadDocument, type Source } from "./document.ts";
import { brokenLink, findProfileFiles, isBelow, outside } from "./profile-files.ts";
import type { SourceFiles } from "./source-files.ts";
import { readText } from "./source-text.ts";

/** Everything that people wrote, read and found right. */
export interface Workspace {
  readonly settings: Settings;
  readonly settingsSource: Source;
  /** Sorted by file. */
  readonly profiles: readonly LoadedProfile[];
}

export interface LoadedProfile {
  readonly profile: Profile;
  readonly source: Source;
}

/** The folder of profiles and the file of settings, as the command line named them. */
export interface WorkspacePaths {
  readonly profiles: string;
  readonly settings: string;
}

/** Reads the settings and every profile. Throws a UserError with the problems of all files, in the order of files and lines. */
export function loadWorkspace(paths: WorkspacePaths, disk: SourceFiles): Workspace {
  const settings = readSettings(tidy(paths.settings), disk);
  const found = findProfileFiles(tidy(paths.profiles), disk);
  const read = found.files.map((file) => readProfile(file, disk));
  const own = [...settings.problems, ...found.problems, ...read.flatMap((document) => document.problems)];
  const across = [...duplicateServers(read), ...unknownEnvironments(read, settings), ...unknownInSettings(settings)];
  // A name that is no name at all is told once.
  const told = new Set(own.map(({ at }) => JSON.stringify(at)));
  const problems = [...own, ...across.filter(({ at }) => !told.has(JSON.stringify(at)))];
  if (problems.length > 0) throw new UserError(inOrder(problems));
  if (settings.value === undefined) throw new Error("loadWorkspace: the settings have neither a value nor a problem");
  const profiles = read.flatMap(({ value, source }) => (value === undefined ? [] : [{ profile: value, source }]));
  return { settings: settings.value, settingsSource: settings.source, profiles };
}

function readProfile(file: string, disk: SourceFiles): ReadDocument<Profile> {
  const text = readText(file, disk);
  return "problems" in text ? unread(file, text.problems) : readDocument({ ...text, file }, { kind: "profile", schema: profileSchema });
}

function readSettings(file: string, disk: SourceFiles): ReadDocument<Settings> {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) || "/" : ".";
  const [real, root] = [disk.realPath(file), disk.realPath(folder)];
  if (real === "missing" || root === "missing") return unread(file, [isLink(file, folder, disk) ? brokenLink(file) : noSettings(file)]);
  if (typeof real !== "string" && typeof root !== "string" && !isBelow(real.path, root.path)) return unread(file, [outside(file)]);
  const text = readText(file, disk);
  return "problems" in text ? unread(file, text.problems) : readDocument({ ...text, file }, { kind: "settings", schema: settingsSchema });
}

function isLink(file: string, folder: string, disk: SourceFiles): boolean {
  const entries = disk.entries(folder);
  return typeof entries !== "string" && entries.some(({ name, kind }) => kind === "link" && name === file.split("/").at(-1));
}

const unread = (file: string, problems: readonly Problem[]): ReadDocument<never> => ({
  written: undefined,
  source: { file, at: () => ({ file, line: 1, column: 1 }) },
  problems,
});

const noSettings = (file: string): Problem => ({
  rule: "file/missing",
  subject: file,
  message: "there must be a file of settings",
  fix: "run `keyward init`, or name the file with `--settings`",
});

/** One spelling for one path: `profiles/` and `profiles\` are `profiles`. */
const tidy = (path: string) => path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems
    .map((problem, index) => ({ problem, index }))
    .sort((a, b) => comparePlaces(a.problem, b.problem) || a.index - b.index)
    .map(({ problem }) => problem);
}

const comparePlaces = (a: Problem, b: Problem): number =>
  byText(a.at?.file ?? a.subject, b.at?.file ?? b.subject) ||
  (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
  (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
  byText(a.rule, b.rule);
