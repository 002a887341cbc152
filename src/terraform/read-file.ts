import { UserError } from "../errors.ts";
import { isJsonObject, readJson, type JsonObject } from "./read-json.ts";

/** Says of a file which Keyward cannot use at all what is wrong with it. */
export function unusable(subject: string, message: string, fix: string): UserError {
  return new UserError([{ rule: "terraform/unreadable", subject, message, fix }]);
}

/** The object a Terraform file holds. Throws a UserError where there is none. */
export function readJsonFile(text: string, subject: string, fix: string): JsonObject {
  const json = readJson(text);
  if (!json.ok) throw unusable(subject, `must be valid JSON: ${json.error} (line ${json.line}, column ${json.column})`, fix);
  if (!isJsonObject(json.value)) throw unusable(subject, "must hold a JSON object", fix);
  return json.value;
}
