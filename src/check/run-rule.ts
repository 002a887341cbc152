import type { Place } from "../errors.ts";
import type { Source } from "../workspace/document.ts";
import type { Finding } from "./finding.ts";
import type { RuleText, Violation } from "./rule.ts";

/** Where findings of one text belong. */
export interface Scope {
  readonly source: Source;
  readonly subjectOf: (path: Violation["path"]) => string;
}

interface Check<Subject> extends RuleText {
  check(subject: Subject): readonly Violation[];
}

/** The rule id of a rule that threw. It is no rule, so no waiver can name it. */
const ruleFailed = "rule-failed";

/** Runs one rule. One that throws is an error, never a pass (invariant 10). */
export function runRule<Subject>(rule: Check<Subject>, subject: Subject, scope: Scope): readonly Finding[] {
  try {
    return rule.check(subject).map((violation) => findingOf(rule, violation, scope));
  } catch (error) {
    return [
      {
        rule: ruleFailed,
        severity: "error",
        subject: `${scope.subjectOf([])}: rule ${rule.id}`,
        message: "The rule failed, so nothing is known about what it checks.",
        given: error instanceof Error ? error.message : String(error),
        fix: "This is a fault of Keyward or of a connector: please report it with the profile that shows it.",
        at: topOf(scope.source),
      },
    ];
  }
}

const findingOf = (rule: RuleText, { path, severity, message, given, fix }: Violation, { source, subjectOf }: Scope): Finding => ({
  rule: rule.id,
  severity: severity ?? rule.severity,
  subject: subjectOf(path),
  message: message ?? rule.words.what,
  ...(given === undefined ? {} : { given }),
  fix: fix ?? rule.words.fix,
  at: source.at(path),
});

/** The top of the file, without asking the source: it may be what threw. */
const topOf = ({ file }: Source): Place => ({ file, line: 1, column: 1 });

/** `access[0].prefixes` */
export const pathText = (path: Violation["path"]): string =>
  path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
