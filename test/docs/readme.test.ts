import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { verbs } from "../../src/cli/verbs.ts";
import { keyward } from "../cli/fake-terminal.ts";

const root = new URL("../../", import.meta.url).pathname;
const read = (file: string) => readFileSync(`${root}${file}`, "utf8");
const readme = read("README.md");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

const examples = Object.fromEntries(readdirSync(`${root}profiles`).map((file) => [`profiles/${file}`, read(`profiles/${file}`)]));
const settings = { "keyward.yaml": read("keyward.yaml") };

describe("README", () => {
  const [profile = ""] = blocks("yaml");
  const [table = "", mistake = ""] = blocks("text");

  test("its profile passes every check", async () => {
    expect(await keyward(["check"], { ...settings, "profiles/orders.yaml": profile })).toMatchObject({ code: 0, stderr: "" });
  });

  test("its table is what list prints", async () => {
    const { stdout } = await keyward(["list"], { ...settings, ...examples });
    const [heading = "", row = ""] = table.split("\n\n");
    expect(stdout.replace(/ +/g, " ")).toContain(heading.replace(/ +/g, " "));
    expect(stdout.replace(/ +/g, " ")).toContain(row.trimEnd().replace(/ +/g, " "));
  });

  test("its mistake is answered word for word", async () => {
    const { code, stderr } = await keyward(["check"], {
      ...settings,
      "profiles/orders.yaml": profile.replace("level: read", "level: raed"),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(mistake);
  });

  test("its table of commands names each verb", () => {
    const named = [...readme.matchAll(/^\| `keyward ([a-z]+)/gm)].map(([, verb = ""]) => verb);
    expect(new Set(named)).toEqual(new Set(verbs.flatMap(({ name, hidden }) => (hidden === true ? [] : [name]))));
  });

  test("its links lead somewhere", () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, to = ""]) => to);
    expect(links.filter((to) => !existsSync(`${root}${to}`))).toEqual([]);
    expect(links.length).toBeGreaterThan(3);
  });

  /** Where each command of the README is run. A command that nothing runs has no place there. */
  test.each<[string, string]>([
    ["npm ci && npm run synth", ".ci/run"],
    ["npm ci && npm test", ".ci/run"],
    ["npm run test:e2e", ".ci/run"],
    ["npx keyward init", "test/e2e/package.test.ts"],
    ["npx keyward synth", "test/e2e/package.test.ts"],
    ["npx cdktf synth", "test/e2e/package.test.ts"],
    ["npm install keyward", "test/e2e/package.test.ts"],
    ["npx cdktf deploy", "test/e2e/cdktf.test.ts"],
    ["terraform -chdir=", "test/e2e/plan.test.ts"],
    ["docker run", "test/e2e/emulator.test.ts"],
    ["export KEYWARD_AWS_ENDPOINT_", "test/e2e/emulator.test.ts"],
  ])("%s is run by %s", (command, file) => {
    expect(existsSync(`${root}${file}`)).toBe(true);
    expect(readme).toContain(command);
  });

  test("it has no other command", () => {
    const known = [
      "npm ci && npm",
      "npm run test:e2e",
      "npx keyward",
      "npx cdktf",
      "npm install keyward",
      "terraform -chdir=",
      "docker run",
      "export KEYWARD_AWS_ENDPOINT_",
    ];
    const lines = blocks("sh").flatMap((block) => block.split("\n").filter((line) => line.trim() !== ""));
    expect(lines.filter((line) => !known.some((start) => line.startsWith(start)))).toEqual([]);
  });
});
