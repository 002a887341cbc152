import { describe, expect, test } from "@jest/globals";
import { someProfile, someQuery, someRead, someSettings } from "../support/servers.ts";
import { wayToState } from "../../stacks/app.ts";
import { stackOf, synthesized } from "../support/synthesized.ts";

const settings = someSettings({ owners: { web: {}, support: {} } });
const stack = (name: string, parts: Record<string, unknown> = {}, given = settings) =>
  stackOf(synthesized([someProfile(parts)], given), name);

describe("stacks come from the settings", () => {
  test("one per environment and owner, and a bootstrap per environment", () => {
    expect(Object.keys(synthesized([], settings)).sort()).toEqual([
      "manifest.json",
      ...["bootstrap-dev", "bootstrap-prod", "servers-dev-support", "servers-dev-web", "servers-prod-support", "servers-prod-web"].map(
        (name) => `stacks/${name}/cdk.tf.json`,
      ),
    ]);
  });

  test("an owner without profiles has an empty stack, which can take access away", () => {
    const empty = stackOf(synthesized([], settings), "servers-prod-web");
    expect(empty.resource).toBeUndefined();
    expect(empty.provider.aws).toHaveLength(1);
    expect(Object.keys(empty.terraform.backend)).toEqual(["local"]);
  });

  test("a retired environment is empty, boundaries too, and its servers go first", () => {
    const retired = someSettings({ environments: { prod: { account: "111122223333", region: "eu-west-1", retired: true } } });
    const files = synthesized([], retired);
    expect(stackOf(files, "bootstrap-prod").resource).toBeUndefined();
    expect(JSON.parse(files["manifest.json"] ?? "")).toMatchObject({
      stacks: { "bootstrap-prod": { dependencies: ["servers-prod-web"] } },
    });
  });

  test("in an environment that is in use the boundaries come first", () => {
    expect(JSON.parse(synthesized([], settings)["manifest.json"] ?? "")).toMatchObject({
      stacks: { "servers-prod-web": { dependencies: ["bootstrap-prod"] } },
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["unknown", { owner: "nobody" }],
    ["retired", { owner: "support" }],
  ])("a server whose owner is %s is refused, not left out", (_, parts) => {
    const given = someSettings({ owners: { web: {}, support: { retired: true } } });
    expect(() => synthesized([someProfile(parts)], given)).toThrow("prod/reports has no stack");
  });
});

describe("a server's stack", () => {
  test("holds the role, its policies and the key of the stack's secrets", () => {
    const resource = stack("servers-prod-web").resource ?? {};
    expect(Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))).toEqual([
      "aws_iam_role.reports",
      "aws_iam_role_policy.reports_guards",
      "aws_iam_role_policy.reports_s3",
      "aws_kms_alias._secrets_alias",
      "aws_kms_key._secrets",
    ]);
  });

  test("gives the role its path, boundary, session and tags", () => {
    expect(stack("servers-prod-web").resource?.["aws_iam_role"]?.["reports"]).toMatchObject({
      name: "keyward-prod-reports",
      path: "/keyward/",
      permissions_boundary: "arn:aws:iam::111122223333:policy/keyward-boundary/keyward-prod-servers",
      max_session_duration: 3600,
      description: "Answers questions about reports.",
      tags: { "keyward:server": "reports", "keyward:owner": "web" },
    });
  });

  test("puts the Denies before the Allows, and managed Denies before inline ones", () => {
    const tables = Array.from({ length: 14 }, (_, table) =>
      someQuery({ table: `orders-${table}`, attributes: Array.from({ length: 40 }, (__, index) => `attribute-${table}-${index}`) }),
    );
    const resource = stack("servers-prod-web", { access: tables }).resource ?? {};
    const after = (type: string, name: string) => resource[type]?.[name]?.["depends_on"];
    const denies = [
      "aws_iam_role.reports",
      "aws_iam_role_policy_attachment.reports_guards_1_attached",
      "aws_iam_role_policy.reports_guards",
    ];
    expect(after("aws_iam_role_policy", "reports_guards")).toEqual(expect.arrayContaining(denies.slice(0, 2)));
    expect(after("aws_iam_policy", "reports_dynamodb_1")).toEqual(expect.arrayContaining(denies));
  });

  test("is bound to its account, and to the provider versions that were tested", () => {
    const { provider, terraform } = stack("servers-prod-web");
    expect(provider.aws).toEqual([
      { region: "eu-west-1", allowed_account_ids: ["111122223333"], default_tags: [{ tags: { "keyward:environment": "prod" } }] },
    ]);
    expect(terraform).toMatchObject({
      required_version: ">= 1.11",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
    });
  });

  test.each<[string, unknown, unknown]>([
    ["local state beside the output", "local", { local: { path: "../../../terraform.servers-prod-web.tfstate" } }],
    [
      "state in S3, encrypted and locked by a file",
      {
        s3: {
          bucket: "acme-state",
          region: "eu-west-1",
          "kms-key": "arn:aws:kms:eu-west-1:111122223333:key/0a1b",
          "assume-role": "arn:aws:iam::111122223333:role/state",
        },
      },
      {
        s3: {
          bucket: "acme-state",
          region: "eu-west-1",
          key: "keyward/servers-prod-web.tfstate",
          encrypt: true,
          use_lockfile: true,
          kms_key_id: "arn:aws:kms:eu-west-1:111122223333:key/0a1b",
          assume_role: { role_arn: "arn:aws:iam::111122223333:role/state" },
        },
      },
    ],
  ])("keeps %s", (_, backend, expected) => {
    const given = someSettings({ environments: { prod: { account: "111122223333", region: "eu-west-1", backend } } });
    expect(stack("servers-prod-web", {}, given).terraform.backend).toEqual(expected);
  });

  test.each<[string, string]>([
    ["cdktf.out", "../../../"],
    ["build/terraform", "../../../../"],
    ["./a/b/c", "../../../../../"],
    ["../elsewhere", "../../../"],
    ["/tmp/elsewhere", "../../../"],
  ])("written to %s keeps its local state at %s", (outdir, expected) => {
    expect(wayToState(outdir)).toBe(expected);
  });

  test("makes an instance profile for a server that EC2 may use, and for no other", () => {
    const resource = stack("servers-prod-web", { consumers: [{ service: "ec2" }] }).resource ?? {};
    expect(resource["aws_iam_instance_profile"]?.["reports_instance"]).toMatchObject({
      name: "keyward-prod-reports",
      path: "/keyward/",
      role: "keyward-prod-reports",
      depends_on: ["aws_iam_role.reports"],
    });
    expect(stack("servers-prod-web").resource?.["aws_iam_instance_profile"]).toBeUndefined();
  });

  test("assumes a role and carries tags where the settings say so", () => {
    const environment = {
      account: "111122223333",
      region: "eu-west-1",
      "assume-role": "arn:aws:iam::111122223333:role/deploy",
      tags: { "cost-center": "42" },
    };
    const [provider] = stack("servers-prod-web", {}, someSettings({ environments: { prod: environment } })).provider.aws;
    expect(provider).toMatchObject({
      assume_role: [{ role_arn: "arn:aws:iam::111122223333:role/deploy" }],
      default_tags: [{ tags: { "cost-center": "42", "keyward:environment": "prod" } }],
    });
  });

  test.each(["cn-north-1", "us-gov-west-1"])("writes the ARNs of the partition of %s", (region) => {
    const partition = region.startsWith("cn") ? "aws-cn" : "aws-us-gov";
    const text =
      synthesized(
        [someProfile({ consumers: [{ service: "lambda" }] })],
        someSettings({ environments: { prod: { account: "111122223333", region } } }),
      )["stacks/servers-prod-web/cdk.tf.json"] ?? "";
    expect(text).toContain(`arn:${partition}:s3:::acme-reports`);
    expect(text).not.toContain("arn:aws:");
  });
});

