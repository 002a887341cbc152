const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * What a CI runner would obey where it stands at the start of a line: `::name::` (GitHub Actions, "Workflow commands") and `##[name]`.
 * An IPv6 address holds `::` once, and mostly before no letter.
 */
const commands = /:(:)(?=[A-Za-z][^:]*::)|#(#)(?=\[)/g;

/**
 * Text from files made safe to print on one line: what moves the cursor, changes colours, reverses reading order, cannot be seen or
 * commands a CI runner is shown as an escape, so that a profile can neither forge lines of a report nor command what shows it.
 */
export const visible = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => named[character] ?? escaped(character))
    .replace(commands, (found) => `${found.charAt(0)}${escaped(found.charAt(1))}`);

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;
