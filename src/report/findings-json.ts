import { countFindings, type Finding } from "../check/finding.ts";
import type { Problem } from "../errors.ts";
import { jsonText } from "./json.ts";
import { instantOf } from "../server/server.ts";

/** Findings for scripts (docs/rules.md, "Reports"). Every key is always there; null = there is none. */
export const findingsJson = (findings: readonly Finding[]): string => jsonText("findings", findingsContent(findings));

export const findingsContent = (findings: readonly Finding[]) => ({
  summary: countFindings(findings),
  findings: findings.map((finding) => ({
    ...common(finding),
    severity: finding.severity,
    waived: finding.waived === undefined ? null : { reason: finding.waived.reason, until: instantOf(finding.waived.until) },
  })),
});

/** Problems for scripts: what kept a command from running at all. */
export const problemsJson = (problems: readonly Problem[]): string =>
  jsonText("problems", { summary: { problems: problems.length }, problems: problems.map(common) });

const common = ({ rule, subject, message, given, fix, at }: Problem) => ({
  rule,
  subject,
  message,
  given: given ?? null,
  fix,
  at: at === undefined ? null : { file: at.file, line: at.line, column: at.column },
});
