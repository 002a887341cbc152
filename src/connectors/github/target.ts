import * as z from "zod";
import { environmentName, kmsKeyArn, secretArn } from "../../words/words.ts";
import type { TargetKind } from "../connector.ts";

const id = z
  .int()
  .positive({ error: "must be positive" })
  .meta({ examples: [12345] });

/** An installation of a GitHub App. */
export const githubTarget: TargetKind = {
  service: "github",
  schema: z.strictObject({
    service: z.literal("github").describe("An installation of a GitHub App."),
    environment: environmentName.describe("The environment whose servers may use the target."),
    organization: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, { error: "must be the login of an organization" })
      .meta({ description: "Login of the organization in which the App is installed.", examples: ["acme"] }),
    "app-id": id.describe("Number of the GitHub App."),
    "installation-id": id.describe("Number of the App's installation."),
    key: z
      .union(
        [
          z.strictObject({ kms: kmsKeyArn.describe("KMS key that holds the App's private key and signs with it.") }),
          z.strictObject({ secret: secretArn.describe("Secret that holds the App's private key.") }),
        ],
        { error: "must be `{ kms: <arn> }` or `{ secret: <arn> }`" },
      )
      .meta({
        description: "Where the App's private key is: in KMS, or in a secret.",
        examples: [{ kms: "arn:aws:kms:eu-west-1:111122223333:key/0a1b" }],
      }),
  }),
};
