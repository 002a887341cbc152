import { exitCodes } from "../../errors.ts";
import { profileJsonSchema, settingsJsonSchema } from "../../workspace/json-schema.ts";
import type { Command } from "../verbs.ts";

/** `keyward schema`: what editors check a file with while it is written. */
export const schema: Command = async (given, terminal) => {
  const document = given.document === "settings" ? settingsJsonSchema() : profileJsonSchema();
  terminal.stdout(`${JSON.stringify(document, undefined, 2)}\n`);
  return exitCodes.fine;
};
