import { describe, expect, test } from "@jest/globals";
import { UserError, type Problem } from "../../src/errors.ts";
import { parse } from "../../src/cli/parse.ts";
import { columnsOf } from "../../src/cli/width.ts";

const setting = { columns: 80, version: "1.2.3" };

function refusal(line: string): readonly Problem[] {
  try {
    parse(line === "" ? [] : line.split(" "), setting);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  throw new Error(`not refused: ${line}`);
}

describe("a command line that cannot be understood names what was meant", () => {
  test.each([
    ["syth", "cli/unknown-command", "syth", "did you mean `synth`? See `keyward --help`"],
    ["lits --json", "cli/unknown-command", "lits", "did you mean `list`? See `keyward --help`"],
    ["frobnicate", "cli/unknown-command", "frobnicate", "see `keyward --help`"],
    ["complet", "cli/unknown-command", "complet", "did you mean `completion`? See `keyward --help`"],
    ["list --setings x", "cli/unknown-option", "--setings", "did you mean `--settings`? See `keyward list --help`"],
    ["synth --outt=x", "cli/unknown-option", "--outt=x", "did you mean `--out`? See `keyward synth --help`"],
    ["list --out x", "cli/unknown-option", "--out", "see `keyward list --help`"],
    ["list -x", "cli/unknown-option", "-x", "see `keyward list --help`"],
    ["list docs", "cli/unknown-argument", "docs", "see `keyward list --help`"],
    ["explain docs orders", "cli/unknown-argument", "orders", "see `keyward explain --help`"],
    ["explain", "cli/missing", undefined, "see `keyward explain --help`"],
    ["--json", "cli/missing", undefined, "see `keyward --help`"],
    ["synth --out", "cli/value", undefined, "see `keyward synth --help`"],
    ["check --format xml", "cli/choice", "xml", "see `keyward check --help`"],
    ["check --format sraif", "cli/choice", "sraif", "did you mean `sarif`? See `keyward check --help`"],
    ["list --format sarif", "cli/choice", "sarif", "see `keyward list --help`"],
    ["schema profiles", "cli/choice", "profiles", "did you mean `profile`? See `keyward schema --help`"],
    ["completion powershell", "cli/choice", "powershell", "see `keyward completion --help`"],
  ])("keyward %s", (line, rule, given, fix) => {
    expect(refusal(line).map((problem) => [problem.rule, problem.given, problem.fix])).toEqual([[rule, given, fix]]);
  });

  test("all mistakes are named at once", () => {
    expect(refusal("list --jsno --setings x").map(({ given }) => given)).toEqual(["--jsno", "--setings"]);
  });
});

describe("a command line that is understood", () => {
  const given = (line: string) => {
    const parsed = parse(line.split(" "), setting);
    return parsed.kind === "run" ? { verb: parsed.verb.name, ...parsed.given } : parsed;
  };

  test("has the defaults of the design", () => {
    expect(given("synth")).toMatchObject({
      verb: "synth",
      profiles: "profiles",
      settings: "keyward.yaml",
      format: "text",
      out: "cdktf.out",
      color: true,
    });
  });

  test.each([
    ["list --json", { format: "json" }],
    ["--json list", { format: "json" }],
    ["check --format sarif", { format: "sarif" }],
    ["check --json --format json", { format: "json" }],
    ["list --no-color", { color: false }],
    ["list --profiles a --settings=b", { profiles: "a", settings: "b" }],
    ["list --profiles a --profiles b", { profiles: "b" }],
    ["explain prod/docs", { verb: "explain", server: "prod/docs" }],
    ["explain 007", { server: "007" }],
    ["explain __proto__", { server: "__proto__" }],
    ["complete -- synth --o", { verb: "complete", words: ["synth", "--o"] }],
  ])("keyward %s", (line, expected) => {
    expect(given(line)).toMatchObject(expected);
  });

  test("the help claims nothing that no command does", () => {
    const parsed = parse(["--help"], setting);
    const text = parsed.kind === "print" ? parsed.text : "";
    expect(text).toContain("Least-privilege credentials for MCP servers, as code.");
    expect(text).toContain("Exit codes: 0 fine, 1 findings or refused, 2 usage or invalid input,");
    expect(text).not.toMatch(/rotat|prove|3 widening/);
  });

  test("the version is printed alone", () => {
    expect(given("--version")).toEqual({ kind: "print", text: "1.2.3\n", exitCode: 0 });
  });

  test.each(["check", "synth", "list", "explain", "schema", "init", "completion"])(
    "keyward %s --help fits 80 columns and has an example",
    (verb) => {
      const parsed = parse([verb, "--help"], setting);
      const text = parsed.kind === "print" ? parsed.text : "";
      expect(text).toContain("Examples:");
      expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
      expect(parsed).toMatchObject({ exitCode: 0 });
    },
  );

  test("without a command prints the help and is a usage error", () => {
    expect(parse([], setting)).toMatchObject({ kind: "print", exitCode: 2 });
  });
});

describe("the width", () => {
  test.each([
    { name: "$COLUMNS comes first", variable: "90", terminal: 200, columns: 90 },
    { name: "then the terminal", variable: undefined, terminal: 200, columns: 200 },
    { name: "a log has 120", variable: undefined, terminal: undefined, columns: 120 },
    { name: "a terminal that does not know its size has 80", variable: undefined, terminal: 0, columns: 80 },
    { name: "$COLUMNS comes before a terminal that does not know its size", variable: "90", terminal: 0, columns: 90 },
    { name: "nonsense in $COLUMNS is not heard", variable: "wide", terminal: 100, columns: 100 },
    { name: "never below 40", variable: "3", terminal: 100, columns: 40 },
  ])("$name", ({ variable, terminal, columns }) => {
    expect(columnsOf(variable, terminal)).toBe(columns);
  });
});
