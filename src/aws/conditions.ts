import { sortedSet, type Condition } from "../access/grant.ts";
import { parseNetwork } from "../words/words.ts";
import { patternCovers, patternsMeet } from "./pattern.ts";

/*
 * What conditions mean (IAM user guide, "IAM JSON policy elements: Condition operators" and
 * "Set operators for multi-valued context keys"): which values they accept, and whether they accept a request without the key.
 */

/** True when every request that satisfies all of `narrow` satisfies all of `wide`. Says no where it cannot tell. */
export const conditionsImply = (narrow: readonly Condition[], wide: readonly Condition[]): boolean =>
  wide.every((asked) => narrow.some((given) => conditionImplies(given, asked)));

function conditionImplies(given: Condition, asked: Condition): boolean {
  if (given.key.toLowerCase() !== asked.key.toLowerCase()) return false;
  const [from, to] = [operatorOf(given.operator), operatorOf(asked.operator)];
  if (from === undefined || to === undefined) return isSame(given, asked);
  if (acceptsAbsent(from, given, true) && !acceptsAbsent(to, asked, false)) return false;
  if (to.base === "Null") return to.base === from.base ? isSame(given, asked) : !asked.values.some(isTrue);
  if (from.base === "Null") return given.values.every(isTrue);
  if (from.quantifier !== to.quantifier) return false;
  if (from.base === to.base && from.negated === to.negated && hasSameValues(given, asked)) return true;
  return valuesWithin(from, to, { given: given.values, asked: asked.values });
}

interface Operator {
  readonly quantifier: "" | "ForAllValues" | "ForAnyValue";
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

const operatorPattern = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** The parts of an operator's name; undefined for one that is not in IAM's list. */
function operatorOf(name: string): Operator | undefined {
  const [, quantifier = "", written = "", ifExists] = operatorPattern.exec(name) ?? [];
  const base = written.replace(/^(String|Numeric|Date|Arn)Not|^NotIp/, (found) => (found === "NotIp" ? "Ip" : found.slice(0, -3)));
  if (!knownOperators.has(base)) return undefined;
  return { quantifier: quantifier as Operator["quantifier"], base, negated: base !== written, ifExists: ifExists !== undefined };
}

const comparisons = ["Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const knownOperators: ReadonlySet<string> = new Set([
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ArnEquals",
  "ArnLike",
  "IpAddress",
  "Bool",
  "BinaryEquals",
  "Null",
  ...comparisons.flatMap((comparison) => [`Numeric${comparison}`, `Date${comparison}`]),
]);

/**
 * Whether a request without the key passes: IfExists and ForAllValues let it through, and so does every negated operator.
 * AWS does not say what IfExists means beside ForAnyValue, which alone is false of a missing key: the caller says what to make of the doubt.
 */
function acceptsAbsent(operator: Operator, { values }: Condition, inDoubt: boolean): boolean {
  if (operator.base === "Null") return values.some(isTrue);
  if (operator.quantifier === "ForAnyValue") return operator.ifExists && inDoubt;
  return operator.ifExists || operator.negated || operator.quantifier === "ForAllValues";
}

const isTrue = (value: string): boolean => value.toLowerCase() === "true";

const hasSameValues = (a: Condition, b: Condition): boolean => JSON.stringify(sortedSet(a.values)) === JSON.stringify(sortedSet(b.values));

const isSame = (a: Condition, b: Condition): boolean => a.operator === b.operator && hasSameValues(a, b);

/** Whether the accepted values of one operator all are accepted by the other. */
function valuesWithin(from: Operator, to: Operator, values: { given: readonly string[]; asked: readonly string[] }): boolean {
  // A policy variable stands for another value in each request.
  if ([...values.given, ...values.asked].some((value) => value.includes("${"))) return false;
  const family = families.find(({ bases }) => bases.has(from.base) && bases.has(to.base));
  if (family === undefined) return false;
  const given = values.given.map((value): Test => [from.base, value]);
  const asked = values.asked.map((value): Test => [to.base, value]);
  const within = (inner: readonly Test[], outer: readonly Test[]) =>
    inner.every((test) => outer.some((other) => family.within(test, other)));
  if (!from.negated && !to.negated) return within(given, asked);
  if (from.negated && to.negated) return within(asked, given);
  return to.negated && given.every((test) => asked.every((other) => family.apart(test, other)));
}

/** An operator without its negation, and one value of it. */
type Test = readonly [base: string, value: string];

/** Operators that can be compared with each other. */
interface Family {
  readonly bases: ReadonlySet<string>;
  /** Every value that passes the first test passes the second. */
  within(inner: Test, outer: Test): boolean;
  /** No value passes both. */
  apart(a: Test, b: Test): boolean;
}

const isWild = (value: string): boolean => /[*?]/.test(value);

