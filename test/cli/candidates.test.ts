import { describe, expect, test } from "@jest/globals";
import { candidates } from "../../src/cli/candidates.ts";

const servers = () => ["dev/docs", "prod/docs", "orders"];

describe("completion offers", () => {
  test.each([
    ["", ["check", "synth", "list", "explain", "schema", "init", "completion"]],
    ["s", ["synth", "schema"]],
    ["explain ", ["dev/docs", "prod/docs", "orders"]],
    ["explain pro", ["prod/docs"]],
    ["explain orders ", []],
    ["explain --json o", ["orders"]],
    ["--profiles other explain o", ["orders"]],
    ["synth --o", ["--out"]],
    ["synth --out ", []],
    ["synth --format ", ["text", "json"]],
    ["check --format = s", ["sarif"]],
    ["check --json --j", []],
    ["list --no", ["--no-color"]],
    ["list ", []],
    ["schema ", ["profile", "settings"]],
    ["completion z", ["zsh"]],
    ["frobnicate --p", ["--profiles"]],
  ])("after `keyward %s`", (line, expected) => {
    expect(candidates(line.split(" "), servers)).toEqual(expected);
  });

  test("servers are looked up only where one may stand", () => {
    const never = () => {
      throw new Error("looked up");
    };
    expect(candidates(["synth", ""], never)).toEqual([]);
  });
});
