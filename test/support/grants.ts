import fc from "fast-check";
import type { Condition, Grant } from "../../src/access/grant.ts";

/*
 * A small world of grants and requests in which everything can be tried out.
 */

const actionsOfWorld = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"] as const;
const resourcesOfWorld = ["arn:aws:s3:::b", "arn:aws:s3:::b/x", "arn:aws:s3:::b/x/1", "arn:aws:s3:::c/x"] as const;
const prefixes = ["x", "x/", "y"] as const;
const times = ["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"] as const;

export interface WorldRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Every request of the world. */
export const requestsOfWorld: readonly WorldRequest[] = actionsOfWorld.flatMap((action) =>
  resourcesOfWorld.flatMap((resource) =>
    [undefined, ...prefixes].flatMap((prefix) =>
      ["2026-12-01T00:00:00Z", ...times].map((time) => ({
        action,
        resource,
        context: { "aws:CurrentTime": time, ...(prefix === undefined ? {} : { "s3:prefix": prefix }) },
      })),
    ),
  ),
);

const some = <Value>(values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: values.length });

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    operator: fc.constantFrom(
      "StringEquals",
      "StringLike",
      "StringNotEquals",
      "StringNotLike",
      "StringEqualsIfExists",
      "StringLikeIfExists",
    ),
    key: fc.constant("s3:prefix"),
    values: some(["x", "x/", "y", "x*", "*"]),
  }),
  fc.record({ operator: fc.constant("Null"), key: fc.constant("s3:prefix"), values: fc.constantFrom(["true"], ["false"]) }),
  fc.record({
    operator: fc.constantFrom("DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"),
    key: fc.constant("aws:CurrentTime"),
    values: fc.constantFrom(...times).map((time) => [time]),
  }),
);

const resourcePatterns = [...resourcesOfWorld, "arn:aws:s3:::b/*", "arn:aws:s3:::b/x*", "arn:aws:s3:::?/x", "*"] as const;
const actionPatterns = [...actionsOfWorld, "s3:*", "s3:Get*", "*"] as const;

export const anyGrant: fc.Arbitrary<Grant> = fc.record({
  effect: fc.constantFrom("allow" as const, "deny" as const),
  service: fc.constant("s3"),
  actions: fc.oneof(
    some(actionPatterns),
    some(actionPatterns).map((except) => ({ except })),
  ),
  resource: fc.oneof(
    fc.constantFrom(...resourcePatterns),
    some(resourcePatterns).map((except) => ({ except })),
  ),
  conditions: fc.uniqueArray(condition, { maxLength: 2, selector: ({ operator, key }) => `${operator} ${key}` }),
});

export const anyGrants = fc.array(anyGrant, { maxLength: 5 });

/** Whether a grant matches a request, written as plainly as possible: the reference that clever code is held against. */
export const matches = (grant: Grant, request: WorldRequest): boolean =>
  selected(grant.actions, request.action) &&
  selected(typeof grant.resource === "string" ? [grant.resource] : grant.resource, request.resource) &&
  grant.conditions.every((test) => holds(test, request));

/** Whether a list of grants lets a request through: an Allow matches and no Deny does. */
export const permits = (grants: readonly Grant[], request: WorldRequest): boolean =>
  grants.some((grant) => grant.effect === "allow" && matches(grant, request)) &&
  !grants.some((grant) => grant.effect === "deny" && matches(grant, request));

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(text);

const selected = (selection: Grant["actions"], text: string): boolean =>
  "except" in selection ? !selection.except.some((pattern) => like(pattern, text)) : selection.some((pattern) => like(pattern, text));

function holds({ operator, key, values }: Condition, { context }: WorldRequest): boolean {
  const given = context[key];
  if (operator === "Null") return (given === undefined) === (values[0] === "true");
  const base = operator.replace("IfExists", "").replace("Not", "");
  const negated = operator.includes("Not");
  if (given === undefined) return negated || operator.endsWith("IfExists");
  const fits = values.some((value) => {
    if (base === "StringEquals") return value === given;
    if (base === "StringLike") return like(value, given);
    if (base === "DateLessThan") return given < value;
    if (base === "DateLessThanEquals") return given <= value;
    if (base === "DateGreaterThan") return given > value;
    return given >= value;
  });
  return fits !== negated;
}
