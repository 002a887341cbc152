import { hasTemplate, unescapeTerraform } from "./escape.ts";
import { isJsonArray, isJsonObject, type Json } from "./read-json.ts";

/** True when Terraform would evaluate something anywhere in the value. In maps the keys are templates too. */
export function isTemplate(value: Json): boolean {
  if (typeof value === "string") return hasTemplate(value);
  if (isJsonArray(value)) return value.some(isTemplate);
  return isJsonObject(value) && Object.entries(value).some(([key, inner]) => hasTemplate(key) || isTemplate(inner));
}

/** The value with Terraform's escapes undone, also inside. Only for values that are no template. */
export function literalValue(value: Json): unknown {
  if (typeof value === "string") return unescapeTerraform(value);
  if (isJsonArray(value)) return value.map(literalValue);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [unescapeTerraform(key), literalValue(inner)]));
}

/** The one reference a text consists of, as cdktf writes it: `${aws_iam_role.x.name}` → `aws_iam_role.x.name`. */
export function plainReference(value: Json | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  return /^\$\{(?<reference>[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*\.[a-z][a-z0-9_]*)\}$/.exec(value)?.groups?.["reference"];
}
