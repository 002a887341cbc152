import { Composer, Document, isMap, isScalar, isSeq, type ParsedNode } from "yaml";
import type { Place, Problem } from "../errors.ts";
import { placesIn } from "./text-place.ts";
import { plainValue } from "./yaml-value.ts";
import { scan } from "./yaml-scan.ts";
import { syntaxProblems } from "./yaml-syntax.ts";

export type Path = readonly (string | number)[];

/** A YAML text as a plain value, and where each part of it stands. */
export interface YamlTree {
  readonly value: unknown;
  /** Where the value at a path begins; for a path that is not there, the deepest part that is. */
  at(path: Path): Place;
  /** Where the key of a mapping's entry stands. */
  keyAt(path: Path): Place;
  /** Where a text stands in the value at a path; where the value begins, if the text is written as an escape. */
  textAt(path: Path, text: string): Place;
  /** The value at a path as it was written; undefined where there is none. */
  written(path: Path): string | undefined;
}

/** YAML 1.2 core: a date stays text, `yes` stays text, only `true` and `false` are truth values. */
const written = { version: "1.2", schema: "core", merge: false, uniqueKeys: false, prettyErrors: false, strict: true } as const;

/** Every document would build the schema anew. */
const options = { ...written, schema: new Document(null, written).schema };

/** Reads a text; everything that keeps it from being one plain value is told at once. */
export function parseYaml(text: string, file: string): YamlTree | { readonly problems: readonly Problem[] } {
  const scanned = scan(text, file);
  if ("problems" in scanned) return scanned;
  const documents = [...new Composer(options).compose(scanned.tokens, true, text.length)];
  const [first, second] = documents;
  if (second !== undefined) return { problems: [severalDocuments(text, file, second)] };
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (errors.length > 0) return { problems: syntaxProblems(errors, text, file) };
  const contents = first?.contents;
  if (contents === undefined || contents === null || (isScalar(contents) && contents.value === null)) return { problems: [empty(file)] };
  const { value, problems } = plainValue(contents, text, file);
  return problems.length > 0 ? { problems } : treeOf(contents, value, { text, file });
}

function treeOf(contents: ParsedNode, value: unknown, { text, file }: { readonly text: string; readonly file: string }): YamlTree {
  const place = placesIn(file, text);
  const at = (path: Path): Place => {
    const { found, keys } = walk(contents, path);
    const written = text.slice(found.range[0], found.range[1]);
    // A key without a value has nothing to point at but itself.
    return place(written === "" ? (keys.at(-1)?.range[0] ?? found.range[0]) : found.range[0]);
  };
  return {
    value,
    at,
    keyAt(path) {
      const { keys } = walk(contents, path);
      const key = keys.length === path.length ? keys.at(-1) : undefined;
      return key === undefined ? at(path) : place(key.range[0]);
    },
    textAt(path, wanted) {
      const { found, keys } = walk(contents, path);
      const index = keys.length === path.length ? text.slice(found.range[0], found.range[1]).indexOf(wanted) : -1;
      return index === -1 ? at(path) : place(found.range[0] + index);
    },
    written(path) {
      const { found, keys } = walk(contents, path);
      return keys.length === path.length ? text.slice(found.range[0], found.range[1]).trimEnd() : undefined;
    },
  };
}

interface Walk {
  readonly found: ParsedNode;
  /** The node that stands for each step: the key in a mapping, the item itself in a list. */
  readonly keys: readonly ParsedNode[];
}

/** Follows a path as far as it goes. */
function walk(contents: ParsedNode, path: Path): Walk {
  let found = contents;
  const keys: ParsedNode[] = [];
  for (const step of path) {
    const next = child(found, step);
    if (next === undefined) break;
    found = next.value;
    keys.push(next.key);
  }
  return { found, keys };
}

function child(node: ParsedNode, step: string | number): { readonly key: ParsedNode; readonly value: ParsedNode } | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? node.items[step] : undefined;
    return item === undefined || !("range" in item) ? undefined : { key: item, value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return pair === undefined ? undefined : { key: pair.key, value: pair.value ?? pair.key };
}

function severalDocuments(text: string, file: string, second: Document.Parsed): Problem {
  const at = placesIn(file, text)(second.range[0]);
  return {
    rule: "yaml/several-documents",
    subject: file,
    message: "a file must hold one document",
    fix: "remove `---`: one profile a file",
    at,
  };
}

function empty(file: string): Problem {
  const at = { file, line: 1, column: 1 };
  return { rule: "yaml/empty", subject: file, message: "the file is empty", fix: "fill it, or delete it", at };
}