describe("adding a profile", () => {
  test("moves and renames nothing of another server", () => {
    const [first, second] = [someProfile(), someProfile({ server: "about", access: [someQuery()] })];
    const before = stackOf(synthesized([first], settings), "servers-prod-web").resource ?? {};
    const after = stackOf(synthesized([second, first], settings), "servers-prod-web").resource ?? {};
    for (const [type, named] of Object.entries(before))
      for (const [name, values] of Object.entries(named)) expect(after[type]?.[name]).toEqual(values);
  });

  test.each(["aws", "backend", "secrets", "terraform", "node"])("a server may be called %s", (server) => {
    expect(Object.keys(stack("servers-prod-web", { server }).resource?.["aws_iam_role"] ?? {})).toEqual([server]);
  });
});

test("the bootstrap stack holds the two boundaries, outside of the path of the servers", () => {
  const policies = stack("bootstrap-prod").resource?.["aws_iam_policy"] ?? {};
  expect(Object.values(policies).map(({ name, path }) => `${String(path)}${String(name)}`)).toEqual([
    "/keyward-boundary/keyward-prod-functions",
    "/keyward-boundary/keyward-prod-servers",
  ]);
});

test("nothing of the words of one entry reaches another server", () => {
  const files = synthesized([someProfile(), someProfile({ server: "other", access: [someRead({ bucket: "acme-other" })] })], settings);
  const roles = stackOf(files, "servers-prod-web").resource?.["aws_iam_role_policy"] ?? {};
  expect(
    Object.entries(roles)
      .filter(([, { policy }]) => String(policy).includes("acme-other"))
      .map(([name]) => name),
  ).toEqual(["other_guards", "other_s3"]);
});
