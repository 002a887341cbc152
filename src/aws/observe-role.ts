import type { Unknown } from "../access/access-model.ts";
import { mergeGrants, type Grant } from "../access/grant.ts";
import type { Planned, PlannedResource } from "../terraform/planned-resource.ts";
import { notUnderstood, readDocument, type Contribution } from "./observed-policy.ts";
import { roleAttachments, type RoleAttachments } from "./role-attachments.ts";
import { exclusivity } from "./role-exclusivity.ts";

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
      const held = [...attachments.of(role), ...configuredPolicies(role, attachments)];
      const leftovers = foundPolicies(role, [...held, ...earlier.of(role)]);
      return observeRole(role, {
        contributions: [...held, ...leftovers],
        partition,
        unknown: [...planned.unknown, ...conflicts(role, held)],
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
  const trust = readDocument(`${address}: assume_role_policy`, values["assume_role_policy"], { kind: "trust", partition });
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
    .map(([attribute]): Unknown => ({ subject: `${address}: ${attribute}`, reason: "is not known" }));
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

const isConfigured = ({ configured }: PlannedResource, attribute: string): boolean =>
  configured === undefined || configured.includes(attribute);

/** The policies that the role's own configuration holds: the older way, in the arguments `inline_policy` and `managed_policy_arns`. */
function configuredPolicies(role: PlannedResource, { policies }: RoleAttachments): readonly Contribution[] {
  const { address } = role;
  return ["inline_policy", "managed_policy_arns"].flatMap((attribute): readonly Contribution[] => {
    if (!isConfigured(role, attribute)) return [];
    if (role.unknown.includes(attribute)) return [notUnderstood(`${address}: ${attribute}`, "is not known")];
    if (attribute === "managed_policy_arns") return itemsOf(role, attribute).map((arn) => policies.byArn(`${address}: ${attribute}`, arn));
    return inlinePolicies(role).map(({ name, policy }) => {
      const by = `${address}: inline_policy ${name}`;
      return { by, inline: name, ...readDocument(by, policy, { kind: "identity" }) };
    });
  });
}

/**
 * What the provider found on the role although its configuration does not say so: mostly what other resources of the file
 * attach, as it was when the role was last read. The rest was attached by somebody else.
 */
function foundPolicies(role: PlannedResource, explained: readonly Contribution[]): readonly Contribution[] {
  const inline = isConfigured(role, "inline_policy") ? [] : inlinePolicies(role).map(({ name }) => name);
  const managed = isConfigured(role, "managed_policy_arns") ? [] : itemsOf(role, "managed_policy_arns").map(String);
  const strangers = [
    ...inline.filter((name) => !explained.some((one) => one.inline === name)),
    ...managed.filter((arn) => !explained.some((one) => one.managed === arn)),
  ];
  return strangers.map((name) => notUnderstood(role.address, `the policy ${name} is attached, and not by a resource of this file`));
}

function itemsOf({ values }: PlannedResource, attribute: string): readonly unknown[] {
  const value = values[attribute];
  return value == null ? [] : Array.isArray(value) ? value : [value];
}

/** An empty block means that there are none. */
function inlinePolicies(role: PlannedResource): readonly { readonly name: string; readonly policy: unknown }[] {
  return itemsOf(role, "inline_policy")
    .map((block) => new Map<unknown, unknown>(typeof block === "object" && block !== null ? Object.entries(block) : [["policy", block]]))
    .map((block) => ({ name: block.get("name") ?? "", policy: block.get("policy") ?? null }))
    .filter(({ name, policy }) => name !== "" || policy !== null)
    .map(({ name, policy }) => ({ name: typeof name === "string" ? name : "", policy }));
}
