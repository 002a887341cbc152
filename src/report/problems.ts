import type { Problem } from "../errors.ts";
import { counted, fieldLines, placeText, type Layout } from "./entry.ts";
import { visible } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** Problems as text: where, what about, the rule, what was given, what to write. */
export function problemsText(problems: readonly Problem[], layout: Layout): string {
  const entries = problems.map((problem) => [...heading(problem, layout), ...fieldLines(fieldsOf(problem), layout), ""]);
  return [...entries.flat(), layout.palette.red(counted(problems.length, "problem")), ""].join("\n");
}

const fieldsOf = ({ message, given, fix, rule }: Problem) =>
  [
    ["rule", `${message} (${rule})`],
    ["given", given],
    ["fix", fix],
  ] as const;

function heading({ at, subject }: Problem, { width, palette }: Layout): readonly string[] {
  const about = visible(subject);
  if (at === undefined) return wrap(about, width, 4).map((line) => palette.bold(line));
  const place = placeText(at);
  if (place.length + 2 + about.length <= width) return [`${palette.bold(place)}  ${about}`];
  return [palette.bold(place), ...wrap(about, Math.max(20, width - 4)).map((line) => `    ${line}`)];
}
