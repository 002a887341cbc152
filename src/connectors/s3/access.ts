import * as z from "zod";
import { account, entryWords, kmsKeyArn, list, literal, region } from "../../words/words.ts";

/** Bucket names as S3 makes them since 2018 (S3 user guide, "General purpose bucket naming rules"). */
export const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "must be the name of an S3 bucket: 3 to 63 of a-z, 0-9, `.` and `-`" })
  .regex(/^(?![0-9.]+$)(?!.*\.\.)/, { error: "must be the name of an S3 bucket, not an address" })
  .meta({ description: "An S3 bucket.", examples: ["acme-reports"] });

const prefix = literal(900)
  .regex(/^(?!\/)/, { error: "must not begin with `/`: S3 keys begin with their first folder" })
  .regex(/^(?!.*\/\/)(?!(?:.*\/)?\.{1,2}(?:\/|$))/, { error: "must not hold an empty, `.` or `..` folder" })
  .meta({ examples: ["orders/2026/"] });

const wholeBucket = z.literal("whole-bucket");

/** `service: s3` (design, section 4). */
export const access = z
  .strictObject({
    service: z.literal("s3").describe("Amazon S3."),
    bucket: bucketName.describe("The S3 bucket."),
    prefixes: z
      .union([list(prefix), wholeBucket], {
        error: "must be a list of prefixes (each ends in `/` or names one object), or the words `whole-bucket`",
      })
      .meta({
        description: "What of the bucket: each prefix ends in `/` or names one object. The whole bucket is spelled `whole-bucket`.",
        examples: [["orders/2026/"]],
      }),
    level: z
      .enum(["read", "write"])
      .describe("`read` lists under the prefixes and gets; `write` also puts. Nothing is deleted without `delete: true`."),
    delete: z
      .literal(true, { error: "must be true, or left out" })
      .describe("Lets the server delete objects too; goes with `level: write`.")
      .optional(),
    "kms-key": kmsKeyArn.describe("The customer key that encrypts the bucket, where settings do not name it.").optional(),
    account: account.describe("The AWS account of the bucket, where it is not the environment's.").optional(),
    region: region.describe("The region of the bucket, where it is not the environment's.").optional(),
    ...entryWords,
  })
  .refine((entry) => entry.delete === undefined || entry.level === "write", {
    path: ["delete"],
    error: "goes with `level: write` only",
    params: { fix: "remove `delete`, or write `level: write`" },
  })
  .meta({ examples: [{ service: "s3", bucket: "acme-reports", prefixes: ["orders/2026/"], level: "read" }] });

export type S3Entry = z.infer<typeof access>;