/** StringEquals compares `*` as a character; as a pattern it would match more, so it is left to textual equality. */
const isPattern = ([base, value]: Test): boolean => base === "StringLike" || !isWild(value);

const text: Family = {
  bases: new Set(["StringEquals", "StringLike"]),
  within: (inner, outer) => isPattern(inner) && isPattern(outer) && patternCovers(outer[1], inner[1]),
  apart: (a, b) => isPattern(a) && isPattern(b) && !patternsMeet(a[1], b[1]),
};

const caseless: Family = {
  bases: new Set(["StringEqualsIgnoreCase", "Bool"]),
  within: ([, inner], [, outer]) => inner.toLowerCase() === outer.toLowerCase(),
  apart: ([, a], [, b]) => a.toLowerCase() !== b.toLowerCase(),
};

/** ArnEquals and ArnLike are one operator; wildcards stay within the six parts of an ARN. */
const arn: Family = {
  bases: new Set(["ArnEquals", "ArnLike"]),
  within: ([, inner], [, outer]) => arnCovers(outer, inner),
  apart: ([, a], [, b]) => isArn(a) && isArn(b) && arnParts(a).some((part, index) => !patternsMeet(part, arnParts(b)[index] ?? "")),
};

const network: Family = {
  bases: new Set(["IpAddress"]),
  within: ([, inner], [, outer]) => networkCovers(outer, inner),
  apart: ([, a], [, b]) => isNetwork(a) && isNetwork(b) && !networkCovers(a, b) && !networkCovers(b, a),
};

const numbers = ordered("Numeric", (value) => (/^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : Number.NaN));

/** Seconds since 1970, a date, or a moment with its zone (IAM user guide, "Date condition operators"); without a zone it would depend on the machine's. */
const dates = ordered("Date", (value) => {
  if (/^[0-9]{9,}$/.test(value)) return Number(value) * 1000;
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2}))?$/.test(value) ? Date.parse(value) : Number.NaN;
});

const families: readonly Family[] = [text, caseless, arn, network, numbers, dates];

const arnParts = (value: string): readonly string[] => {
  const parts = value.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
};

/** True when the ARN pattern `wide` matches every ARN that `narrow` matches, part by part. */
export const arnCovers = (wide: string, narrow: string): boolean => {
  const narrowParts = arnParts(narrow);
  return isArn(wide) && isArn(narrow) && arnParts(wide).every((part, index) => patternCovers(part, narrowParts[index] ?? ""));
};

/** What has fewer than the six parts of an ARN is not one, whatever IAM makes of it. */
const isArn = (value: string): boolean => value.startsWith("arn:") && value.split(":").length >= 6;

const networkOf = (value: string) => {
  const [address = "", length, ...rest] = value.split("/");
  if (length === undefined) return parseNetwork(address, address.includes(":") ? 128 : 32);
  return rest.length === 0 && /^[0-9]{1,3}$/.test(length) ? parseNetwork(address, Number(length)) : undefined;
};

const isNetwork = (value: string): boolean => networkOf(value) !== undefined;

function networkCovers(wide: string, narrow: string): boolean {
  const [outer, inner] = [networkOf(wide), networkOf(narrow)];
  if (outer === undefined || inner === undefined || outer.width !== inner.width || outer.length > inner.length) return false;
  const rest = BigInt(outer.width - outer.length);
  return outer.bits >> rest === inner.bits >> rest;
}

/** Numbers and dates: each test accepts an interval. */
function ordered(prefix: "Numeric" | "Date", parse: (value: string) => number): Family {
  const interval = ([base, value]: Test) => {
    const at = parse(value);
    const comparison = base.slice(prefix.length);
    const inclusive = comparison.endsWith("Equals");
    return {
      known: !Number.isNaN(at),
      low: comparison.startsWith("Less") ? Number.NEGATIVE_INFINITY : at,
      high: comparison.startsWith("Greater") ? Number.POSITIVE_INFINITY : at,
      inclusive,
    };
  };
  return {
    bases: new Set(comparisons.map((comparison) => `${prefix}${comparison}`)),
    within(innerTest, outerTest) {
      const [inner, outer] = [interval(innerTest), interval(outerTest)];
      const reaches = outer.inclusive || !inner.inclusive;
      const low = inner.low > outer.low || (inner.low === outer.low && (reaches || outer.low === Number.NEGATIVE_INFINITY));
      const high = inner.high < outer.high || (inner.high === outer.high && (reaches || outer.high === Number.POSITIVE_INFINITY));
      return inner.known && outer.known && low && high;
    },
    apart(aTest, bTest) {
      const [a, b] = [interval(aTest), interval(bTest)];
      const touch = a.inclusive && b.inclusive;
      const before = (x: typeof a, y: typeof a) => x.high < y.low || (x.high === y.low && !touch);
      return a.known && b.known && (before(a, b) || before(b, a));
    },
  };
}
