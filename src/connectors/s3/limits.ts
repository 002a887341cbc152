import { sortedSet } from "../../access/grant.ts";
import type { S3Entry } from "./access.ts";
import { isFolder } from "./grants.ts";

/** Something that no entry gives in one bucket: anywhere in it, or outside of some prefixes. */
interface BucketLimit {
  /** `change` is to write, overwrite or delete. */
  readonly kind: "reach" | "list" | "change" | "write" | "delete";
  readonly bucket: string;
  /** The prefixes that some entry gives; none = nowhere in the bucket. */
  readonly outside: readonly string[];
}

/** What no level gives, in any bucket. */
interface SettingsLimit {
  readonly kind: "settings";
}

export type S3Limit = BucketLimit | SettingsLimit;

/** What the entries of a profile do not give, taken together. An entry that has ended counts too: better to say too little. */
export function limitsOf(entries: readonly S3Entry[]): readonly S3Limit[] {
  const buckets = new Set(entries.map(({ bucket }) => bucket));
  const inBuckets = [...buckets].flatMap((bucket) =>
    limitsIn(
      bucket,
      entries.filter((entry) => entry.bucket === bucket),
    ),
  );
  return entries.length === 0 ? [] : [...inBuckets, { kind: "settings" }];
}

function limitsIn(bucket: string, entries: readonly S3Entry[]): readonly BucketLimit[] {
  const reached = places(entries);
  const writers = entries.filter(({ level }) => level === "write");
  const deleters = writers.filter((entry) => entry.delete === true);
  const beyond = (kind: BucketLimit["kind"], outside: readonly string[]): readonly BucketLimit[] =>
    outside.includes("") ? [] : [{ kind, bucket, outside }];
  // Where all that is reached may be changed, the first line says the same already.
  const narrower = (kind: BucketLimit["kind"], outside: readonly string[]) =>
    outside.join("\n") === reached.join("\n") ? [] : beyond(kind, outside);
  return [
    ...beyond("reach", reached),
    ...(reached.some(isFolder) ? [] : beyond("list", [])),
    ...(writers.length === 0 ? beyond("change", []) : narrower("write", places(writers))),
    ...(writers.length === 0 ? [] : deleters.length === 0 ? beyond("delete", []) : narrower("delete", places(deleters))),
  ];
}

/** The prefixes of the entries, without those that lie in another; the empty one is the whole bucket. */
function places(entries: readonly S3Entry[]): readonly string[] {
  const all = sortedSet(entries.flatMap(({ prefixes }) => (prefixes === "whole-bucket" ? [""] : prefixes)));
  return all.filter((prefix) => !all.some((other) => other !== prefix && isFolder(other) && prefix.startsWith(other)));
}

/** What the entries of a profile do not give, in words. */
export const limits = (entries: readonly S3Entry[]): readonly string[] => limitsOf(entries).map(limitText);

function limitText(limit: S3Limit): string {
  if (limit.kind === "settings") return "read old versions, or change access lists, policies or settings of any bucket";
  const bucket = `s3://${limit.bucket}`;
  const outside = limit.outside.length === 0 ? "" : ` outside of ${limit.outside.join(", ")}`;
  switch (limit.kind) {
    case "reach":
      return `reach anything in ${bucket}${outside}`;
    case "list":
      return `list ${bucket}${outside}`;
    case "change":
      return `write, overwrite or delete objects in ${bucket}${outside}`;
    case "write":
      return `write to ${bucket}${outside}`;
    case "delete":
      return `delete objects in ${bucket}${outside === "" ? " (where it can write, it can overwrite them)" : outside}`;
  }
}
