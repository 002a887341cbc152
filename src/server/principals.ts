import { sortedSet, type Condition, type Grant } from "../access/grant.ts";
import { assume } from "../aws/trust.ts";
import type { Environment } from "../connectors/connector.ts";
import type { Consumer } from "../profile/consumers.ts";

/** Who may assume a server's role, as grants. Consumers of one kind share a grant: a trust policy holds 2,048 characters. */
export function principalsOf(consumers: readonly Consumer[], environment: Environment): readonly Grant[] {
  return [...rolesAndPeople(consumers, environment), ...jobs(consumers, environment), ...workloads(consumers, environment)];
}

const equals = (key: string, ...values: readonly string[]): Condition => ({ operator: "StringEquals", key, values: sortedSet(values) });

/**
 * Roles and permission sets are named by `aws:PrincipalArn` under their account, not as principals: a principal that is
 * deleted leaves a dangling id behind, and one that does not exist yet makes the whole policy invalid.
 */
function rolesAndPeople(consumers: readonly Consumer[], environment: Environment): readonly Grant[] {
  const arns = new Map<string, string[]>();
  const outsiders: Grant[] = [];
  const root = (account: string) => `AWS:arn:${environment.partition}:iam::${account}:root`;
  const roleIn = (account: string, role: string) => `arn:${environment.partition}:iam::${account}:role/${role}`;
  const add = (account: string, ...patterns: readonly string[]) => arns.set(account, [...(arns.get(account) ?? []), ...patterns]);
  for (const consumer of consumers) {
    if ("sso-permission-set" in consumer) {
      const account = consumer.account ?? environment.account;
      // Sixteen characters: with `*`, `Analyst` would admit the permission set `Analyst_Admin` too. The path has a region segment outside us-east-1.
      const role = `AWSReservedSSO_${consumer["sso-permission-set"]}_${"?".repeat(16)}`;
      add(account, ...["", "*/"].map((path) => roleIn(account, `aws-reserved/sso.amazonaws.com/${path}${role}`)));
    } else if ("account" in consumer) {
      const { account, role } = consumer;
      const id = consumer["external-id"];
      if (id === undefined && role !== undefined) add(account, roleIn(account, role));
      else
        outsiders.push(
          assume(root(account), [
            ...(id === undefined ? [] : [equals("sts:ExternalId", id)]),
            ...named(role === undefined ? [] : [roleIn(account, role)]),
          ]),
        );
    } else if ("role" in consumer) {
      add(consumer.role.split(":")[4] ?? "", consumer.role);
    }
  }
  return [...[...arns.entries()].map(([account, patterns]) => assume(root(account), named(patterns))), ...outsiders];
}

const named = (patterns: readonly string[]): readonly Condition[] =>
  patterns.length === 0 ? [] : [{ operator: "ArnLike", key: "aws:PrincipalArn", values: sortedSet(patterns) }];

const issuer = "token.actions.githubusercontent.com";

/**
 * GitHub Actions jobs. Repositories made or renamed since mid-2026 send a subject that holds the ids of owner and repository
 * (GitHub changelog of 2026-04-23; `@` as in github/docs#45221). `@` cannot stand in a name, so the forms cannot be confused.
 */
function jobs(consumers: readonly Consumer[], environment: Environment): readonly Grant[] {
  const subjects = consumers.flatMap((consumer) => {
    if (!("github-actions" in consumer)) return [];
    const job = consumer["github-actions"];
    const [owner = "", name = ""] = job.repository.split("/");
    const [ownerId, repositoryId] = [job["owner-id"], job["repository-id"]];
    const byName = job["immutable-subject"] === true ? [] : [`repo:${job.repository}:environment:${job.environment}`];
    const byId =
      ownerId === undefined || repositoryId === undefined
        ? []
        : [`repo:${owner}@${ownerId}/${name}@${repositoryId}:environment:${job.environment}`];
    return [...byName, ...byId];
  });
  if (subjects.length === 0) return [];
  const provider = `Federated:arn:${environment.partition}:iam::${environment.account}:oidc-provider/${issuer}`;
  return [
    assume(
      provider,
      [equals(`${issuer}:aud`, "sts.amazonaws.com"), equals(`${issuer}:sub`, ...subjects)],
      ["sts:AssumeRoleWithWebIdentity"],
    ),
  ];
}

function workloads(consumers: readonly Consumer[], environment: Environment): readonly Grant[] {
  const source = equals("aws:SourceAccount", environment.account);
  return consumers.flatMap((consumer) => {
    if ("eks-pod-identity" in consumer) {
      const pod = consumer["eks-pod-identity"];
      // The tags that EKS Pod Identity sends with every request (EKS user guide, "Grant Pods access to AWS resources based on tags").
      const tags = [
        equals("aws:RequestTag/eks-cluster-arn", pod.cluster),
        equals("aws:RequestTag/kubernetes-namespace", pod.namespace),
        equals("aws:RequestTag/kubernetes-service-account", pod["service-account"]),
      ];
      return [assume("Service:pods.eks.amazonaws.com", [source, ...tags], ["sts:AssumeRole", "sts:TagSession"])];
    }
    if (!("service" in consumer)) return [];
    // Of the three only ECS says on whose behalf it asks (ECS developer guide, "Amazon ECS task IAM role").
    const sender = `arn:${environment.partition}:ecs:${environment.region}:${environment.account}:*`;
    const ecs: readonly Condition[] = [source, { operator: "ArnLike", key: "aws:SourceArn", values: [sender] }];
    const suffix = consumer.service === "ec2" && environment.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return [assume(`Service:${consumer.service}.${suffix}`, consumer.service === "ecs-tasks" ? ecs : [])];
  });
}
