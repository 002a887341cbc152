import { isExcept, type Except, type Grant, type Selection } from "../access/grant.ts";
import { arnCovers, conditionsImply } from "./conditions.ts";
import { patternCovers, patternsMeet } from "./pattern.ts";

/** The order on grants of AWS services: every request that `narrow` matches, `wide` matches too. */
export const awsCovers = (wide: Grant, narrow: Grant): boolean =>
  wide.effect === narrow.effect &&
  selectionCovers(wide.actions, narrow.actions, actions) &&
  (isSame(wide.resource, narrow.resource) ||
    (!excludesPrincipals(wide.resource) &&
      !excludesPrincipals(narrow.resource) &&
      selectionCovers(listed(wide.resource), listed(narrow.resource), resources))) &&
  conditionsImply(narrow.conditions, wide.conditions);

const listed = (resource: string | Except): Selection => (typeof resource === "string" ? [resource] : resource);

interface Patterns {
  covers(wide: string, narrow: string): boolean;
  meets(a: string, b: string): boolean;
}

/** Action names are compared without regard to case (IAM reference, "Action"). */
const actions: Patterns = {
  covers: (wide, narrow) => patternCovers(wide.toLowerCase(), narrow.toLowerCase()),
  meets: (a, b) => patternsMeet(a.toLowerCase(), b.toLowerCase()),
};

/** A wildcard does not reach past the colons of an ARN, but `*` alone is everything. */
const resources: Patterns = {
  covers: (wide, narrow) => wide === "*" || (patternCovers(wide, narrow) && (!wide.startsWith("arn:") || arnCovers(wide, narrow))),
  meets: patternsMeet,
};

const isSame = (a: string | Except, b: string | Except): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `NotPrincipal`: an account stands for every principal of it, so names that differ may still be one. */
const excludesPrincipals = (resource: string | Except): boolean =>
  typeof resource === "object" && resource.except.some((name) => /^(AWS|Service|Federated|CanonicalUser):/.test(name));

/** A policy variable stands for another text in each request: two of them are comparable only when they are the same text. */
const isVariable = (pattern: string): boolean => pattern.includes("${");

function selectionCovers(wide: Selection, narrow: Selection, patterns: Patterns): boolean {
  const covers = (a: string, b: string) => a === b || a === "*" || (!isVariable(a) && !isVariable(b) && patterns.covers(a, b));
  const meets = (a: string, b: string) => isVariable(a) || isVariable(b) || patterns.meets(a, b);
  if (!isExcept(wide) && !isExcept(narrow)) return narrow.every((inner) => wide.some((outer) => covers(outer, inner)));
  if (!isExcept(wide)) return wide.includes("*");
  if (!isExcept(narrow)) return narrow.every((inner) => !wide.except.some((left) => meets(left, inner)));
  return wide.except.every((left) => narrow.except.some((outer) => covers(outer, left)));
}
