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
export function negate(condition: Condition): readonly Condition[] {
  const opposite = opposites[condition.operator];
  if (opposite === undefined) throw new Error(`negate: no opposite of ${condition.operator} is known`);
  return opposite(condition);
}

/**
 * Conjunctions which together hold for exactly the requests that meet none of the given conjunctions.
 * Where several ask one key for different values, a request that mixes the values of two may be let through: each is allowed by itself.
 */
export function neverAll(conjunctions: readonly (readonly Condition[])[]): readonly (readonly Condition[])[] {
  if (conjunctions.length === 0 || conjunctions.some((conditions) => conditions.length === 0)) return [];
  const distinct = [...new Map(conjunctions.map((conditions) => [JSON.stringify(conditions), conditions])).values()];
  const failures = distinct.reduce<readonly (readonly Condition[])[]>(
    (soFar, conditions) => minimal(soFar.flatMap((failed) => conditions.map((condition) => joined([...failed, ...negate(condition)])))),
    [[]],
  );
  return [...failures].sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
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
