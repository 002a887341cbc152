import { describe, expect, test } from "@jest/globals";
import { managed, orders, statement } from "./role-fixture.ts";

describe("what takes a policy away may take the Deny that a role relies on", () => {
  const guards = { name: "guards", role: "orders", policy: statement({ Effect: "Deny", Action: "*", Resource: "*" }) };
  const attachment = {
    aws_iam_policy: { p: { name: "more", policy: guards.policy } },
    aws_iam_role_policy_attachment: { y: { role: "orders", policy_arn: managed } },
  };
  test.each<{ name: string; resource: object; subject: string; reason: string }>([
    {
      name: "an exclusive list of inline policies without it",
      resource: {
        aws_iam_role_policy: { y: guards },
        aws_iam_role_policies_exclusive: { z: { role_name: "orders", policy_names: ["access"] } },
      },
      subject: "aws_iam_role_policies_exclusive.z",
      reason: "takes away guards, which another resource attaches",
    },
    {
      name: "an exclusive list that is not known",
      resource: {
        aws_iam_role_policy: { y: guards },
        aws_iam_role_policies_exclusive: { z: { role_name: "${var.role}", policy_names: "${var.names}" } },
      },
      subject: "aws_iam_role_policies_exclusive.z",
      reason: "takes away guards, which another resource attaches",
    },
    {
      name: "an exclusive list of managed policies without it",
      resource: { ...attachment, aws_iam_role_policy_attachments_exclusive: { z: { role_name: "orders", policy_arns: [] } } },
      subject: "aws_iam_role_policy_attachments_exclusive.z",
      reason: "takes away aws_iam_policy.p, which another resource attaches",
    },
    {
      name: "an exclusive attachment of it to another role",
      resource: { ...attachment, aws_iam_policy_attachment: { z: { name: "a", roles: ["other"], policy_arn: "${aws_iam_policy.p.arn}" } } },
      subject: "aws_iam_policy_attachment.z",
      reason: "takes away aws_iam_policy.p, which another resource attaches",
    },
  ])("$name", ({ resource, subject, reason }) => {
    expect(orders(resource)?.unknown).toEqual([{ subject, reason }]);
  });

  test.each<{ name: string; resource: object }>([
    {
      name: "a list with it",
      resource: {
        aws_iam_role_policy: { y: guards },
        aws_iam_role_policies_exclusive: { z: { role_name: "orders", policy_names: ["guards"] } },
      },
    },
    {
      name: "a list for another role",
      resource: { aws_iam_role_policy: { y: guards }, aws_iam_role_policies_exclusive: { z: { role_name: "other", policy_names: [] } } },
    },
  ])("$name takes nothing away", ({ resource }) => {
    expect(orders(resource)?.unknown).toEqual([]);
  });
});
