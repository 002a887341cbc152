import * as z from "zod";
import type { Problem } from "../errors.ts";
import { strangerTo } from "../words/characters.ts";
import { closest } from "../words/closest.ts";
import { joined, type Found } from "./found.ts";
import { either, fixFor, plainMessage } from "./plain-words.ts";
import { branchOf, isMapping, schemaAt, valueAt, wordsOf } from "./schema-walk.ts";
import { shown } from "./text-place.ts";
import type { Path, YamlTree } from "./yaml-tree.ts";

/** A document that a schema refused: what it is called in rule ids, what it is about, and its text. */
export interface Refused {
  readonly kind: "profile" | "settings";
  /** The server, or the file where the server cannot be told. */
  readonly subject: string;
  readonly schema: z.core.$ZodType;
  readonly tree: YamlTree;
}

/** One file tells at most this many problems; what is over is counted. */
const mostProblems = 100;

/** Reads a document by a schema, with every message in plain words. */
export const readBy = <Schema extends z.ZodType>(schema: Schema, value: unknown) => schema.safeParse(value, { error: plainMessage });

/** What a schema's refusal means to the person who wrote the file. */
export function explain(issues: readonly z.core.$ZodIssue[], refused: Refused): readonly Problem[] {
  const problems = issues.slice(0, mostProblems).flatMap((issue) => explainIssue(issue, [], refused));
  const distinct = joined(problems);
  const over = Math.max(0, issues.length - mostProblems) + Math.max(0, distinct.length - mostProblems);
  const told = distinct.slice(0, mostProblems).map(({ problem }) => problem);
  return over === 0 ? told : [...told, more(over, refused)];
}

function explainIssue(issue: z.core.$ZodIssue, base: Path, refused: Refused): readonly Found[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const value = valueAt(refused.tree.value, path);
  if (issue.code === "unrecognized_keys") return issue.keys.slice(0, mostProblems).map((key) => unknownKey(key, path, refused));
  if (issue.code === "invalid_key") return issue.issues.map((inner) => wrongKey(inner.message, path, refused));
  if (issue.code === "invalid_union" && "options" in issue && Array.isArray(issue.options)) return wrongKind(issue.options, path, refused);
  const fix: unknown = issue.code === "custom" ? issue.params?.["fix"] : undefined;
  if (typeof fix === "string") return [relation({ message: issue.message, fix }, path, refused)];
  if (value === undefined && path.length > 0) return [missing(path, refused)];
  if (issue.code === "invalid_format") return [wrongText(issue, path, refused)];
  if (issue.code !== "invalid_union") return [wrongValue(issue.message, path, refused)];
  const union = schemaAt(refused.schema, refused.tree.value, path);
  const branch = union instanceof z.ZodUnion ? issue.errors[branchOf(union, value) ?? -1] : undefined;
  return branch === undefined ? [wrongValue(issue.message, path, refused)] : branch.flatMap((inner) => explainIssue(inner, path, refused));
}

/** The word that says which kind a mapping is, is missing or strange. What else is wrong is told of the kind that was meant, if that is clear. */
function wrongKind(kinds: readonly unknown[], path: Path, refused: Refused): readonly Found[] {
  const parentPath = path.slice(0, -1);
  const parent = valueAt(refused.tree.value, parentPath);
  const given = valueAt(refused.tree.value, path);
  const meant = typeof given === "string" ? closest(given, kinds.map(String)) : undefined;
  const message = `must be ${either(kinds.map((kind) => `\`${String(kind)}\``))}`;
  const problem = given === undefined ? missing(path, refused) : wrongValue(message, path, refused);
  const fix =
    meant === undefined
      ? `write ${either(kinds.map((kind) => `\`${String(path.at(-1))}: ${String(kind)}\``))}`
      : `did you mean \`${meant}\`?`;
  const told = problem.problem.rule.endsWith("/unknown-key") ? problem : { ...problem, problem: { ...problem.problem, fix } };
  const union = schemaAt(refused.schema, refused.tree.value, parentPath);
  if (!(union instanceof z.ZodUnion) || !isMapping(parent) || (given !== undefined && meant === undefined)) return [told];
  const option = union.options[branchOf(union, { ...parent, ...(meant && { [String(path.at(-1))]: meant }) }) ?? -1];
  const issues = option instanceof z.ZodType ? (readBy(option, parent).error?.issues ?? []) : [];
  return [told, ...issues.filter((issue) => issue.path[0] !== path.at(-1)).flatMap((issue) => explainIssue(issue, parentPath, refused))];
}

