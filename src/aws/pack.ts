import { sortedSet, type Grant } from "../access/grant.ts";
import { documentSize, policyDocument, toStatements, type PolicyDocument, type Statement } from "./policy-document.ts";

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

/** What does not fit: which part, how large it is, and the limit. */
export interface Overflow {
  readonly part: string;
  readonly size: number;
  readonly limit: number;
}

/**
 * The policies that carry the grants: all inline where they fit together, else the Denies inline and the Allows in managed policies.
 * The Denies stay in one place, so that a growing profile never passes through a moment without them.
 */
export function packPolicies(grants: readonly Grant[]): readonly PackedPolicy[] | Overflow {
  const guards = inline(
    "guards",
    grants.filter(({ effect }) => effect === "deny"),
  );
  const allows = grants.filter(({ effect }) => effect === "allow");
  const parts = sortedSet(allows.map(({ service }) => service)).map(
    (service) => [service, allows.filter((grant) => grant.service === service)] as const,
  );
  const together = [guards, ...parts.map(([service, own]) => inline(service, own))];
  const size = documentSize(guards.document);
  if (sizeOf(together) <= limits.inlineTotal) return together;
  if (size > limits.inlineTotal) return { part: "guards", size, limit: limits.inlineTotal };
  const managed: PackedPolicy[] = [];
  for (const [service, own] of parts) {
    const packed = packManaged(service, toStatements(own));
    if ("limit" in packed) return packed;
    managed.push(...packed);
  }
  if (managed.length <= limits.managedPerRole) return [guards, ...managed];
  return { part: "allows", size: sizeOf(managed), limit: limits.managedPerRole * limits.managed };
}

const inline = (part: string, grants: readonly Grant[]): PackedPolicy => ({
  kind: "inline",
  part,
  number: 1,
  document: policyDocument(toStatements(grants)),
});

const sizeOf = (policies: readonly PackedPolicy[]): number => policies.reduce((sum, { document }) => sum + documentSize(document), 0);

/** Statements in as few managed policies as first-fit finds; statements too large for one are split by resource. */
function packManaged(part: string, statements: readonly Statement[]): readonly PackedPolicy[] | Overflow {
  const fits = (group: readonly Statement[]) => documentSize(policyDocument(group)) <= limits.managed;
  const pieces = statements.flatMap((statement) => split(statement, fits));
  const tooLarge = pieces.find((piece) => !fits([piece]));
  if (tooLarge !== undefined) return { part, size: documentSize(policyDocument([tooLarge])), limit: limits.managed };
  const groups: Statement[][] = [];
  for (const piece of pieces) {
    const room = groups.find((group) => fits([...group, piece]));
    if (room === undefined) groups.push([piece]);
    else room.push(piece);
  }
  return groups.map((group, index) => ({ kind: "managed", part, number: index + 1, document: policyDocument(group) }));
}

function split(statement: Statement, fits: (group: readonly Statement[]) => boolean): readonly Statement[] {
  const resources = statement.Resource;
  if (resources === undefined || resources.length < 2 || fits([statement])) return [statement];
  const middle = Math.ceil(resources.length / 2);
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((half) => split({ ...statement, Resource: half }, fits));
}
