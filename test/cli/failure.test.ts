import { describe, expect, test } from "@jest/globals";
import { keyward } from "./fake-terminal.ts";
import { MemoryDisk } from "./memory-disk.ts";

/** A disk on which nothing can be made. */
class FullDisk extends MemoryDisk {
  readonly failure: Error;

  constructor(failure: Error) {
    super({});
    this.failure = failure;
  }

  override create(): void {
    throw this.failure;
  }
}

const refused = (code: string) =>
  Object.assign(new Error(`${code}: refused, open 'keyward.yaml'`), { code, syscall: "open", path: "keyward.yaml" });
const init = (failure: Error, ...args: readonly string[]) => keyward(["init", ...args], {}, { files: new FullDisk(failure) });

describe("a failure outside", () => {
  test.each([
    ["EACCES", "must be writable"],
    ["EROFS", "must not be on a read-only disk"],
    ["ENOSPC", "needs room on the disk"],
    ["EIO", "the operating system refused it"],
  ])("%s is exit code 4, in words", async (code, words) => {
    const { stdout, stderr, ...outcome } = await init(refused(code));
    expect({ code: outcome.code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toContain(`keyward.yaml\n    rule    ${words} (outside/file-system)`);
    expect(stderr).not.toContain(" at ");
  });

  test("is a problem on stdout as JSON", async () => {
    const { code, stdout, stderr } = await init(refused("ENOSPC"), "--json");
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, kind: "problems", problems: [{ subject: "keyward.yaml" }] });
  });
});

describe("a bug", () => {
  test("is exit code 4 with a stack to report, and nothing on stdout", async () => {
    const { code, stdout, stderr } = await init(new TypeError("x is not a function"), "--json");
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(
      /^keyward 1\.2\.3 failed in a way it should not\. Please report this, .*\n\nTypeError: x is not a function\n {4}at /,
    );
  });

  test("cannot command the terminal through its text", async () => {
    const { stderr } = await init(new Error("\u001b[2Jgone"));
    expect(stderr).toContain("\\u{1b}[2Jgone");
  });
});

describe("a usage error", () => {
  test("is text on stderr with exit code 2", async () => {
    expect(await keyward(["lits"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `keyward
    rule    no such command (cli/unknown-command)
    given   lits
    fix     did you mean \`list\`? See \`keyward --help\`

1 problem
`,
    });
  });

  test.each([[["lits", "--json"]], [["lits", "--format", "json"]], [["lits", "--format=json"]]])(
    "is JSON on stdout for %j",
    async (args) => {
      const { code, stdout, stderr } = await keyward(args);
      expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ kind: "problems", problems: [{ rule: "cli/unknown-command", given: "lits" }] });
    },
  );

  test("help without a command goes to stderr, asked for to stdout", async () => {
    const [bare, asked] = [await keyward([]), await keyward(["--help"])];
    expect([bare.code, bare.stdout, asked.code, asked.stderr]).toEqual([2, "", 0, ""]);
    expect(bare.stderr).toBe(asked.stdout);
  });
});
