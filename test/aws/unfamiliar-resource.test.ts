import { describe, expect, test } from "@jest/globals";
import { digested } from "../support/digested.ts";
import { adding, tampered, type Stack } from "../support/tampered.ts";
import { allowing, observe, orders, role, statement } from "./role-fixture.ts";

const arn = "arn:aws:iam::111122223333:role/mcp/keyward-prod-reports";
const namesIt = (type: string) => digested(`names the role, and what an ${type} does to it is not understood`);
const template = digested("makes what a template says, which may change any role");
const anyRole = digested("which role it is attached to is not known");
const invited = statement({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/orders" }, Action: "*", Resource: "*" });

describe("in a synthesized stack, a resource that may give the role something is unknown", () => {
  test.each<{ name: string; type: string; body: Record<string, unknown>; reason: (type: string) => string }>([
    {
      name: "a grant on a key, by ARN",
      type: "aws_kms_grant",
      body: { key_id: "k", grantee_principal: arn, operations: ["Decrypt"] },
      reason: namesIt,
    },
    {
      name: "a grant on a key, by reference",
      type: "aws_kms_grant",
      body: { grantee_principal: "${aws_iam_role.reports.arn}" },
      reason: namesIt,
    },
    { name: "a pod identity", type: "aws_eks_pod_identity_association", body: { role_arn: arn }, reason: namesIt },
    { name: "a name in any case", type: "aws_novelty", body: { to: "KEYWARD-PROD-REPORTS" }, reason: namesIt },
    { name: "a name as a key", type: "aws_novelty", body: { to: [{ "keyward-prod-reports": true }] }, reason: namesIt },
    {
      name: "a name inside JSON, behind an escape",
      type: "aws_s3_bucket_policy",
      body: { policy: String.raw`{"Statement":{"Principal":{"AWS":"arn:aws:iam::111122223333:role/mcp/\u006beyward-prod-reports"}}}` },
      reason: namesIt,
    },
    {
      name: "a reference inside an expression",
      type: "aws_novelty",
      body: { to: [{ a: '${jsonencode({ r = aws_iam_role.reports["arn"] })}' }] },
      reason: namesIt,
    },
    { name: "a variable", type: "aws_novelty", body: { to: "${var.to}" }, reason: () => anyRole },
    { name: "a text of another resource", type: "aws_novelty", body: { to: "${aws_ssm_parameter.p.value}" }, reason: () => anyRole },
    { name: "a template of CloudFormation", type: "aws_cloudformation_stack", body: { template_body: "{}" }, reason: () => template },
    {
      name: "a resource of any type",
      type: "aws_cloudcontrolapi_resource",
      body: { type_name: "AWS::IAM::RolePolicy" },
      reason: () => template,
    },
    {
      name: "an application of the repository",
      type: "aws_serverlessapplicationrepository_cloudformation_stack",
      body: { application_id: "a" },
      reason: () => template,
    },
  ])("$name", ({ type, body, reason }) => {
    expect(tampered(adding(type, body))?.unknown).toEqual([{ subject: `${type}.added`, reason: reason(type) }]);
  });

  test("a key whose policy names the role", () => {
    const name = ({ resource }: Stack) =>
      void Object.assign(resource["aws_kms_key"]?.["_secrets"] ?? {}, { policy: JSON.stringify({ a: arn }) });
    expect(tampered(name)?.unknown).toEqual([{ subject: "aws_kms_key._secrets", reason: namesIt("aws_kms_key") }]);
  });
});

describe("a resource that gives the role nothing says nothing", () => {
  test.each<{ name: string; type: string; body: Record<string, unknown> }>([
    { name: "one that names another role", type: "aws_kms_grant", body: { grantee_principal: `${arn}-eu` } },
    { name: "one that refers to another role", type: "aws_kms_grant", body: { grantee_principal: "${aws_iam_role.reports-eu.arn}" } },
    { name: "one that refers to a table", type: "aws_novelty", body: { to: "${aws_dynamodb_table.reports.arn}" } },
    { name: "a log group that is called like it", type: "aws_cloudwatch_log_group", body: { name: "keyward-prod-reports" } },
    { name: "a parameter with an expression", type: "aws_ssm_parameter", body: { name: "keyward-prod-reports", value: "${var.value}" } },
    { name: "an alias of a key", type: "aws_kms_alias", body: { name: "alias/keyward-prod-reports", target_key_id: "${var.key}" } },
  ])("$name", ({ type, body }) => {
    expect(tampered(adding(type, body))?.unknown).toEqual([]);
  });
});

test("of two roles only the one that is named is concerned", () => {
  const grant = { y: { grantee_principal: "${aws_iam_role.y.arn}" } };
  const roles = observe({ aws_iam_role: { x: role, y: { ...role, name: "reports" } }, aws_kms_grant: grant });
  expect(roles.map(({ unknown }) => unknown)).toEqual([[], [{ subject: "aws_kms_grant.y", reason: namesIt("aws_kms_grant") }]]);
});

describe("what is unknown says what it is about", () => {
  const reasonsOf = (resource: object, attributes: object = {}) => orders(resource, attributes)?.unknown.map(({ reason }) => reason);
  const inline = (more: object) => ({ aws_iam_role_policy: { y: { name: "a", role: "orders", policy: allowing("s3:*"), ...more } } });
  test.each<{ name: string; one: readonly [object, object?]; other: readonly [object, object?] }>([
    { name: "an expression", one: [inline({ policy: "${var.a}" })], other: [inline({ policy: "${var.b}" })] },
    {
      name: "a broken document",
      one: [inline({ policy: statement({ Effect: "Allow", Action: "s3:Get" }) })],
      other: [inline({ policy: statement({ Effect: "Allow", Action: "s3:*" }) })],
    },
    {
      name: "a policy for a role nobody knows",
      one: [inline({ role: "${var.role}" })],
      other: [inline({ role: "${var.role}", policy: allowing("*") })],
    },
    {
      name: "what a strange resource says",
      one: [{ aws_kms_grant: { y: { grantee_principal: "orders", operations: ["Decrypt"] } } }],
      other: [{ aws_kms_grant: { y: { grantee_principal: "orders", operations: ["CreateGrant"] } } }],
    },
    {
      name: "a resource policy",
      one: [{ aws_s3_bucket_policy: { y: { policy: invited } } }],
      other: [{ aws_s3_bucket_policy: { y: { policy: `${invited} ` } } }],
    },
    { name: "a trust policy", one: [{}, { assume_role_policy: "${var.a}" }], other: [{}, { assume_role_policy: "${var.b}" }] },
    { name: "a boundary", one: [{}, { permissions_boundary: "${var.a}" }], other: [{}, { permissions_boundary: "${var.b}" }] },
    { name: "inline policies", one: [{}, { inline_policy: "${var.a}" }], other: [{}, { inline_policy: "${var.b}" }] },
  ])("$name that changes is another unknown", ({ one, other }) => {
    expect(reasonsOf(...one)).toHaveLength(1);
    expect(reasonsOf(...one)).toEqual(reasonsOf(...one));
    expect(reasonsOf(...one)).not.toEqual(reasonsOf(...other));
  });
});
