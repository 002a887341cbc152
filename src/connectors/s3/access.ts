import { z } from "zod";
import { account, entryWords, kmsKeyArn, list, literal, region } from "../../words/words.ts";

/** Bucket names as S3 makes them since 2018 (S3 user guide, "General purpose bucket naming rules"). */
export const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "must be the name of an S3 bucket: 3 to 63 of a-z, 0-9, `.` and `-`" })
  .refine((value) => !value.includes("..") && !/^[0-9.]+$/.test(value), { error: "must be the name of an S3 bucket, not an address" });

const prefix = literal(900)
  .refine((value) => !value.startsWith("/"), { error: "must not begin with `/`: S3 keys begin with their first folder" })
  .refine((value) => !value.split("/").slice(0, -1).includes("") && !value.split("/").some((part) => part === "." || part === ".."), {
    error: "must not hold an empty, `.` or `..` folder",
  });

const wholeBucket = z.literal("whole-bucket");

/** `service: s3` (design, section 4). */
export const access = z
  .strictObject({
    service: z.literal("s3"),
    bucket: bucketName,
    prefixes: z.union([list(prefix), wholeBucket], {
      error: "must be a list of prefixes (each ends in `/` or names one object), or the words `whole-bucket`",
    }),
    level: z.enum(["read", "write"]),
    delete: z.literal(true, { error: "must be true, or left out" }).optional(),
    "kms-key": kmsKeyArn.optional(),
    account: account.optional(),
    region: region.optional(),
    ...entryWords,
  })
  .refine((entry) => entry.delete === undefined || entry.level === "write", {
    path: ["delete"],
    error: "goes with `level: write` only",
  });

export type S3Entry = z.infer<typeof access>;
