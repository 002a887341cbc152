import * as z from "zod";
import { latinLiteral, latinText, printable, refusalOf, type Alphabet } from "./characters.ts";

/*
 * The words that profiles and settings are made of. A refusal names the rule; the loader adds what was given and where.
 */

/** A schema with its rule in words, for people at the terminal and (`patternErrorMessage`) in an editor, and a value that is right. */
const matching = (pattern: RegExp, rule: string, example: string) =>
  z
    .string()
    .regex(pattern, { error: rule })
    .meta({ patternErrorMessage: `It ${rule}.`, examples: [example] });

/** What Terraform or cdktf would evaluate, wherever it stands. cdktf replaces `TfToken[` even in escaped text. */
const live = /^(?![\s\S]*(?:\$\{|%\{|TfToken\[))/;
const liveRule = "must not contain `${`, `%{` or `TfToken[`, which Terraform would read as code";

/** Text of an alphabet; a refusal names the characters. */
const written = (alphabet: Alphabet, rule: string, longest: number) =>
  z
    .string()
    .regex(alphabet.pattern, { error: ({ input }) => refusalOf(input, alphabet) })
    .meta({ patternErrorMessage: `It ${rule}.` })
    .regex(live, { error: liveRule })
    .max(longest, { error: `must be at most ${longest} characters` });

/** Free text on one line that AWS stores too. */
export const text = (longest: number) =>
  written(latinText, "must be one line of printable Latin text with no space at either end (IAM stores nothing else)", longest);

/** Free text on one line that people read in the file and in reports, and that goes nowhere else. */
export const note = (longest: number) =>
  written(printable, "must be one line of text that can be seen, with no space at either end", longest);

/** Names of JavaScript's own: a lookup by such a name would find something that nobody declared. */
const foreign = /^(?!constructor$)/;
const foreignRule = "must not be `constructor`, a name that JavaScript keeps for itself";

/** Lower-case name with hyphens. */
export const name = (longest: number) =>
  matching(/^[a-z][a-z0-9-]*$/, "must begin with a letter and hold only a-z, 0-9 and `-`", "analytics")
    .regex(foreign, { error: foreignRule })
    .max(longest, { error: `must be at most ${longest} characters` });

export const serverName = matching(
  /^[a-z][a-z0-9-]{1,38}$/,
  "must be 2 to 39 characters of a-z, 0-9 and `-`, beginning with a letter",
  "orders-analyst",
).regex(foreign, { error: foreignRule });

export const environmentName = matching(
  /^[a-z][a-z0-9]{0,11}$/,
  "must be 1 to 12 characters of a-z and 0-9, beginning with a letter",
  "prod",
).regex(foreign, { error: foreignRule });

/** A date; its first moment, 00:00 UTC, is the first moment without access. */
export const date = matching(
  /^2[01]\d{2}-\d{2}-\d{2}$/,
  "must be a date of this century or the next, such as 2027-06-30",
  "2027-06-30",
).refine(isDate, {
  error: "must be a day that exists",
});

export const duration = matching(/^[1-9][0-9]{0,3}[dh]$/, "must be a number of days or hours, such as 30d or 12h", "30d");

export const account = matching(/^[0-9]{12}$/, "must be a 12-digit AWS account in quotes", "111122223333");
export const region = matching(/^[a-z]{2,3}(-[a-z]+)+-[0-9]$/, "must be an AWS region such as eu-west-1", "eu-west-1");

/** Text that becomes part of an IAM resource or condition value: no wildcard, nothing IAM would refuse. */
export const literal = (longest: number) =>
  written(latinLiteral, "must be printable Latin text on one line (IAM policies hold nothing else)", longest)
    .regex(/^[^*?]*$/, { error: "must not contain `*` or `?`, which IAM would read as wildcards" })
    .meta({ examples: ["orders"] });

export const roleArn = matching(
  /^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  "must be the ARN of one IAM role, such as arn:aws:iam::111122223333:role/chat",
  "arn:aws:iam::111122223333:role/chat",
);

/** A key, not an alias: IAM does not evaluate aliases in a resource. */
export const kmsKeyArn = matching(
  /^arn:aws(-cn|-us-gov)?:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
  "must be the ARN of a KMS key (not an alias), such as arn:aws:kms:eu-west-1:111122223333:key/0a1b",
  "arn:aws:kms:eu-west-1:111122223333:key/0a1b",
);

export const secretArn = matching(
  /^arn:aws(-cn|-us-gov)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/,
  "must be the full ARN of a secret, with its six random characters at the end",
  "arn:aws:secretsmanager:eu-west-1:111122223333:secret:analytics-admin-AbCdEf",
);

/** An IPv4 or IPv6 network in its canonical form: no bits set beyond the prefix length. */
export const cidr = matching(/^[0-9a-fA-F.:]+\/[0-9]{1,3}$/, "must be a network such as 203.0.113.0/24", "203.0.113.0/24").refine(isCidr, {
  error: "must be an IPv4 or IPv6 network with no bits set after its prefix length",
});

/** A list that is written must hold something, each value once. */
export const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1, { error: "must not be empty" })
    .refine((values) => new Set(values.map((value) => JSON.stringify(value))).size === values.length, {
      error: "must not name the same value twice",
      params: { fix: "keep each value once" },
    })
    .meta({ uniqueItems: true });

/** What every access entry may add (design, section 4). */
export const entryWords = {
  reason: note(500)
    .meta({
      description: "Why the server needs this, in any language. Required where the access is wide, or writes in a protected environment.",
      examples: ["Investigating the slow checkout of November"],
    })
    .optional(),
  until: date.describe("The first day without this access (from 00:00 UTC), where it ends before the profile does.").optional(),
  name: name(20).describe("Names the credential of this entry, so that it is not shared with other entries of the same target.").optional(),
};

function isDate(value: string): boolean {
  const instant = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value);
}

function isCidr(value: string): boolean {
  const [address = "", length = ""] = value.split("/");
  return parseNetwork(address, Number(length)) !== undefined;
}

/** The network as address bits and prefix length; undefined when it is none, or when bits are set after the prefix. */
export function parseNetwork(
  address: string,
  length: number,
): { readonly bits: bigint; readonly width: 32 | 128; readonly length: number } | undefined {
  const width = address.includes(":") ? 128 : 32;
  const bits = width === 128 ? ipv6Bits(address) : ipv4Bits(address);
  if (bits === undefined || !Number.isInteger(length) || length < 0 || length > width) return undefined;
  const host = (1n << BigInt(width - length)) - 1n;
  return (bits & host) === 0n ? { bits, width, length } : undefined;
}

function ipv4Bits(address: string): bigint | undefined {
  const parts = address.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function ipv6Bits(address: string): bigint | undefined {
  const [head = "", tail, ...rest] = address.split("::");
  if (rest.length > 0) return undefined;
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
}