function unknownKey(key: string, path: Path, refused: Refused): Found {
  const words = wordsAt(path, refused);
  const meant = meantBy(key, path, refused);
  const problem = {
    rule: `${refused.kind}/unknown-key`,
    subject: subjectOf(path, refused),
    message: "there is no such word here",
    given: shown(key),
    fix:
      meant === undefined ? `remove it; the words here are ${words.map((word) => `\`${word}\``).join(", ")}` : `did you mean \`${meant}\`?`,
    at: refused.tree.keyAt([...path, key]),
  };
  return { problem, where: JSON.stringify([...path, key]) };
}

function wrongKey(message: string, path: Path, refused: Refused): Found {
  const problem = {
    rule: `${refused.kind}/wrong-name`,
    subject: subjectOf(path.slice(0, -1), refused),
    message: `a name here ${message}`,
    given: shown(String(path.at(-1))),
    fix: "rename it",
    at: refused.tree.keyAt(path),
  };
  return { problem, where: JSON.stringify(["key", ...path]) };
}

function missing(path: Path, refused: Refused): Found {
  const key = String(path.at(-1));
  const misspelt = misspellingOf(key, path.slice(0, -1), refused);
  if (misspelt !== undefined) return unknownKey(misspelt, path.slice(0, -1), refused);
  const schema = schemaAt(refused.schema, refused.tree.value, path);
  const problem = {
    rule: `${refused.kind}/missing`,
    subject: subjectOf(path, refused),
    message: `\`${key}\` is missing`,
    fix: fixFor(schema, { key, value: undefined, written: undefined }),
    at: refused.tree.at(path.slice(0, -1)),
  };
  return { problem, where: JSON.stringify(path) };
}

/** The unknown word that was meant to be this one: then the word is misspelt, and not missing as well. */
function misspellingOf(word: string, path: Path, refused: Refused): string | undefined {
  const parent = valueAt(refused.tree.value, path);
  return isMapping(parent)
    ? Object.keys(parent)
        .slice(0, mostProblems)
        .find((key) => meantBy(key, path, refused) === word)
    : undefined;
}

/** The word that an unknown word was most likely meant to be: one of the mapping's that is not written yet. */
function meantBy(key: string, path: Path, refused: Refused): string | undefined {
  const words = wordsAt(path, refused);
  const parent = valueAt(refused.tree.value, path);
  return words.includes(key)
    ? undefined
    : closest(
        key,
        words.filter((word) => valueAt(parent, [word]) === undefined),
      );
}

function wordsAt(path: Path, refused: Refused): readonly string[] {
  const schema = schemaAt(refused.schema, refused.tree.value, path);
  return schema === undefined ? [] : wordsOf(schema, valueAt(refused.tree.value, path));
}

function wrongValue(message: string, path: Path, refused: Refused): Found {
  const value = valueAt(refused.tree.value, path);
  const last = path.at(-1);
  const key = typeof last === "string" ? last : undefined;
  const written = refused.tree.written(path);
  const schema = schemaAt(refused.schema, refused.tree.value, path);
  const problem = {
    rule: `${refused.kind}/${value === null ? "missing" : "wrong-value"}`,
    subject: subjectOf(path, refused),
    message: value === null ? `has no value: ${message}` : message,
    ...(written !== undefined && written !== "" && { given: shown(written) }),
    fix: fixFor(schema, { key, value, written }),
    at: refused.tree.at(path),
  };
  return { problem, where: JSON.stringify(path) };
}

/** Stands at the character that is refused, where it is one character. */
function wrongText(issue: Pick<z.core.$ZodIssueInvalidStringFormat, "message" | "pattern">, path: Path, refused: Refused): Found {
  const found = wrongValue(issue.message, path, refused);
  const value = valueAt(refused.tree.value, path);
  const stranger = typeof value === "string" ? strangerTo(issue.pattern, value) : undefined;
  return stranger === undefined ? found : { ...found, problem: { ...found.problem, at: refused.tree.textAt(path, stranger) } };
}

/** What a refinement says of words that do not go together; an example of one of them would repeat the mistake. */
function relation({ message, fix }: Pick<Problem, "message" | "fix">, path: Path, refused: Refused): Found {
  const { problem, where } = wrongValue(message, path, refused);
  return { problem: { ...problem, fix }, where, ownFix: true };
}

/** For example `orders-analyst: access[0].level`. */
function subjectOf(path: Path, { subject }: Refused): string {
  const words = path.map((step, index) => {
    if (typeof step === "number") return `[${step}]`;
    if (!/^[A-Za-z][\w-]{0,62}$/.test(step)) return `[${shown(JSON.stringify(step))}]`;
    return index === 0 ? step : `.${step}`;
  });
  return path.length === 0 ? subject : `${subject}: ${words.join("")}`;
}

function more(over: number, { kind, subject, tree }: Refused): Problem {
  const at = tree.at([]);
  return { rule: `${kind}/more`, subject, message: `${over} more problems in this file`, fix: "mend those that are told first", at };
}
