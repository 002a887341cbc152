import { unescapeTerraform } from "../../../src/terraform/escape.ts";
import type { RoleInAccount } from "./account-reader.ts";
import type { Stack } from "./project.ts";

type Arguments = Readonly<Record<string, unknown>>;

/** The roles of a stack as `cdk.tf.json` says them, in the shape in which IAM is read back. */
export function synthesizedRoles(stack: Stack): Readonly<Record<string, RoleInAccount>> {
  const roles = Object.entries(stack.resources["aws_iam_role"] ?? {});
  return Object.fromEntries(roles.map(([id, role]) => [text(role, "name"), synthesizedRole(stack, id, role)]));
}

function synthesizedRole(stack: Stack, id: string, role: Arguments): RoleInAccount {
  const ofRole = (type: string) => Object.values(stack.resources[type] ?? {}).filter((one) => isRole(one["role"], id, text(role, "name")));
  const managed = ofRole("aws_iam_role_policy_attachment").map((attachment) => attached(stack, attachment["policy_arn"]));
  return {
    trust: document(role, "assume_role_policy"),
    boundary: text(role, "permissions_boundary"),
    seconds: Number(role["max_session_duration"]),
    description: text(role, "description"),
    inline: Object.fromEntries(ofRole("aws_iam_role_policy").map((policy) => [text(policy, "name"), document(policy, "policy")])),
    managed: Object.fromEntries(managed.map((policy) => [text(policy, "name"), document(policy, "policy")])),
  };
}

const text = (from: Arguments, name: string): string => unescapeTerraform(String(from[name]));
const document = (from: Arguments, name: string): unknown => JSON.parse(text(from, name));

const isRole = (value: unknown, id: string, name: string): boolean =>
  value === name || value === `\${aws_iam_role.${id}.name}` || value === `\${aws_iam_role.${id}.id}`;

/** The policy of this stack whose ARN an attachment names, in words or by reference. */
function attached(stack: Stack, arn: unknown): Arguments {
  const policies = Object.entries(stack.resources["aws_iam_policy"] ?? {});
  const found = policies.find(([id, policy]) => {
    const own = `arn:aws:iam::${stack.account}:policy${text(policy, "path")}${text(policy, "name")}`;
    return arn === own || arn === `\${aws_iam_policy.${id}.arn}`;
  });
  if (found === undefined) throw new Error(`${stack.name}: ${String(arn)} is no policy of this stack`);
  return found[1];
}
