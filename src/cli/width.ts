const withoutTerminal = 120;
const narrowest = 40;

/** How many characters fit on a line: what $COLUMNS says, else the terminal, else a width that suits most logs. */
export function columnsOf(variable: string | undefined, terminal: number | undefined): number {
  const said = variable !== undefined && /^[1-9][0-9]{0,3}$/.test(variable) ? Number(variable) : undefined;
  return Math.max(narrowest, said ?? terminal ?? withoutTerminal);
}
