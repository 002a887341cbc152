import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { patternCovers, patternMatches, patternsMeet } from "../../src/aws/pattern.ts";

describe("patternCovers", () => {
  test.each([
    { name: "a pattern covers itself", wide: "s3:Get*", narrow: "s3:Get*", expected: true },
    { name: "a star covers everything", wide: "*", narrow: "a?b*${aws:username}", expected: true },
    { name: "a star covers nothing at all", wide: "a*", narrow: "a", expected: true },
    { name: "a shorter prefix covers a longer one", wide: "arn:aws:s3:::acme/a/*", narrow: "arn:aws:s3:::acme/a/b/*", expected: true },
    {
      name: "a longer prefix does not cover a shorter one",
      wide: "arn:aws:s3:::acme/a/b/*",
      narrow: "arn:aws:s3:::acme/a/*",
      expected: false,
    },
    { name: "a name does not cover its wildcard", wide: "s3:GetObject", narrow: "s3:GetObject*", expected: false },
    { name: "a question mark covers one character", wide: "a?c", narrow: "abc", expected: true },
    { name: "a question mark does not cover none", wide: "a?c", narrow: "ac", expected: false },
    { name: "a question mark does not cover a star", wide: "a?", narrow: "a*", expected: false },
    { name: "a letter does not cover a question mark", wide: "abc", narrow: "a?c", expected: false },
    { name: "star and question mark change places", wide: "*?", narrow: "?*", expected: true },
    { name: "at least two do not cover at least one", wide: "*??", narrow: "?*", expected: false },
    { name: "infixes in order", wide: "*a*b*", narrow: "*a*x*b*", expected: true },
    { name: "infixes out of order", wide: "*a*b*", narrow: "*b*a*", expected: false },
    { name: "a run may be empty", wide: "a*?b", narrow: "a*b", expected: false },
    { name: "the empty pattern covers the empty pattern", wide: "", narrow: "", expected: true },
    { name: "the empty pattern does not cover a star", wide: "", narrow: "*", expected: false },
    {
      name: "sixteen question marks cover sixteen characters",
      wide: "AWSReservedSSO_Analyst_????????????????",
      narrow: "AWSReservedSSO_Analyst_0123456789abcdef",
      expected: true,
    },
    {
      name: "sixteen question marks do not cover another name",
      wide: "AWSReservedSSO_Analyst_????????????????",
      narrow: "AWSReservedSSO_Analyst_Admin_0123456789abcdef",
      expected: false,
    },
    { name: "a variable covers itself", wide: "home/${aws:username}/*", narrow: "home/${aws:username}/a/*", expected: true },
    { name: "a star covers a variable", wide: "home/*", narrow: "home/${aws:username}", expected: true },
    { name: "a question mark does not cover a variable", wide: "home/?*", narrow: "home/${aws:username}", expected: false },
    { name: "the letters of a variable are not text", wide: "home/$*", narrow: "home/${aws:username}", expected: false },
    { name: "a variable covers no text", wide: "home/${aws:username}", narrow: "home/anna", expected: false },
    { name: "a variable does not cover another", wide: "${aws:userid}", narrow: "${aws:username}", expected: false },
    { name: "an escaped star is a plain character", wide: "a${*}", narrow: "a*", expected: false },
    { name: "a star covers an escaped star", wide: "a?", narrow: "a${*}", expected: true },
    { name: "an unfinished variable is text", wide: "a${?", narrow: "a${b", expected: true },
    { name: "the same pattern with stars doubled", wide: "a**b", narrow: "a*b", expected: true },
  ])("$name", ({ wide, narrow, expected }) => {
    expect(patternCovers(wide, narrow)).toBe(expected);
  });

  test("says no, and soon, where patterns are made so hard that it cannot tell", () => {
    const [wide, narrow] = [`*a${"?".repeat(60)}b*`, `${"*a".repeat(30)}${"?".repeat(60)}b*`];
    expect(patternCovers(wide, `x${wide}x`)).toBe(true);
    expect(patternCovers(wide, narrow)).toBe(false);
  });
});

describe("the laws of patterns", () => {
  const pattern = fc.stringMatching(/^[ab*?]{0,4}$/);
  const longer = fc.stringMatching(/^[ab*?]{0,9}$/);
  // One letter more than the patterns have: it stands for every other character.
  const texts = [""];
  for (let index = 0, end = 3 ** 7; texts.length < end; index++) for (const letter of "abc") texts.push(`${texts[index]}${letter}`);
  const matching = (source: string) => {
    const expression = new RegExp(`^${source.replaceAll("*", ".*").replaceAll("?", ".")}$`);
    return texts.filter((text) => expression.test(text));
  };

  test("matches what the regular expression matches", () => {
    fc.assert(
      fc.property(pattern, (source) => expect(texts.filter((text) => patternMatches(source, text))).toEqual(matching(source))),
      { numRuns: 60 },
    );
  });

  test("covers exactly when every text of the narrow pattern is a text of the wide one", () => {
    fc.assert(
      fc.property(pattern, pattern, (wide, narrow) => {
        const known = new Set(matching(wide));
        expect(patternCovers(wide, narrow)).toBe(matching(narrow).every((text) => known.has(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("meets exactly when a text is common to both", () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const known = new Set(matching(a));
        expect(patternsMeet(a, b)).toBe(matching(b).some((text) => known.has(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("covering is reflexive and transitive, and those that cover meet", () => {
    fc.assert(
      fc.property(longer, longer, longer, (a, b, c) => {
        expect(patternCovers(a, a)).toBe(true);
        if (patternCovers(a, b) && patternCovers(b, c)) expect(patternCovers(a, c)).toBe(true);
        if (patternCovers(a, b)) expect(patternsMeet(a, b)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test("a pattern covers itself with any wildcard filled in", () => {
    fc.assert(
      fc.property(longer, fc.stringMatching(/^[abc*?]{0,3}$/), fc.stringMatching(/^[abc?]$/), (wide, filling, letter) => {
        expect(
          patternCovers(
            wide,
            wide.replaceAll("*", () => filling).replaceAll("?", () => letter),
          ),
        ).toBe(true);
      }),
    );
  });
});

describe("patternMatches and patternsMeet", () => {
  test.each([
    { name: "a star in the text is a plain character", pattern: "a?", text: "a*", expected: true },
    { name: "an escaped star matches a star", pattern: "a${*}", text: "a*", expected: true },
    { name: "an escaped star matches nothing else", pattern: "a${*}", text: "ab", expected: false },
    { name: "a variable has no value", pattern: "home/${aws:username}", text: "home/anna", expected: false },
    { name: "a character beyond the basic plane is one character", pattern: "?", text: "🔑", expected: true },
  ])("$name", ({ pattern, text, expected }) => {
    expect(patternMatches(pattern, text)).toBe(expected);
  });

  test.each([
    { name: "prefixes of one another meet", a: "a/*", b: "a/b/*", expected: true },
    { name: "prefix and suffix meet", a: "a*", b: "*b", expected: true },
    { name: "different prefixes do not", a: "a/*", b: "b/*", expected: false },
    { name: "a variable may be anything", a: "home/${aws:username}", b: "home/anna", expected: true },
  ])("$name", ({ a, b, expected }) => {
    expect(patternsMeet(a, b)).toBe(expected);
    expect(patternsMeet(b, a)).toBe(expected);
  });
});
