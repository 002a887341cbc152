import { isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from "yaml";
import type { Place, Problem } from "../errors.ts";
import { placesIn, shown } from "./text-place.ts";
import { deepest, mostProblems, tooDeep } from "./yaml-scan.ts";

interface Source {
  readonly text: string;
  readonly file: string;
  readonly place: (offset: number) => Place;
  readonly problems: Problem[];
}

/** The plain value of a node, and what in it has no plain meaning: keys that are not text, keys written twice, merge keys. */
export function plainValue(
  node: ParsedNode,
  text: string,
  file: string,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const source: Source = { text, file, place: placesIn(file, text), problems: [] };
  const value = valueOf(node, source, 1);
  return { value, problems: source.problems };
}

function valueOf(node: ParsedNode | null, source: Source, depth: number): unknown {
  if (node === null) return null;
  if (isScalar(node)) return node.value;
  if (depth > deepest) {
    source.problems.push({ ...tooDeep, subject: source.file, at: source.place(node.range[0]) });
    return null;
  }
  if (isSeq(node)) return node.items.map((item) => ("range" in item ? valueOf(item, source, depth + 1) : null));
  return isMap(node) ? mappingOf(node, source, depth) : null;
}

function mappingOf(node: YAMLMap.Parsed, source: Source, depth: number): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const places = new Map<string, number>();
  for (const pair of node.items) {
    const key = keyOf(pair.key, source);
    if (key === undefined) continue;
    const first = places.get(key);
    if (first !== undefined) {
      refuse(source, pair.key, duplicate(source.place(first).line));
      continue;
    }
    places.set(key, pair.key.range[0]);
    value[key] = valueOf(pair.value, source, depth + 1);
  }
  return value;
}

/** The key, where it is one that a plain object can hold safely. */
function keyOf(key: ParsedNode, source: Source): string | undefined {
  if (!isScalar(key) || typeof key.value !== "string") refuse(source, key, notText);
  else if (key.value === "<<") refuse(source, key, mergeKey);
  // Assigning to it would replace the object's prototype instead of adding an entry.
  else if (key.value === "__proto__") refuse(source, key, unknownKey);
  else return key.value;
  return undefined;
}

const notText = { rule: "yaml/key-not-text", message: "keys must be text", fix: "put the key in quotes" };
const mergeKey = { rule: "yaml/merge-key", message: "merge keys (`<<`) are not used here", fix: "write the values out" };
const unknownKey = { rule: "yaml/unknown-key", message: "there is no such word here", fix: "remove it" };
const duplicate = (line: number) => ({
  rule: "yaml/duplicate-key",
  message: `a key must be written once; this one stands in line ${line} already`,
  fix: "keep one of the two",
});

function refuse(source: Source, key: ParsedNode, refusal: { readonly rule: string; readonly message: string; readonly fix: string }): void {
  if (source.problems.length >= mostProblems) return;
  const given = shown(source.text.slice(key.range[0], key.range[1]));
  source.problems.push({ ...refusal, subject: source.file, given, at: source.place(key.range[0]) });
}
