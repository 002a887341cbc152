import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeBucket } from "../support/emulator.ts";
import { readAccount } from "./support/account-reader.ts";
import { type Cloud, startCloud } from "./support/cloud.ts";
import { exampleProject, mustSynth, type Project, type Stack } from "./support/project.ts";
import { mapLimited } from "./support/run.ts";
import { synthesizedRoles } from "./support/synthesized-role.ts";
import { credentials, type Terraform } from "./support/terraform.ts";

// The tests of this file are one story, told in order: apply, look, plan again, destroy, apply again.
let project: Project;
let cloud: Cloud;
let stacks: readonly Stack[];

beforeAll(async () => {
  project = exampleProject();
  stacks = await mustSynth(project);
  cloud = await startCloud(stacks);
});

afterAll(async () => {
  await cloud?.stop();
  project?.discard();
});

/** Works on the bootstrap stacks first, then on the others, or the other way round; the waits are the provider's, so several go at once. */
async function onEveryStack(order: "bootstrap first" | "bootstrap last", work: (terraform: Terraform) => Promise<unknown>): Promise<void> {
  const isBootstrap = ({ name }: Stack) => name.startsWith("bootstrap-");
  const groups = [stacks.filter(isBootstrap), stacks.filter((stack) => !isBootstrap(stack))];
  for (const group of order === "bootstrap first" ? groups : groups.toReversed()) {
    await mapLimited(group, 4, (stack) => work(cloud.terraform(stack)));
  }
}

const expectedRoles = () => stacks.flatMap((stack) => Object.keys(synthesizedRoles(stack)).map((name) => `${stack.account} ${name}`));

async function rolesInAccounts(): Promise<readonly string[]> {
  const accounts = [...new Set(stacks.map((stack) => stack.account))];
  const names = await Promise.all(
    accounts.map(async (account) => (await readAccount(cloud.emulator(account)).roleNames()).map((name) => `${account} ${name}`)),
  );
  return names.flat().toSorted();
}

test("terraform applies bootstrap, then every servers stack, of all environments", async () => {
  await onEveryStack("bootstrap first", async (terraform) => {
    await terraform.init();
    await terraform.apply();
  });
  expect(expectedRoles().length).toBeGreaterThan(0);
  expect(await rolesInAccounts()).toEqual(expectedRoles().toSorted());
});

test("every role in the account has the trust, boundary, session length, description and policies that were synthesized", async () => {
  const roles = stacks.flatMap((stack) => Object.entries(synthesizedRoles(stack)).map(([name, expected]) => ({ stack, name, expected })));
  const seen = await mapLimited(roles, 4, ({ stack, name }) => readAccount(cloud.emulator(stack.account)).role(name));
  expect(seen).toEqual(roles.map(({ expected }) => expected));
});

test("a second plan, which asks the account, finds nothing to change", async () => {
  const codes: Record<string, number> = {};
  await onEveryStack("bootstrap first", async (terraform) => {
    const { code, stdout, stderr } = await terraform.drift();
    if (code !== 0) console.error(terraform.stack.name, stdout, stderr);
    codes[terraform.stack.name] = code;
  });
  expect(codes).toEqual(Object.fromEntries(stacks.map(({ name }) => [name, 0])));
});

test("state that is kept on this machine lies beside the output folder, and holds no credential (invariant 1)", () => {
  const kept = readdirSync(project.folder).filter((file) => file.endsWith(".tfstate"));
  const local = stacks.filter(({ bucket }) => bucket === undefined).map(({ name }) => `terraform.${name}.tfstate`);
  expect(kept.toSorted()).toEqual(local.toSorted());
  for (const file of kept) {
    const state = readFileSync(join(project.folder, file), "utf8");
    expect({ file, holds: [credentials.id, credentials.secret].filter((secret) => state.includes(secret)) }).toEqual({ file, holds: [] });
  }
});

test("a provider of another account refuses to work: allowed_account_ids holds", async () => {
  const [first, other] = [...new Set(stacks.map(({ account }) => account))];
  const stack =
    stacks.find(({ account, bucket }) => account === first && bucket === undefined) ?? stacks.find(({ account }) => account === first);
  if (stack === undefined || other === undefined) throw new Error("the examples must have two environments in two accounts");
  if (stack.bucket !== undefined) await makeBucket(cloud.emulator(other), stack.bucket);
  const elsewhere = cloud.terraform({ ...stack, account: other });
  const { code, stderr } = await elsewhere.try("plan", "-no-color", "-refresh=false");
  expect(code).toBe(1);
  expect(stderr).toContain(`AWS account ID not allowed: ${other}`);
});

test("terraform destroys everything, and no role is left", async () => {
  await onEveryStack("bootstrap last", (terraform) => terraform.destroy());
  expect(await rolesInAccounts()).toEqual([]);
});

test("terraform applies everything again: no name is blocked by what was destroyed", async () => {
  await onEveryStack("bootstrap first", (terraform) => terraform.apply());
  expect(await rolesInAccounts()).toEqual(expectedRoles().toSorted());
});
