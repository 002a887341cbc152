import { describe, expect, test } from "@jest/globals";
import { keyward } from "./fake-terminal.ts";

const made = ["keyward.yaml", "profiles/handbook-reader.yaml", "cdktf.json", ".gitignore"];
const installed = { "node_modules/keyward/package.json": "{}" };

describe("keyward init", () => {
  test("makes settings, a profile, cdktf.json and .gitignore in an empty folder, and says what comes next", async () => {
    const { code, stdout, stderr, files } = await keyward(["init"]);
    expect({ code, stderr, files: Object.keys(files) }).toEqual({ code: 0, stderr: "", files: made });
    expect(stdout).toBe(`  made      keyward.yaml
  made      profiles/handbook-reader.yaml
  made      cdktf.json
  made      .gitignore

Next:
  1. Put the account of dev into keyward.yaml, line 6
  2. Install Keyward here, which cdktf.json runs:
     npm install keyward
  3. See what each MCP server will be able to do:
     npx keyward synth
  4. Apply it (cdktf reports its use to its makers unless CHECKPOINT_DISABLE is set):
     npx cdktf deploy bootstrap-dev servers-dev-platform
`);
  });

  test("what it makes passes every check", async () => {
    const { files } = await keyward(["init"]);
    expect(await keyward(["check"], files)).toMatchObject({ code: 0, stdout: "No findings\n", stderr: "" });
  });

  test("the example expires half a year from now", async () => {
    const { files } = await keyward(["init"], {}, { now: () => new Date("2026-08-31T23:59:59Z") });
    expect(files["profiles/handbook-reader.yaml"]).toContain("expires: 2027-02-28 ");
  });

  test("cdktf.json runs the installed package, sends no crash reports, and has an id, so that cdktf does not rewrite it", async () => {
    const { files } = await keyward(["init"]);
    expect(JSON.parse(files["cdktf.json"] ?? "")).toEqual({
      language: "typescript",
      app: "node node_modules/keyward/dist/stacks.js",
      projectId: "keyward",
      sendCrashReports: "false",
    });
  });

  test("a second run keeps everything", async () => {
    const first = await keyward(["init"]);
    const second = await keyward(["init"], first.files);
    expect(second.files).toEqual(first.files);
    expect(second.stdout.split("\n").slice(0, 4)).toEqual(made.map((path) => `  kept      ${path}`));
  });

  test("adds to a .gitignore only what is missing", async () => {
    const { stdout, files } = await keyward(["init"], { ".gitignore": "dist/\nnode_modules/" });
    expect(files[".gitignore"]).toBe("dist/\nnode_modules/\ncdktf.out/\n.terraform/\nterraform.*.tfstate*\n");
    expect(stdout).toContain("  extended  .gitignore\n");
  });

  test.each([
    { name: "settings", own: { "keyward.yaml": "mine" } },
    { name: "a profile", own: { "profiles/mine.yml": "mine" } },
  ])("makes no example profile beside $name of one's own, and leaves it as it is", async ({ own }) => {
    const { files } = await keyward(["init"], own);
    expect(files).toMatchObject(own);
    expect(files).not.toHaveProperty(["profiles/handbook-reader.yaml"]);
  });

  test("points to no stack that one's own settings may not have", async () => {
    const { stdout } = await keyward(["init"], { "keyward.yaml": "mine" });
    expect(stdout).toContain("     npx cdktf deploy '*'\n");
    expect(stdout).not.toContain("dev");
  });

  test("uses the folder and the file that are named", async () => {
    const { files } = await keyward(["init", "--profiles", "servers/", "--settings", "settings.yaml"]);
    expect(Object.keys(files)).toEqual(["settings.yaml", "servers/handbook-reader.yaml", "cdktf.json", ".gitignore"]);
  });

  test("as JSON it names files and steps, and does not ask for what is installed", async () => {
    const { stdout } = await keyward(["init", "--json"], installed);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      kind: "init",
      files: made.map((path) => ({ path, outcome: "made" })),
      next: [
        { does: "Put the account of dev into keyward.yaml, line 6" },
        { does: "See what each MCP server will be able to do", command: "npx keyward synth" },
        {
          does: "Apply it (cdktf reports its use to its makers unless CHECKPOINT_DISABLE is set)",
          command: "npx cdktf deploy bootstrap-dev servers-dev-platform",
        },
      ],
    });
  });
});
