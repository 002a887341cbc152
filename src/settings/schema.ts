import { z } from "zod";
import { connectors, targetKinds } from "../connectors/registry.ts";
import { account, environmentName, kmsKeyArn, list, name, region, roleArn, text } from "../words/words.ts";

const retired = z.literal(true, { error: "must be true, or left out" }).optional();

/** Terraform state in S3, locked by a file beside it (`use_lockfile`, Terraform ≥ 1.10). */
const s3Backend = z.strictObject({
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "must be the name of an S3 bucket" }),
  region,
  "kms-key": kmsKeyArn.optional(),
  "assume-role": roleArn.optional(),
});

const backend = z.union([z.literal("local"), z.strictObject({ s3: s3Backend })], { error: "must be `local` or `s3: { bucket, region }`" });

const tagText = z
  .string()
  .regex(/^[A-Za-z0-9 _.:/=+@-]{0,256}$/, { error: "must be at most 256 of A-Z a-z 0-9 space and _ . : / = + - @" });
const tagKey = z
  .string()
  .regex(/^(?!aws:)(?!keyward:)[A-Za-z0-9_.:/=+@-]{1,128}$/, {
    error: "must be 1 to 128 of A-Z a-z 0-9 and _ . : / = + - @, not beginning with `aws:` or `keyward:`",
  });

const environment = z.strictObject({
  account,
  region,
  partition: z.enum(["aws", "aws-cn", "aws-us-gov"]).optional(),
  protected: z.boolean().optional(),
  backend: backend.optional(),
  "assume-role": roleArn.optional(),
  tags: z.record(tagKey, tagText).optional(),
  retired,
});

const owner = z.strictObject({ description: text(200).optional(), retired });

const target = z.discriminatedUnion(
  "service",
  targetKinds.map((kind) => kind.schema.extend({ retired })) as unknown as [z.ZodObject, ...z.ZodObject[]],
);

/** What the team says of a data store: how it is classified, which key encrypts it. */
const dataWords = {
  classification: z.enum(["public", "internal", "confidential", "regulated"]).optional(),
  "kms-key": kmsKeyArn.optional(),
  environment: environmentName.optional(),
};
const dataFact = z.union(
  [...connectors.map(({ data }) => data), ...targetKinds.flatMap(({ data }) => (data === undefined ? [] : [data]))].map((words) =>
    z.strictObject({ ...words.shape, ...dataWords }).refine((fact) => fact.classification !== undefined || fact["kms-key"] !== undefined, {
      error: "must say `classification` or `kms-key`",
    }),
  ),
);

/** `keyward.yaml` (design, section 4). */
export const settingsSchema = z.strictObject({
  version: z.literal(1, { error: "must be 1" }),
  environments: z
    .record(environmentName, environment)
    .refine((value) => Object.keys(value).length > 0, { error: "must name an environment" }),
  owners: z.record(name(39), owner).refine((value) => Object.keys(value).length > 0, { error: "must name an owner" }),
  targets: z.record(name(20), target).optional(),
  data: list(dataFact).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
export type EnvironmentSettings = Settings["environments"][string];
