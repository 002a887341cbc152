import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { generatedDocs } from "../../src/cli/generated-docs.ts";

test.each(generatedDocs().map(({ file, content }) => [file, content] as const))("%s is what `npm run docs` writes", (file, content) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8")).toBe(content);
});
