import { countFindings, type Finding } from "../check/finding.ts";
import { exitCodes, type ExitCode } from "../errors.ts";

/** Errors that nobody waived refuse; warnings do not. */
export const verdict = (findings: readonly Finding[]): ExitCode =>
  countFindings(findings).errors > 0 ? exitCodes.findings : exitCodes.fine;
