import type { Problem } from "../errors.ts";
import { closest } from "../words/closest.ts";
import type { ReadDocument } from "./document.ts";
import { either } from "./plain-words.ts";
import { isMapping, valueAt } from "./schema-walk.ts";
import { shown } from "./text-place.ts";
import type { Path } from "./yaml-tree.ts";

/*
 * What one file cannot know of another. The files are compared as they were written, so that a mistake elsewhere in them hides nothing.
 */

type Read = Pick<ReadDocument<unknown>, "written" | "source">;

/** Two profiles may not share a name in one environment. */
export function duplicateServers(profiles: readonly Read[]): readonly Problem[] {
  const first = new Map<string, Read>();
  return profiles.flatMap((profile) => {
    const [server, environment] = [textAt(profile, ["server"]), textAt(profile, ["environment"])];
    if (server === undefined || environment === undefined) return [];
    const id = JSON.stringify([environment, server]);
    const known = first.get(id);
    if (known === undefined) {
      first.set(id, profile);
      return [];
    }
    const { file, line, column } = known.source.at(["server"]);
    const problem: Problem = {
      rule: "profile/duplicate-server",
      subject: shown(server),
      message: `a server must have one profile in each environment; ${file}:${line}:${column} describes this one already`,
      given: shown(`${server} in ${environment}`),
      fix: "rename one of the two, or make them one profile",
      at: profile.source.at(["server"]),
    };
    return [problem];
  });
}

/** Every environment that a profile names must be in the settings. */
export function unknownEnvironments(profiles: readonly Read[], settings: Read): readonly Problem[] {
  const known = namesIn(settings, "environments");
  if (known === undefined) return [];
  return profiles.flatMap((profile) => {
    const server = textAt(profile, ["server"]) ?? profile.source.file;
    const about = { rule: "profile/unknown-environment", subject: `${shown(server)}: environment`, file: settings.source.file };
    return unknownName(profile, ["environment"], { ...about, known });
  });
}

/** Every environment and target that the settings name must be among their own. */
export function unknownInSettings(settings: Read): readonly Problem[] {
  const environments = namesIn(settings, "environments");
  const targets = namesIn(settings, "targets") ?? [];
  const { file } = settings.source;
  const named = (path: Path, subject: string, known: readonly string[]) =>
    unknownName(settings, path, { rule: `settings/unknown-${String(path.at(-1))}`, subject: `${file}: ${subject}`, file, known });
  const ofTargets = targets.flatMap((name) =>
    environments === undefined ? [] : named(["targets", name, "environment"], `targets.${shown(name)}.environment`, environments),
  );
  const ofData = factsIn(settings).flatMap((_, index) => [
    ...(environments === undefined ? [] : named(["data", index, "environment"], `data[${index}].environment`, environments)),
    ...named(["data", index, "target"], `data[${index}].target`, targets),
  ]);
  return [...ofTargets, ...ofData];
}

interface Naming {
  readonly rule: string;
  readonly subject: string;
  /** The settings, where the names are. */
  readonly file: string;
  readonly known: readonly string[];
}

function unknownName(read: Read, path: Path, { rule, subject, file, known }: Naming): readonly Problem[] {
  const given = textAt(read, path);
  if (given === undefined || known.includes(given)) return [];
  const meant = closest(given, known);
  const word = String(path.at(-1));
  const choices =
    known.length === 0 ? `add it to ${file}` : `write ${either(known.map((name) => `\`${shown(name)}\``))}, or add it to ${file}`;
  const fix = meant === undefined ? choices : `did you mean \`${shown(meant)}\`?`;
  const message = `${word === "environment" ? "an environment" : "a target"} must be one of ${file}`;
  return [{ rule, subject, message, given: shown(given), fix, at: read.source.at(path) }];
}

function textAt({ written }: Read, path: Path): string | undefined {
  const value = valueAt(written, path);
  return typeof value === "string" ? value : undefined;
}

function namesIn({ written }: Read, word: string): readonly string[] | undefined {
  const names = valueAt(written, [word]);
  return isMapping(names) && !Array.isArray(names) ? Object.keys(names) : undefined;
}

function factsIn({ written }: Read): readonly unknown[] {
  const facts = valueAt(written, ["data"]);
  return Array.isArray(facts) ? facts : [];
}
