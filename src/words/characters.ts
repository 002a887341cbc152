/** The characters that a kind of text may hold. */
export interface Alphabet {
  /** The whole text, on one line. */
  readonly pattern: RegExp;
  /** One character of it. */
  readonly one: RegExp;
  readonly rule: string;
}

/**
 * Printable characters up to U+00FF, which is what IAM accepts in a description (pattern of `roleDescriptionType` in the IAM
 * API reference), without the invisible soft hyphen.
 */
const latin = String.raw` -~\u00a1-\u00ac\u00ae-\u00ff`;
const latinEnd = String.raw`!-~\u00a1-\u00ac\u00ae-\u00ff`;

/** What is sent to AWS as a description. */
export const latinText: Alphabet = {
  pattern: new RegExp(`^[${latinEnd}](?:[${latin}]*[${latinEnd}])?$`),
  one: new RegExp(`^[${latin}]$`),
  rule: "IAM stores printable Latin text only",
};

/** What becomes part of an IAM policy: spaces at its ends count. */
export const latinLiteral: Alphabet = {
  pattern: new RegExp(`^[${latin}]+$`),
  one: latinText.one,
  rule: "IAM policies hold printable Latin text only",
};

/**
 * What people write for people, on one line. Nothing that cannot be seen, beside the two selectors that go with an emoji: text
 * could hide in the others (Unicode, "Default_Ignorable_Code_Point"). What no version of Unicode assigns is \p{C}.
 */
const seen = String.raw`(?:[^\p{C}\p{Zl}\p{Zp}\p{DI}]|[\ufe0e\ufe0f])`;
const seenEnd = String.raw`(?:[^\p{C}\p{Z}\p{DI}]|[\ufe0e\ufe0f])`;
export const printable: Alphabet = {
  pattern: new RegExp(`^${seenEnd}(?:${seen}*${seenEnd})?$`, "u"),
  one: new RegExp(`^${seen}$`, "u"),
  rule: "a reader must see all of it, on one line",
};

const alphabets = [latinText, latinLiteral, printable];

/** The first character that a text must not hold, for the pattern that refused it; undefined where none of these did. */
export function strangerTo(pattern: string | undefined, text: string): string | undefined {
  const alphabet = alphabets.find((known) => String(known.pattern) === pattern);
  return alphabet && strangersIn(text, alphabet)[0];
}

const strangersIn = (text: string, { one }: Alphabet): readonly string[] => [
  ...new Set(Array.from(text).filter((character) => !one.test(character))),
];

/** Enough to see what sort of characters they are. */
const mostNamed = 5;

/** What keeps a text from being of an alphabet. */
export function refusalOf(text: unknown, alphabet: Alphabet): string {
  if (text === "") return "must not be empty";
  const strangers = typeof text === "string" ? strangersIn(text, alphabet) : [];
  if (strangers.length === 0) return "must not begin or end with a space";
  const names = strangers.slice(0, mostNamed).map(nameOf).join(", ");
  return `must not contain ${names}${strangers.length > mostNamed ? " and others" : ""}: ${alphabet.rule}`;
}

/** A character with its number; one that cannot be seen, or joins what stands before it, by its number alone. */
function nameOf(character: string): string {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{C}\p{Z}\p{M}\p{DI}]$/u.test(character) ? number : `\`${character}\` (${number})`;
}
