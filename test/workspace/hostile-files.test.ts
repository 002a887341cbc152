import { describe, expect, test } from "@jest/globals";
import { goodProfile, goodSettings, problemsOf } from "./load.ts";

/** What a person reads when the only profile is this. */
const told = (profile: string | Uint8Array) => problemsOf({ "keyward.yaml": goodSettings, "profiles/a.yaml": profile });
const firstOf = (profile: string | Uint8Array) => told(profile)[0]?.replace(/^profiles\/a\.yaml:/, "");
const bytes = (...parts: readonly (string | number)[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "number" ? [part] : [...new TextEncoder().encode(part)])));

test("the profile that the tables change is fine", () => {
  expect(told(goodProfile)).toEqual([]);
});

describe("bytes that are not a text", () => {
  test.each([
    {
      name: "longer than 256 KiB",
      profile: `# ${"x".repeat(256 * 1024)}`,
      problem: "1:1 file/too-large | profiles/a.yaml | a file must be at most 256 KiB |  | split it: one profile a file",
    },
    {
      name: "a byte order mark",
      profile: bytes(0xef, 0xbb, 0xbf, goodProfile),
      problem:
        "1:1 file/byte-order-mark | profiles/a.yaml | a file must not begin with a byte order mark |  | save it as UTF-8 without a byte order mark (BOM)",
    },
    {
      name: "UTF-16",
      profile: bytes(0xff, 0xfe, 0x76, 0),
      problem: "1:1 file/not-utf-8 | profiles/a.yaml | a file must be UTF-8 text | UTF-16 | save it as UTF-8",
    },
    {
      name: "Latin-1",
      profile: bytes("version: 1\nserver: caf", 0xe9, "\n"),
      problem: "2:12 file/not-utf-8 | profiles/a.yaml | a file must be UTF-8 text |  | save it as UTF-8",
    },
    {
      name: "an overlong encoding",
      profile: bytes("a: ", 0xc0, 0xaf),
      problem: "1:4 file/not-utf-8 | profiles/a.yaml | a file must be UTF-8 text |  | save it as UTF-8",
    },
  ])("$name", ({ profile, problem }) => {
    expect(told(profile)).toEqual([`profiles/a.yaml:${problem}`]);
  });

  test("a file of exactly 256 KiB is read", () => {
    expect(told(`${goodProfile}#`.padEnd(256 * 1024, "x"))).toEqual([]);
  });

  test.each([
    { name: "NUL", character: "\0", given: "\\u{0}" },
    { name: "escape", character: "\u001b", given: "\\u{1b}" },
    { name: "delete", character: "\u007f", given: "\\u{7f}" },
    { name: "next line", character: "\u0085", given: "\\u{85}" },
    { name: "line separator", character: "\u2028", given: "\\u{2028}" },
    { name: "right-to-left override", character: "\u202e", given: "\\u{202e}" },
    { name: "byte order mark inside", character: "\ufeff", given: "\\u{feff}" },
    { name: "lone carriage return", character: "\r", given: "\\u{d}" },
  ])("the control character $name, even in a comment", ({ character, given }) => {
    expect(told(`${goodProfile}# fine ${character}?\n`)).toEqual([
      `profiles/a.yaml:14:8 file/control-character | profiles/a.yaml | a file must not hold control characters or marks that turn the direction of text | ${given} | remove it, or write it as an escape in double quotes, such as "\\u0007"`,
    ]);
  });

  test("Windows line ends are fine", () => {
    expect(told(goodProfile.replaceAll("\n", "\r\n"))).toEqual([]);
  });

  test("tabs as indentation", () => {
    expect(told("version: 1\naccess:\n\t- service: s3\n")).toEqual([
      "profiles/a.yaml:3:1 file/tab-indent | profiles/a.yaml | a line must not be indented with tabs |  | indent with spaces",
    ]);
  });
});

