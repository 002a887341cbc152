import { documentText, type PolicyDocument } from "../src/aws/policy-document.ts";
import { escapeTerraform } from "../src/terraform/escape.ts";

/*
 * Text from profiles and settings is data. Every piece of it passes through here on its way into a construct.
 */

export const literal = escapeTerraform;

export const literalPolicy = (document: PolicyDocument): string => escapeTerraform(documentText(document));

export const literalTags = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [literal(key), literal(value)]));
