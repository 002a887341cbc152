import type { Unknown } from "../access/access-model.ts";
import { fingerprint } from "../terraform/fingerprint.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import {
  addressIn,
  isConfigured,
  managedPolicies,
  notUnderstood,
  readAttribute,
  unreadOf,
  type Contribution,
  type ManagedPolicies,
} from "./observed-policy.ts";
import { unfamiliarResource } from "./unfamiliar-resource.ts";

/** What other resources attach to a role. */
export interface RoleAttachments {
  /** Everything attached to the role, and what may be. */
  of(role: PlannedResource): readonly Contribution[];
  readonly policies: ManagedPolicies;
}

/** One thing attached, and the roles it goes to: keys as `roleKeys` makes them; undefined where nobody knows, so that it may be any role. */
interface Attachment {
  readonly roles: readonly string[] | undefined;
  readonly contribution: Contribution;
  readonly about: PlannedResource;
}

/** Says what it would attach, too: what somebody accepts for an unknown role is this policy, not the next one. */
const anyRole = ({ address, values, expressions }: PlannedResource, { grants }: Contribution): Contribution =>
  notUnderstood(address, `which role it is attached to is not known${fingerprint({ values, expressions, grants })}`);

/** IAM tells role names apart without regard to case. */
const nameKey = (name: string): string => `name:${name.slice(name.lastIndexOf("/") + 1).toLowerCase()}`;

/** How attachments may name the role. */
export function roleKeys({ address, values }: PlannedResource): readonly string[] {
  const { name } = values;
  return [`address:${address}`, ...(typeof name === "string" ? [nameKey(name)] : [])];
}

export function roleAttachments(resources: readonly PlannedResource[]): RoleAttachments {
  const policies = managedPolicies(resources);
  const byRole = new Map<string, Contribution[]>();
  const toAny: Contribution[] = [];
  const others = resources.filter(({ type }) => !understood.includes(type)).flatMap((resource) => unfamiliarResource(resource) ?? []);
  for (const { roles, contribution, about } of resources.flatMap((resource) => attachmentsBy(resource, policies))) {
    if (roles === undefined) toAny.push(anyRole(about, contribution));
    for (const key of new Set(roles)) {
      const known = byRole.get(key);
      if (known === undefined) byRole.set(key, [contribution]);
      else known.push(contribution);
    }
  }
  const of = (role: PlannedResource) => {
    const own = new Set(roleKeys(role).flatMap((key) => byRole.get(key) ?? []));
    return [...own, ...toAny, ...others.flatMap((other) => other(role))];
  };
  return { of, policies };
}

/** The types whose resources are read here or in `role-exclusivity`. An instance profile hands the role to EC2, which the trust policy must admit as it stands. */
const understood = [
  "aws_iam_instance_profile",
  "aws_iam_policy",
  "aws_iam_policy_attachment",
  "aws_iam_role",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
];

/** The attachments one resource makes. */
function attachmentsBy(resource: PlannedResource, policies: ManagedPolicies): readonly Attachment[] {
  const { address, type, values } = resource;
  const about = resource;
  switch (type) {
    case "aws_iam_role_policy": {
      return [{ roles: rolesIn(resource, "role"), contribution: inlinePolicy(resource), about }];
    }
    case "aws_iam_role_policy_attachment":
      return [{ roles: rolesIn(resource, "role"), contribution: policies.attached(resource, "policy_arn"), about }];
    case "aws_iam_policy_attachment": {
      // A file without roles attaches the policy to users or groups.
      const none = values["roles"] == null && !resource.unknown.includes("roles");
      return none ? [] : [{ roles: rolesIn(resource, "roles"), contribution: policies.attached(resource, "policy_arn"), about }];
    }
    case "aws_iam_role_policy_attachments_exclusive":
      // Attaches what it lists (AWS provider, resource documentation).
      return listIn(resource, "policy_arns").map((arn) => ({
        roles: rolesIn(resource, "role_name"),
        contribution: policies.byArn(address, arn),
        about,
      }));
    default:
      return [];
  }
}

function inlinePolicy(resource: PlannedResource): Contribution {
  const { address, values } = resource;
  const { grants, unknown } = readAttribute(resource, "policy", { kind: "identity" });
  const name = typeof values["name"] === "string" && values["name"] !== "" ? values["name"] : null;
  // A name that nobody writes is made by the provider, and like no other.
  const chosen = name === null && resource.unknown.includes("name") && isConfigured(resource, "name");
  const any: Unknown = {
    subject: `${address}: name`,
    reason: `is not known, so it may be the name of another policy${unreadOf(resource, "name")}`,
  };
  return { by: address, grants, unknown: chosen ? [...unknown, any] : unknown, inline: name };
}

/** The roles an attribute names; undefined where it cannot be told. */
export function rolesIn(resource: PlannedResource, attribute: string): readonly string[] | undefined {
  const value = resource.values[attribute];
  if (typeof value === "string") return [nameKey(value)];
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value.map(nameKey);
  const reference = resource.references?.[attribute];
  return reference !== undefined && /(?:^|\.)aws_iam_role\.[^.]+\.(?:name|id|arn)$/.test(reference)
    ? [`address:${addressIn(reference)}`]
    : undefined;
}

/** The items of a list; one that is undefined where the list is not known. */
export function listIn({ values }: PlannedResource, attribute: string): readonly unknown[] {
  const value = values[attribute];
  return Array.isArray(value) ? value : [undefined];
}
