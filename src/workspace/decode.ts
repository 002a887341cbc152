import type { Problem } from "../errors.ts";
import { escaped, placesIn } from "./text-place.ts";

/** A profile is a page of text; more than this is an accident or an attack on the parser. */
export const longestFile = 256 * 1024;

/** The text of a file, or what keeps it from being text that a reviewer sees as the parser does. */
export function decode(bytes: Uint8Array, file: string): string | readonly Problem[] {
  const top = { file, line: 1, column: 1 };
  if (bytes.length > longestFile) {
    const fix = "split it: one profile a file";
    return [{ rule: "file/too-large", subject: file, message: "a file must be at most 256 KiB", fix, at: top }];
  }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return [notUtf8(file, "UTF-16", "")];
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    const message = "a file must not begin with a byte order mark";
    return [{ rule: "file/byte-order-mark", subject: file, message, fix: "save it as UTF-8 without a byte order mark (BOM)", at: top }];
  }
  const text = utf8(bytes);
  if (text === undefined) return [notUtf8(file, undefined, new TextDecoder("utf-8").decode(bytes))];
  return unprintable(text, file) ?? text;
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(file: string, given: string | undefined, loose: string): Problem {
  const at = placesIn(file, loose)(Math.max(0, loose.indexOf("\ufffd")));
  return {
    rule: "file/not-utf-8",
    subject: file,
    message: "a file must be UTF-8 text",
    ...(given && { given }),
    fix: "save it as UTF-8",
    at,
  };
}

/**
 * Control characters, line ends that only some programs see, and marks that turn the direction of text:
 * with them a reviewer reads something else than the parser (CVE-2021-42574, "Trojan Source").
 */
const hidden =
  // oxlint-disable-next-line no-control-regex -- finding them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)/;
const indentTab = /^[ ]*\t/m;

function unprintable(text: string, file: string): readonly Problem[] | undefined {
  const problems: Problem[] = [];
  const place = placesIn(file, text);
  const character = hidden.exec(text);
  if (character !== null) {
    const fix = `remove it, or write it as an escape in double quotes, such as "\\u0007"`;
    const at = place(character.index);
    const message = "a file must not hold control characters or marks that turn the direction of text";
    problems.push({ rule: "file/control-character", subject: file, message, given: escaped(character[0]), fix, at });
  }
  const tab = indentTab.exec(text);
  if (tab !== null) {
    const at = place(tab.index + tab[0].length - 1);
    problems.push({
      rule: "file/tab-indent",
      subject: file,
      message: "a line must not be indented with tabs",
      fix: "indent with spaces",
      at,
    });
  }
  return problems.length === 0 ? undefined : problems;
}
