import type { Finding } from "../check/finding.ts";
import { counted, placeText, type Layout } from "./entry.ts";
import { findingsContent } from "./findings-json.ts";
import { jsonText } from "./json.ts";
import { momentText } from "./moment.ts";
import { serversTable, type ServerSummary } from "./servers.ts";
import { table, type Column } from "./table.ts";
import { visible } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** What a synth wrote, and what it noticed. */
export interface Synthesis {
  /** The folder, as it was named on the command line. */
  readonly out: string;
  readonly stacks: readonly WrittenStack[];
  /** Stacks of an earlier synth that are no more; their folders were removed. */
  readonly removed: readonly string[];
  readonly servers: readonly ServerSummary[];
  readonly findings: readonly Finding[];
}

interface WrittenStack {
  readonly name: string;
  readonly environment: string;
  readonly owner: string | undefined;
  readonly servers: readonly { readonly id: string }[];
}

const folderOf = (out: string, stack: string): string => `${out.replace(/\/+$/, "")}/stacks/${stack}`;

/** For scripts (docs/json.md). */
export const synthesisJson = ({ out, stacks, removed, servers, findings }: Synthesis): string =>
  jsonText("synthesis", {
    out,
    stacks: stacks.map(({ name, environment, owner, servers: held }) => ({
      name,
      environment,
      owner: owner ?? null,
      folder: folderOf(out, name),
      servers: held.map(({ id }) => id),
    })),
    removed,
    servers,
    ...findingsContent(findings),
  });

const next = "Next, bootstrap stacks first (`npx cdktf deploy` keeps the order by itself):";

/** For a person: the servers, then what was written, what was noticed, what to do next. */
export function synthesisText(synthesis: Synthesis, layout: Layout): readonly string[] {
  const { out, stacks, removed, servers } = synthesis;
  const { width, palette } = layout;
  const [first] = stacks;
  const list = (heading: string, names: readonly string[]) => wrap(`${heading}: ${names.join(", ")}`, width, 2);
  return [
    ...(servers.length === 0 ? ["There is no profile yet: every stack is empty."] : serversTable(servers, width, palette)),
    "",
    ...list(
      `${counted(stacks.length, "stack")} in ${out.replace(/\/+$/, "")}/stacks`,
      stacks.map(({ name }) => name),
    ),
    ...(removed.length === 0 ? [] : list("Removed, because the settings no longer name them", removed)),
    ...noticed(synthesis.findings, layout),
    ...(first === undefined ? [] : ["", ...wrap(next, width), `  terraform -chdir=${folderOf(out, first.name)} init`]),
  ];
}

/** Warnings and waived findings, a line or two each; `keyward check` says everything. */
function noticed(findings: readonly Finding[], { width, palette }: Layout): readonly string[] {
  if (findings.length === 0) return [];
  const columns: readonly Column<Finding>[] = [
    {
      heading: [],
      cell: ({ waived }) => [waived === undefined ? "warning" : "waived"],
      paint: (text) => (text === "waived" ? palette.dim(text) : palette.yellow(text)),
    },
    { heading: [], cell: ({ rule }) => [rule] },
    {
      heading: [],
      cell: (finding) => [`${visible(finding.subject)}${waiverText(finding)}`, placeText(finding.at)],
      paint: (text, index) => (index === 1 ? palette.dim(text) : text),
    },
  ];
  return [
    "",
    "Noticed (`keyward check` says more):",
    ...table(columns, findings, width - 2)
      .filter((line) => line !== "")
      .map((line) => `  ${line}`),
  ];
}

const waiverText = ({ waived }: Finding): string =>
  waived === undefined ? "" : ` (until ${momentText(waived.until)}: ${visible(waived.reason)})`;
