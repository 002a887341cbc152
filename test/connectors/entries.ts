import fc from "fast-check";

/*
 * Entries that a profile might hold, one generator per service. The conformance suite fails for a service without one.
 */

const date = fc.constantFrom("2027-01-01", "2027-03-01");
const account = fc.constant("999988887777");
const region = fc.constantFrom("eu-west-1", "us-east-1");
const kmsKey = fc.constant("arn:aws:kms:eu-west-1:111122223333:key/0a1b");
const common = { until: date, reason: fc.constant("Quarterly audit."), account, region, "kms-key": kmsKey };

/** Printable Latin text that IAM takes literally. */
const literal = fc
  .string({ unit: fc.constantFrom(...Array.from("abcXYZ019 ._-=+@,:'\"\\&<>|$%{}[]()#!~é")), minLength: 1, maxLength: 12 })
  .filter((text) => !/\$\{|%\{/.test(text));
const segment = literal.filter((text) => text !== "." && text !== "..");
const prefix = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([parts, folder]) => parts.join("/") + (folder ? "/" : ""));
const some = (item: fc.Arbitrary<string>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });

const s3 = fc
  .record(
    {
      service: fc.constant("s3"),
      bucket: fc.constantFrom("acme-reports", "acme.logs"),
      prefixes: fc.oneof(some(prefix), fc.constant("whole-bucket")),
      level: fc.constantFrom("read", "write"),
      delete: fc.constant(true),
      ...common,
    },
    { requiredKeys: ["service", "bucket", "prefixes", "level"] },
  )
  .map(({ delete: remove, ...entry }) => (entry.level === "write" && remove === true ? { ...entry, delete: true } : entry));

const reads = ["GetItem", "BatchGetItem", "Query"];
const limited = [
  "GetItem",
  "BatchGetItem",
  "Query",
  "DescribeTable",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchWriteItem",
  "ConditionCheckItem",
];
const dynamodb = fc.oneof(
  tableEntry({ operations: some(fc.constantFrom(...limited)), "leading-keys": some(literal) }),
  tableEntry({ operations: some(fc.constantFrom(...reads, "Scan", "UpdateItem")), attributes: some(literal) }),
  tableEntry({ operations: some(fc.constantFrom(...reads, "UpdateItem")), attributes: some(literal), "leading-keys": some(literal) }),
  tableEntry({ operations: some(fc.constantFrom("Query", "Scan")), indexes: some(fc.constantFrom("by-date", "by_name")) }),
);

function tableEntry(words: Record<string, fc.Arbitrary<unknown>>) {
  return fc.record(
    { service: fc.constant("dynamodb"), table: fc.constantFrom("orders", "Order.Lines"), ...common, ...words },
    { requiredKeys: ["service", "table", ...Object.keys(words)] as never },
  );
}

export const entriesOf: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = { s3, dynamodb };
