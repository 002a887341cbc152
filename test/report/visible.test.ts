import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { visible } from "../../src/report/visible.ts";

test.each([
  ["plain text stays", "Ünïcode, `code` and 日本", "Ünïcode, `code` and 日本"],
  ["a new line", "a\nerror: forged", "a\\nerror: forged"],
  ["a carriage return and a tab", "a\r\tb", "a\\r\\tb"],
  ["a colour", "\u001b[31mred", "\\u{1b}[31mred"],
  ["a C1 control that starts a sequence", "\u009b31m", "\\u{9b}31m"],
  ["a bell and a deletion", "\u0007\u007f", "\\u{7}\\u{7f}"],
  ["text turned around", "\u202egnp.exe", "\\u{202e}gnp.exe"],
  ["what cannot be seen", "a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
  ["separators of lines and paragraphs", "a\u2028b\u2029c", "a\\u{2028}b\\u{2029}c"],
  ["half a character", "\ud800", "\\u{d800}"],
  ["a command to GitHub's runner", "x ::error file=a::owned", "x :\\u{3a}error file=a::owned"],
  ["the end of commands", "::stop-commands::tok", ":\\u{3a}stop-commands::tok"],
  ["a command to another runner", "##[error]owned", "#\\u{23}[error]owned"],
  ["an IPv6 network stays", "2001:db8::/32 and fd00::/8", "2001:db8::/32 and fd00::/8"],
  ["an invisible tag", "\u{e0041}", "\\u{e0041}"],
])("%s: %j", (_name, text, expected) => expect(visible(text)).toBe(expected));

test("whatever the text, one line without control characters comes out, and what is visible stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = visible(text);
      return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(shown) && visible(shown) === shown;
    }),
  );
});
