import { operations, type DynamodbEntry } from "./access.ts";

/** The entry in words. */
export function words(entry: DynamodbEntry): readonly string[] {
  const narrowed = [
    ...(entry["leading-keys"] === undefined ? [] : [`keys ${entry["leading-keys"].join(", ")}`]),
    ...(entry.attributes === undefined ? [] : [`attributes ${entry.attributes.join(", ")}`]),
    ...(entry.indexes === undefined ? [] : [`and indexes ${entry.indexes.join(", ")}`]),
  ];
  return [[`${entry.operations.join(", ")} on table ${entry.table}`, ...narrowed].join("; ")];
}

/** What one might expect of the entry and does not get. */
export function limits(entry: DynamodbEntry): readonly string[] {
  const writes = entry.operations.some((operation) => operations[operation].writes);
  return [
    ...(writes ? [] : [`change table ${entry.table}`]),
    ...(entry["leading-keys"] === undefined ? [] : [`reach items of ${entry.table} with another partition key`]),
    ...(entry.attributes === undefined ? [] : [`read other attributes of ${entry.table}`]),
    ...(entry.attributes !== undefined && entry.operations.includes("UpdateItem")
      ? ["(IAM cannot close one way: an update whose condition fails can answer with the whole item, ReturnValuesOnConditionCheckFailure)"]
      : []),
    ...(entry.indexes === undefined ? [`use the indexes of ${entry.table}`] : []),
    "use PartiQL, streams, exports or backups, or change any table's settings",
  ];
}
