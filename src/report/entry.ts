import type { Place } from "../errors.ts";
import type { Palette } from "./palette.ts";
import { visible } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** How wide, and in which colours. */
export interface Layout {
  readonly width: number;
  readonly palette: Palette;
}

/** One labelled text below the heading of an entry; left out when there is none. */
export type Field = readonly [label: string, text: string | undefined];

const indent = "    ";
const labelWidth = "reason".length + 2;
const widest = 120;
const longest = 400;

/** `file:line:column`, which terminals and editors make a link of. */
export const placeText = ({ file, line, column }: Place): string => visible(`${file}:${line}:${column}`);

/** The fields one below the other, aligned and wrapped, each text safe to print. */
export function fieldLines(fields: readonly Field[], { width, palette }: Layout): readonly string[] {
  const room = Math.max(20, Math.min(width, widest) - indent.length - labelWidth);
  return fields.flatMap(([label, text]) => {
    if (text === undefined) return [];
    const [first = "", ...rest] = wrap(shortened(visible(text)), room);
    const margin = indent + " ".repeat(labelWidth);
    return [indent + palette.dim(label.padEnd(labelWidth)) + first, ...rest.map((line) => margin + line)];
  });
}

const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length.toLocaleString("en")} characters)`;

/** `1 error`, `2 errors`. */
export const counted = (count: number, noun: string): string => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
