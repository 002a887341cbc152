import { describe, expect, test } from "@jest/globals";
import { keyward } from "./fake-terminal.ts";

const settings = `version: 1
environments:
  dev: { account: "444455556666", region: eu-west-1 }
  prod: { account: "111122223333", region: eu-west-1 }
owners: { web: {} }
`;

interface Words {
  readonly server?: string;
  readonly environment?: string;
  readonly more?: string;
}

const profile = ({ server = "docs", environment = "dev", more = "" }: Words = {}) => `version: 1
server: ${server}
environment: ${environment}
owner: web
purpose: Answers questions about the handbook.
access:
  - service: s3
    bucket: acme-handbook
    prefixes: [published/]
    level: read
consumers:
  - role: arn:aws:iam::111122223333:role/chat
expires: 2027-06-30
${more}`;

const files = {
  "keyward.yaml": settings,
  "profiles/docs-dev.yaml": profile(),
  "profiles/docs-prod.yaml": profile({ environment: "prod" }),
  "profiles/orders.yaml": profile({ server: "orders" }),
};
const tooLong = { ...files, "profiles/docs-dev.yaml": profile().replace("2027-06-30", "2031-06-30") };
const misspelt = { ...files, "profiles/docs-dev.yaml": profile().replace("purpose:", "purpos:") };

describe("keyward check", () => {
  test("is content with what is right", async () => {
    expect(await keyward(["check"], files)).toMatchObject({ code: 0, stdout: "No findings\n", stderr: "" });
  });

  test("refuses with exit code 1 what breaks a rule, on stdout", async () => {
    const { code, stdout, stderr } = await keyward(["check"], tooLong);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("profiles/docs-dev.yaml:13:1");
  });

  test("refuses with exit code 2 what is no profile, on stderr", async () => {
    const { code, stdout, stderr } = await keyward(["check"], misspelt);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("profiles/docs-dev.yaml:5:1");
    expect(stderr).toContain("purpose");
  });

  test("prints findings, and problems too, as JSON on stdout", async () => {
    const found = await keyward(["check", "--json"], tooLong);
    expect(JSON.parse(found.stdout)).toMatchObject({ version: 1, kind: "findings", summary: { errors: 1 } });
    const invalid = await keyward(["check", "--json"], misspelt);
    expect(JSON.parse(invalid.stdout)).toMatchObject({ version: 1, kind: "problems" });
    expect([found.code, found.stderr, invalid.code, invalid.stderr]).toEqual([1, "", 2, ""]);
  });

  test("prints findings, and problems too, as SARIF on stdout", async () => {
    const results = async (given: Readonly<Record<string, string>>) => {
      const { stdout } = await keyward(["check", "--format", "sarif"], given);
      return JSON.parse(stdout).runs[0].results.map(({ level }: { level: string }) => level);
    };
    expect(await results(files)).toEqual([]);
    expect(await results(tooLong)).toEqual(["error"]);
    expect(new Set(await results(misspelt))).toEqual(new Set(["error"]));
  });

  test("a missing folder is said with what to do", async () => {
    const { code, stderr } = await keyward(["check"]);
    expect(code).toBe(2);
    expect(stderr).toContain("keyward init");
  });
});

