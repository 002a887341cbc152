import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

/*
 * The built command line in a process of its own: what only a process can show.
 */

const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyward-cli-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { PATH: process.env["PATH"], COLUMNS: "80" };

function keyward(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

const shell = (line: string) =>
  spawnSync("bash", ["--norc", "-c", line], { cwd: folder, env: { ...env, KEYWARD: cli, NODE: process.execPath }, encoding: "utf8" });

const replace = (file: string, from: string, to: string) => {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
};

describe("the built command line", () => {
  test("init, then synth: writes stacks, prints the table on stdout and nothing on stderr", () => {
    expect(keyward("init")).toMatchObject({ status: 0, stderr: "" });
    const { status, stdout, stderr } = keyward("synth");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^SERVER +CAN +EXPIRES\n/);
    expect(stdout).toContain(`
2 stacks in cdktf.out/stacks: bootstrap-dev, servers-dev-platform

Next, bootstrap stacks first (\`npx cdktf deploy\` keeps the order by itself):
  terraform -chdir=cdktf.out/stacks/bootstrap-dev init
`);
    expect(readdirSync(join(folder, "cdktf.out/stacks"))).toEqual(["bootstrap-dev", "servers-dev-platform"]);
  });

  test("synth --json into a deep folder names stacks and servers", () => {
    keyward("init");
    const { stdout } = keyward("synth", "--json", "--out", "build/terraform");
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      kind: "synthesis",
      out: "build/terraform",
      stacks: [
        { name: "bootstrap-dev", environment: "dev", owner: null, folder: "build/terraform/stacks/bootstrap-dev", servers: [] },
        { name: "servers-dev-platform", environment: "dev", owner: "platform", servers: ["dev/handbook-reader"] },
      ],
      removed: [],
      servers: [{ id: "dev/handbook-reader", can: ["read s3://acme-handbook/published/"] }],
      summary: { errors: 0, warnings: 0, waived: 0 },
      findings: [],
    });
    expect(existsSync(join(folder, "build/terraform/stacks/bootstrap-dev/cdk.tf.json"))).toBe(true);
  });

  test("synth --quiet prints nothing when all is well", () => {
    keyward("init");
    expect(keyward("synth", "--quiet")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("synth writes nothing when a check refuses, and says so on stderr", () => {
    keyward("init");
    replace("profiles/handbook-reader.yaml", "sso-permission-set: Developer", 'account: "999988887777"');
    const { status, stdout, stderr } = keyward("synth");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("profiles/handbook-reader.yaml");
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
  });

  test("synth writes nothing when a profile is no profile: exit code 2", () => {
    keyward("init");
    replace("profiles/handbook-reader.yaml", "purpose:", "purpos:");
    expect(keyward("synth")).toMatchObject({ status: 2, stdout: "" });
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
  });

  test("synth removes the folder of a stack that the settings no longer name, and nothing else", () => {
    keyward("init");
    replace("keyward.yaml", "owners:\n", "owners:\n  legacy: {}\n");
    keyward("synth");
    replace("keyward.yaml", "  legacy: {}\n", "");
    writeFileSync(join(folder, "cdktf.out/stacks/notes.txt"), "mine");
    expect(keyward("synth").stdout).toContain("\nRemoved, because the settings no longer name them: servers-dev-legacy\n");
    expect(readdirSync(join(folder, "cdktf.out/stacks"))).toEqual(["bootstrap-dev", "notes.txt", "servers-dev-platform"]);
  });

  test("synth refuses to forget a stack that holds resources: its folder could take the access away", () => {
    keyward("init");
    keyward("synth");
    replace("keyward.yaml", "owners:\n", "owners:\n  tools: {}\n");
    replace("keyward.yaml", "  platform: ", "  other: ");
    replace("profiles/handbook-reader.yaml", "owner: platform", "owner: other");
    const { status, stdout, stderr } = keyward("synth");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("retired: true");
    expect(readdirSync(join(folder, "cdktf.out/stacks"))).toEqual(["bootstrap-dev", "servers-dev-platform"]);
  });

  test.each([".", "profiles"])("synth does not write into %s, which is not its own", (out) => {
    keyward("init");
    const { status, stderr } = keyward("synth", "--out", out);
    expect(status).toBe(2);
    expect(stderr).toContain("synth/folder-in-use");
    expect(existsSync(join(folder, out, "manifest.json"))).toBe(false);
  });

  test("a folder that cannot be made is exit code 4", () => {
    keyward("init");
    const { status, stdout, stderr } = keyward("synth", "--out", "keyward.yaml/out");
    expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
    expect(stderr).toContain("outside/file-system");
  });

  test("a pipe that closes early is quiet", () => {
    keyward("init");
    const { stdout, stderr } = shell('"$NODE" "$KEYWARD" explain handbook-reader | head -n 1');
    expect({ stdout, stderr }).toEqual({ stdout: "dev/handbook-reader\n", stderr: "" });
  });

  test("the completion script of bash completes a server name", () => {
    keyward("init");
    const { stdout } = shell(`
      keyward() { "$NODE" "$KEYWARD" "$@"; }
      eval "$(keyward completion bash)"
      COMP_WORDS=(keyward explain hand); COMP_CWORD=2
      _keyward keyward
      printf '%s\\n' "\${COMPREPLY[@]}"`);
    expect(stdout).toBe("handbook-reader\n");
  });

  test("the version is that of the package", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(keyward("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });
});
