import { z } from "zod";
import { environmentName, kmsKeyArn, list, literal, name, secretArn } from "../../words/words.ts";
import type { TargetKind } from "../connector.ts";

const identifier = literal(63);
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{3,17}$`), { error: `must be an id such as ${prefix}-0a1` });

/** A Postgres database. */
export const postgresTarget: TargetKind = {
  service: "postgres",
  schema: z.strictObject({
    service: z.literal("postgres"),
    environment: environmentName,
    host: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, { error: "must be a host name" }),
    port: z.int().min(1).max(65535).optional(),
    database: identifier,
    tls: z.union([z.literal("rds"), z.strictObject({ "ca-file": literal(200) })], { error: "must be `rds` or `{ ca-file: <path> }`" }),
    auth: z.union(
      [
        z.literal("password"),
        z.strictObject({
          iam: z.strictObject({
            "resource-id": z
              .string()
              .regex(/^(db|cluster|prx)-[A-Za-z0-9]+$/, { error: "must be a resource id such as db-ABC, not a database identifier" }),
          }),
        }),
      ],
      { error: "must be `password` or `{ iam: { resource-id } }`" },
    ),
    "admin-secret": z.strictObject({ arn: secretArn, "kms-key": kmsKeyArn.optional() }),
    network: z.strictObject({ subnets: list(id("subnet")), "security-groups": list(id("sg")) }),
  }),
  data: { shape: { target: name(20), schema: identifier } },
};
