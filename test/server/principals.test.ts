import { describe, expect, test } from "@jest/globals";
import { documentText } from "../../src/aws/policy-document.ts";
import { allowedByOracle } from "../support/oracle.ts";
import { someServer } from "../support/servers.ts";

const trust = (...consumers: readonly unknown[]) => JSON.parse(documentText(someServer({ consumers }).trustPolicy)).Statement as unknown;
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });

describe("consumers become a trust policy", () => {
  test.each<[string, readonly unknown[], unknown]>([
    [
      "a role, by its ARN under its account",
      [{ role: "arn:aws:iam::111122223333:role/chat" }],
      [
        {
          Effect: "Allow",
          Principal: root("111122223333"),
          Action: "sts:AssumeRole",
          Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/chat" } },
        },
      ],
    ],
    [
      "a permission set: sixteen characters, with and without a region in the path",
      [{ "sso-permission-set": "Analyst" }],
      [
        {
          Effect: "Allow",
          Principal: root("111122223333"),
          Action: "sts:AssumeRole",
          Condition: {
            ArnLike: {
              "aws:PrincipalArn": [
                "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Analyst_????????????????",
                "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Analyst_????????????????",
              ],
            },
          },
        },
      ],
    ],
    [
      "a GitHub job with ids: the old subject and the immutable one",
      [{ "github-actions": { repository: "acme/docs", environment: "prod", "owner-id": 12, "repository-id": 34 } }],
      [
        {
          Effect: "Allow",
          Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": ["repo:acme/docs:environment:prod", "repo:acme@12/docs@34:environment:prod"],
            },
          },
        },
      ],
    ],
    [
      "a GitHub job with its immutable subject alone",
      [
        {
          "github-actions": {
            repository: "acme/docs",
            environment: "prod",
            "owner-id": 12,
            "repository-id": 34,
            "immutable-subject": true,
          },
        },
      ],
      [
        {
          Effect: "Allow",
          Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": "repo:acme@12/docs@34:environment:prod",
            },
          },
        },
      ],
    ],
    [
      "a pod of one service account",
      [
        {
          "eks-pod-identity": {
            cluster: "arn:aws:eks:eu-west-1:111122223333:cluster/tools",
            namespace: "mcp",
            "service-account": "reports",
          },
        },
      ],
      [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/tools",
              "aws:RequestTag/kubernetes-namespace": "mcp",
              "aws:RequestTag/kubernetes-service-account": "reports",
              "aws:SourceAccount": "111122223333",
            },
          },
        },
      ],
    ],
    [
      "tasks of ECS, of the account alone",
      [{ service: "ecs-tasks" }],
      [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*" },
            StringEquals: { "aws:SourceAccount": "111122223333" },
          },
        },
      ],
    ],
    ["functions", [{ service: "lambda" }], [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }]],
    ["instances", [{ service: "ec2" }], [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }]],
    [
      "another account with its external id",
      [{ account: "999988887777", "external-id": "acme-42" }],
      [
        {
          Effect: "Allow",
          Principal: root("999988887777"),
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "acme-42" } },
        },
      ],
    ],
    [
      "several roles of one account in one statement",
      [{ role: "arn:aws:iam::111122223333:role/b" }, { role: "arn:aws:iam::111122223333:role/a" }, { account: "111122223333", role: "c" }],
      [
        {
          Effect: "Allow",
          Principal: root("111122223333"),
          Action: "sts:AssumeRole",
          Condition: { ArnLike: { "aws:PrincipalArn": ["a", "b", "c"].map((role) => `arn:aws:iam::111122223333:role/${role}`) } },
        },
      ],
    ],
  ])("%s", (_, consumers, expected) => {
    expect(trust(...consumers)).toEqual(expected);
  });

  test("a trust policy over 2,048 characters is refused with its size", () => {
    const consumers = Array.from({ length: 40 }, (_, index) => ({
      role: `arn:aws:iam::111122223333:role/some/long/path/for/a/role-${index}`,
    }));
    expect(() => someServer({ consumers })).toThrow("prod/reports: trust policy: must fit IAM's limit of 2,048 characters");
  });
});

describe("an independent engine lets in", () => {
  const server = someServer({ consumers: [{ "sso-permission-set": "Analyst" }, { account: "999988887777", "external-id": "acme-42" }] });
  const sso = (name: string, region = "") =>
    `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${name}`;
  test.each<[string, string, Record<string, string>, boolean]>([
    ["the permission set", sso("Analyst_0123456789abcdef", "eu-west-1/"), {}, true],
    ["the permission set of us-east-1", sso("Analyst_0123456789abcdef"), {}, true],
    ["not a set whose name begins the same", sso("Analyst_Admin_0123456789abcdef", "eu-west-1/"), {}, false],
    ["not another role of the account", "arn:aws:iam::111122223333:role/other", {}, false],
    ["the other account with its external id", "arn:aws:iam::999988887777:role/any", { "sts:ExternalId": "acme-42" }, true],
    ["not the other account with another external id", "arn:aws:iam::999988887777:role/any", { "sts:ExternalId": "acme-43" }, false],
    ["not the other account without an external id", "arn:aws:iam::999988887777:role/any", {}, false],
  ])("%s", async (_, arn, context, expected) => {
    const anything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }] };
    const account = arn.split(":")[4] ?? "";
    const judged = {
      role: { arn, account },
      identity: [anything],
      resourcePolicy: JSON.parse(documentText(server.trustPolicy)),
      resourceAccount: "111122223333",
    };
    expect(await allowedByOracle(judged, { action: "sts:AssumeRole", resource: server.roleArn, context })).toBe(expected);
  });
});
