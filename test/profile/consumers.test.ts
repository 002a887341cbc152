import { expect, test } from "@jest/globals";
import { consumers } from "../../src/profile/consumers.ts";

const role = "arn:aws:iam::111122223333:role/chat";
const cluster = "arn:aws:eks:eu-west-1:111122223333:cluster/tools";
const account = "777788889999";
const job = { repository: "acme/reports", environment: "production" };

test.each([
  { name: "a role", consumer: { role } },
  { name: "a permission set", consumer: { "sso-permission-set": "Analyst" } },
  { name: "a permission set of another account", consumer: { "sso-permission-set": "Analyst", account } },
  { name: "a job", consumer: { "github-actions": job } },
  { name: "a job with ids", consumer: { "github-actions": { ...job, "owner-id": 1, "repository-id": 2 } } },
  { name: "a pod", consumer: { "eks-pod-identity": { cluster, namespace: "mcp", "service-account": "orders.v1" } } },
  { name: "a compute service", consumer: { service: "ecs-tasks" } },
  { name: "an account with an external id", consumer: { account, "external-id": "acme-7f3c" } },
  { name: "a role of an account", consumer: { account, role: "team/chat" } },
])("$name may be a consumer", ({ consumer }) => {
  expect(consumers.safeParse([consumer])).toEqual({ success: true, data: [consumer] });
});

test.each([
  { name: "everybody", consumer: { role: "*" } },
  { name: "everybody, as a text", consumer: "*" },
  { name: "every role of an account", consumer: { role: "arn:aws:iam::111122223333:role/*" } },
  { name: "the root of an account", consumer: { role: "arn:aws:iam::111122223333:root" } },
  { name: "a user", consumer: { role: "arn:aws:iam::111122223333:user/chat" } },
  { name: "every permission set", consumer: { "sso-permission-set": "*" } },
  { name: "every repository of an owner", consumer: { "github-actions": { ...job, repository: "acme/*" } } },
  { name: "a repository that is the folder above", consumer: { "github-actions": { ...job, repository: "acme/.." } } },
  { name: "every environment of a repository", consumer: { "github-actions": { ...job, environment: "*" } } },
  { name: "a job without an environment", consumer: { "github-actions": { repository: "acme/reports" } } },
  { name: "an environment that ends the subject early", consumer: { "github-actions": { ...job, environment: "a:ref:b" } } },
  { name: "a job with one id", consumer: { "github-actions": { ...job, "owner-id": 1 } } },
  { name: "a job with an id in quotes", consumer: { "github-actions": { ...job, "owner-id": "1", "repository-id": 2 } } },
  { name: "every namespace", consumer: { "eks-pod-identity": { cluster, namespace: "*", "service-account": "orders" } } },
  { name: "a service that is none of ours", consumer: { service: "s3" } },
  { name: "a wildcard as external id", consumer: { account, "external-id": "*" } },
  { name: "two kinds at once", consumer: { role, service: "lambda" } },
  { name: "nothing", consumer: {} },
])("$name may not", ({ consumer }) => {
  expect(consumers.safeParse([consumer]).success).toBe(false);
});

test("one consumer is not named twice, in whatever order its words stand", () => {
  const twice = [
    { account, role: "chat" },
    { role: "chat", account },
  ];
  expect(consumers.safeParse(twice).error?.issues.map(({ message }) => message)).toEqual(["must not name the same value twice"]);
});

test("no consumer is an error", () => {
  expect(consumers.safeParse([]).success).toBe(false);
});
