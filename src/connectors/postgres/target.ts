import * as z from "zod";
import { environmentName, kmsKeyArn, list, literal, name, secretArn } from "../../words/words.ts";
import type { TargetKind } from "../connector.ts";

const identifier = literal(63);
const id = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}-[0-9a-f]{3,17}$`), { error: `must be an id such as ${prefix}-0a1` })
    .meta({ examples: [`${prefix}-0a1`] });
const portRule = { error: "must be a port, 1 to 65535" };

const caFile = z.strictObject({
  "ca-file": literal(200).meta({ description: "Path of the authority's certificate.", examples: ["certs/ca.pem"] }),
});
const tls = z
  .union([z.literal("rds"), caFile], { error: "must be `rds` or `{ ca-file: <path> }`" })
  .meta({ description: "Who vouches for the server's certificate: Amazon RDS, or an authority of your own.", examples: ["rds"] });

const iam = z
  .strictObject({
    "resource-id": z
      .string()
      .regex(/^(db|cluster|prx)-[A-Za-z0-9]+$/, { error: "must be a resource id such as db-ABC, not a database identifier" })
      .meta({ description: "The resource id that `rds-db:connect` names.", examples: ["db-ABC"] }),
  })
  .meta({ description: "Logins are IAM roles: no password exists.", examples: [{ "resource-id": "db-ABC" }] });

const auth = z
  .union([z.literal("password"), z.strictObject({ iam })], { error: "must be `password` or `{ iam: { resource-id } }`" })
  .meta({ description: "How servers log in: with a password that rotates, or through IAM.", examples: ["password"] });

const adminSecret = z
  .strictObject({
    arn: secretArn.describe("The secret with the administrator's login."),
    "kms-key": kmsKeyArn.describe("The customer key that encrypts the secret.").optional(),
  })
  .meta({
    description: "The login with which Keyward's functions make logins.",
    examples: [{ arn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:analytics-admin-AbCdEf" }],
  });

const network = z
  .strictObject({
    subnets: list(id("subnet")).meta({ description: "Subnets of the functions.", examples: [["subnet-0a1"]] }),
    "security-groups": list(id("sg")).meta({ description: "Security groups of the functions.", examples: [["sg-0a1"]] }),
  })
  .meta({
    description: "Where Keyward's functions run, inside the database's VPC.",
    examples: [{ subnets: ["subnet-0a1"], "security-groups": ["sg-0a1"] }],
  });

/** A Postgres database. */
export const postgresTarget: TargetKind = {
  service: "postgres",
  schema: z.strictObject({
    service: z.literal("postgres").describe("A Postgres database."),
    environment: environmentName.describe("The environment whose servers may use the target."),
    host: z
      .string()
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, { error: "must be a host name" })
      .meta({ description: "Host name of the database server.", examples: ["analytics.abc123.eu-west-1.rds.amazonaws.com"] }),
    port: z
      .int()
      .min(1, portRule)
      .max(65535, portRule)
      .meta({ description: "Port of the database server; 5432 unless said.", examples: [5432] })
      .optional(),
    database: identifier.meta({ description: "Name of the database.", examples: ["analytics"] }),
    tls,
    auth,
    "admin-secret": adminSecret,
    network,
  }),
  data: {
    shape: {
      target: name(20).describe("A Postgres target."),
      schema: identifier.meta({ description: "A schema of the target.", examples: ["sales"] }),
    },
  },
};
