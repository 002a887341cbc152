import { CST, Lexer, Parser } from "yaml";
import type { Problem } from "../errors.ts";
import { placesIn, shown } from "./text-place.ts";

/** Deeper than any word of the formats; a limit before the parser's recursion. */
export const deepest = 20;

interface Refusal {
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
}

/**
 * What YAML can do and these formats do not use. Anchors and aliases make small files huge (an alias bomb), and, as tags and
 * directives do, make a value mean something other than what stands at its place.
 */
const refused: Readonly<Partial<Record<string, Refusal>>> = {
  anchor: {
    rule: "yaml/anchor",
    message: "anchors (`&`) are not used here",
    fix: "write the value out in each place; put text that begins with `&` in quotes",
  },
  alias: {
    rule: "yaml/alias",
    message: "aliases (`*`) are not used here",
    fix: "write the value out; put text that begins with `*` in quotes",
  },
  tag: { rule: "yaml/tag", message: "tags (`!`) are not used here", fix: "remove it; put text that begins with `!` in quotes" },
  "directive-line": { rule: "yaml/directive", message: "directives (`%`) are not used here", fix: "remove the line" },
  "explicit-key-ind": { rule: "yaml/explicit-key", message: "keys are not marked with `?`", fix: "write `key: value`" },
};

/** The tokens of a text, or what is not used here. Nothing is built from the text before this has passed. */
export function scan(text: string, file: string): { readonly tokens: readonly CST.Token[] } | { readonly problems: readonly Problem[] } {
  const parser = new Parser();
  if (!needsLook(text)) return { tokens: [...parser.parse(text)] };
  const place = placesIn(file, text);
  const tokens: CST.Token[] = [];
  const problems: Problem[] = [];
  let flow = 0;
  let nested = 0;
  let scalarNext = false;
  for (const source of new Lexer().lex(text)) {
    const type: string = scalarNext ? "scalar-text" : (CST.tokenType(source) ?? "");
    scalarNext = type === "scalar";
    if (type === "flow-map-start" || type === "flow-seq-start") flow++;
    if (type === "flow-map-end" || type === "flow-seq-end") flow--;
    nested = type === "newline" ? 0 : nested + (type === "seq-item-ind" ? 1 : 0);
    const refusal = flow > deepest || nested > deepest ? tooDeep : refused[type];
    if (refusal !== undefined) {
      problems.push({ ...refusal, subject: file, given: shown(source), at: place(parser.offset) });
      if (refusal === tooDeep || problems.length === mostProblems) return { problems };
    }
    for (const token of parser.next(source)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);
  return problems.length === 0 ? { tokens } : { problems };
}

/** Most texts hold none of the characters that could be refused, nor enough brackets or dashes to nest too deep: they need no second look. */
const needsLook = (text: string): boolean => /[&*!%?]/.test(text) || (text.match(/[[{]|-\s/g)?.length ?? 0) > deepest;

/** Enough to mend a file by; a hostile one has a hundred thousand. */
export const mostProblems = 20;

export const tooDeep: Refusal = {
  rule: "yaml/too-deep",
  message: `values must not be nested more than ${deepest} deep`,
  fix: "the formats need far less: remove the extra levels",
};
