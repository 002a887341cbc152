import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./read-json.ts";

// Terraform leaves out of a plan what is empty, so that missing and empty mean the same.
const nothing: JsonObject = {};

export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : nothing);

export const listOf = (value: Json | undefined): readonly Json[] => (isJsonArray(value) ? value : []);

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** True when `after_unknown` or `after_sensitive` marks the value or something in it. */
export function isMarked(marks: Json | undefined): boolean {
  if (isJsonArray(marks)) return marks.some(isMarked);
  return isJsonObject(marks) ? Object.values(marks).some(isMarked) : marks === true;
}
