import { longestPiece, longestWord, wrap } from "./wrap.ts";

/** One column. A cell is a list of paragraphs; each begins on a line of its own. */
export interface Column<Row> {
  /** One paragraph per line of the heading. */
  readonly heading: readonly string[];
  cell(row: Row): readonly string[];
  /** Spaces before the second and later lines of a paragraph, which tell a continued phrase from a new one. */
  readonly hanging?: number;
  /** Colours one line of the cell; `paragraph` counts from 0. */
  paint?(line: string, paragraph: number): string;
}

interface Line {
  readonly text: string;
  readonly paragraph: number;
}

const gap = "  ";
const narrowest = 6;
/** A word longer than this, such as a long path, is broken before other columns have to give way. */
const longWord = 28;

/**
 * Text in columns that fit the width: long cells are wrapped, nothing is cut.
 * Rows are set apart by an empty line as soon as one of them needs several lines.
 */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): readonly string[] {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const headings = columns.map((column) => column.heading);
  const widths = columnWidths(columns, [headings, ...cells], width - gap.length * (columns.length - 1));
  const draw = (texts: readonly (readonly string[])[], paint: boolean) => drawRow(columns, { texts, widths, paint });
  const drawn = cells.map((texts) => draw(texts, true));
  const separator = drawn.some((lines) => lines.length > 1) ? [""] : [];
  return [...draw(headings, false), ...drawn.flatMap((lines) => [...separator, ...lines])];
}

interface Drawing {
  readonly texts: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly paint: boolean;
}

function drawRow<Row>(columns: readonly Column<Row>[], { texts, widths, paint }: Drawing): readonly string[] {
  const cells = columns.map((column, index) => cellLines(texts[index] ?? [], widths[index] ?? narrowest, column.hanging ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const line = columns.map((column, index) => {
      const { text, paragraph } = cells[index]?.[row] ?? { text: "", paragraph: 0 };
      const rest = " ".repeat(Math.max(0, (widths[index] ?? 0) - text.length));
      return (paint && text !== "" ? (column.paint?.(text, paragraph) ?? text) : text) + rest;
    });
    return line.join(gap).trimEnd();
  });
}

const cellLines = (paragraphs: readonly string[], width: number, hanging: number): readonly Line[] =>
  paragraphs.flatMap((paragraph, index) => wrap(paragraph, width, hanging).map((text) => ({ text, paragraph: index })));

/**
 * Every column as wide as its text where that fits. Otherwise the widest ones give way first: none below its longest word,
 * then none below the longest piece of a word, then none below a few characters.
 */
function columnWidths<Row>(columns: readonly Column<Row>[], rows: readonly (readonly (readonly string[])[])[], room: number): number[] {
  const measure = (length: (text: string) => number, hanging: boolean) =>
    columns.map((column, index) => {
      const longest = rows.reduce((most, cells) => (cells[index] ?? []).reduce((max, text) => Math.max(max, length(text)), most), 0);
      return longest + (hanging ? (column.hanging ?? 0) : 0);
    });
  const natural = measure((text) => text.length, false);
  const floors = [
    measure((text) => Math.min(longWord, longestWord(text)), true),
    measure(longestPiece, true),
    natural.map(() => narrowest),
  ];
  for (const floor of floors) {
    const least = natural.map((value, index) => Math.min(value, floor[index] ?? 0));
    if (sum(least) <= room) return level(natural, least, room);
  }
  return natural.map((value) => Math.min(value, narrowest));
}

/** The natural widths cut down to one common height, as high as the room allows; none below its least. */
function level(natural: readonly number[], least: readonly number[], room: number): number[] {
  const cutAt = (height: number) => natural.map((value, index) => Math.min(value, Math.max(height, least[index] ?? 0)));
  let height = Math.max(0, ...natural);
  while (height > 0 && sum(cutAt(height)) > room) height -= 1;
  const widths = cutAt(height);
  let spare = room - sum(widths);
  const missing = (index: number) => (natural[index] ?? 0) - (widths[index] ?? 0);
  // What is left goes to the columns that miss least: they become whole.
  for (const index of [...widths.keys()].sort((a, b) => missing(a) - missing(b))) {
    const more = Math.min(spare, missing(index));
    widths[index] = (widths[index] ?? 0) + more;
    spare -= more;
  }
  return widths;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
