import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Cloud, startCloud } from "./support/cloud.ts";
import { exampleProject, mustSynth, type Project, readExamples, repository, type Stack } from "./support/project.ts";
import { mapLimited } from "./support/run.ts";
import { credentials, type PlanJson } from "./support/terraform.ts";

interface Planned {
  readonly stack: Stack;
  readonly validated: { readonly valid: boolean; readonly warnings: number };
  readonly plan: PlanJson;
}

let project: Project;
let cloud: Cloud;
let planned: readonly Planned[];

beforeAll(async () => {
  project = exampleProject();
  const stacks = await mustSynth(project);
  cloud = await startCloud(stacks);
  planned = await mapLimited(stacks, 2, async (stack) => {
    const terraform = cloud.terraform(stack);
    await terraform.init();
    return { stack, validated: await terraform.validate(), plan: await terraform.plan() };
  });
});

afterAll(async () => {
  await cloud?.stop();
  project?.discard();
});

const resourcesOf = ({ plan }: Planned) => plan.planned_values.root_module.resources ?? [];
const byStack = <Value>(value: (item: Planned) => Value) => Object.fromEntries(planned.map((item) => [item.stack.name, value(item)]));

test("there is a stack for each environment, and for each owner in it, in the environment's account", () => {
  const { environments, owners } = readExamples(project.folder);
  const expected = Object.entries(environments).flatMap(([environment, { account }]) =>
    [`bootstrap-${environment}`, ...owners.map((owner) => `servers-${environment}-${owner}`)].map((name) => [name, account]),
  );
  expect(byStack(({ stack }) => stack.account)).toEqual(Object.fromEntries(expected));
});

test("terraform validate finds every stack valid, with no warning", () => {
  expect(byStack((item) => item.validated)).toEqual(byStack(() => ({ valid: true, warnings: 0 })));
});

test("terraform plans one role for each profile, in the stack of its owner and environment", () => {
  const { profiles } = readExamples(project.folder);
  const expected = byStack(({ stack }) =>
    profiles
      .filter(({ environment, owner }) => stack.name === `servers-${environment}-${owner}`)
      .map(({ environment, server }) => `keyward-${environment}-${server}`)
      .toSorted(),
  );
  const roles = byStack((item) =>
    resourcesOf(item)
      .filter(({ type }) => type === "aws_iam_role")
      .map(({ values }) => String(values["name"]))
      .toSorted(),
  );
  expect(roles).toEqual(expected);
});

test("a first plan only creates, what it creates are IAM and KMS resources, and all of it is AWS's provider's", () => {
  const changes = planned.flatMap(({ plan }) => plan.resource_changes ?? []);
  expect(new Set(changes.map(({ change }) => change.actions.join()))).toEqual(new Set(["create"]));
  expect(new Set(changes.map(({ provider_name }) => provider_name))).toEqual(new Set(["registry.terraform.io/hashicorp/aws"]));
  const known = ["aws_iam_policy", "aws_iam_role", "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_kms_alias", "aws_kms_key"];
  const types = new Set(planned.flatMap(resourcesOf).map(({ type }) => type));
  expect([...types].filter((type) => !known.includes(type))).toEqual([]);
});

test("every planned role has a boundary of its own account and sessions of at most one hour", () => {
  const roles = planned.flatMap((item) =>
    resourcesOf(item)
      .filter(({ type }) => type === "aws_iam_role")
      .map(({ address, values }) => ({ address, account: item.stack.account, values })),
  );
  expect(roles.length).toBeGreaterThan(0);
  for (const { address, account, values } of roles) {
    expect({ address, boundary: values["permissions_boundary"] }).toEqual({
      address,
      boundary: expect.stringMatching(new RegExp(`^arn:aws:iam::${account}:policy/.`)),
    });
    expect(Number(values["max_session_duration"])).toBeLessThanOrEqual(3600);
  }
});

test("no path of this machine, and no credential, stands in what is synthesized, planned or kept (invariants 1 and 9)", () => {
  const written = project.files();
  const plans = Object.fromEntries(planned.map(({ stack, plan }) => [`plan of ${stack.name}`, JSON.stringify(plan)]));
  const traces = [
    project.folder,
    repository,
    credentials.id,
    credentials.secret,
    ...["tmp", "home", "root"].map((folder) => `/${folder}/`),
  ];
  const found = Object.entries({ ...written, ...plans }).flatMap(([file, text]) =>
    traces.filter((trace) => text.includes(trace)).map((trace) => ({ file, trace })),
  );
  expect(Object.keys(written).length).toBeGreaterThan(planned.length);
  expect(found).toEqual([]);
});
