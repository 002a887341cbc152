import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readAccount } from "./support/account-reader.ts";
import { type Cloud, startCloud } from "./support/cloud.ts";
import { exampleProject, mustSynth, type Project, readExamples, type Stack } from "./support/project.ts";
import { synthesizedRoles } from "./support/synthesized-role.ts";

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

const named = (from: readonly Stack[], name: string): Stack => {
  const stack = from.find((candidate) => candidate.name === name);
  if (stack === undefined) throw new Error(`there is no stack ${name}`);
  return stack;
};

test("when an owner's last profile is deleted, its stack is still synthesized, and applying it takes the roles away", async () => {
  const { profiles } = readExamples(project.folder);
  const [leaving] = profiles.filter(({ environment }) => named(stacks, `bootstrap-${environment}`).bucket === undefined);
  if (leaving === undefined) throw new Error("the examples must have a profile in an environment with local state");
  const name = `servers-${leaving.environment}-${leaving.owner}`;
  const before = named(stacks, name);

  for (const stack of [named(stacks, `bootstrap-${leaving.environment}`), before]) {
    await cloud.terraform(stack).init();
    await cloud.terraform(stack).apply();
  }
  const account = readAccount(cloud.emulator(before.account));
  expect(await account.roleNames()).toEqual(Object.keys(synthesizedRoles(before)).toSorted());

  const itsProfiles = profiles.filter(({ environment, owner }) => environment === leaving.environment && owner === leaving.owner);
  for (const { file } of itsProfiles) project.remove(`profiles/${file}`);
  const after = await mustSynth(project);
  expect(after.map((stack) => stack.name)).toEqual(stacks.map((stack) => stack.name));
  expect(named(after, name).resources["aws_iam_role"] ?? {}).toEqual({});

  await cloud.terraform(named(after, name)).init();
  await cloud.terraform(named(after, name)).apply();
  expect(await account.roleNames()).toEqual([]);
});
