import { byText, sortedSet, type Condition } from "../access/grant.ts";

/** How each operator we emit is turned around. A negated operator also accepts a request without the key, as the refusal must. */
const opposites: Readonly<Record<string, (condition: Condition) => readonly Condition[]>> = {
  StringEquals: (condition) => [{ ...condition, operator: "StringNotEquals" }],
  StringLike: (condition) => [{ ...condition, operator: "StringNotLike" }],
  // The key may be missing; what is refused is a key that is there with another value.
  StringEqualsIfExists: (condition) => [{ ...condition, operator: "StringNotEquals" }, present(condition.key)],
  // True when the key is missing, so the opposite needs one value that does not fit.
  "ForAllValues:StringEquals": (condition) => [{ ...condition, operator: "ForAnyValue:StringNotEquals" }],
  Null: ({ values, ...condition }) => [{ ...condition, values: [values[0] === "true" ? "false" : "true"] }],
};

const present = (key: string): Condition => ({ operator: "Null", key, values: ["false"] });

/** One set of conditions for each way of failing this one. Throws on an operator that has no opposite here. */
function negate(condition: Condition): readonly Condition[] {
  const opposite = opposites[condition.operator];
  if (opposite === undefined) throw new Error(`negate: no opposite of ${condition.operator} is known`);
  return opposite(condition);
}

/** More ways of failing than this would not fit a policy. */
const mostFailures = 64;

/**
 * Conjunctions which together hold for the requests that meet none of the given conjunctions, and for no others; undefined when
 * there would be too many to write down. Where several ask one key for different values, a request that mixes the values of two is
 * let through: each is allowed by itself.
 */
export function neverAll(conjunctions: readonly (readonly Condition[])[]): readonly (readonly Condition[])[] | undefined {
  if (conjunctions.length === 0 || conjunctions.some((conditions) => conditions.length === 0)) return [];
  let failures: readonly (readonly Condition[])[] = [[]];
  for (const conditions of united(conjunctions)) {
    failures = minimal(failures.flatMap((failed) => conditions.map((condition) => joined([...failed, ...negate(condition)]))));
    if (failures.length > mostFailures) return undefined;
  }
  return [...failures].sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}

/** Conjunctions that differ in the values of one condition alone are one: (c and k in A) or (c and k in B) = c and k in A or B. */
function united(conjunctions: readonly (readonly Condition[])[]): readonly (readonly Condition[])[] {
  const distinct = [...new Map(conjunctions.map((conditions) => [JSON.stringify(conditions), conditions])).values()];
  for (const [index, one] of distinct.entries()) {
    for (const other of distinct.slice(index + 1)) {
      const together = unitedPair(one, other);
      if (together !== undefined) return united([...distinct.filter((each) => each !== one && each !== other), together]);
    }
  }
  return distinct;
}

function unitedPair(a: readonly Condition[], b: readonly Condition[]): readonly Condition[] | undefined {
  if (a.length !== b.length) return undefined;
  const pairs = a.map(
    (condition) => [condition, b.find(({ operator, key }) => operator === condition.operator && key === condition.key)] as const,
  );
  const differing = pairs.filter(([mine, other]) => JSON.stringify(mine.values) !== JSON.stringify(other?.values));
  if (differing.length !== 1 || differing[0]?.[1] === undefined) return undefined;
  return pairs.map(([mine, other]) => ({ ...mine, values: sortedSet([...mine.values, ...(other?.values ?? [])]) }));
}

/** One condition per operator and key: a negative one with the values of both refuses what both refuse. */
function joined(conditions: readonly Condition[]): readonly Condition[] {
  const byTest = new Map<string, Condition>();
  for (const condition of conditions) {
    const test = `${condition.operator} ${condition.key}`;
    byTest.set(test, { ...condition, values: sortedSet([...(byTest.get(test)?.values ?? []), ...condition.values]) });
  }
  return [...byTest.values()].sort((a, b) => byText(a.operator + a.key, b.operator + b.key));
}

/** A conjunction that asks for more than another adds nothing to it. */
function minimal(conjunctions: readonly (readonly Condition[])[]): readonly (readonly Condition[])[] {
  const texts = conjunctions.map((conditions) => new Set(conditions.map((condition) => JSON.stringify(condition))));
  const adds = (index: number) => {
    const own = texts[index] ?? new Set<string>();
    return !texts.some(
      (other, at) =>
        at !== index && (other.size < own.size || (other.size === own.size && at < index)) && [...other].every((text) => own.has(text)),
    );
  };
  return conjunctions.filter((_, index) => adds(index));
}
