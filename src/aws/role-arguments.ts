import { fingerprint } from "../terraform/fingerprint.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import { isConfigured, notUnderstood, readDocument, unreadOf, type Contribution, type ManagedPolicies } from "./observed-policy.ts";

/** The policies that the role's own configuration holds: the older way, in the arguments `inline_policy` and `managed_policy_arns`. */
export function configuredPolicies(role: PlannedResource, policies: ManagedPolicies): readonly Contribution[] {
  const { address } = role;
  return ["inline_policy", "managed_policy_arns"].flatMap((attribute): readonly Contribution[] => {
    if (!isConfigured(role, attribute)) return [];
    if (role.unknown.includes(attribute)) return [notUnderstood(`${address}: ${attribute}`, `is not known${unreadOf(role, attribute)}`)];
    if (attribute === "managed_policy_arns") return itemsOf(role, attribute).map((arn) => policies.byArn(`${address}: ${attribute}`, arn));
    return inlinePolicies(role).map(({ name, policy }) => {
      const by = `${address}: inline_policy ${name}`;
      return { by, inline: name === "" ? null : name, ...readDocument(by, policy, { kind: "identity" }) };
    });
  });
}

/**
 * What the provider found on the role although its configuration does not say so: mostly what other resources of the file
 * attach, as it was when the role was last read. The rest was attached by somebody else.
 */
export function foundPolicies(role: PlannedResource, explained: readonly Contribution[]): readonly Contribution[] {
  const inline = isConfigured(role, "inline_policy") ? [] : inlinePolicies(role);
  const managed = isConfigured(role, "managed_policy_arns") ? [] : itemsOf(role, "managed_policy_arns").map(String);
  const strangers = [
    ...inline
      .filter(({ name }) => !explained.some((one) => one.inline === name))
      .map(({ name, policy }) => ({ name, digest: fingerprint(policy) })),
    ...managed.filter((arn) => !explained.some((one) => one.managed === arn)).map((name) => ({ name, digest: "" })),
  ];
  return strangers.map(({ name, digest }) =>
    notUnderstood(role.address, `the policy ${name} is attached, and not by a resource of this file${digest}`),
  );
}

/** The names of the inline policies that the role's arguments list. */
export const configuredNames = (role: PlannedResource): readonly string[] => inlinePolicies(role).map(({ name }) => name);

export function itemsOf({ values }: PlannedResource, attribute: string): readonly unknown[] {
  const value = values[attribute];
  return value == null ? [] : Array.isArray(value) ? value : [value];
}

/** An empty block, in a plan one of empty texts, means that there are none. */
function inlinePolicies(role: PlannedResource): readonly { readonly name: string; readonly policy: unknown }[] {
  return itemsOf(role, "inline_policy")
    .map((block) => new Map<unknown, unknown>(typeof block === "object" && block !== null ? Object.entries(block) : [["policy", block]]))
    .map((block) => ({ name: block.get("name") ?? "", policy: block.get("policy") ?? "" }))
    .filter(({ name, policy }) => name !== "" || policy !== "")
    .map(({ name, policy }) => ({ name: typeof name === "string" ? name : "", policy }));
}
