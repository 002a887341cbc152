import { z } from "zod";
import { environmentName, kmsKeyArn, secretArn } from "../../words/words.ts";
import type { TargetKind } from "../connector.ts";

const id = z.int({ error: "must be a whole number" }).positive({ error: "must be positive" });

/** An installation of a GitHub App. */
export const githubTarget: TargetKind = {
  service: "github",
  schema: z.strictObject({
    service: z.literal("github"),
    environment: environmentName,
    organization: z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, { error: "must be the login of an organization" }),
    "app-id": id,
    "installation-id": id,
    key: z.union([z.strictObject({ kms: kmsKeyArn }), z.strictObject({ secret: secretArn })], {
      error: "must be `{ kms: <arn> }` or `{ secret: <arn> }`",
    }),
  }),
};
