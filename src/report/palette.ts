/** What a report may emphasise. Each style leaves the text as it is where colours are off. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const same = (text: string): string => text;
export const plain: Palette = { bold: same, dim: same, red: same, yellow: same, green: same };

/** SGR sequences; each style ends with its own reset, so that they can be nested. */
const style = (on: number, off: number) => (text: string) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
export const ansi: Palette = { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), yellow: style(33, 39), green: style(32, 39) };

interface Screen {
  readonly isTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours for a person at a terminal; none in a pipe, on a dumb terminal or with NO_COLOR (no-color.org: any value but an empty one). */
export const paletteFor = ({ isTty, env }: Screen): Palette => (isTty && !env["NO_COLOR"] && env["TERM"] !== "dumb" ? ansi : plain);
