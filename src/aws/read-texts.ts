import { isJsonArray, type Json } from "../terraform/read-json.ts";

/** Notes what cannot be interpreted: the path within what is read, and why. */
export type Report = (path: string, reason: string) => void;

/** A text or a list of texts, as IAM allows nearly everywhere. An empty list means nothing to IAM, so it is reported. */
export function readTexts(value: Json | undefined, path: string, report: Report): readonly string[] {
  const list = isJsonArray(value) ? value : [value];
  if (list.length === 0) report(path, "an empty list");
  return list.flatMap((item) => {
    if (typeof item === "string") return [item];
    report(path, "expected a text or a list of texts");
    return [];
  });
}
