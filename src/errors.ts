/** A position in a text file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing a person must mend: what it is about, the rule it breaks, what was given, and what to write instead. */
export interface Problem {
  /** Stable identifier, for example `profile/unknown-key`. */
  readonly rule: string;
  /** What the problem is about, for example `orders-analyst: access[0].prefixes`. */
  readonly subject: string;
  /** The rule in words. */
  readonly message: string;
  /** What was given, as text; left out where nothing was given. */
  readonly given?: string;
  /** What to write instead. */
  readonly fix: string;
  readonly at?: Place;
}

/** Exit codes of the command line (design, section 7). */
export const exitCodes = { fine: 0, findings: 1, usage: 2, widening: 3, outside: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An expected failure: its problems are shown without a stack trace. Every other error is a bug. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  constructor(problems: readonly Problem[], exitCode: ExitCode = exitCodes.usage) {
    super(problems.map((problem) => `${problem.subject}: ${problem.message}`).join("\n"));
    this.problems = problems;
    this.exitCode = exitCode;
  }
}
