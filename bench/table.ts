/** What one program took. */
export interface Measurement {
  readonly seconds: number;
  readonly megabytes: number;
}

/** The three programs on one repository. */
export interface Row {
  readonly size: number;
  readonly keyward: Measurement;
  readonly cdktf: Measurement;
  readonly json: Measurement;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const head = ["profiles", "keyward", "memory", "plain cdktf", "memory", "JSON.stringify", "memory", "keyward / cdktf", "keyward / JSON"];

/** One line per size: seconds, peak memory, ratios. */
export function table(rows: readonly Row[]): string {
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  const memory = (value: number) => `${Math.round(value)} MB`;
  const lines = rows.map(({ size, keyward, cdktf, json }) => [
    size.toLocaleString("en"),
    ...[keyward, cdktf, json].flatMap((one) => [seconds(one.seconds), memory(one.megabytes)]),
    (keyward.seconds / cdktf.seconds).toFixed(2),
    (keyward.seconds / json.seconds).toFixed(2),
  ]);
  const widths = head.map((title, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? title.length)));
  return [head, ...lines].map((line) => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ")).join("\n");
}

/** How keyward's time grows between each size and the next: 1 = in proportion. */
export function growth(rows: readonly Row[]): string {
  return rows
    .slice(1)
    .map((row, index) => {
      const before = rows[index] ?? row;
      const factor = row.keyward.seconds / before.keyward.seconds;
      const exponent = Math.log(factor) / Math.log(row.size / before.size);
      return `${before.size} to ${row.size} profiles: ${factor.toFixed(1)} times the time, growth exponent ${exponent.toFixed(2)}`;
    })
    .join("\n");
}
