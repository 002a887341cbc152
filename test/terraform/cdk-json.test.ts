import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { UserError } from "../../src/errors.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { escapeTerraform } from "../../src/terraform/escape.ts";
import { digested } from "../support/digested.ts";

const read = (file: object) => readSynthesized(JSON.stringify(file));
const role = (body: object, more: object = {}) => read({ resource: { aws_iam_role: { x: body }, ...more } });
const only = (body: object) => role(body).resources[0];

describe("resources", () => {
  test("each has its address and its values; metadata is skipped", () => {
    const file = {
      "//": { metadata: { version: "0.21.0" } },
      terraform: { backend: { local: { path: "x" } } },
      provider: { aws: [{ region: "eu-west-1" }] },
      output: { o: { value: "${aws_iam_role.x.arn}" } },
      variable: { v: {} },
      resource: {
        "//": "a comment",
        aws_iam_role: {
          "//": "a comment",
          x: {
            "//": { metadata: {} },
            name: "orders",
            provider: "aws",
            depends_on: ["aws_s3_bucket.b"],
            lifecycle: { prevent_destroy: true },
          },
        },
        aws_s3_bucket: { b: { bucket: "acme" } },
      },
    };
    expect(read(file)).toEqual({
      resources: [
        { address: "aws_iam_role.x", type: "aws_iam_role", name: "x", values: { name: "orders" }, unknown: [] },
        { address: "aws_s3_bucket.b", type: "aws_s3_bucket", name: "b", values: { bucket: "acme" }, unknown: [] },
      ],
      superseded: [],
      unknown: [],
    });
  });

  test("every level may be a list, as Terraform allows", () => {
    const file = { resource: [{ aws_iam_role: [{ x: [{ name: "a" }] }] }, { aws_iam_role: { y: { name: "b" } } }] };
    expect(read(file).resources.map(({ address, values }) => [address, values])).toEqual([
      ["aws_iam_role.x", { name: "a" }],
      ["aws_iam_role.y", { name: "b" }],
    ]);
  });

  test("text comes back as it was before it was escaped, wherever it stands", () => {
    const text = fc
      .array(fc.constantFrom("$", "%", "{", "}", "$${", "${", "%{", '"', "\\", "a", "\n", "é", "TfToken["), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (value, key) => {
        const escaped = escapeTerraform(value);
        const body = { plain: escaped, block: [{ list: [escaped, 1, true, null] }], tags: { [escapeTerraform(key)]: escaped } };
        expect(only(body)).toMatchObject({
          values: { plain: value, block: [{ list: [value, 1, true, null] }], tags: { [key]: value } },
          unknown: [],
        });
      }),
    );
  });

  test("an attribute called like a prototype is an attribute", () => {
    const [resource] = readSynthesized('{"resource":{"aws_iam_role":{"x":{"__proto__":{"name":"a"},"constructor":"b"}}}}').resources;
    expect(Object.keys(resource?.values ?? {})).toEqual(["__proto__", "constructor"]);
    expect(resource?.values["name"]).toBeUndefined();
  });

  test("a file without resources has none", () => {
    expect(read({})).toEqual({ resources: [], superseded: [], unknown: [] });
  });
});

describe("templates", () => {
  test.each([
    { name: "an interpolation", value: "arn:${var.x}" },
    { name: "a directive", value: "%{ if true }a%{ endif }" },
    { name: "a function", value: '${file("/etc/hostname")}' },
    { name: "one inside a list", value: ["a", "${var.x}"] },
    { name: "one inside a block", value: [{ name: "p", policy: "${data.aws_iam_policy_document.p.json}" }] },
    { name: "one as a key", value: { "${var.x}": "a" } },
    { name: "a live one after an escaped one", value: "$${a}${var.b}" },
  ])("$name makes its attribute unknown", ({ value }) => {
    expect(only({ value, name: "x" })).toEqual({
      address: "aws_iam_role.x",
      type: "aws_iam_role",
      name: "x",
      values: { name: "x" },
      unknown: ["value"],
      expressions: { value },
    });
  });

  test("a dynamic block makes the attribute it fills unknown", () => {
    const dynamic = { inline_policy: { for_each: [1], content: {} } };
    const expected = {
      address: "aws_iam_role.x",
      type: "aws_iam_role",
      name: "x",
      values: {},
      unknown: ["inline_policy"],
      expressions: dynamic,
    };
    expect(only({ dynamic, inline_policy: [] })).toEqual(expected);
    expect(only({ dynamic })).toEqual(expected);
  });
});

