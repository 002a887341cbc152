import { awsCovers } from "../../aws/covers.ts";
import type { Connector } from "../connector.ts";
import { access, operations, tableName, type DynamodbEntry } from "./access.ts";
import { actions, grants } from "./grants.ts";
import { limits } from "./limits.ts";
import { observe } from "./observe.ts";
import { probes } from "./probes.ts";
import { provision } from "./terraform.ts";
import { words } from "./words.ts";

/** Amazon DynamoDB: named operations on one table, down to items and attributes. */
export const dynamodb: Connector<DynamodbEntry> = {
  service: "dynamodb",
  access,
  data: { shape: { table: tableName }, touches: (entry, fact) => fact["table"] === entry.table },
  actions,
  credential: "role",
  writes: (entry) => entry.operations.some((operation) => operations[operation].writes),
  wholeStore: () => false,
  words,
  limits,
  grants,
  covers: awsCovers,
  probes,
  provision,
  observe,
};
