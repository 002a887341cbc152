import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { closest, editDistance } from "../../src/words/closest.ts";

test.each([
  { given: "prefxes", words: ["bucket", "prefixes"], expected: "prefixes" },
  { given: "lvel", words: ["level", "delete"], expected: "level" },
  { given: "raed", words: ["read", "write"], expected: "read" },
  { given: "getitem", words: ["GetItem", "PutItem"], expected: "GetItem" },
  { given: "leading_keys", words: ["leading-keys"], expected: "leading-keys" },
  { given: "kmskey", words: ["kms-key"], expected: "kms-key" },
  { given: "everything", words: ["read", "write"], expected: undefined },
  { given: "x", words: ["read"], expected: undefined },
  { given: "", words: ["read"], expected: undefined },
  { given: "read", words: [], expected: undefined },
  { given: "a".repeat(100_000), words: ["read"], expected: undefined },
])("$given is $expected among $words", ({ given, words, expected }) => {
  expect(closest(given, words)).toBe(expected);
});

test.each([
  { a: "", b: "", distance: 0 },
  { a: "read", b: "read", distance: 0 },
  { a: "read", b: "", distance: 4 },
  { a: "raed", b: "read", distance: 1 },
  { a: "reed", b: "read", distance: 1 },
  { a: "reads", b: "read", distance: 1 },
  { a: "kitten", b: "sitting", distance: 3 },
])("$a and $b differ by $distance", ({ a, b, distance }) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("the distance is the same both ways, nothing for a word itself, and never more than the longer word", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