describe("references", () => {
  const attached = (reference: string, name: unknown = "orders") =>
    role({ name }, { aws_iam_policy: { p: { name: "more" } }, aws_iam_role_policy: { y: { role: reference } } }).resources.find(
      ({ name: label }) => label === "y",
    );

  test.each([
    { name: "the name of a role", reference: "${aws_iam_role.x.name}", value: "orders" },
    { name: "the id of a role, which is its name", reference: "${aws_iam_role.x.id}", value: "orders" },
    { name: "the name of a policy", reference: "${aws_iam_policy.p.name}", value: "more" },
  ])("$name is decided by the file", ({ reference, value }) => {
    expect(attached(reference)).toMatchObject({ values: { role: value }, unknown: [] });
  });

  test.each([
    { name: "an ARN", reference: "${aws_iam_role.x.arn}", references: { role: "aws_iam_role.x.arn" } },
    { name: "a resource that is not there", reference: "${aws_iam_role.z.name}", references: { role: "aws_iam_role.z.name" } },
    { name: "another attribute", reference: "${aws_iam_role.x.constructor}", references: { role: "aws_iam_role.x.constructor" } },
    { name: "another type", reference: "${constructor.x.name}", references: { role: "constructor.x.name" } },
    { name: "an instance", reference: "${aws_iam_role.x[0].name}", references: undefined },
    { name: "a function of a reference", reference: "${lower(aws_iam_role.x.name)}", references: undefined },
    { name: "a reference with text beside it", reference: "${aws_iam_role.x.name}-a", references: undefined },
    { name: "a variable", reference: "${var.role}", references: undefined },
  ])("$name is not", ({ reference, references }) => {
    expect(attached(reference)).toMatchObject({ values: {}, unknown: ["role"] });
    expect(attached(reference)?.references).toEqual(references);
  });

  test("a name that is itself not decided decides nothing", () => {
    expect(attached("${aws_iam_role.x.name}", "${var.name}")).toMatchObject({ unknown: ["role"] });
  });
});

