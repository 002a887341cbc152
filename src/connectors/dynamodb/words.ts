import type { DynamodbEntry } from "./access.ts";

/** The entry in words. */
export function words(entry: DynamodbEntry): readonly string[] {
  const narrowed = [
    ...(entry["leading-keys"] === undefined ? [] : [`keys ${entry["leading-keys"].join(", ")}`]),
    ...(entry.attributes === undefined ? [] : [`attributes ${entry.attributes.join(", ")}`]),
    ...(entry.indexes === undefined ? [] : [`and indexes ${entry.indexes.join(", ")}`]),
  ];
  return [[`${entry.operations.join(", ")} on table ${entry.table}`, ...narrowed].join("; ")];
}
