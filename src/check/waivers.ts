import type { Waiver } from "../profile/schema.ts";
import { instantOf } from "../server/server.ts";
import type { Finding } from "./finding.ts";
import { runRule, type Scope } from "./run-rule.ts";
import type { Rule, WaiverRule, WaiverSubject } from "./rule.ts";

interface WaiverContext {
  readonly waivers: readonly Waiver[];
  readonly rules: readonly Rule[];
  readonly scope: Scope;
  readonly now: Date;
  /** False where an expired waiver goes on waiving. */
  readonly waiversExpire: boolean;
}

/** The findings of one profile with its waivers applied, and what is wrong with the waivers themselves. */
export function waive(findings: readonly Finding[], context: WaiverContext): readonly Finding[] {
  const subjects = context.waivers.map((waiver, index) => subjectOf(waiver, index, { findings, context }));
  const honoured = subjects.filter((subject) => subject.rule?.waivable === true && (!subject.expired || subject.honoured));
  // Of several for one rule the first counts; one that has expired only where no other is left.
  const inOrder = [...honoured.filter(({ expired }) => !expired), ...honoured.filter(({ expired }) => expired)];
  const live = new Map(inOrder.reverse().map(({ waiver }) => [waiver.rule, waiver]));
  const waiverRules = context.rules.filter((rule): rule is WaiverRule => rule.about === "waiver");
  return [
    ...findings.map((finding) => waived(finding, live.get(finding.rule))),
    ...subjects.flatMap((subject) => waiverRules.flatMap((rule) => runRule(rule, subject, context.scope))),
  ];
}

interface SubjectContext {
  readonly findings: readonly Finding[];
  readonly context: WaiverContext;
}

const subjectOf = (waiver: Waiver, index: number, { findings, context }: SubjectContext): WaiverSubject => ({
  waiver,
  index,
  rule: context.rules.find(({ id }) => id === waiver.rule),
  expired: new Date(instantOf(waiver.until)) <= context.now,
  honoured: !context.waiversExpire,
  matches: findings.filter(({ rule }) => rule === waiver.rule).length,
  waivable: context.rules.filter((rule) => rule.waivable).map(({ id }) => id),
});

const waived = (finding: Finding, waiver: Waiver | undefined): Finding =>
  waiver === undefined ? finding : { ...finding, waived: { reason: waiver.reason, until: waiver.until } };