describe("YAML that is not used here", () => {
  test.each([
    { name: "an anchor", profile: "a: &x 1", problem: "1:4 yaml/anchor" },
    { name: "an alias", profile: "a: *x", problem: "1:4 yaml/alias" },
    { name: "everything, unquoted", profile: "prefixes: *", problem: "1:11 yaml/alias" },
    { name: "a tag", profile: "a: !!binary aGk=", problem: "1:4 yaml/tag" },
    { name: "a merge key", profile: "a:\n  <<: { b: 1 }", problem: "2:3 yaml/merge-key" },
    { name: "a directive", profile: "%YAML 1.1\n---\na: yes", problem: "1:1 yaml/directive" },
    { name: "several documents", profile: `${goodProfile}---\n${goodProfile}`, problem: "14:1 yaml/several-documents" },
    { name: "an explicit key", profile: "? a\n: 1", problem: "1:1 yaml/explicit-key" },
    { name: "a key that is a number", profile: "a: 1\n1: b", problem: "2:1 yaml/key-not-text" },
    { name: "a key that is a truth value", profile: "true: b", problem: "1:1 yaml/key-not-text" },
    { name: "a key that is nothing", profile: "~: b", problem: "1:1 yaml/key-not-text" },
    { name: "a key that is a list", profile: "{ [a]: b }", problem: "1:3 yaml/key-not-text" },
    { name: "a key twice", profile: "a: 1\nb: 2\na: 3", problem: "3:1 yaml/duplicate-key" },
    { name: "a key twice, written differently", profile: 'a: 1\n"\\x61": 3', problem: "2:1 yaml/duplicate-key" },
    { name: "a key twice, inside", profile: "x:\n  - { a: 1, a: 2 }", problem: "2:13 yaml/duplicate-key" },
    { name: "nothing", profile: "", problem: "1:1 yaml/empty" },
    { name: "comments alone", profile: "# later\n", problem: "1:1 yaml/empty" },
    { name: "a null", profile: "~", problem: "1:1 yaml/empty" },
    { name: "an empty document", profile: "---\n", problem: "1:1 yaml/empty" },
    { name: "flow lists in flow lists", profile: `a: ${"[".repeat(30)}${"]".repeat(30)}`, problem: "1:24 yaml/too-deep" },
    { name: "lists in lists on one line", profile: "- ".repeat(30), problem: "1:41 yaml/too-deep" },
    {
      name: "mappings in mappings",
      profile: Array.from({ length: 30 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      problem: "21:21 yaml/too-deep",
    },
    { name: "an unclosed quote", profile: 'a: "b', problem: "1:6 yaml/syntax" },
    { name: "an unclosed bracket", profile: "a: [b", problem: "1:6 yaml/syntax" },
    { name: "two colons in a line", profile: "purpose: Reads: orders", problem: "1:10 yaml/syntax" },
    { name: "an escape that YAML does not know", profile: 'a: "\\q"', problem: "1:5 yaml/syntax" },
    { name: "text that begins with @", profile: "a: @acme", problem: "1:4 yaml/syntax" },
    { name: "an entry that stands too far left", profile: "a:\n    b: 1\n  c: 2", problem: "3:1 yaml/syntax" },
    { name: "a text alone", profile: "orders", problem: "1:1 profile/wrong-value" },
    { name: "a list alone", profile: "- orders", problem: "1:1 profile/wrong-value" },
  ])("$name", ({ profile, problem }) => {
    expect(firstOf(profile)?.split(" | ")[0]).toBe(problem);
  });

  test("the messages say what to do", () => {
    expect(told("a: &x 1\nb: *x\n")).toEqual([
      "profiles/a.yaml:1:4 yaml/anchor | profiles/a.yaml | anchors (`&`) are not used here | &x | write the value out in each place; put text that begins with `&` in quotes",
      "profiles/a.yaml:2:4 yaml/alias | profiles/a.yaml | aliases (`*`) are not used here | *x | write the value out; put text that begins with `*` in quotes",
    ]);
    expect(told("a: 1\na: 2\n")).toEqual([
      "profiles/a.yaml:2:1 yaml/duplicate-key | profiles/a.yaml | a key must be written once; this one stands in line 1 already | a | keep one of the two",
    ]);
    expect(told("purpose: Reads: orders")).toEqual([
      "profiles/a.yaml:1:10 yaml/syntax | profiles/a.yaml | one line must hold one `key: value` | purpose: Reads: orders | put text that contains `: ` in quotes, or write the nested keys on lines of their own",
    ]);
  });

  test("an alias bomb is refused before it is built", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ...Array.from("bcdefghi", (key, index) => `${key}: &${key} [${`*${"abcdefgh"[index]},`.repeat(9)}]`),
    ];
    expect(firstOf(bomb.join("\n"))).toMatch(/^1:4 yaml\/anchor/);
  });
});

describe("names of JavaScript's own", () => {
  test.each(["", "access", "network", "rotation"])("__proto__ under `%s` is an unknown word", (word) => {
    const line = word === "" ? "__proto__: { polluted: true }" : `${word}: { __proto__: { polluted: true } }`;
    expect(firstOf(line)).toMatch(/^1:\d+ yaml\/unknown-key \| profiles\/a.yaml \| there is no such word here \| __proto__ \| remove it$/);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test.each(["constructor", "prototype", "toString", "hasOwnProperty", "valueOf"])("%s is an unknown word", (word) => {
    expect(firstOf(`${goodProfile}${word}: { prototype: { polluted: true } }\n`)).toMatch(
      new RegExp(`^14:1 profile/unknown-key \\| orders-analyst \\| there is no such word here \\| ${word} \\| remove it`),
    );
  });

  test("an environment is not found among them", () => {
    expect(firstOf(goodProfile.replace("prod", "constructor"))).toMatch(/^3:14 profile\/wrong-value/);
  });
});

test.each([
  { name: "twenty thousand unknown words", profile: Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join("\n") },
  { name: "fifty thousand repeated words", profile: "a: 1\n".repeat(50_000) },
  { name: "thirty-seven thousand anchors", profile: "- &a 1\n".repeat(37_000) },
  { name: "fifty thousand commas", profile: `[${",".repeat(50_000)}]` },
  { name: "thirty thousand entries that are none", profile: `access:\n${"  - 5\n".repeat(30_000)}` },
  { name: "twenty thousand consumers that are none", profile: `consumers:\n${"  - {a: 1}\n".repeat(20_000)}` },
  { name: "one long word", profile: `${"a".repeat(1000)}: ${"b".repeat(250_000)}` },
])("$name end soon, with few problems", ({ profile }) => {
  const problems = told(profile);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(120);
  expect(Math.max(...problems.map((problem) => problem.length))).toBeLessThan(1000);
});
