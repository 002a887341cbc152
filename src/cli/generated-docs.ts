import { rules } from "../check/rules/index.ts";
import { ruleReference } from "../report/rule-reference.ts";
import { profileJsonSchema, settingsJsonSchema } from "../workspace/json-schema.ts";

/** A document that is made from the code; a test fails when the file in the repository is another. */
export interface GeneratedDoc {
  readonly file: string;
  readonly content: string;
}

export const generatedDocs = (): readonly GeneratedDoc[] => [
  { file: "docs/rules.md", content: ruleReference(rules) },
  { file: "docs/profile.schema.json", content: json(profileJsonSchema()) },
  { file: "docs/settings.schema.json", content: json(settingsJsonSchema()) },
];

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
