import type { Condition, Grant } from "../../access/grant.ts";
import { accountOf, inAccount, regionOf, viaService } from "../../aws/entry.ts";
import type { GrantContext } from "../connector.ts";
import { operations, type DynamodbEntry, type Operation } from "./access.ts";

/** Every action that grants of this connector can hold. */
export const actions = [...Object.keys(operations).map((operation) => `dynamodb:${operation}`), "kms:Decrypt"];

/** The words of an entry → grants. Operations that are limited in different ways stand apart. */
export function grants(entry: DynamodbEntry, context: GrantContext): readonly Grant[] {
  const { environment } = context;
  const account = accountOf(entry, environment);
  const table = `arn:${environment.partition}:dynamodb:${regionOf(entry, environment)}:${account}:table/${entry.table}`;
  const indexes = (entry.indexes ?? []).map((index) => `${table}/index/${index}`);
  const allowed = entry.operations.flatMap((operation) => {
    const resources = [table, ...(operations[operation].indexes ? indexes : [])];
    const conditions = [inAccount(account), ...limitsOn(entry, operation)];
    return resources.map((resource): Grant => ({
      effect: "allow",
      service: "dynamodb",
      actions: [`dynamodb:${operation}`],
      resource,
      conditions,
    }));
  });
  return [...allowed, ...keyGrants(entry, context)];
}

/** The limits on items and attributes that apply to an operation. DescribeTable reads no item. */
function limitsOn(entry: DynamodbEntry, operation: Operation): readonly Condition[] {
  const { items, attributes, writes } = operations[operation];
  const keys = entry["leading-keys"];
  return [
    ...(keys !== undefined && items ? within("dynamodb:LeadingKeys", keys) : []),
    ...(entry.attributes !== undefined && attributes ? [...within("dynamodb:Attributes", entry.attributes), answers(writes)] : []),
  ];
}

/** ForAllValues is true of a request without the key, so the key must be there (IAM user guide, "Set operators for multi-valued context keys"). */
const within = (key: string, values: readonly string[]): readonly Condition[] => [
  { operator: "ForAllValues:StringEquals", key, values },
  { operator: "Null", key, values: ["false"] },
];

/**
 * What comes back must not hold other attributes: a read names the attributes it wants, an update answers with those it
 * changed at most (DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control").
 */
const answers = (writes: boolean): Condition =>
  writes
    ? { operator: "StringEqualsIfExists", key: "dynamodb:ReturnValues", values: ["NONE", "UPDATED_NEW", "UPDATED_OLD"] }
    : { operator: "StringEqualsIfExists", key: "dynamodb:Select", values: ["SPECIFIC_ATTRIBUTES"] };

/** The table's customer key, for this table alone (encryption context: developer guide, "DynamoDB encryption at rest: how it works"). */
function keyGrants(entry: DynamodbEntry, { environment, data }: GrantContext): readonly Grant[] {
  const key = entry["kms-key"] ?? data.find((fact) => fact["table"] === entry.table && fact["kms-key"] !== undefined)?.["kms-key"];
  if (key === undefined) return [];
  const conditions = [
    viaService("dynamodb", regionOf(entry, environment)),
    { operator: "StringEquals", key: "kms:EncryptionContext:aws:dynamodb:tableName", values: [entry.table] },
  ];
  return [{ effect: "allow", service: "kms", actions: ["kms:Decrypt"], resource: key, conditions }];
}
