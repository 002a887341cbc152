import type { Unknown } from "../access/access-model.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import { isConfigured, type Contribution, type ManagedPolicies } from "./observed-policy.ts";
import { configuredNames, itemsOf } from "./role-arguments.ts";
import { listIn, roleKeys, rolesIn } from "./role-attachments.ts";

/**
 * Some resources take away what they do not list. Where that is a policy which another resource attaches, which of the two
 * wins depends on the order of the apply: a Deny that a role relies on may be gone.
 */
export function exclusivity(
  resources: readonly PlannedResource[],
  policies: ManagedPolicies,
): (role: PlannedResource, held: readonly Contribution[]) => readonly Unknown[] {
  const rules = resources.filter(({ type }) => type !== "aws_iam_role").flatMap((resource) => ruleOf(resource, policies));
  return (role, held) => {
    const keys = roleKeys(role);
    return [...rules, ...argumentRules(role, policies)].flatMap((rule) => {
      const taken = held.filter((contribution) => contribution.by !== rule.by && rule.takes(contribution, keys));
      return taken.map(({ inline, managed, by }) => ({
        subject: rule.by,
        reason: `takes away ${inline ?? managed ?? `the policy of ${by}`}, which another resource attaches`,
      }));
    });
  };
}

interface Rule {
  readonly by: string;
  takes(contribution: Contribution, roleKeys: readonly string[]): boolean;
}

/** A name that is not known may be one that is not kept. */
const takesInline = (kept: readonly unknown[], { inline }: Contribution): boolean =>
  inline !== undefined && (inline === null || !kept.includes(inline));

const takesManaged = (kept: readonly unknown[], { managed }: Contribution): boolean => managed !== undefined && !kept.includes(managed);

function ruleOf(resource: PlannedResource, policies: ManagedPolicies): readonly Rule[] {
  const { address: by, type } = resource;
  /** A role that cannot be told may be this one. */
  const concerns = (attribute: string, keys: readonly string[]): boolean =>
    rolesIn(resource, attribute)?.some((key) => keys.includes(key)) ?? true;
  if (type === "aws_iam_role_policies_exclusive") {
    const kept = listIn(resource, "policy_names");
    return [{ by, takes: (contribution, keys) => concerns("role_name", keys) && takesInline(kept, contribution) }];
  }
  if (type === "aws_iam_role_policy_attachments_exclusive") {
    const kept = listIn(resource, "policy_arns").map((arn) => policies.byArn(by, arn).managed);
    return [{ by, takes: (contribution, keys) => concerns("role_name", keys) && takesManaged(kept, contribution) }];
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

/** A role's own arguments are exclusive, also where they list nothing (AWS provider, aws_iam_role, "inline_policy", "managed_policy_arns"). */
function argumentRules(role: PlannedResource, policies: ManagedPolicies): readonly Rule[] {
  const own = (attribute: string) => `${role.address}: ${attribute}`;
  const others = ({ by }: Contribution) => !by.startsWith(`${role.address}: `);
  const [names, arns] = [configuredNames(role), itemsOf(role, "managed_policy_arns")];
  const kept = arns.map((arn) => policies.byArn(own("managed_policy_arns"), arn).managed);
  const rules: readonly Rule[] = [
    { by: own("inline_policy"), takes: (contribution) => others(contribution) && takesInline(names, contribution) },
    { by: own("managed_policy_arns"), takes: (contribution) => others(contribution) && takesManaged(kept, contribution) },
  ];
  return rules.filter((_, index) => isConfigured(role, index === 0 ? "inline_policy" : "managed_policy_arns"));
}
