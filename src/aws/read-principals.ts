import { isJsonObject, type Json } from "../terraform/read-json.ts";
import { readTexts, type Report } from "./read-texts.ts";

interface PrincipalContext {
  readonly element: string;
  readonly partition: string;
}

const types = ["AWS", "Service", "Federated", "CanonicalUser"];

/** `Principal` → `<type>:<id>`, one form for each principal: `{"AWS": "*"}` is `*`, an account number is the account's root. */
export function readPrincipals(principal: Json | undefined, { element, partition }: PrincipalContext, report: Report): readonly string[] {
  if (principal === "*") return ["*"];
  if (!isJsonObject(principal)) {
    report(element, 'expected "*" or an object');
    return [];
  }
  if (Object.keys(principal).length === 0) report(element, "names nobody");
  return Object.entries(principal).flatMap(([type, ids]) => {
    const path = `${element}.${type}`;
    if (!types.includes(type)) report(path, "not a type of principal");
    return readTexts(ids, path, report).map((id) => {
      // IAM takes * alone as a wildcard, and refuses it as a part of a name.
      if (id === "" || (id !== "*" && /[*?]|\$\{/.test(id))) report(path, `not a principal: ${JSON.stringify(id)}`);
      return principalOf(type, id, partition);
    });
  });
}

function principalOf(type: string, id: string, partition: string): string {
  if (type === "AWS" && id === "*") return "*";
  return type === "AWS" && /^[0-9]{12}$/.test(id) ? `AWS:arn:${partition}:iam::${id}:root` : `${type}:${id}`;
}
