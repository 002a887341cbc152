import type { S3Entry } from "./access.ts";

const places = (entry: S3Entry): readonly string[] =>
  entry.prefixes === "whole-bucket"
    ? [`s3://${entry.bucket} (whole bucket)`]
    : entry.prefixes.map((prefix) => `s3://${entry.bucket}/${prefix}`);

/** The entry in words. */
export const words = (entry: S3Entry): readonly string[] => {
  const verbs = entry.level === "read" ? "read" : entry.delete === true ? "read, write and delete" : "read and write";
  return places(entry).map((place) => `${verbs} ${place}`);
};
