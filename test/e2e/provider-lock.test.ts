import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Cloud, startCloud } from "./support/cloud.ts";
import { exampleProject, mustSynth, type Project, type Stack } from "./support/project.ts";
import { mapLimited } from "./support/run.ts";

const lockFile = ".terraform.lock.hcl";

let project: Project;
let cloud: Cloud;
let first: Stack;

beforeAll(async () => {
  project = exampleProject();
  const stacks = await mustSynth(project);
  const [stack] = stacks;
  if (stack === undefined) throw new Error("there is no stack");
  first = stack;
  cloud = await startCloud(stacks);
});

afterAll(async () => {
  await cloud?.stop();
  project?.discard();
});

const lockOf = (stack: Stack) => readFileSync(join(stack.folder, lockFile), "utf8");

test("a lock file beside keyward.yaml is in every stack, and every stack initializes with it read-only", async () => {
  await cloud.terraform(first).init();
  const lock = lockOf(first);
  expect(lock).toContain('provider "registry.terraform.io/hashicorp/aws"');

  project.write(lockFile, lock);
  const stacks = await mustSynth(project);
  expect(stacks.filter((stack) => lockOf(stack) !== lock)).toEqual([]);

  const others = stacks.filter(({ name }) => name !== first.name);
  expect(others.length).toBeGreaterThan(1);
  await mapLimited(others, 2, (stack) => cloud.terraform(stack).init("-lockfile=readonly"));
  expect(others.filter((stack) => lockOf(stack) !== lock)).toEqual([]);
});

test("a lock file that names another provider binary is refused by terraform init", async () => {
  const lock = readFileSync(join(project.folder, lockFile), "utf8");
  const tampered = lock.replace(/"(h1|zh):[^"]*"/g, () => `"h1:${"A".repeat(43)}="`);
  expect(tampered).not.toBe(lock);
  project.write(lockFile, tampered);
  const [stack] = await mustSynth(project);
  if (stack === undefined) throw new Error("there is no stack");
  const { code, stderr } = await cloud.terraform(stack).try("init", "-no-color", "-lockfile=readonly");
  expect(code).toBe(1);
  expect(stderr.replace(/\s+/g, " ")).toMatch(/match any of the checksums (previously )?recorded in the dependency lock file/);
});
