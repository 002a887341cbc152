import type { Connector } from "../connector.ts";
import { access, type DynamodbEntry } from "./access.ts";
export const dynamodb = {
  service: "dynamodb",
  access,
  data: { shape: { table: access.shape.table } },
} as unknown as Connector<DynamodbEntry>;
