import type { Measurement } from "./measure.ts";

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

const head = ["profiles", "program", "time", "processor", "peak memory", "keyward's time is", "keyward's processor time is"];
const align = [true, false, true, true, true, true, true];

/** One line per size and program. */
export function table(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ size, keyward, cdktf, json }) => [
    [size.toLocaleString("en"), "keyward synth", ...cells(keyward), "", ""],
    ["", "plain cdktf", ...cells(cdktf), ...ratios(keyward, cdktf)],
    ["", "JSON.stringify", ...cells(json), ...ratios(keyward, json)],
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    align[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return [head, ...lines].map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}

const cells = ({ seconds, processor, megabytes }: Measurement) => [
  `${seconds.toFixed(2)} s`,
  `${processor.toFixed(2)} s`,
  `${Math.round(megabytes)} MB`,
];

const ratios = (keyward: Measurement, other: Measurement) => [
  `${(keyward.seconds / other.seconds).toFixed(2)} x`,
  `${(keyward.processor / other.processor).toFixed(2)} x`,
];

/** How keyward's time grows between each size and the next: exponent 1 = in proportion. */
export function growth(rows: readonly Row[]): string {
  return rows
    .slice(1)
    .map((row, index) => {
      const before = rows[index] ?? row;
      const said = (factor: number) =>
        `${factor.toFixed(1)} x (exponent ${(Math.log(factor) / Math.log(row.size / before.size)).toFixed(2)})`;
      const [time, processor] = [row.keyward.seconds / before.keyward.seconds, row.keyward.processor / before.keyward.processor];
      return `keyward from ${before.size} to ${row.size} profiles: time ${said(time)}, processor time ${said(processor)}`;
    })
    .join("\n");
}
