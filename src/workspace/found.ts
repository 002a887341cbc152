import type { Problem } from "../errors.ts";

/** What is wrong, and with what. */
export interface Found {
  readonly problem: Problem;
  /** Equal for problems of one value. */
  readonly where: string;
  /** True where the schema says what to write: it knows more than an example. */
  readonly ownFix?: boolean;
}

/** What is wrong with one value is one problem. */
export function joined(found: readonly Found[]): readonly Found[] {
  const byPlace = new Map<string, Found>();
  for (const one of found) {
    const known = byPlace.get(one.where);
    if (known?.problem.message.includes(one.problem.message)) continue;
    byPlace.set(one.where, known === undefined ? one : both(known, one));
  }
  return [...byPlace.values()];
}

function both(first: Found, second: Found): Found {
  const message = `${first.problem.message}; ${second.problem.message}`;
  const told = [first, second].filter(({ ownFix }) => ownFix === true);
  const fix = told.length === 0 ? first.problem.fix : told.map(({ problem }) => problem.fix).join("; ");
  return { ...first, problem: { ...first.problem, message, fix }, ownFix: told.length > 0 };
}
