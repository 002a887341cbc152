import { sortedSet, type Grant } from "../access/grant.ts";
import { documentSize, mergedToStatements, policyDocument, type PolicyDocument, type Statement } from "./policy-document.ts";

/** IAM quotas in characters, white space not counted (IAM user guide, "IAM and AWS STS quotas"). */
export const limits = { inlineTotal: 10_240, managed: 6_144, managedPerRole: 10, trust: 2_048 } as const;

/** A policy of a role, before it has its full name. */
export interface PackedPolicy {
  readonly kind: "inline" | "managed";
  /** `guards`, or the service whose actions it allows. */
  readonly part: string;
  /** Counts the policies of one part from 1. */
  readonly number: number;
  readonly document: PolicyDocument;
}

/** What does not fit: which part, or `all` of them, how large it is, and the limit. */
export interface Overflow {
  readonly part: string;
  readonly size: number;
  readonly limit: number;
  /** The statement that is too large by itself. */
  readonly about?: string;
}

/**
 * The policies that carry the grants, which are merged: all inline where they fit together. Where they do not, the Allows go to managed policies,
 * and so do those Denies that the inline limit leaves no room for.
 */
export function packPolicies(grants: readonly Grant[]): readonly PackedPolicy[] | Overflow {
  const denies = mergedToStatements(grants.filter(({ effect }) => effect === "deny"));
  const allows = grants.filter(({ effect }) => effect === "allow");
  const parts = sortedSet(allows.map(({ service }) => service)).map(
    (service) => [service, mergedToStatements(allows.filter((grant) => grant.service === service))] as const,
  );
  const together = [inline("guards", denies), ...parts.map(([service, own]) => inline(service, own))];
  if (sizeOf(together) <= limits.inlineTotal) return together;
  // The largest first: the inline limit is the greater one, and what does not fit a managed policy must find room there.
  const [first = [], ...rest] = firstFit([...denies].sort(largestFirst), limits.inlineTotal);
  const managed = [["guards", rest.flat()] as const, ...parts].flatMap(([part, own]) => packManaged(part, own));
  const limitOf = ({ kind }: PackedPolicy) => (kind === "inline" ? limits.inlineTotal : limits.managed);
  const tooLarge = [inline("guards", first), ...managed].find((policy) => documentSize(policy.document) > limitOf(policy));
  if (tooLarge !== undefined) return overflow(tooLarge, limitOf(tooLarge));
  if (managed.length <= limits.managedPerRole) return [inline("guards", first), ...managed];
  return { part: "all", size: sizeOf(managed), limit: limits.managedPerRole * limits.managed };
}

const sizeOfStatement = (statement: Statement): number => documentSize(policyDocument([statement]));

const largestFirst = (a: Statement, b: Statement): number => sizeOfStatement(b) - sizeOfStatement(a);

/** Names the statement that is too large: the one thing to make smaller. */
function overflow({ part, document }: PackedPolicy, limit: number): Overflow {
  const [statement] = [...document.Statement].sort(largestFirst);
  const actions = statement?.Action ?? statement?.NotAction ?? [];
  const resources = statement?.Resource ?? statement?.NotResource ?? [];
  return {
    part,
    size: documentSize(document),
    limit,
    about: `${actions[0] ?? ""}, ${resources.length} resources, ${resources[0] ?? ""} and on`,
  };
}

const inline = (part: string, statements: readonly Statement[]): PackedPolicy => ({
  kind: "inline",
  part,
  number: 1,
  document: policyDocument(statements),
});

const sizeOf = (policies: readonly PackedPolicy[]): number => policies.reduce((sum, { document }) => sum + documentSize(document), 0);

/** Statements in as few managed policies as first-fit finds; an Allow or Deny too large for one is split by resource. */
function packManaged(part: string, statements: readonly Statement[]): readonly PackedPolicy[] {
  const pieces = statements.flatMap((statement) => split(statement));
  return firstFit(pieces, limits.managed).map((group, index) => ({
    kind: "managed",
    part,
    number: index + 1,
    document: policyDocument(group),
  }));
}

/** Groups that each stay within the limit; a statement that does not fit at all is a group of its own. */
function firstFit(statements: readonly Statement[], limit: number): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  for (const statement of statements) {
    const room = groups.find((group) => documentSize(policyDocument([...group, statement])) <= limit);
    if (room === undefined) groups.push([statement]);
    else room.push(statement);
  }
  return groups;
}

/** `NotResource` cannot be split: each half would deny what the other spares. */
function split(statement: Statement): readonly Statement[] {
  const resources = statement.Resource;
  if (resources === undefined || resources.length < 2 || documentSize(policyDocument([statement])) <= limits.managed) return [statement];
  const middle = Math.ceil(resources.length / 2);
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((half) => split({ ...statement, Resource: half }));
}
