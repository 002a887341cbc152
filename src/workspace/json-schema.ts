import * as z from "zod";
import { profileSchema } from "../profile/schema.ts";
import { settingsSchema } from "../settings/schema.ts";

/** What an editor checks a profile with. */
export const profileJsonSchema = () => jsonSchema(profileSchema, "A Keyward profile: one MCP server in one environment");

/** What an editor checks `keyward.yaml` with. */
export const settingsJsonSchema = () => jsonSchema(settingsSchema, "Keyward's settings: environments, owners and targets");

/** Draft 7: the newest that yaml-language-server reads in full (its README, "Supports JSON Schema 7 and below"). */
const jsonSchema = (schema: z.ZodType, title: string) => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-7", io: "input", override: ({ jsonSchema: part }) => tidy(part) });
  return { $schema, title, ...rest };
};

/** Zod writes the limits of JavaScript's whole numbers into each; and an editor looks for a pattern's message beside the pattern. */
function tidy(part: z.core.JSONSchema.BaseSchema): void {
  if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum;
  if (part.minimum === Number.MIN_SAFE_INTEGER) delete part.minimum;
  const [first] = part.allOf ?? [];
  if (first === undefined || !("patternErrorMessage" in part)) return;
  first["patternErrorMessage"] = part["patternErrorMessage"];
  delete part["patternErrorMessage"];
}
