import type { S3Entry } from "./access.ts";
import { isFolder } from "./grants.ts";

const places = (entry: S3Entry): readonly string[] =>
  entry.prefixes === "whole-bucket"
    ? [`s3://${entry.bucket} (whole bucket)`]
    : entry.prefixes.map((prefix) => `s3://${entry.bucket}/${prefix}`);

/** The entry in words. */
export const words = (entry: S3Entry): readonly string[] => {
  const verbs = entry.level === "read" ? "read" : entry.delete === true ? "read, write and delete" : "read and write";
  return places(entry).map((place) => `${verbs} ${place}`);
};

/** What one might expect of the entry and does not get. */
export function limits(entry: S3Entry): readonly string[] {
  const lists = entry.prefixes === "whole-bucket" || entry.prefixes.some(isFolder);
  return [
    ...(entry.prefixes === "whole-bucket" ? [] : [`reach anything else in s3://${entry.bucket}`]),
    ...(lists ? [] : [`list s3://${entry.bucket}`]),
    ...(entry.level === "read" ? ["write, overwrite or delete objects"] : []),
    ...(entry.level === "write" && entry.delete !== true ? ["delete objects (it can overwrite them)"] : []),
    "read old versions, or change access lists, policies or settings of the bucket",
  ];
}
