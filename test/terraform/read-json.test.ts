import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readJson } from "../../src/terraform/read-json.ts";

const value = (text: string): unknown => {
  const reading = readJson(text);
  return reading.ok ? reading.value : reading;
};

describe("readJson", () => {
  test("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, "\t"), (text, indent) => {
        const parsed: unknown = JSON.parse(text);
        expect(value(JSON.stringify(parsed, null, indent))).toEqual(parsed);
      }),
    );
  });

  test("accepts exactly the texts that JSON.parse accepts, where no key is repeated", () => {
    const pieces = fc.constantFrom(
      ...Array.from("[]{},:\"\\0123456789.-+eE \n\ttruefalsn\u0000\u00a0\u{feff}'/"),
      "null",
      "true",
      "1",
      '"a"',
      "[",
      "]",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        const text = parts.join("");
        let parsed: unknown;
        try {
          parsed = JSON.parse(text);
        } catch {
          expect(readJson(text)).toMatchObject({ ok: false });
          return;
        }
        expect(value(text)).toEqual(parsed);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    {
      name: "a key given twice",
      text: '{"Effect": "Deny",\n "Effect": "Allow"}',
      error: 'the key "Effect" is given twice',
      line: 2,
      column: 2,
    },
    {
      name: "a key given twice, once in escapes",
      text: String.raw`{"a":1,"\u0061":2}`,
      error: 'the key "a" is given twice',
      line: 1,
      column: 8,
    },
    { name: "a repeated key far inside", text: '[{"a":[{"b":1,"b":1}]}]', error: 'the key "b" is given twice', line: 1, column: 15 },
    {
      name: "__proto__ given twice",
      text: '{"__proto__":1,"__proto__":2}',
      error: 'the key "__proto__" is given twice',
      line: 1,
      column: 16,
    },
    { name: "an empty text", text: "", error: "expected a value", line: 1, column: 1 },
    { name: "a second value", text: "{} {}", error: "nothing may follow the value", line: 1, column: 4 },
    { name: "a trailing comma", text: '{"a":1,}', error: "expected a string", line: 1, column: 8 },
    { name: "a comment", text: "// x\n{}", error: "expected a value", line: 1, column: 1 },
    { name: "a byte order mark", text: "\u{feff}{}", error: "expected a value", line: 1, column: 1 },
    { name: "a line break in a string", text: '"a\nb"', error: "expected a string", line: 1, column: 1 },
    { name: "a number that begins with a zero", text: "01", error: "nothing may follow the value", line: 1, column: 2 },
    { name: "nesting without end", text: "[".repeat(100_000), error: "nested deeper than 200 levels", line: 1, column: 201 },
  ])("refuses $name", ({ text, error, line, column }) => {
    expect(readJson(text)).toEqual({ ok: false, error, line, column });
  });

  test("a key named like a prototype changes no prototype", () => {
    const reading = readJson('{"__proto__":{"polluted":true},"constructor":1}');
    expect(reading.ok && JSON.stringify(reading.value)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
    expect(reading.ok && (reading.value as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect({}).not.toHaveProperty("polluted");
  });

  test("reads long strings", () => {
    const long = "ab".repeat(2_000_000);
    expect(value(JSON.stringify(long)) === long).toBe(true);
    expect(readJson(`"${long}`)).toMatchObject({ ok: false });
  });

  test("an object has no keys that the text does not have", () => {
    expect((value("{}") as Record<string, unknown>)["constructor"]).toBeUndefined();
  });
});
