import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import type { Emulator } from "../../support/emulator.ts";
import { credentials } from "./terraform.ts";

/** What IAM holds of one role: policies by name, documents parsed. */
export interface RoleInAccount {
  readonly trust: unknown;
  readonly boundary: string | undefined;
  readonly seconds: number | undefined;
  readonly description: string | undefined;
  readonly inline: Readonly<Record<string, unknown>>;
  readonly managed: Readonly<Record<string, unknown>>;
}

/** Asks IAM itself, through AWS's own client: neither Terraform nor Keyward is asked whether Terraform did what Keyward wrote. */
export interface AccountReader {
  roleNames(): Promise<readonly string[]>;
  role(name: string): Promise<RoleInAccount>;
}

export function readAccount({ endpoint }: Emulator): AccountReader {
  const iam = new IAMClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: credentials.id, secretAccessKey: credentials.secret },
    maxAttempts: 2,
  });
  return {
    roleNames: async () => {
      const { Roles = [] } = await iam.send(new ListRolesCommand({ MaxItems: 1000 }));
      return Roles.map(({ RoleName = "" }) => RoleName).toSorted();
    },
    role: async (RoleName) => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      return {
        trust: document(Role?.AssumeRolePolicyDocument),
        boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
        seconds: Role?.MaxSessionDuration,
        description: Role?.Description,
        inline: await inlinePolicies(iam, RoleName),
        managed: await managedPolicies(iam, RoleName),
      };
    },
  };
}

/** IAM answers with percent-encoded JSON. */
const document = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(decodeURIComponent(text)));

async function inlinePolicies(iam: IAMClient, RoleName: string): Promise<Record<string, unknown>> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const documents = PolicyNames.map(async (PolicyName) => {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return [PolicyName, document(PolicyDocument)] as const;
  });
  return Object.fromEntries(await Promise.all(documents));
}

async function managedPolicies(iam: IAMClient, RoleName: string): Promise<Record<string, unknown>> {
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const documents = AttachedPolicies.map(async ({ PolicyName = "", PolicyArn }) => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
    return [PolicyName, document(PolicyVersion?.Document)] as const;
  });
  return Object.fromEntries(await Promise.all(documents));
}
