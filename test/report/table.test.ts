import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { table, type Column } from "../../src/report/table.ts";

type Row = readonly [string, readonly string[]];

const columns: readonly Column<Row>[] = [
  { heading: ["NAME"], cell: ([name]) => [name] },
  { heading: ["CAN"], cell: ([, can]) => can, hanging: 2 },
];
const draw = (rows: readonly Row[], width: number) => table(columns, rows, width);

describe("a table", () => {
  test("is as wide as its text where that fits", () => {
    expect(
      draw(
        [
          ["docs", ["read a"]],
          ["orders", ["read b"]],
        ],
        80,
      ),
    ).toEqual(["NAME    CAN", "docs    read a", "orders  read b"]);
  });

  test("wraps the widest column between words, and sets rows apart when one has several lines", () => {
    expect(
      draw(
        [
          ["docs", ["read the published pages"]],
          ["orders", ["read b"]],
        ],
        22,
      ),
    ).toEqual(["NAME    CAN", "", "docs    read the", "          published", "          pages", "", "orders  read b"]);
  });

  test("gives each paragraph of a cell a line of its own", () => {
    expect(draw([["docs", ["read a", "write b"]]], 80)).toEqual(["NAME  CAN", "", "docs  read a", "      write b"]);
  });

  test("breaks a long word after a slash, dot or hyphen before it breaks it by force", () => {
    const lines = draw([["docs", ["read s3://acme-reports-of-the-company/orders/2026/first/quarter/"]]], 34);
    expect(lines.slice(2)).toEqual(["docs  read s3://acme-reports-of-", "        the-company/orders/2026/", "        first/quarter/"]);
  });

  test("paints the text of a cell, never the spaces that align it", () => {
    const painted = columns.map((column) => ({ ...column, paint: (line: string, paragraph: number) => `<${paragraph}${line}>` }));
    expect(table(painted, [["a", ["b", "c"]]], 80)).toEqual(["NAME  CAN", "", "<0a>     <0b>", "      <1c>"]);
  });

  test("without rows is its heading", () => {
    expect(draw([], 80)).toEqual(["NAME  CAN"]);
  });

  const word = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom("a", "b", "c", "/", ".", "-", ":", "_") });
  const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  const rows = fc.array(fc.tuple(word, fc.array(sentence, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 4 });

  test("never is wider than asked, from 24 characters on", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 24, max: 160 }), (given, width) => {
        for (const line of draw(given, width)) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("never loses a character", () => {
    const characters = (text: string) => text.replace(/\s/g, "").split("").sort().join("");
    fc.assert(
      fc.property(rows, fc.integer({ min: 24, max: 160 }), (given, width) => {
        expect(characters(draw(given, width).slice(1).join(""))).toBe(characters(given.flatMap(([name, can]) => [name, ...can]).join("")));
      }),
    );
  });
});
