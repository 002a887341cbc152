import type { Unknown } from "../access/access-model.ts";
import { mergeGrants, type Grant } from "../access/grant.ts";
import type { Planned, PlannedResource } from "../terraform/planned-resource.ts";
import { readAttribute, unreadOf, type Contribution } from "./observed-policy.ts";
import { configuredPolicies, foundPolicies } from "./role-arguments.ts";
import { roleAttachments } from "./role-attachments.ts";
import { exclusivity } from "./role-exclusivity.ts";
import { overwrites } from "./role-overwrites.ts";

/** One IAM role, read back: what it may do, who may use it, for how long, within which boundary. */
export interface ObservedRole {
  /** null while Terraform does not know it. */
  readonly name: string | null;
  readonly address: string;
  /** Of all its identity policies, merged. */
  readonly grants: readonly Grant[];
  /** Of its trust policy; the resource is the principal. */
  readonly principals: readonly Grant[];
  readonly sessionSeconds: number;
  /** ARN of the permissions boundary; null = none, or not known, which `unknown` then says. */
  readonly boundary: string | null;
  readonly unknown: readonly Unknown[];
}

/** Every role of the file. What concerns the whole file is unknown in each of them. A policy attached to nobody grants nothing. */
export function observeRoles(planned: Planned, partition = "aws"): readonly ObservedRole[] {
  const attachments = roleAttachments(planned.resources);
  const earlier = roleAttachments(planned.superseded);
  const conflicts = exclusivity(planned.resources, attachments.policies);
  return planned.resources
    .filter(({ type }) => type === "aws_iam_role")
    .map((role) => {
      const held = [...attachments.of(role), ...configuredPolicies(role, attachments.policies)];
      const gone = earlier.of(role);
      const leftovers = foundPolicies(role, [...held, ...gone]);
      return observeRole(role, {
        contributions: [...held, ...leftovers],
        partition,
        unknown: [...planned.unknown, ...conflicts(role, held), ...overwrites(held, gone)],
      });
    });
}

/** What the roles are allowed on one service, and on keys by way of it. Denies belong to no service: they bound a role as a whole. */
export function grantsVia(resources: readonly PlannedResource[], service: string): readonly Grant[] {
  const roles = observeRoles({ resources, superseded: [], unknown: [] });
  const byWayOf = (grant: Grant) =>
    grant.conditions.some(
      ({ operator, key, values }) =>
        operator === "StringEquals" && key === "kms:ViaService" && values.every((value) => value.startsWith(`${service}.`)),
    );
  return mergeGrants(
    roles.flatMap(({ grants }) => grants.filter((grant) => grant.effect === "allow" && (grant.service === service || byWayOf(grant)))),
  );
}

interface RoleContext {
  readonly contributions: readonly Contribution[];
  readonly partition: string;
  readonly unknown: readonly Unknown[];
}

const mostSeconds = 43_200;

function observeRole(role: PlannedResource, { contributions, partition, unknown }: RoleContext): ObservedRole {
  const { address, values } = role;
  const trust = readAttribute(role, "assume_role_policy", { kind: "trust", partition });
  const boundary = values["permissions_boundary"];
  const seconds = Number(values["max_session_duration"] ?? (role.unknown.includes("max_session_duration") ? Number.NaN : 3600));
  const name = typeof values["name"] === "string" ? values["name"] : null;
  const unclear: readonly (readonly [attribute: string, known: boolean])[] = [
    ["name", name !== null],
    ["max_session_duration", Number.isInteger(seconds)],
    ["permissions_boundary", !role.unknown.includes("permissions_boundary") && (boundary == null || typeof boundary === "string")],
  ];
  const own = unclear
    .filter(([, known]) => !known)
    .map(([attribute]): Unknown => ({ subject: `${address}: ${attribute}`, reason: `is not known${unreadOf(role, attribute)}` }));
  const all = [...unknown, ...own, ...trust.unknown, ...contributions.flatMap((contribution) => contribution.unknown)];
  return {
    name,
    address,
    grants: mergeGrants(contributions.flatMap(({ grants }) => grants)),
    principals: mergeGrants(trust.grants),
    sessionSeconds: Number.isInteger(seconds) ? seconds : mostSeconds,
    // The provider writes "" into the state where there is none.
    boundary: typeof boundary === "string" && boundary !== "" ? boundary : null,
    unknown: [...new Map(all.map(({ subject, reason }) => [JSON.stringify([subject, reason]), { subject, reason }])).values()],
  };
}
