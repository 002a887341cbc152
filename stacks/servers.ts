import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { TerraformResource } from "cdktf";
import type { Grant } from "../src/access/grant.ts";
import { secretsKeyPolicy } from "../src/aws/key-policy.ts";
import type { Environment } from "../src/connectors/connector.ts";
import { connectorOf } from "../src/connectors/registry.ts";
import { serverTag } from "../src/server/boundaries.ts";
import { iamArn, keyAlias, serverPath } from "../src/server/names.ts";
import type { RolePolicy, Server } from "../src/server/server.ts";
import { literal, literalPolicy, literalTags } from "./literal.ts";
import type { SeparateStack } from "./separate-stack.ts";

/** The servers of one owner in one environment, and the key that encrypts their secrets. Empty without servers. */
export function fillServers(stack: SeparateStack, servers: readonly Server[]): void {
  const [first] = servers;
  if (first === undefined) return;
  secretsKey(stack, first.environment, first.profile.owner);
  for (const server of servers) addServer(stack, server);
}

function secretsKey(stack: SeparateStack, environment: Environment, owner: string): void {
  const key = new KmsKey(stack, "_secrets", {
    description: literal(`Encrypts the secrets of the MCP servers of ${owner} in ${environment.name}`),
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: literalPolicy(secretsKeyPolicy(environment)),
  });
  new KmsAlias(stack, "_secrets_alias", { name: keyAlias(environment.name, owner), targetKeyId: key.keyId });
}

/** Construct ids of servers have a prefix of their own, so that no server's name meets the id of a provider, a backend or a key. */
const idOf = (name: string): string => `server_${name}`;

/** Gives a server's resource the logical id without the prefix, and what it waits for. Returns its address. */
function placed(stack: SeparateStack, resource: TerraformResource, after: readonly string[]): string {
  const logicalId = resource.node.id.replace(/^server_/, "");
  resource.overrideLogicalId(logicalId);
  // Addresses, where cdktf would make a token of each.
  if (after.length > 0) resource.dependsOn = [...after];
  stack.addPlain(resource);
  return `${resource.terraformResourceType}.${logicalId}`;
}

/** One server: every connector it names provisions, and its role gets the policies. Logical ids come from its name alone. */
function addServer(stack: SeparateStack, server: Server): void {
  const role = addRole(stack, server);
  const allowed = new Set<Grant>();
  const allow = (grants: readonly Grant[]) => grants.forEach((grant) => allowed.add(grant));
  const scope = { name: server.profile.server, environment: server.environment, role: { name: server.roleName, allow } };
  for (const [service, grants] of server.grantsByService) connectorOf(service).provision(stack, scope, grants);
  const declared = new Set([...server.grantsByService.values()].flat());
  if (declared.size !== allowed.size || [...declared].some((grant) => !allowed.has(grant))) {
    throw new Error(`provision: the connectors of ${server.id} did not ask for what its profile grants`);
  }
  addPolicies(stack, server, role);
  addInstanceProfile(stack, server, role);
}

/** EC2 hands a role to an instance by way of an instance profile; the console and the command line take its name for the role's. */
function addInstanceProfile(stack: SeparateStack, { profile, roleName }: Server, role: string): void {
  if (!profile.consumers.some((consumer) => "service" in consumer && consumer.service === "ec2")) return;
  const made = new IamInstanceProfile(stack, idOf(`${profile.server}_instance`), { name: roleName, path: serverPath, role: roleName });
  placed(stack, made, [role]);
}

/** Returns the address of the role. */
function addRole(stack: SeparateStack, { profile, ...server }: Server): string {
  const tags = { [serverTag]: profile.server, "keyward:owner": profile.owner };
  const role = new IamRole(stack, idOf(profile.server), {
    name: server.roleName,
    path: serverPath,
    description: literal(profile.purpose),
    assumeRolePolicy: literalPolicy(server.trustPolicy),
    maxSessionDuration: server.model.sessionSeconds,
    ...(server.model.boundary === null ? {} : { permissionsBoundary: server.model.boundary }),
    tags: literalTags(tags),
  });
  return placed(stack, role, []);
}

/**
 * The Denies come first and go last, so that no Allow ever stands without them. Those in managed policies come before the inline ones:
 * a Deny that moves from one to the other is in both for a moment, never in none.
 */
function addPolicies(stack: SeparateStack, server: Server, role: string): void {
  const after = [role];
  const order = ({ part, kind }: RolePolicy) => (part !== "guards" ? 2 : kind === "inline" ? 1 : 0);
  for (const rank of [0, 1, 2]) {
    const own = server.policies.filter((policy) => order(policy) === rank);
    after.push(...own.map((policy) => addPolicy(stack, { server, after: [...after] }, policy)));
  }
}

/**
 * Roles and policies are named, not referenced: their names are known, so Terraform that is read back needs no evaluation.
 * Returns the address of what gives the policy to the role.
 */
function addPolicy(stack: SeparateStack, { server, after }: { server: Server; after: readonly string[] }, policy: RolePolicy): string {
  const text = literalPolicy(policy.document);
  const id = idOf(`${server.profile.server}_${policy.part}`);
  const role = server.roleName;
  if (policy.kind === "inline") return placed(stack, new IamRolePolicy(stack, id, { name: policy.name, role, policy: text }), after);
  const managed = placed(
    stack,
    new IamPolicy(stack, `${id}_${policy.number}`, { name: policy.name, path: serverPath, policy: text }),
    after,
  );
  const policyArn = iamArn(server.environment, "policy", `${serverPath}${policy.name}`);
  return placed(stack, new IamRolePolicyAttachment(stack, `${id}_${policy.number}_attached`, { role, policyArn }), [...after, managed]);
}
