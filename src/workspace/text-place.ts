import { LineCounter } from "yaml";
import type { Place } from "../errors.ts";

/** Line and column of each offset of a text; columns count as editors do, in UTF-16 units. */
export function placesIn(file: string, text: string): (offset: number) => Place {
  let counter: LineCounter | undefined;
  return (offset) => {
    // Most texts have nothing to point at: their lines are never counted.
    counter ??= linesOf(text);
    const { line, col } = counter.linePos(offset);
    return { file, line, column: col };
  };
}

function linesOf(text: string): LineCounter {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) counter.addNewLine(end + 1);
  return counter;
}

/** A character by its number. */
export const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Text as it can be shown anywhere: one line, nothing invisible or that turns text around, at most 80 characters. */
export function shown(text: string): string {
  const line = text
    .slice(0, 400)
    .replace(/\s*[\r\n]\s*/g, " ")
    .replace(/[^\P{C}]|[^\P{Z} ]/gu, escaped);
  const characters = Array.from(line);
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : line;
}
