/**
 * IAM's wildcard patterns: `*` is any run of characters, `?` exactly one. Case is the caller's matter.
 * As in policies of version 2012-10-17, `${*}`, `${?}` and `${$}` are the plain characters, and any other `${…}` is a
 * variable: its value is known only when a request is made.
 */
type Token = string;

// No token of one character, so that no literal equals them.
const run = "*…";
const any = "?…";
/** Stands for a character that occurs in no pattern: only a wildcard takes it. */
const fresh = "";

/** Beyond this many states the answer is no. Patterns made to be hard reach it; those that teams write stay under a hundred. */
const mostStates = 20_000;

/**
 * True when `wide` matches every text that `narrow` matches. Exact for patterns without variables; a variable is covered
 * only by `*` or by itself. Never yes where it cannot tell.
 */
export function patternCovers(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === "*") return true;
  const automaton = automatonOf(tokens(wide));
  return coversAll(automaton, tokens(narrow));
}

/** True when the pattern matches the text, in which nothing is a wildcard. A variable in the pattern matches nothing: it has no value here. */
export function patternMatches(pattern: string, text: string): boolean {
  return coversAll(automatonOf(tokens(pattern)), Array.from(text));
}

/** True when some text is matched by both. A variable may be any text, so with variables the answer means "perhaps". */
export function patternsMeet(a: string, b: string): boolean {
  if (differBeforeWildcards(a, b)) return false;
  const [left, right] = [tokens(a), tokens(b)].map((list) => list.map((token) => (isVariable(token) ? run : token)));
  if (left === undefined || right === undefined) return false;
  // row[j]: what is left of `left` from i meets what is left of `right` from j. Filled from the ends.
  let below: boolean[] = [];
  for (let i = left.length; i >= 0; i--) {
    const row = Array.from({ length: right.length + 1 }, () => false);
    for (let j = right.length; j >= 0; j--)
      row[j] = meets({ mine: left[i], other: right[j] }, { down: below[j], right: row[j + 1], both: below[j + 1] });
    below = row;
  }
  return below[0] === true;
}

/** Most pairs part in their literal beginning: no table is needed for those. */
function differBeforeWildcards(a: string, b: string): boolean {
  for (let at = 0; at < a.length && at < b.length; at++) {
    if (/[*?$]/.test(a.charAt(at)) || /[*?$]/.test(b.charAt(at))) return false;
    if (a.charAt(at) !== b.charAt(at)) return true;
  }
  return false;
}

interface Neighbours {
  readonly down: boolean | undefined;
  readonly right: boolean | undefined;
  readonly both: boolean | undefined;
}

function meets({ mine, other }: { mine: Token | undefined; other: Token | undefined }, next: Neighbours): boolean {
  if (mine === undefined && other === undefined) return true;
  if (mine === run && next.down === true) return true;
  if (other === run && next.right === true) return true;
  if (mine === run) return other !== undefined && next.right === true;
  if (other === run) return mine !== undefined && next.down === true;
  if (mine === undefined || other === undefined) return false;
  return (mine === other || mine === any || other === any) && next.both === true;
}

function tokens(pattern: string): readonly Token[] {
  const parts = pattern.match(/\$\{[^}]*\}|[^]/gu) ?? [];
  return parts.map(toToken).filter((token, index, all) => token !== run || all[index - 1] !== run);
}

function toToken(part: string): Token {
  if (part === "*") return run;
  if (part === "?") return any;
  return part === "${*}" || part === "${?}" || part === "${$}" ? part.charAt(2) : part;
}

const isVariable = (token: Token): boolean => token.startsWith("${");

/** A pattern as bit sets over its positions; position n stands before token n, the last one is the end. */
interface Automaton {
  readonly start: bigint;
  readonly end: bigint;
  readonly runs: bigint;
  readonly anys: bigint;
  readonly literals: ReadonlyMap<Token, bigint>;
}

function automatonOf(pattern: readonly Token[]): Automaton {
  const places = (wanted: Token): bigint =>
    pattern.reduce((set, token, index) => (token === wanted ? set | (1n << BigInt(index)) : set), 0n);
  const literals = new Map([...new Set(pattern)].filter((token) => token !== run && token !== any).map((token) => [token, places(token)]));
  const runs = places(run);
  return { start: settled(1n, runs), end: 1n << BigInt(pattern.length), runs, anys: places(any), literals };
}

/** Adds what is reached without reading, and drops what a later `*` makes superfluous: it takes everything the earlier positions take. */
function settled(positions: bigint, runs: bigint): bigint {
  const reached = positions & runs;
  if (reached === 0n) return positions;
  const last = BigInt(reached.toString(2).length - 1);
  const kept = (positions >> last) << last;
  return kept | (1n << (last + 1n));
}

function step({ runs, anys, literals }: Automaton, positions: bigint, token: Token): bigint {
  const taken = (literals.get(token) ?? 0n) | (isVariable(token) ? 0n : anys);
  return settled(((positions & taken) << 1n) | (positions & runs), runs);
}

/**
 * Walks `narrow` and, beside it, every position `wide` may be in. Where `narrow` has a wildcard only the fresh character
 * needs trying: `wide` can take it by a wildcard alone, which would take any other character as well.
 */
function coversAll(wide: Automaton, narrow: readonly Token[]): boolean {
  const seen = narrow.map(() => new Set<bigint>());
  const open: (readonly [index: number, positions: bigint])[] = [[0, wide.start]];
  for (let states = 0, state = open.pop(); state !== undefined; state = open.pop(), states++) {
    const [index, positions] = state;
    const token = narrow[index];
    if (token === undefined) {
      if ((positions & wide.end) === 0n) return false;
      continue;
    }
    if (positions === 0n || states > mostStates) return false;
    if (seen[index]?.has(positions) === true) continue;
    seen[index]?.add(positions);
    if (token === run) open.push([index, step(wide, positions, fresh)], [index + 1, positions]);
    else open.push([index + 1, step(wide, positions, token)]);
  }
  return true;
}
