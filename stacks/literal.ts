import { documentText, type PolicyDocument } from "../src/aws/policy-document.ts";
import { escapeTerraform } from "../src/terraform/escape.ts";

/*
 * Text from profiles and settings is data. Every piece of it passes through here on its way into a construct.
 */

/** Throws on the mark of a cdktf token, which no escaping covers: cdktf puts another value in its place. Schemas have refused it before. */
export function literal(text: string): string {
  if (text.includes("TfToken[")) throw new Error("literal: the text holds `TfToken[`");
  return escapeTerraform(text);
}

export const literalPolicy = (document: PolicyDocument): string => literal(documentText(document));

export const literalTags = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [literal(key), literal(value)]));
