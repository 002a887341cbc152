import type { Unknown } from "../access/access-model.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import {
  addressIn,
  isConfigured,
  managedPolicies,
  notUnderstood,
  readDocument,
  type Contribution,
  type ManagedPolicies,
} from "./observed-policy.ts";

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
}

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
  for (const { roles, contribution } of resources.flatMap((resource) => attachmentsBy(resource, policies))) {
    if (roles === undefined) toAny.push(notUnderstood(contribution.by, "which role it is attached to is not known"));
    for (const key of new Set(roles)) {
      const known = byRole.get(key);
      if (known === undefined) byRole.set(key, [contribution]);
      else known.push(contribution);
    }
  }
  return { of: (role) => [...new Set(roleKeys(role).flatMap((key) => byRole.get(key) ?? [])), ...toAny], policies };
}

/** The attachments one resource makes. */
function attachmentsBy(resource: PlannedResource, policies: ManagedPolicies): readonly Attachment[] {
  const { address, type, values } = resource;
  switch (type) {
    case "aws_iam_role":
    case "aws_iam_policy":
      return [];
    case "aws_iam_role_policy": {
      return [{ roles: rolesIn(resource, "role"), contribution: inlinePolicy(resource) }];
    }
    case "aws_iam_role_policy_attachment":
      return [{ roles: rolesIn(resource, "role"), contribution: policies.attached(resource, "policy_arn") }];
    case "aws_iam_policy_attachment": {
      // A file without roles attaches the policy to users or groups.
      const none = values["roles"] == null && !resource.unknown.includes("roles");
      return none ? [] : [{ roles: rolesIn(resource, "roles"), contribution: policies.attached(resource, "policy_arn") }];
    }
    case "aws_iam_role_policy_attachments_exclusive":
      // Attaches what it lists (AWS provider, resource documentation).
      return listIn(resource, "policy_arns").map((arn) => ({
        roles: rolesIn(resource, "role_name"),
        contribution: policies.byArn(address, arn),
      }));
    case "aws_iam_role_policies_exclusive":
    // Hands the role to EC2, which the trust policy must admit as it stands; it adds nothing to the role.
    case "aws_iam_instance_profile":
      return [];
    default:
      return type.startsWith("aws_iam_") ? unfamiliar(resource) : [];
  }
}

function inlinePolicy(resource: PlannedResource): Contribution {
  const { address, values } = resource;
  const { grants, unknown } = readDocument(`${address}: policy`, values["policy"], { kind: "identity" });
  const name = typeof values["name"] === "string" && values["name"] !== "" ? values["name"] : null;
  // A name that nobody writes is made by the provider, and like no other.
  const chosen = name === null && resource.unknown.includes("name") && isConfigured(resource, "name");
  const any: Unknown = { subject: `${address}: name`, reason: "is not known, so it may be the name of another policy" };
  return { by: address, grants, unknown: chosen ? [...unknown, any] : unknown, inline: name };
}

/** A resource that Keyward does not know may do anything to the roles it names. */
function unfamiliar(resource: PlannedResource): readonly Attachment[] {
  const contribution = notUnderstood(resource.address, `names the role, and what an ${resource.type} does to it is not understood`);
  const hidden = resource.unknown.some((name) => /^roles?(?:_name|_arn)?$/.test(name) && resource.references?.[name] === undefined);
  const named = textsIn(resource.values).map(nameKey);
  const referred = Object.values(resource.references ?? {}).map((reference) => `address:${addressIn(reference)}`);
  return hidden ? [{ roles: undefined, contribution }] : [{ roles: [...named, ...referred], contribution }];
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

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