describe("keyward list", () => {
  test("shows servers by environment and name", async () => {
    const { code, stdout, stderr } = await keyward(["list"], files, { columns: 120 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      [
        "SERVER  ENVIRONMENT  OWNER  CAN                                 EXPIRES               STACK",
        "docs    dev          web    read s3://acme-handbook/published/  2027-06-30 00:00 UTC  servers-dev-web",
        "orders  dev          web    read s3://acme-handbook/published/  2027-06-30 00:00 UTC  servers-dev-web",
        "docs    prod         web    read s3://acme-handbook/published/  2027-06-30 00:00 UTC  servers-prod-web",
        "",
      ].join("\n"),
    );
  });

  test("as JSON names version and kind first", async () => {
    const { stdout } = await keyward(["list", "--json"], files);
    expect(stdout.startsWith('{\n  "version": 1,\n  "kind": "servers",\n')).toBe(true);
    expect(JSON.parse(stdout).servers.map(({ id }: { id: string }) => id)).toEqual(["dev/docs", "dev/orders", "prod/docs"]);
  });

  test.each([
    { name: "is coloured on a terminal", args: ["list"], changes: { isTty: true }, coloured: true },
    { name: "is plain in a pipe", args: ["list"], changes: {}, coloured: false },
    { name: "is plain with --no-color", args: ["list", "--no-color"], changes: { isTty: true }, coloured: false },
    { name: "is plain with NO_COLOR", args: ["list"], changes: { isTty: true, env: { NO_COLOR: "1" } }, coloured: false },
    { name: "is plain as JSON", args: ["list", "--json"], changes: { isTty: true }, coloured: false },
  ])("$name", async ({ args, changes, coloured }) => {
    const { stdout } = await keyward(args, files, changes);
    expect(stdout.includes("\u001b")).toBe(coloured);
  });

  test("shows by the clock of the terminal what has ended", async () => {
    const later = { now: () => new Date("2027-06-30T00:00:00Z") };
    const [text, json] = [await keyward(["list"], files, later), await keyward(["list", "--json"], files, later)];
    expect(text.stdout.match(/ended 2027-06-30 00:00 UTC/g)).toHaveLength(3);
    expect(JSON.parse(json.stdout).servers.map(({ ended }: { ended: boolean }) => ended)).toEqual([true, true, true]);
    expect((await keyward(["explain", "orders"], files, later)).stdout).toContain("It could (ended 2027-06-30 00:00 UTC)\n");
  });

  test("says so when there is no profile", async () => {
    const { code, stdout } = await keyward(["list"], { "keyward.yaml": settings, "profiles/.gitkeep": "" });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "There is no profile in profiles.\n" });
  });
});

describe("keyward explain", () => {
  test.each([
    ["orders", "dev/orders"],
    ["dev/orders", "dev/orders"],
    ["prod/docs", "prod/docs"],
  ])("%s explains %s", async (name, id) => {
    const { code, stdout } = await keyward(["explain", name], files);
    expect({ code, first: stdout.split("\n")[0] }).toEqual({ code: 0, first: id });
  });

  test.each([
    ["docs", "several environments have a server of that name", "write `dev/docs` or `prod/docs`"],
    ["ordres", "no profile is of that name", "did you mean `orders`? See `keyward list`"],
    ["prod/dosc", "no profile is of that name", "did you mean `prod/docs`? See `keyward list`"],
    ["billing", "no profile is of that name", "see `keyward list`"],
    ["constructor", "no profile is of that name", "see `keyward list`"],
  ])("%s is refused: %s", async (name, message, fix) => {
    const { code, stdout } = await keyward(["explain", name, "--json"], files);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).problems).toEqual([expect.objectContaining({ message, given: name, fix })]);
  });

  test("as JSON holds the policies", async () => {
    const { stdout } = await keyward(["explain", "orders", "--json"], files);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      kind: "explanation",
      id: "dev/orders",
      sessionSeconds: 3600,
      policies: [{ name: "keyward-guards" }, { name: "keyward-s3", document: { Version: "2012-10-17" } }],
    });
  });
});

describe("keyward schema", () => {
  test.each([
    { args: ["schema"], property: "access" },
    { args: ["schema", "profile"], property: "access" },
    { args: ["schema", "settings"], property: "environments" },
  ])("prints one JSON Schema: $args", async ({ args, property }) => {
    const { code, stdout } = await keyward(args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).properties).toHaveProperty(property);
  });
});

describe("keyward completion", () => {
  test.each(["bash", "zsh", "fish"])("prints the script of %s", async (shell) => {
    const { code, stdout } = await keyward(["completion", shell]);
    expect(code).toBe(0);
    expect(stdout).toContain(" complete -- ");
  });

  test("knows the shell from $SHELL", async () => {
    const { stdout } = await keyward(["completion", "--json"], {}, { env: { SHELL: "/usr/bin/zsh" } });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, kind: "completion", shell: "zsh" });
  });

  test.each([undefined, "/bin/tcsh"])("asks which one where $SHELL is %s", async (shell) => {
    const { code, stderr } = await keyward(["completion"], {}, { env: { SHELL: shell } });
    expect(code).toBe(2);
    expect(stderr).toContain("keyward completion zsh");
  });

  test("offers server names, the bare one where it is unambiguous", async () => {
    const { stdout } = await keyward(["complete", "--", "explain", ""], files);
    expect(stdout.split("\n")).toEqual(["dev/docs", "orders", "dev/orders", "prod/docs", ""]);
  });

  test("stays silent over broken profiles", async () => {
    expect(await keyward(["complete", "--", "explain", ""], misspelt)).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
});
