import type { Place, Problem } from "../errors.ts";

export type Severity = "error" | "warning";

/** What a check found: a problem with a severity, at a known place. */
export interface Finding extends Problem {
  readonly severity: Severity;
  readonly at: Place;
  /** Set when a live waiver covers it: it is shown, and does not count. */
  readonly waived?: Waived;
}

export interface Waived {
  readonly reason: string;
  /** A date: the waiver ends at 00:00 UTC of that day. */
  readonly until: string;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly waived: number;
}

/** How many findings there are of each sort. A waived one counts as waived only. */
export function countFindings(findings: readonly Pick<Finding, "severity" | "waived">[]): Counts {
  const counted = findings.filter(({ waived }) => waived === undefined);
  const errors = counted.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: counted.length - errors, waived: findings.length - counted.length };
}
