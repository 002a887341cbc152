import type { Environment } from "../connectors/connector.ts";
import type { Consumer } from "../profile/consumers.ts";

/**
 * True for a caller that goes by permissions of its own: the trust policy names its account, which only leaves the decision to
 * the caller's policies (IAM user guide, "AWS JSON policy elements: Principal").
 */
export const needsOwnPermission = (consumer: Consumer): boolean =>
  "role" in consumer || "sso-permission-set" in consumer || "account" in consumer;

/** Who may assume a server's role, in words. */
export function consumerText(consumer: Consumer, environment: Environment): string {
  if ("sso-permission-set" in consumer) {
    return `people with the permission set ${consumer["sso-permission-set"]} in account ${consumer.account ?? environment.account}`;
  }
  if ("github-actions" in consumer) {
    const { repository, environment: name } = consumer["github-actions"];
    return `GitHub Actions jobs of ${repository} in its environment ${name}`;
  }
  if ("eks-pod-identity" in consumer) {
    const { cluster, namespace, "service-account": account } = consumer["eks-pod-identity"];
    return `pods of the service account ${namespace}/${account} in the EKS cluster ${cluster}`;
  }
  if ("service" in consumer) return `${computeNames[consumer.service]} in account ${environment.account}`;
  if ("account" in consumer) return outsiderText(consumer);
  return `sessions of the role ${consumer.role}`;
}

const computeNames = { "ecs-tasks": "ECS tasks", lambda: "Lambda functions", ec2: "EC2 instances" } as const;

function outsiderText({
  account,
  role,
  "external-id": externalId,
}: Extract<Consumer, { account: string; role?: string | undefined }>): string {
  const who = role === undefined ? `whoever account ${account} lets` : `the role ${role} of account ${account}`;
  return externalId === undefined ? who : `${who}, when it sends the external id ${externalId}`;
}
