import { describe, expect, test } from "@jest/globals";
import { observeRoles } from "../../src/aws/observe-role.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { digested } from "../support/digested.ts";
import { allow, allowing, managed, observe, orders, role } from "./role-fixture.ts";

describe("policies of their own", () => {
  const policy = { p: { name: "more", policy: allowing("sqs:*") } };
  test.each<{ name: string; resource: object }>([
    {
      name: "an inline policy, by the role's name",
      resource: { aws_iam_role_policy: { y: { name: "a", role: "orders", policy: allowing("sqs:*") } } },
    },
    {
      name: "an inline policy, by reference",
      resource: { aws_iam_role_policy: { y: { name: "a", role: "${aws_iam_role.x.id}", policy: allowing("sqs:*") } } },
    },
    {
      name: "an inline policy, in another case, which IAM takes for the same",
      resource: { aws_iam_role_policy: { y: { name: "a", role: "Orders", policy: allowing("sqs:*") } } },
    },
    {
      name: "a managed policy, by ARN",
      resource: { aws_iam_policy: policy, aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: managed } } },
    },
    {
      name: "a managed policy with a path, by ARN",
      resource: {
        aws_iam_policy: { p: { ...policy.p, path: "/mcp/prod/" } },
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: "arn:aws:iam::111122223333:policy/mcp/prod/more" } },
      },
    },
    {
      name: "a managed policy, by reference",
      resource: {
        aws_iam_policy: policy,
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: "${aws_iam_policy.p.arn}" } },
      },
    },
    {
      name: "a managed policy for several roles",
      resource: {
        aws_iam_policy: policy,
        aws_iam_policy_attachment: { y: { name: "a", roles: ["other", "orders"], policy_arn: managed } },
      },
    },
    {
      name: "a managed policy that an exclusive list attaches",
      resource: {
        aws_iam_policy: policy,
        aws_iam_role_policy_attachments_exclusive: { y: { role_name: "orders", policy_arns: [managed] } },
      },
    },
    {
      name: "a managed policy that an exclusive list repeats",
      resource: {
        aws_iam_policy: policy,
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: "${aws_iam_policy.p.arn}" } },
        aws_iam_role_policy_attachments_exclusive: { y: { role_name: "orders", policy_arns: [managed] } },
      },
    },
  ])("$name", ({ resource }) => {
    expect(orders(resource)).toMatchObject({ grants: [allow("sqs:*")], unknown: [] });
  });

  test.each<{ name: string; resource: object }>([
    { name: "a policy attached to nobody", resource: { aws_iam_policy: policy } },
    {
      name: "a policy attached to another role",
      resource: { aws_iam_policy: policy, aws_iam_role_policy_attachment: { y: { role: "other", policy_arn: managed } } },
    },
    {
      name: "an inline policy of another role",
      resource: { aws_iam_role_policy: { y: { name: "a", role: "orders2", policy: allowing("sqs:*") } } },
    },
    {
      name: "a policy attached to groups",
      resource: { aws_iam_policy: policy, aws_iam_policy_attachment: { y: { name: "a", groups: ["g"], policy_arn: managed } } },
    },
    {
      name: "a user",
      resource: { aws_iam_user: { y: { name: "anna" } }, aws_iam_user_policy: { y: { user: "anna", policy: allowing("sqs:*") } } },
    },
    { name: "a bucket called like the role", resource: { aws_s3_bucket: { y: { bucket: "orders" } } } },
  ])("$name grants nothing", ({ resource }) => {
    expect(orders(resource)).toMatchObject({ grants: [], unknown: [] });
  });

  test("an attachment whose role is not known may be of any role", () => {
    const observed = observe({
      aws_iam_role: { x: role, y: { ...role, name: "reports" } },
      aws_iam_role_policy: { z: { name: "a", role: "${var.role}", policy: allowing("*") } },
    });
    const unknown = [{ subject: "aws_iam_role_policy.z", reason: digested("which role it is attached to is not known") }];
    expect(observed).toMatchObject([
      { name: "orders", grants: [], unknown },
      { name: "reports", grants: [], unknown },
    ]);
  });

  test("an attachment by reference finds a role whose name is not known", () => {
    const found = orders(
      { aws_iam_role_policy: { y: { name: "a", role: "${aws_iam_role.x.name}", policy: allowing("sqs:*") } } },
      { name: "${var.name}" },
    );
    expect(found?.grants).toEqual([allow("sqs:*")]);
  });

  test.each<{ name: string; resource: object; subject: string; reason: string }>([
    {
      name: "a policy of AWS",
      resource: { aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } } },
      subject: "aws_iam_role_policy_attachment.y",
      reason: "what arn:aws:iam::aws:policy/ReadOnlyAccess allows is not in the file",
    },
    {
      name: "a policy of AWS that is called like one of ours",
      resource: {
        aws_iam_policy: policy,
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: "arn:aws:iam::aws:policy/more" } },
      },
      subject: "aws_iam_role_policy_attachment.y",
      reason: "what arn:aws:iam::aws:policy/more allows is not in the file",
    },
    {
      name: "a policy with another path",
      resource: {
        aws_iam_policy: policy,
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: "arn:aws:iam::111122223333:policy/a/more" } },
      },
      subject: "aws_iam_role_policy_attachment.y",
      reason: "what arn:aws:iam::111122223333:policy/a/more allows is not in the file",
    },
    {
      name: "one of two policies with one name",
      resource: {
        aws_iam_policy: { p: policy.p, q: policy.p },
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: managed } },
      },
      subject: "aws_iam_role_policy_attachment.y",
      reason: `what ${managed} allows is not in the file`,
    },
    {
      name: "a calculated ARN",
      resource: {
        aws_iam_policy: policy,
        aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: '${replace(aws_iam_policy.p.arn, "more", "admin")}' } },
      },
      subject: "aws_iam_role_policy_attachment.y",
      reason: digested("which policy it attaches is not known"),
    },
    {
      name: "a policy with an expression",
      resource: { aws_iam_role_policy: { y: { name: "a", role: "orders", policy: "${data.aws_iam_policy_document.p.json}" } } },
      subject: "aws_iam_role_policy.y: policy",
      reason: digested("the policy is not known"),
    },
    {
      name: "a resource that Keyward does not know and that names the role",
      resource: { aws_iam_novelty: { y: { name: "p", role: "orders" } } },
      subject: "aws_iam_novelty.y",
      reason: digested("names the role, and what an aws_iam_novelty does to it is not understood"),
    },
    {
      name: "a resource that Keyward does not know and that names the role deep inside",
      resource: { aws_iam_novelty: { y: { block: [{ to: "arn:aws:iam::111122223333:role/mcp/orders" }] } } },
      subject: "aws_iam_novelty.y",
      reason: digested("names the role, and what an aws_iam_novelty does to it is not understood"),
    },
    {
      name: "a resource that Keyward does not know and that refers to the role",
      resource: { aws_iam_novelty: { y: { target: "${aws_iam_role.x.arn}" } } },
      subject: "aws_iam_novelty.y",
      reason: digested("names the role, and what an aws_iam_novelty does to it is not understood"),
    },
    {
      name: "a resource that Keyward does not know, for a role nobody knows",
      resource: { aws_iam_novelty: { y: { role: "${var.role}" } } },
      subject: "aws_iam_novelty.y",
      reason: digested("which role it is attached to is not known"),
    },
  ])("what is not understood is unknown: $name", ({ resource, subject, reason }) => {
    expect(orders(resource)).toMatchObject({ grants: [], unknown: [{ subject, reason }] });
  });

  test("what concerns the whole file is unknown in every role", () => {
    const file = { resource: { aws_iam_role: { x: role } }, module: { m: { source: "./m" } } };
    expect(observeRoles(readSynthesized(JSON.stringify(file)))[0]?.unknown).toEqual([
      { subject: "module", reason: digested("makes resources that are not in the file") },
    ]);
  });

  test("a policy whose ARN is known is not taken for one of another account", () => {
    const policy = { name: "more", arn: "arn:aws:iam::444455556666:policy/more", policy: allowing("sqs:*") };
    const found = orders({ aws_iam_policy: { p: policy }, aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: managed } } });
    expect(found).toMatchObject({ grants: [], unknown: [{ subject: "aws_iam_role_policy_attachment.y" }] });
  });
});
