import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { join } from "node:path";
import { readAccount } from "./support/account-reader.ts";
import { type Cloud, startCloud } from "./support/cloud.ts";
import { exampleProject, mustSynth, type Project, repository, type Stack } from "./support/project.ts";
import { run } from "./support/run.ts";
import { synthesizedRoles } from "./support/synthesized-role.ts";
import { awsEnvironment } from "./support/terraform.ts";

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

/** Runs cdktf's own command in this repository, with its cdktf.json; only the output goes elsewhere. */
function cdktf(stack: Stack, ...args: readonly string[]) {
  // Without the last flag deploy runs `terraform providers lock`, which needs the registry.
  const command = ["npx", "--no-install", "cdktf", ...args, "--output", join(project.folder, "cdktf.out")] as const;
  // cdktf's plugin cache lies in the home directory, and Terraform cannot fill it twice from a mirror on the same machine.
  const own = { CDKTF_HOME: join(project.folder, ".cdktf"), CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1", CI: "true" };
  const env = { ...awsEnvironment(cloud.emulator(stack.account)), ...own };
  return run([...command], { cwd: repository, env, limit: 240_000 });
}

test("cdktf synth of this repository writes the same bytes as keyward synth", async () => {
  const before = project.files();
  const [stack] = stacks;
  if (stack === undefined) throw new Error("there is no stack");
  const { code, stderr } = await cdktf(stack, "synth");
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  expect(project.files()).toEqual(before);
});

test("cdktf deploy applies a bootstrap stack and then a servers stack, whose roles are in the account afterwards", async () => {
  const servers = stacks.find((stack) => stack.bucket === undefined && Object.keys(synthesizedRoles(stack)).length > 0);
  const bootstrap = stacks.find((stack) => stack.account === servers?.account && stack.name.startsWith("bootstrap-"));
  if (servers === undefined || bootstrap === undefined) throw new Error("the examples must have a servers stack with local state");
  const outcome = await cdktf(servers, "deploy", bootstrap.name, servers.name, "--auto-approve", "--skip-provider-lock");
  expect({ code: outcome.code, text: outcome.code === 0 ? "" : outcome.stdout + outcome.stderr }).toEqual({ code: 0, text: "" });
  const expected = Object.keys(synthesizedRoles(servers)).toSorted();
  expect(await readAccount(cloud.emulator(servers.account)).roleNames()).toEqual(expected);
  const drift = await cloud.terraform(servers).drift();
  expect({ code: drift.code, text: drift.code === 0 ? "" : drift.stdout }).toEqual({ code: 0, text: "" });
});
