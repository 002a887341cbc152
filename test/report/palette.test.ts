import { describe, expect, test } from "@jest/globals";
import { ansi, paletteFor, plain } from "../../src/report/palette.ts";

describe("colours", () => {
  test.each([
    ["at a terminal", { isTty: true, env: {} }, ansi],
    ["not in a pipe", { isTty: false, env: {} }, plain],
    ["not with NO_COLOR", { isTty: true, env: { NO_COLOR: "1" } }, plain],
    ["with an empty NO_COLOR, which says nothing", { isTty: true, env: { NO_COLOR: "" } }, ansi],
    ["not on a dumb terminal", { isTty: true, env: { TERM: "dumb" } }, plain],
  ])("%s", (_name, screen, expected) => expect(paletteFor(screen)).toBe(expected));
});

test("a style closes what it opened", () => {
  expect(ansi.red("x")).toBe("\u001b[31mx\u001b[39m");
  expect(ansi.bold("")).toBe("");
  expect(plain.red("x")).toBe("x");
});
