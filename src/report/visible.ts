const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Text from files made safe to print on one line: what moves the cursor, changes colours, reverses reading order or cannot be seen is
 * shown as an escape, so that a profile can neither forge lines of a report nor command a terminal.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => named[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`);
