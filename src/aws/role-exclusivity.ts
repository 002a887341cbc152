import type { Unknown } from "../access/access-model.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import type { Contribution, ManagedPolicies } from "./observed-policy.ts";
import { listIn, roleKeys, rolesIn } from "./role-attachments.ts";

/**
 * Some resources take away what they do not list. Where that is a policy which another resource attaches, which of the two
 * wins depends on the order of the apply: a Deny that a role relies on may be gone.
 */
export function exclusivity(
  resources: readonly PlannedResource[],
  policies: ManagedPolicies,
): (role: PlannedResource, held: readonly Contribution[]) => readonly Unknown[] {
  const rules = resources.flatMap((resource) => ruleOf(resource, policies));
  return (role, held) => {
    const keys = roleKeys(role);
    return rules.flatMap((rule) => {
      const taken = held.filter((contribution) => contribution.by !== rule.by && rule.takes(contribution, keys));
      return taken.map(({ inline, managed }) => ({
        subject: rule.by,
        reason: `takes away ${inline ?? managed ?? "a policy"}, which another resource attaches`,
      }));
    });
  };
}

interface Rule {
  readonly by: string;
  takes(contribution: Contribution, roleKeys: readonly string[]): boolean;
}

function ruleOf(resource: PlannedResource, policies: ManagedPolicies): readonly Rule[] {
  const { address: by, type } = resource;
  /** A role that cannot be told may be this one. */
  const concerns = (attribute: string, keys: readonly string[]): boolean =>
    rolesIn(resource, attribute)?.some((key) => keys.includes(key)) ?? true;
  if (type === "aws_iam_role_policies_exclusive") {
    const kept = listIn(resource, "policy_names");
    return [{ by, takes: ({ inline }, keys) => concerns("role_name", keys) && inline !== undefined && !kept.includes(inline) }];
  }
  if (type === "aws_iam_role_policy_attachments_exclusive") {
    const kept = listIn(resource, "policy_arns").map((arn) => policies.byArn(by, arn).managed);
    return [{ by, takes: ({ managed }, keys) => concerns("role_name", keys) && managed !== undefined && !kept.includes(managed) }];
  }
  if (type === "aws_iam_policy_attachment") {
    const { managed: policy } = policies.attached(resource, "policy_arn");
    return [
      {
        by,
        takes: ({ managed }, keys) => managed !== undefined && (policy === undefined || managed === policy) && !concerns("roles", keys),
      },
    ];
  }
  return [];
}
