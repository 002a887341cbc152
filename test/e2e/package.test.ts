import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as z from "zod";
import { repository, textsIn } from "./support/project.ts";
import { mustRun } from "./support/run.ts";

let folder: string;
let team: string;

/** A home directory that holds nothing but npm's cache, so that only the folder itself can make a difference. */
let env: Readonly<Record<string, string | undefined>>;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "keyward-package-")));
  team = join(folder, "team");
  mkdirSync(team);
  const cache = (await mustRun(["npm", "config", "get", "cache"], { env: process.env, cwd: repository })).trim();
  env = { ...process.env, HOME: join(folder, "home"), CDKTF_HOME: join(folder, "home"), npm_config_cache: cache, CHECKPOINT_DISABLE: "1" };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inTeam = (...command: readonly [string, ...string[]]) => mustRun(command, { cwd: team, env, limit: 300_000 });

test("the packed package works in a team's own empty folder: init, edit one line, keyward synth, cdktf synth", async () => {
  const packed = await mustRun(["npm", "pack", "--json", "--pack-destination", folder], { cwd: repository, env: process.env });
  const [tarball] = z
    .array(z.looseObject({ filename: z.string(), files: z.array(z.looseObject({ path: z.string() })) }))
    .parse(JSON.parse(packed));
  expect(tarball?.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["dist/cli.js", "dist/stacks.js", "package.json", "README.md"]),
  );

  await inTeam("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball?.filename ?? ""));
  await inTeam("npx", "--no-install", "keyward", "init");

  const [profile] = readdirSync(join(team, "profiles"));
  const file = join(team, "profiles", profile ?? "");
  const purpose = /^purpose: .*$/m;
  expect(readFileSync(file, "utf8")).toMatch(purpose);
  writeFileSync(file, readFileSync(file, "utf8").replace(purpose, "purpose: Answers questions of the package test."));

  await inTeam("npx", "--no-install", "keyward", "synth");
  const written = textsIn(join(team, "cdktf.out"));
  expect(Object.values(written).join()).toContain("Answers questions of the package test.");

  rmSync(join(team, "cdktf.out"), { recursive: true });
  await inTeam("npx", "--no-install", "cdktf", "synth");
  expect(textsIn(join(team, "cdktf.out"))).toEqual(written);
});
