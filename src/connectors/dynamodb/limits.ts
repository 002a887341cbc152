import { sortedSet } from "../../access/grant.ts";
import { operations, type DynamodbEntry } from "./access.ts";

/** Something that no entry gives on one table, or on what of it is not listed. */
interface TableLimit {
  /** `items` is to read or change any; `keys` and `attributes` are those that are not listed. */
  readonly kind: "items" | "change" | "keys" | "attributes" | "indexes";
  readonly table: string;
  /** What some entry gives; none = the table has no exception. */
  readonly except: readonly string[];
}

/** A way around a limit on attributes that IAM cannot close. */
interface Gap {
  readonly kind: "gap";
  readonly table: string;
}

/** What no operation gives, on any table. */
interface SettingsLimit {
  readonly kind: "settings";
}

export type DynamodbLimit = TableLimit | Gap | SettingsLimit;

/**
 * What the entries of a profile do not give, taken together. Tables of one name in several accounts or regions are taken
 * as one, and an entry that has ended counts too: better to say too little.
 */
export function limitsOf(entries: readonly DynamodbEntry[]): readonly DynamodbLimit[] {
  const tables = new Set(entries.map(({ table }) => table));
  const onTables = [...tables].flatMap((table) =>
    limitsOn(
      table,
      entries.filter((entry) => entry.table === table),
    ),
  );
  return entries.length === 0 ? [] : [...onTables, { kind: "settings" }];
}

function limitsOn(table: string, entries: readonly DynamodbEntry[]): readonly DynamodbLimit[] {
  const touching = entries.filter((entry) => entry.operations.some((operation) => operation !== "DescribeTable"));
  const writes = entries.some((entry) => entry.operations.some((operation) => operations[operation].writes));
  const limit = (kind: TableLimit["kind"], except: readonly string[] = []): TableLimit => ({ kind, table, except });
  const listed = (kind: TableLimit["kind"], lists: readonly (readonly string[] | undefined)[]): readonly TableLimit[] =>
    lists.some((list) => list === undefined) ? [] : [limit(kind, sortedSet(lists.flatMap((list) => list ?? [])))];
  if (touching.length === 0) return [limit("items")];
  return [
    ...(writes ? [] : [limit("change")]),
    ...listed(
      "keys",
      touching.map((entry) => entry["leading-keys"]),
    ),
    ...listed(
      "attributes",
      touching.map(({ attributes }) => attributes),
    ),
    ...(entries.some(answersWithWholeItems) ? [{ kind: "gap", table } as const] : []),
    ...listed(
      "indexes",
      touching.map(({ indexes }) => indexes ?? []),
    ),
  ];
}

/** An update whose condition fails may answer with the item, and no condition key knows of it (API reference, UpdateItem). */
const answersWithWholeItems = (entry: DynamodbEntry): boolean => entry.attributes !== undefined && entry.operations.includes("UpdateItem");

/** What the entries of a profile do not give, in words. */
export const limits = (entries: readonly DynamodbEntry[]): readonly string[] => limitsOf(entries).map(limitText);

function limitText(limit: DynamodbLimit): string {
  switch (limit.kind) {
    case "items":
      return `read or change items of table ${limit.table}`;
    case "change":
      return `change table ${limit.table}`;
    case "keys":
      return `reach items of table ${limit.table} with other partition keys than ${limit.except.join(", ")}`;
    case "attributes":
      return `read or change other attributes of table ${limit.table} than ${limit.except.join(", ")}`;
    case "gap":
      return `(IAM cannot close one way: an update of table ${limit.table} whose condition fails can answer with the whole item, ReturnValuesOnConditionCheckFailure)`;
    case "indexes":
      return limit.except.length === 0
        ? `use the indexes of table ${limit.table}`
        : `use other indexes of table ${limit.table} than ${limit.except.join(", ")}`;
    case "settings":
      return "use PartiQL, streams, exports or backups, or change any table's settings";
  }
}
