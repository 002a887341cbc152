import { describe, expect, test } from "@jest/globals";
import { wrap } from "../../src/report/wrap.ts";

describe("wrapped text", () => {
  test.each([
    { name: "fits on one line", text: "read a", width: 10, hanging: 0, lines: ["read a"] },
    { name: "breaks at spaces", text: "read all of it", width: 8, hanging: 0, lines: ["read all", "of it"] },
    { name: "indents what is continued", text: "read all of it", width: 8, hanging: 2, lines: ["read all", "  of it"] },
    { name: "breaks a long word after a slash", text: "s3://a/bb/ccc/", width: 8, hanging: 0, lines: ["s3://a/", "bb/ccc/"] },
    { name: "breaks a word without joints by force", text: "abcdefghij", width: 4, hanging: 0, lines: ["abcd", "efgh", "ij"] },
    { name: "keeps an empty text", text: "", width: 4, hanging: 0, lines: [""] },
  ])("$name", ({ text, width, hanging, lines }) => {
    expect(wrap(text, width, hanging)).toEqual(lines);
  });
});
