const withoutTerminal = 120;
const unknownTerminal = 80;
const narrowest = 40;

/**
 * How many characters fit on a line: what $COLUMNS says, else the terminal, else a width that suits most logs.
 * A terminal of width 0 is one that was never told its size.
 */
export function columnsOf(variable: string | undefined, terminal: number | undefined): number {
  const said = variable !== undefined && /^[1-9][0-9]{0,3}$/.test(variable) ? Number(variable) : undefined;
  return Math.max(narrowest, said ?? (terminal === 0 ? unknownTerminal : (terminal ?? withoutTerminal)));
}