describe("what could change what is made is unknown", () => {
  test.each<{ name: string; file: object; subject: string; reason: string }>([
    {
      name: "data",
      file: { data: { aws_region: { x: {} } } },
      subject: "data",
      reason: "is read when Terraform runs, so what it gives is not in the file",
    },
    { name: "a module", file: { module: { x: { source: "./x" } } }, subject: "module", reason: "makes resources that are not in the file" },
    { name: "locals", file: { locals: { x: 1 } }, subject: "locals", reason: "names expressions, which are not evaluated" },
    { name: "moved", file: { moved: [] }, subject: "moved", reason: "renames resources in the state" },
    { name: "removed", file: { removed: [] }, subject: "removed", reason: "takes resources out of Terraform's hands" },
    { name: "import", file: { import: [] }, subject: "import", reason: "takes over resources that exist already" },
    { name: "a block nobody knows", file: { action: {} }, subject: "action", reason: "is not a block that Keyward knows" },
    {
      name: "a block called like a prototype",
      file: { ["__proto__"]: {} },
      subject: "__proto__",
      reason: "is not a block that Keyward knows",
    },
    {
      name: "a resource that is a text",
      file: { resource: { aws_iam_role: { x: "y" } } },
      subject: "aws_iam_role.x",
      reason: "is not a block",
    },
    {
      name: "two resources with one address",
      file: { resource: { aws_iam_role: { x: [{}, {}] } } },
      subject: "resource",
      reason: "holds two resources with one address",
    },
  ])("$name", ({ file, subject, reason }) => {
    expect(read(file).unknown).toEqual([{ subject, reason: subject === "resource" ? reason : digested(reason) }]);
  });

  test.each<{ name: string; body: object; reason: string }>([
    { name: "count", body: { count: 0 }, reason: "count decides how many there are" },
    { name: "for_each", body: { for_each: ["a"] }, reason: "for_each decides how many there are" },
    { name: "a provisioner", body: { provisioner: [{ "local-exec": { command: "true" } }] }, reason: "a provisioner runs a command" },
    {
      name: "a provider alias",
      body: { provider: "aws.other" },
      reason: "is made by another provider configuration, perhaps in another account",
    },
    {
      name: "a provider configuration whose name has no dot",
      body: { provider: "elsewhere" },
      reason: "is made by another provider configuration, perhaps in another account",
    },
    {
      name: "a provider that is an expression",
      body: { provider: "${aws}" },
      reason: "is made by another provider configuration, perhaps in another account",
    },
    { name: "enabled, of OpenTofu", body: { lifecycle: { enabled: false } }, reason: "lifecycle.enabled is not understood" },
    { name: "destroy, of OpenTofu", body: { lifecycle: { destroy: false } }, reason: "lifecycle.destroy is not understood" },
    { name: "an argument nobody knows", body: { lifecycle: { prune: true } }, reason: "lifecycle.prune is not understood" },
    {
      name: "ignore_changes",
      body: { lifecycle: { ignore_changes: ["policy"] } },
      reason: "lifecycle.ignore_changes keeps what is there, whatever the file says",
    },
    {
      name: "ignore_changes in a list",
      body: { lifecycle: [{ ignore_changes: "all" }] },
      reason: "lifecycle.ignore_changes keeps what is there, whatever the file says",
    },
  ])("$name; the resource is read all the same", ({ body, reason }) => {
    const { resources, unknown } = role({ name: "orders", ...body });
    expect(unknown).toEqual([{ subject: "aws_iam_role.x", reason: digested(reason) }]);
    expect(resources).toMatchObject([{ values: { name: "orders" } }]);
  });
});

describe("lifecycle", () => {
  test.each([
    { create_before_destroy: true },
    { prevent_destroy: true },
    { precondition: [{ condition: "${true}", error_message: "no" }] },
    { postcondition: [{ condition: "${true}", error_message: "no" }] },
    { replace_triggered_by: ["aws_s3_bucket.b"] },
    { "//": "a comment" },
  ])("%j decides when, not what", (lifecycle) => {
    expect(role({ name: "orders", lifecycle }).unknown).toEqual([]);
  });
});

describe("what is unknown says what it is about", () => {
  const reasonsOf = (file: object) => read(file).unknown.map(({ reason }) => reason);
  test.each<{ name: string; one: object; other: object }>([
    { name: "a block", one: { locals: { x: 1 } }, other: { locals: { x: 2 } } },
    {
      name: "a command",
      one: { resource: { aws_iam_role: { x: { provisioner: [{ "local-exec": { command: "a" } }] } } } },
      other: { resource: { aws_iam_role: { x: { provisioner: [{ "local-exec": { command: "b" } }] } } } },
    },
    {
      name: "a lifecycle",
      one: { resource: { aws_iam_role: { x: { lifecycle: { ignore_changes: ["a"] } } } } },
      other: { resource: { aws_iam_role: { x: { lifecycle: { ignore_changes: ["b"] } } } } },
    },
  ])("$name that changes is another unknown", ({ one, other }) => {
    expect(reasonsOf(one)).toEqual(reasonsOf(structuredClone(one)));
    expect(reasonsOf(one)).not.toEqual(reasonsOf(other));
  });
});

describe("what is no cdk.tf.json is refused", () => {
  test.each([
    { name: "HCL", text: 'resource "aws_iam_role" "x" {}', message: "must be valid JSON: expected a value (line 1, column 1)" },
    {
      name: "a key given twice",
      text: '{"resource":{},"resource":{}}',
      message: 'must be valid JSON: the key "resource" is given twice (line 1, column 16)',
    },
    { name: "a list", text: "[]", message: "must hold a JSON object" },
  ])("$name", ({ text, message }) => {
    expect(() => readSynthesized(text)).toThrow(UserError);
    expect(() => readSynthesized(text)).toThrow(message);
  });
});
