import type { Condition } from "../access/grant.ts";
import { isJsonArray, isJsonObject, type Json } from "../terraform/read-json.ts";
import type { Report } from "./read-texts.ts";

// IAM JSON policy elements: condition operators (IAM user guide, reference_policies_elements_condition_operators).
const operators = [
  "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike",
  "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals",
  "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals",
  "Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnNotEquals ArnLike ArnNotLike Null",
].flatMap((group) => group.split(" "));
const spelling = new Map(operators.map((operator) => [operator.toLowerCase(), operator]));
const parts = /^(?<quantifier>forallvalues:|foranyvalue:)?(?<operator>.*?)(?<suffix>ifexists)?$/i;

/** The operator as IAM documents it, whatever its case; one that IAM does not know stays as it is. */
function operatorName(written: string): string {
  const { quantifier = "", operator = "", suffix = "" } = parts.exec(written)?.groups ?? {};
  const known = spelling.get(operator.toLowerCase());
  if (known === undefined) return written;
  const prefix = quantifier === "" ? "" : quantifier.toLowerCase() === "forallvalues:" ? "ForAllValues:" : "ForAnyValue:";
  return `${prefix}${known}${suffix === "" ? "" : "IfExists"}`;
}

/** `Condition` → conditions. Operators and keys nobody has heard of are kept: dropping one would change what the statement matches. */
export function readConditions(block: Json | undefined, report: Report): readonly Condition[] {
  if (block === undefined) return [];
  if (!isJsonObject(block)) {
    report("Condition", "expected an object");
    return [];
  }
  const conditions = Object.entries(block).flatMap(([written, keys]) => readOperator(written, keys, report));
  const seen = new Set<string>();
  for (const { operator, key } of conditions) {
    // Condition keys have no case. What IAM does with one that is given twice is not documented.
    const place = `${operator} ${key.toLowerCase()}`;
    if (seen.has(place)) report(`Condition.${operator}.${key}`, "given twice");
    seen.add(place);
  }
  return conditions;
}

function readOperator(written: string, keys: Json, report: Report): readonly Condition[] {
  const path = `Condition.${written}`;
  if (!isJsonObject(keys) || Object.keys(keys).length === 0) {
    report(path, "expected an object with condition keys");
    return [];
  }
  const operator = operatorName(written);
  return Object.entries(keys).map(([key, values]) => ({ operator, key, values: readValues(values, `${path}.${key}`, report) }));
}

function readValues(value: Json, path: string, report: Report): readonly string[] {
  const list = isJsonArray(value) ? value : [value];
  if (list.length === 0) report(path, "an empty list");
  return list.map((item) => {
    if (typeof item === "string") return item;
    if (typeof item === "boolean") return String(item);
    // Beyond 2^53 the digits of the text are lost.
    if (typeof item === "number" && Math.abs(item) <= Number.MAX_SAFE_INTEGER) return String(item);
    report(path, "expected a text, a number or a boolean");
    return "";
  });
}
