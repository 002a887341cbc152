import { commonOptions, optionsOf, verbs, type Verb } from "./verbs.ts";

/** What may stand where the last word stands. Empty where only the shell can tell: a file, a folder. */
export function candidates(words: readonly string[], servers: () => readonly string[]): readonly string[] {
  const line = words.filter((word) => word !== "=");
  const current = line.at(-1) ?? "";
  const before = line.slice(0, -1);
  const verb = verbs.find(({ name }) => before.includes(name));
  return offered({ before, current, verb }, servers).filter((word) => word.startsWith(current));
}

interface Position {
  readonly before: readonly string[];
  readonly current: string;
  readonly verb: Verb | undefined;
}

function offered({ before, current, verb }: Position, servers: () => readonly string[]): readonly string[] {
  const previous = before.at(-1) ?? "";
  if (previous === "--format") return verb?.formats ?? [];
  if (valued(verb).includes(previous)) return [];
  if (current.startsWith("-")) return optionNames(verb).filter((name) => !before.includes(name));
  if (verb === undefined) return verbs.filter(({ hidden }) => hidden !== true).map(({ name }) => name);
  if (positionalsIn(before, verb) > 0) return [];
  const [positional] = Object.entries(verb.positionals ?? {});
  if (positional === undefined) return [];
  return positional[0] === "server" ? servers() : (positional[1].choices ?? []);
}

const optionsAt = (verb: Verb | undefined) => ({ ...(verb === undefined ? {} : optionsOf(verb)), ...commonOptions });

const optionNames = (verb: Verb | undefined): readonly string[] =>
  [...Object.keys(optionsAt(verb)), "help", "version"].map((name) => `--${name}`);

/** Options after which a value stands. */
const valued = (verb: Verb | undefined): readonly string[] =>
  Object.entries(optionsAt(verb)).flatMap(([name, { type }]) => (type === "string" ? [`--${name}`] : []));

function positionalsIn(before: readonly string[], verb: Verb): number {
  const after = before.slice(before.indexOf(verb.name) + 1);
  return after.filter((word, index) => !word.startsWith("-") && !valued(verb).includes(after[index - 1] ?? "")).length;
}
