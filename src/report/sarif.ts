import { createHash } from "node:crypto";
import type { Severity, Waived } from "../check/finding.ts";
import type { RuleText } from "../check/rule.ts";
import type { Place, Problem } from "../errors.ts";
import { momentText } from "./moment.ts";
import { visible } from "./visible.ts";

/** A finding, or a problem, which is an error that nobody can waive. */
export interface Reported extends Problem {
  readonly severity?: Severity;
  readonly waived?: Waived;
}

export interface SarifTool {
  readonly version: string;
  readonly rules: readonly RuleText[];
}

/** Findings or problems as SARIF 2.1.0, for code scanning. */
export function sarifText(reported: readonly Reported[], { version, rules }: SarifTool): string {
  const ids = ruleIds(reported, rules);
  const descriptors = ids.map((id) => descriptorOf(id, rules));
  const run = {
    tool: { driver: { name: "keyward", semanticVersion: version, rules: descriptors } },
    columnKind: "utf16CodeUnits",
    results: reported.map((one) => resultOf(one, ids.indexOf(one.rule))),
  };
  return `${JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, undefined, 2)}\n`;
}

/** Registered rules first; then whatever else was reported, such as problems of the format. */
const ruleIds = (reported: readonly Reported[], rules: readonly RuleText[]): readonly string[] => [
  ...new Set([...rules.map(({ id }) => id), ...reported.map(({ rule }) => rule).sort()]),
];

function descriptorOf(id: string, rules: readonly RuleText[]): object {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return { id, shortDescription: message(id), defaultConfiguration: { level: "error" } };
  const { what, why, fix } = rule.words;
  return {
    id,
    shortDescription: message(what),
    fullDescription: message(`${what} ${why}`),
    help: message(`${why} ${fix}`),
    defaultConfiguration: { level: rule.severity },
    properties: { tags: ["security"] },
  };
}

function resultOf(reported: Reported, ruleIndex: number): object {
  const { rule, severity, subject, at, waived } = reported;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity ?? "error",
    message: message(sentence(reported)),
    locations: [{ ...(at === undefined ? {} : physical(at)), logicalLocations: [{ fullyQualifiedName: visible(subject) }] }],
    partialFingerprints: { "keyward/v1": fingerprint(reported) },
    // All results of a run have suppressions, or none has (SARIF 3.27.23): an empty list says "not suppressed".
    suppressions: waived === undefined ? [] : [suppression(waived)],
  };
}

const suppression = ({ reason, until }: Waived): object => ({
  kind: "inSource",
  status: "accepted",
  justification: visible(`${reason} (until ${momentText(until)})`),
});

const sentence = ({ subject, message: text, given, fix }: Reported): string =>
  `${subject}: ${text}${given === undefined ? "" : ` Given: ${given}.`} Fix: ${fix}`;

const physical = ({ file, line, column }: Place): object => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" },
    region: { startLine: line, startColumn: column },
  },
});

const uriOf = (file: string): string =>
  file
    .replaceAll("\\", "/")
    .replace(/^\.\//, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");

/** The same as long as rule, file and subject are: lines that move do not make a finding a new one. */
const fingerprint = ({ rule, subject, at }: Reported): string =>
  createHash("sha256")
    .update(JSON.stringify([rule, at?.file ?? "", subject]))
    .digest("hex")
    .slice(0, 32);

/**
 * A plain message: `{0}` would be a placeholder, so braces are doubled (SARIF 3.11.5); `[text](target)` would be a link (3.11.6),
 * so the pair that makes one is parted.
 */
const message = (text: string): { readonly text: string } => ({
  text: visible(text).replaceAll("{", "{{").replaceAll("}", "}}").replaceAll("](", "] ("),
});
