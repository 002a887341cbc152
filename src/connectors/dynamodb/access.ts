import * as z from "zod";
import { account, entryWords, kmsKeyArn, list, literal, region } from "../../words/words.ts";

export const tableName = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{3,255}$/, { error: "must be 3 to 255 of A-Z, a-z, 0-9, `_`, `.` and `-`" })
  .meta({ description: "A DynamoDB table.", examples: ["orders"] });

/** What an operation does and which condition keys DynamoDB fills for it (developer guide, "Using IAM policy conditions for fine-grained access control"). */
export const operations = {
  GetItem: { writes: false, items: true, attributes: true, indexes: false },
  BatchGetItem: { writes: false, items: true, attributes: true, indexes: false },
  Query: { writes: false, items: true, attributes: true, indexes: true },
  Scan: { writes: false, items: false, attributes: true, indexes: true },
  ConditionCheckItem: { writes: false, items: true, attributes: false, indexes: false },
  DescribeTable: { writes: false, items: false, attributes: false, indexes: false },
  PutItem: { writes: true, items: true, attributes: false, indexes: false },
  UpdateItem: { writes: true, items: true, attributes: true, indexes: false },
  DeleteItem: { writes: true, items: true, attributes: false, indexes: false },
  BatchWriteItem: { writes: true, items: true, attributes: false, indexes: false },
} as const;

export type Operation = keyof typeof operations;

/** DescribeTable returns no items, so limits on items and attributes say nothing about it. */
const touchesItems = (operation: Operation) => operation !== "DescribeTable";

/** How to mend `operations` that hold some that do not fit: a list that loses all of them needs another in their place. */
const without = (operations: readonly Operation[], unfit: readonly Operation[], other: Operation): string =>
  unfit.length === operations.length
    ? `write ${other} instead of ${unfit.join(", ")} in \`operations\``
    : `remove ${unfit.join(", ")} from \`operations\``;

/** `service: dynamodb` (design, section 4). */
export const access = z
  .strictObject({
    service: z.literal("dynamodb").describe("Amazon DynamoDB."),
    table: tableName.describe("The DynamoDB table."),
    operations: list(z.enum(Object.keys(operations) as [Operation, ...Operation[]])).meta({
      description: "What the server may call, in AWS's names.",
      examples: [["GetItem", "Query"]],
    }),
    indexes: list(tableName.meta({ description: "An index of the table.", examples: ["by-customer"] }))
      .meta({ description: "Indexes that Query and Scan may read; none unless named.", examples: [["by-customer"]] })
      .optional(),
    "leading-keys": list(literal(1024).meta({ examples: ["customer-7"] }))
      .meta({ description: "Partition key values to which every call is limited.", examples: [["customer-7"]] })
      .optional(),
    attributes: list(literal(255).meta({ examples: ["id"] }))
      .meta({ description: "Attributes to which every call is limited; the table's keys are named too.", examples: [["id", "total"]] })
      .optional(),
    "kms-key": kmsKeyArn.describe("The customer key that encrypts the table, where settings do not name it.").optional(),
    account: account.describe("The AWS account of the table, where it is not the environment's.").optional(),
    region: region.describe("The region of the table, where it is not the environment's.").optional(),
    ...entryWords,
  })
  .superRefine((entry, context) => {
    const refuse = (word: string, message: string, fix: string) =>
      context.addIssue({ code: "custom", path: [word], message, params: { fix } });
    const unfit = (fits: (operation: Operation) => boolean) =>
      entry.operations.filter((operation) => touchesItems(operation) && !fits(operation));
    const unlimited = unfit((operation) => operations[operation].items);
    if (entry["leading-keys"] !== undefined && unlimited.length > 0) {
      const fix = `${without(entry.operations, unlimited, "Query")}, or leave \`leading-keys\` out`;
      refuse("leading-keys", `cannot limit ${unlimited.join(", ")}: DynamoDB knows no leading key there`, fix);
    }
    if (entry["leading-keys"] !== undefined && entry.indexes !== undefined) {
      const message = "cannot go with `indexes`: in an index the leading key is the index's own, not the table's";
      refuse("leading-keys", message, "remove `indexes`, or leave `leading-keys` out");
    }
    const whole = unfit((operation) => operations[operation].attributes);
    if (entry.attributes !== undefined && whole.length > 0) {
      const fix = `${without(entry.operations, whole, "UpdateItem")}, or leave \`attributes\` out`;
      refuse("attributes", `cannot limit ${whole.join(", ")}: it reads or replaces the whole item`, fix);
    }
    if (entry.indexes !== undefined && !entry.operations.some((operation) => operations[operation].indexes)) {
      const message = "needs Query or Scan among the operations: nothing else reads an index";
      refuse("indexes", message, "remove `indexes`, or add Query to `operations`");
    }
  })
  .meta({ examples: [{ service: "dynamodb", table: "orders", operations: ["GetItem", "Query"] }] });

export type DynamodbEntry = z.infer<typeof access>;
