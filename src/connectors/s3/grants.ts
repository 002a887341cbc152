import type { Grant } from "../../access/grant.ts";
import { accountOf, inAccount, regionOf, viaService } from "../../aws/entry.ts";
import type { Environment, GrantContext } from "../connector.ts";
import type { S3Entry } from "./access.ts";

/*
 * Exactly the actions a level needs, chosen by hand from the S3 user guide, "Required permissions for Amazon S3 API operations".
 * Left out on purpose: GetObjectVersion (deleted data stays hidden), PutObjectAcl, everything of the bucket's configuration.
 */
const read = ["s3:GetObject"];
const write = [...read, "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const remove = ["s3:DeleteObject"];

const withKey = ["kms:Decrypt", "kms:GenerateDataKey"];

/** Every action that grants of this connector can hold. */
export const actions = ["s3:ListBucket", ...write, ...remove, ...withKey];

/** The words of an entry → grants. */
export function grants(entry: S3Entry, context: GrantContext): readonly Grant[] {
  const { environment } = context;
  const bucket = bucketArn(environment, entry.bucket);
  const prefixes = entry.prefixes === "whole-bucket" ? [""] : entry.prefixes;
  const folders = prefixes.filter(isFolder);
  const place = inAccount(accountOf(entry, environment));
  const list: Grant[] = folders.length === 0 ? [] : [{ ...allow("s3", ["s3:ListBucket"], bucket), conditions: [place, ...under(folders)] }];
  const objects = prefixes.map((prefix) => objectArn(bucket, prefix));
  return [
    ...list,
    ...objects.map((object) => ({ ...allow("s3", actionsOf(entry), object), conditions: [place] })),
    ...keyGrants(entry, context, [bucket, ...objects]),
  ];
}

const allow = (service: string, actions: readonly string[], resource: string): Grant => ({
  effect: "allow",
  service,
  actions,
  resource,
  conditions: [],
});

const actionsOf = (entry: S3Entry): readonly string[] => [
  ...(entry.level === "write" ? write : read),
  ...(entry.delete === true ? remove : []),
];

const bucketArn = ({ partition }: Environment, bucket: string): string => `arn:${partition}:s3:::${bucket}`;

/** A prefix that ends in `/` is a folder; any other names one object. The empty prefix is the whole bucket. */
export const isFolder = (prefix: string): boolean => prefix === "" || prefix.endsWith("/");

const objectArn = (bucket: string, prefix: string): string => `${bucket}/${prefix}${isFolder(prefix) ? "*" : ""}`;

/** Listing under the folders only. One object gives no listing: a prefix that is its name would show its longer neighbours. */
const under = (folders: readonly string[]) =>
  folders.includes("") ? [] : [{ operator: "StringLike", key: "s3:prefix", values: folders.map((folder) => `${folder}*`) }];

/**
 * The customer key of the bucket, for these objects alone. With S3 Bucket Keys the encryption context is the bucket's ARN,
 * without them the object's (S3 user guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys"). Uploads in parts need Decrypt too.
 */
function keyGrants(entry: S3Entry, { environment, data }: GrantContext, contexts: readonly string[]): readonly Grant[] {
  const key = entry["kms-key"] ?? data.find((fact) => fact["bucket"] === entry.bucket && fact["kms-key"] !== undefined)?.["kms-key"];
  if (key === undefined) return [];
  const conditions = [
    viaService("s3", regionOf(entry, environment)),
    { operator: "StringLike", key: "kms:EncryptionContext:aws:s3:arn", values: contexts },
  ];
  return [{ ...allow("kms", entry.level === "write" ? withKey : ["kms:Decrypt"], key), conditions }];
}
