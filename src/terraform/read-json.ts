export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** Without a prototype: `__proto__` and `constructor` are keys like any other, present only where the text has them. */
export interface JsonObject {
  readonly [key: string]: Json;
}

export type JsonReading = { readonly ok: true; readonly value: Json } | JsonError;

interface JsonError {
  readonly ok: false;
  readonly error: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Nothing that Terraform or IAM writes comes near; the parser calls itself once per level. */
const deepest = 200;

/**
 * JSON text → value, like `JSON.parse`, except that a key given twice is an error: `JSON.parse` keeps the last one, other
 * readers the first, so the same text could mean less to a reviewer than to AWS.
 */
export function readJson(text: string): JsonReading {
  const source: Source = { text, at: 0 };
  try {
    const value = readValue(source, 0);
    skipSpace(source);
    return source.at === text.length ? { ok: true, value } : failure(source, "nothing may follow the value");
  } catch (error) {
    if (error instanceof Malformed) return failure(source, error.message);
    throw error;
  }
}

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** `Array.isArray` that also narrows read-only arrays. */
export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

interface Source {
  readonly text: string;
  at: number;
}

class Malformed extends Error {}

function failure({ text, at }: Source, error: string): JsonError {
  const before = text.slice(0, at).split("\n");
  return { ok: false, error, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function readValue(source: Source, depth: number): Json {
  skipSpace(source);
  const first = source.text[source.at];
  if ((first === "{" || first === "[") && depth >= deepest) throw new Malformed(`nested deeper than ${deepest} levels`);
  if (first === "{") return readObject(source, depth + 1);
  if (first === "[") return readArray(source, depth + 1);
  if (first === '"') return readString(source);
  return readScalar(source);
}

function readObject(source: Source, depth: number): JsonObject {
  const object: Record<string, Json> = Object.create(null) as Record<string, Json>;
  source.at++;
  if (take(source, "}")) return object;
  do {
    skipSpace(source);
    const start = source.at;
    const key = readString(source);
    if (Object.hasOwn(object, key)) {
      source.at = start;
      throw new Malformed(`the key ${JSON.stringify(key)} is given twice`);
    }
    expect(source, ":");
    object[key] = readValue(source, depth);
  } while (take(source, ","));
  expect(source, "}");
  return object;
}

function readArray(source: Source, depth: number): readonly Json[] {
  const items: Json[] = [];
  source.at++;
  if (take(source, "]")) return items;
  do items.push(readValue(source, depth));
  while (take(source, ","));
  expect(source, "]");
  return items;
}

// Sticky: each matches only where the source stands.
const space = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids control characters in strings
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const scalar = /null|true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

function next({ text, at }: Source, pattern: RegExp): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipSpace(source: Source): void {
  source.at += next(source, space)?.length ?? 0;
}

function readString(source: Source): string {
  const found = next(source, string);
  if (found === undefined) throw new Malformed("expected a string");
  source.at += found.length;
  return found.includes("\\") ? (JSON.parse(found) as string) : found.slice(1, -1);
}

function readScalar(source: Source): Json {
  const found = next(source, scalar);
  if (found === undefined) throw new Malformed("expected a value");
  source.at += found.length;
  return found === "null" ? null : found === "true" ? true : found === "false" ? false : Number(found);
}

function take(source: Source, mark: string): boolean {
  skipSpace(source);
  if (source.text[source.at] !== mark) return false;
  source.at++;
  return true;
}

function expect(source: Source, mark: string): void {
  if (!take(source, mark)) throw new Malformed(`expected ${mark}`);
}
