import { z } from "zod";
import { account, list, literal, name, roleArn } from "../words/words.ts";

/** An IAM role; sessions of it may assume the server's role. */
const role = z.strictObject({ role: roleArn });

/** An IAM Identity Center permission set; `account` where it is not the environment's own. */
const permissionSet = z.strictObject({
  "sso-permission-set": z
    .string()
    .regex(/^[\w+=,.@-]{1,32}$/, { error: "must be the name of a permission set: 1 to 32 of A-Z a-z 0-9 + = , . @ - _" }),
  account: account.optional(),
});

const slug = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, { error: "must be `owner/repository`" });
const numericId = z.int({ error: "must be a whole number" }).positive({ error: "must be positive" });

/** Jobs of one repository in one GitHub environment. With the ids, the immutable subject of newer repositories is trusted too. */
const githubActions = z.strictObject({
  "github-actions": z
    .strictObject({
      repository: slug,
      environment: literal(255).refine((value) => !value.includes(":"), { error: "must not contain `:`" }),
      "owner-id": numericId.optional(),
      "repository-id": numericId.optional(),
    })
    .refine((job) => (job["owner-id"] === undefined) === (job["repository-id"] === undefined), {
      error: "must have both `owner-id` and `repository-id`, or neither",
    }),
});

/** A pod of one service account, through EKS Pod Identity. */
const eksPodIdentity = z.strictObject({
  "eks-pod-identity": z.strictObject({
    cluster: z.string().regex(/^arn:aws(-cn|-us-gov)?:eks:[a-z0-9-]+:[0-9]{12}:cluster\/[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, {
      error: "must be the ARN of an EKS cluster",
    }),
    namespace: name(63),
    "service-account": z
      .string()
      .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, { error: "must be the name of a Kubernetes service account" }),
  }),
});

/** A compute service of the environment's account. */
const service = z.strictObject({ service: z.enum(["ecs-tasks", "lambda", "ec2"]) });

/** Another account, with the external id it must send, or one of its roles, or both. */
const otherAccount = z.strictObject({
  account,
  "external-id": z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, { error: "must be 2 to 1224 characters of A-Z a-z 0-9 + = , . @ : / - _" })
    .optional(),
  role: z
    .string()
    .regex(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, { error: "must be the name of one role, with its path" })
    .optional(),
});

/** Who may assume the server's role. The first key says which kind it is; never `*`. */
export const consumer = z.union([role, permissionSet, githubActions, eksPodIdentity, service, otherAccount]);
export type Consumer = z.infer<typeof consumer>;

export const consumers = list(consumer);
