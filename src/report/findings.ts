import { countFindings, type Counts, type Finding } from "../check/finding.ts";
import { counted, fieldLines, placeText, type Layout } from "./entry.ts";
import { momentText } from "./moment.ts";
import { visible } from "./visible.ts";

/** Findings as text: by file, then by place; those that are waived apart, with the reason and the end of the waiver. */
export function findingsText(findings: readonly Finding[], layout: Layout): string {
  const counting = findings.filter(({ waived }) => waived === undefined);
  const waived = findings.filter((finding) => finding.waived !== undefined);
  const files = [...new Set(counting.map(({ at }) => at.file))];
  const groups = files.flatMap((file) =>
    fileLines(
      file,
      counting.filter(({ at }) => at.file === file),
      layout,
    ),
  );
  return [...groups, ...waivedLines(waived, layout), summary(countFindings(findings), layout), ""].join("\n");
}

function fileLines(file: string, findings: readonly Finding[], layout: Layout): readonly string[] {
  const counts = countsText(countFindings(findings)).join(", ");
  return [`${layout.palette.bold(visible(file))}: ${counts}`, "", ...findings.flatMap((finding) => findingLines(finding, layout))];
}

function waivedLines(findings: readonly Finding[], layout: Layout): readonly string[] {
  if (findings.length === 0) return [];
  return [layout.palette.bold("Waived, not counted"), "", ...findings.flatMap((finding) => findingLines(finding, layout))];
}

function findingLines(finding: Finding, layout: Layout): readonly string[] {
  const { severity, subject, message, given, fix, waived } = finding;
  const { red, yellow, dim } = layout.palette;
  const label = waived !== undefined ? dim("waived") : severity === "error" ? red("error") : yellow("warning");
  const fields = [
    ["about", subject],
    ["rule", message],
    ["given", given],
    ...(waived === undefined
      ? ([["fix", fix]] as const)
      : ([
          ["reason", waived.reason],
          ["until", momentText(waived.until)],
        ] as const)),
  ] as const;
  return [`  ${placeText(finding.at)}  ${label}  ${visible(finding.rule)}`, ...fieldLines(fields, layout), ""];
}

const countsText = ({ errors, warnings, waived }: Counts): readonly string[] => [
  ...(errors > 0 ? [counted(errors, "error")] : []),
  ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ...(waived > 0 ? [`${waived} waived`] : []),
];

function summary(counts: Counts, { palette }: Layout): string {
  const text = countsText(counts).join(", ");
  if (counts.errors > 0) return palette.red(text);
  if (counts.warnings > 0) return palette.yellow(text);
  return palette.green(text === "" ? "No findings" : `No findings, ${text}`);
}
