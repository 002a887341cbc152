import type { YAMLError } from "yaml";
import type { Problem } from "../errors.ts";
import { placesIn, shown } from "./text-place.ts";

/** What people do when the parser says this, in their words. */
const advice: Readonly<Partial<Record<YAMLError["code"], { readonly message: string; readonly fix: string }>>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    message: "one line must hold one `key: value`",
    fix: "put text that contains `: ` in quotes, or write the nested keys on lines of their own",
  },
  BAD_SCALAR_START: { message: "text without quotes must not begin with this character", fix: "put the text in quotes" },
  BAD_DQ_ESCAPE: {
    message: "text in double quotes must use escapes that YAML knows",
    fix: "write `\\\\` for a backslash, or use single quotes",
  },
  MULTILINE_IMPLICIT_KEY: { message: "a key must stand on one line, followed by `:`", fix: "write `key: value`" },
  BAD_INDENT: { message: "the indentation does not fit the lines above", fix: "indent entries of one mapping or list alike" },
  TAB_AS_INDENT: { message: "a line must not be indented with tabs", fix: "indent with spaces" },
  KEY_OVER_1024_CHARS: { message: "a key must be shorter than 1024 characters", fix: "shorten it" },
};

/** The parser's errors, one a line of the file: the others on a line follow from the first. */
export function syntaxProblems(errors: readonly YAMLError[], text: string, file: string): readonly Problem[] {
  const place = placesIn(file, text);
  const byLine = new Map<number, Problem>();
  for (const error of errors.slice(0, 100)) {
    const at = place(error.pos[0]);
    if (byLine.has(at.line) || byLine.size === 10) continue;
    byLine.set(at.line, { rule: "yaml/syntax", subject: file, ...wordsOf(error), given: lineAt(text, error.pos[0]), at });
  }
  return [...byLine.values()];
}

function wordsOf(error: YAMLError): { readonly message: string; readonly fix: string } {
  const known = advice[error.code];
  if (known !== undefined) return known;
  const message = `the YAML cannot be read: ${error.message.charAt(0).toLowerCase()}${shown(error.message.slice(1))}`;
  return { message, fix: "mend the line: `key: value`, lists as `[a, b]` or `- a`, quotes and brackets closed" };
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const end = text.indexOf("\n", start);
  return shown(text.slice(start, end === -1 ? undefined : end).trim());
}
