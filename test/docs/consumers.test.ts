import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { consumers } from "../../src/profile/consumers.ts";

const page = readFileSync(new URL("../../docs/consumers.md", import.meta.url), "utf8");

/** The word that says which kind a consumer is: the first one that each kind requires. */
const kinds = (z.toJSONSchema(consumers) as { items: { anyOf: readonly { required: readonly string[] }[] } }).items.anyOf.map(
  ({ required }) => required[0] ?? "",
);

describe("docs/consumers.md", () => {
  test("has a section for each kind of consumer, in the order of the schema", () => {
    expect([...page.matchAll(/^## `(.+)`$/gm)].map(([, kind]) => kind)).toEqual(kinds);
  });

  test("names each service that may run a server", () => {
    for (const service of ["ecs-tasks", "lambda", "ec2"]) expect(page).toContain(`- \`${service}\`: `);
  });
});
