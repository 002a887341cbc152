import type * as z from "zod";
import type { Place, Problem } from "../errors.ts";
import { explain, readBy } from "./explain.ts";
import { isMapping } from "./schema-walk.ts";
import { parseYaml, type Path } from "./yaml-tree.ts";

/** Where a value came from. */
export interface Source {
  /** The file, as the command line named it, with `/` between folders. */
  readonly file: string;
  /** Where the value at a path begins; for a path that is not there, the deepest part that is. */
  at(path: Path): Place;
}

/** A text read by a schema: the value where it fits, and what was written in any case, for checks across files. */
export interface ReadDocument<Value> {
  readonly value?: Value;
  readonly written: unknown;
  readonly source: Source;
  readonly problems: readonly Problem[];
}

export interface DocumentKind<Schema extends z.ZodType> {
  readonly kind: "profile" | "settings";
  readonly schema: Schema;
}

/** Reads one text. */
export function readDocument<Schema extends z.ZodType>(
  { text, file }: { readonly text: string; readonly file: string },
  { kind, schema }: DocumentKind<Schema>,
): ReadDocument<z.output<Schema>> {
  const source = sourceOf(text, file);
  const tree = parseYaml(text, file);
  if ("problems" in tree) return { written: undefined, source, problems: tree.problems };
  const result = readBy(schema, tree.value);
  if (result.success) return { value: result.data, written: tree.value, source, problems: [] };
  const subject = serverIn(tree.value) ?? file;
  return { written: tree.value, source, problems: explain(result.error.issues, { kind, subject, schema, tree }) };
}

/** Keeps the text alone: it is read again when somebody asks where something stands, which is seldom. */
function sourceOf(text: string, file: string): Source {
  return {
    file,
    at(path) {
      const tree = parseYaml(text, file);
      return "problems" in tree ? { file, line: 1, column: 1 } : tree.at(path);
    },
  };
}

/** The server's name, where it can be shown as it is. */
function serverIn(value: unknown): string | undefined {
  const server = isMapping(value) ? value["server"] : undefined;
  return typeof server === "string" && /^[\w-]{1,40}$/.test(server) ? server : undefined;
}
