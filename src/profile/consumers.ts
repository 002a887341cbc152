import * as z from "zod";
import { account, list, literal, name, roleArn } from "../words/words.ts";

/** An IAM role; sessions of it may assume the server's role. */
const role = z.strictObject({ role: roleArn.describe("ARN of the IAM role whose sessions may use the server.") });

/** An IAM Identity Center permission set; `account` where it is not the environment's own. */
const permissionSet = z.strictObject({
  "sso-permission-set": z
    .string()
    .regex(/^[\w+=,.@-]{1,32}$/, { error: "must be the name of a permission set: 1 to 32 of A-Z a-z 0-9 + = , . @ - _" })
    .meta({
      description: "Name of an IAM Identity Center permission set: the people who hold it may use the server.",
      examples: ["Analyst"],
    }),
  account: account.describe("The AWS account of the permission set, where it is not the environment's own.").optional(),
});

/** `.` and `..` are no repositories: GitHub would read them as a path. */
const slug = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, { error: "must be `owner/repository`" })
  .meta({ description: "The repository whose jobs may use the server, as `owner/repository`.", examples: ["acme/reports"] });
const numericId = z.int().positive({ error: "must be positive" });
const printIds = "`gh api repos/<owner>/<repository> --jq '.owner.id, .id'` prints them";

/**
 * Jobs of one repository in one GitHub environment. With the ids, the immutable subject of newer repositories is trusted too;
 * with `immutable-subject`, it alone is: a name can be given up and taken by somebody else.
 */
const githubActions = z.strictObject({
  "github-actions": z
    .strictObject({
      repository: slug,
      environment: literal(255)
        .regex(/^[^:]*$/, { error: "must not contain `:`" })
        .meta({
          description: "The GitHub environment of the jobs: its protection rules decide who may start them.",
          examples: ["production"],
        }),
      "owner-id": numericId
        .meta({
          description: "GitHub's number for the owner; with `repository-id`, trusts the immutable form of the token too.",
          examples: [1234567],
        })
        .optional(),
      "repository-id": numericId
        .meta({ description: "GitHub's number for the repository; goes with `owner-id`.", examples: [7654321] })
        .optional(),
      "immutable-subject": z
        .literal(true, { error: "must be true, or left out" })
        .meta({
          description: "Trust the form with the ids alone. For repositories that send it: those made since July 2026, or that opted in.",
          examples: [true],
        })
        .optional(),
    })
    .refine((job) => job["immutable-subject"] === undefined || job["repository-id"] !== undefined, {
      path: ["immutable-subject"],
      error: "needs `owner-id` and `repository-id`",
      params: { fix: `add \`owner-id\` and \`repository-id\` (${printIds}), or remove \`immutable-subject\`` },
    })
    .refine((job) => job["owner-id"] === undefined || job["repository-id"] !== undefined, {
      path: ["owner-id"],
      error: "goes with `repository-id`",
      params: { fix: `add \`repository-id\` (${printIds}), or remove \`owner-id\`` },
    })
    .refine((job) => job["repository-id"] === undefined || job["owner-id"] !== undefined, {
      path: ["repository-id"],
      error: "goes with `owner-id`",
      params: { fix: `add \`owner-id\` (${printIds}), or remove \`repository-id\`` },
    })
    .meta({
      description: "Jobs of one GitHub repository in one GitHub environment.",
      examples: [{ repository: "acme/reports", environment: "production" }],
      dependencies: { "owner-id": ["repository-id"], "repository-id": ["owner-id"], "immutable-subject": ["repository-id"] },
    }),
});

/** A pod of one service account, through EKS Pod Identity. */
const eksPodIdentity = z.strictObject({
  "eks-pod-identity": z
    .strictObject({
      cluster: z
        .string()
        .regex(/^arn:aws(-cn|-us-gov)?:eks:[a-z0-9-]+:[0-9]{12}:cluster\/[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, {
          error: "must be the ARN of an EKS cluster",
        })
        .meta({ description: "ARN of the EKS cluster.", examples: ["arn:aws:eks:eu-west-1:111122223333:cluster/tools"] }),
      namespace: name(63).meta({ description: "Kubernetes namespace of the pod.", examples: ["mcp"] }),
      "service-account": z
        .string()
        .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, { error: "must be the name of a Kubernetes service account" })
        .meta({ description: "Kubernetes service account of the pod.", examples: ["orders-analyst"] }),
    })
    .meta({
      description: "Pods of one Kubernetes service account, through EKS Pod Identity.",
      examples: [{ cluster: "arn:aws:eks:eu-west-1:111122223333:cluster/tools", namespace: "mcp", "service-account": "orders-analyst" }],
    }),
});

/** A compute service of the environment's account. */
const service = z.strictObject({
  service: z.enum(["ecs-tasks", "lambda", "ec2"]).describe("A compute service of the environment's account that runs the server itself."),
});

/** Another account, with the external id it must send, or one of its roles, or both. */
const otherAccount = z.strictObject({
  account: account.describe("Another AWS account; name its `external-id`, its `role`, or both."),
  "external-id": z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, { error: "must be 2 to 1224 characters of A-Z a-z 0-9 + = , . @ : / - _" })
    .meta({
      description: "What the other account must send as `ExternalId`, so that it cannot be tricked into acting for somebody else.",
      examples: ["acme-7f3c"],
    })
    .optional(),
  role: z
    .string()
    .regex(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, { error: "must be the name of one role, with its path" })
    .meta({ description: "Name of one role of the other account, with its path.", examples: ["chat-runtime"] })
    .optional(),
});

/** Who may assume the server's role. The first key says which kind it is; never `*`. */
const consumer = z
  .union([role, permissionSet, githubActions, eksPodIdentity, service, otherAccount], {
    error:
      "must be a mapping with one of the words `role`, `sso-permission-set`, `github-actions`, `eks-pod-identity`, `service` or `account`",
  })
  .meta({ examples: [{ "sso-permission-set": "Analyst" }] });
export type Consumer = z.infer<typeof consumer>;

export const consumers = list(consumer)
  .describe("Who may use the server's role; never everybody.")
  .meta({ examples: [[{ "sso-permission-set": "Analyst" }]] });
