import * as z from "zod";
import { connectors, targetKinds } from "../connectors/registry.ts";
import { account, environmentName, kmsKeyArn, list, name, note, region, roleArn } from "../words/words.ts";

const retired = z
  .literal(true, { error: "must be true, or left out" })
  .describe("On its way out: its stacks are synthesized empty, so that applying them takes the access away. Delete the entry afterwards.")
  .optional();

/** Terraform state in S3, locked by a file beside it (`use_lockfile`, Terraform ≥ 1.10). */
const s3Backend = z.strictObject({
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "must be the name of an S3 bucket" })
    .meta({ description: "The bucket that holds the state.", examples: ["acme-terraform-state"] }),
  region: region.describe("The region of the bucket."),
  "kms-key": kmsKeyArn.describe("The customer key that encrypts the state.").optional(),
  "assume-role": roleArn.describe("The role that reads and writes the state.").optional(),
});

const backend = z
  .union(
    [
      z.literal("local"),
      z.strictObject({
        s3: s3Backend.meta({
          description: "State in S3, locked by a file beside it.",
          examples: [{ bucket: "acme-terraform-state", region: "eu-west-1" }],
        }),
      }),
    ],
    { error: "must be `local` or `s3: { bucket, region }`" },
  )
  .meta({
    description: "Where Terraform keeps its state: `local` unless said; a protected environment needs a remote one.",
    examples: [{ s3: { bucket: "acme-terraform-state", region: "eu-west-1" } }],
  });

/** Not empty: the AWS provider (5.100) leaves empty default tags out of the plan. */
const tagText = z
  .string()
  .regex(/^[A-Za-z0-9 _.:/=+@-]{1,256}$/, { error: "must be 1 to 256 of A-Z a-z 0-9 space and _ . : / = + - @" })
  .meta({ examples: ["platform"] });
/** Keys of IAM tags are compared without case, and AWS keeps `aws:` in any case (IAM user guide, "Rules for tagging"). */
const tagKey = z
  .string()
  .regex(/^(?![aA][wW][sS]:)(?![kK][eE][yY][wW][aA][rR][dD]:)[A-Za-z0-9_.:/=+@-]{1,128}$/, {
    error: "must be 1 to 128 of A-Z a-z 0-9 and _ . : / = + - @, not beginning with `aws:` or `keyward:`",
  })
  .meta({ examples: ["team"] });

const environment = z.strictObject({
  account: account.describe("The AWS account, in quotes."),
  region: region.describe("The AWS region."),
  partition: z.enum(["aws", "aws-cn", "aws-us-gov"]).describe("The AWS partition; told by the region unless said.").optional(),
  protected: z
    .boolean()
    .meta({
      description: "Stricter rules: writes need a reason and an end, state is remote, requests come from known networks.",
      examples: [true],
    })
    .optional(),
  backend: backend.optional(),
  "assume-role": roleArn.describe("The role that Terraform assumes to apply.").optional(),
  tags: z
    .record(tagKey, tagText)
    .refine((tags) => new Set(Object.keys(tags).map((key) => key.toLowerCase())).size === Object.keys(tags).length, {
      error: "must not name one tag in two spellings: IAM ignores their case",
      params: { fix: "remove one of the two" },
    })
    .meta({ description: "Tags on everything made.", examples: [{ team: "platform" }] })
    .optional(),
  retired,
});

const owner = z.strictObject({
  description: note(200)
    .meta({ description: "Who this is, in any language.", examples: ["Warehouse and pipelines"] })
    .optional(),
  retired,
});

const target = z.discriminatedUnion(
  "service",
  targetKinds.map((kind) => kind.schema.extend({ retired })) as unknown as [z.ZodObject, ...z.ZodObject[]],
);

/** What the team says of a data store: how it is classified, which key encrypts it. */
const dataWords = {
  classification: z
    .enum(["public", "internal", "confidential", "regulated"])
    .describe("How the data is classified: `regulated` is refused, `confidential` is read-only.")
    .optional(),
  "kms-key": kmsKeyArn.describe("The customer key that encrypts the data.").optional(),
  environment: environmentName.describe("The environment this is said of; every one unless said.").optional(),
};
const stores = [...connectors.map(({ data }) => data), ...targetKinds.flatMap(({ data }) => (data === undefined ? [] : [data]))];
const storeWords = stores.map(({ shape }) =>
  Object.keys(shape)
    .map((word) => `\`${word}\``)
    .join(" and "),
);

const dataFact = z
  .union(
    stores.map(({ shape }) =>
      z
        .strictObject({ ...shape, ...dataWords })
        .refine((fact) => fact.classification !== undefined || fact["kms-key"] !== undefined, {
          error: "must say `classification` or `kms-key`",
          params: { fix: "add one of them, for example `classification: confidential`; or remove the entry" },
        })
        .meta({ anyOf: [{ required: ["classification"] }, { required: ["kms-key"] }] }),
    ),
    { error: `must name one store, with ${storeWords.join(", or ")}` },
  )
  .meta({ examples: [{ classification: "confidential", bucket: "acme-reports" }] });

/** A mapping from names to what they stand for, which must name something. */
const named = <Value extends z.ZodType>(key: z.ZodString, value: Value, thing: string) =>
  z
    .record(key, value)
    .refine((entries) => Object.keys(entries).length > 0, { error: `must name ${thing}` })
    .meta({ minProperties: 1 });

/** `keyward.yaml` (design, section 4). */
export const settingsSchema = z.strictObject({
  version: z.literal(1).describe("Version of the format."),
  environments: named(environmentName, environment, "an environment").meta({
    description: "The environments: one AWS account and region each.",
    examples: [{ dev: { account: "444455556666", region: "eu-west-1" } }],
  }),
  owners: named(name(39), owner, "an owner").meta({
    description: "The teams that own MCP servers; each has a stack in every environment.",
    examples: [{ "data-platform": {} }],
  }),
  targets: z
    .record(name(20), target)
    .describe("What access is to that has no ARN: Postgres databases, GitHub App installations.")
    .optional(),
  data: list(dataFact)
    .meta({
      description: "What is known of data stores: how they are classified, which key encrypts them.",
      examples: [[{ classification: "confidential", bucket: "acme-reports" }]],
    })
    .optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
export type EnvironmentSettings = Settings["environments"][string];
