import { describe, expect, test } from "@jest/globals";
import type { Grant } from "../../src/access/grant.ts";
import { readPolicy } from "../../src/aws/read-policy.ts";

const statement = (one: object) => JSON.stringify({ Version: "2012-10-17", Statement: [one] });
const allow = (service: string, actions: Grant["actions"], rest: Partial<Grant> = {}): Grant => {
  return { effect: "allow", service, actions, resource: "*", conditions: [], ...rest };
};

describe("principals", () => {
  const trust = (principal: object) =>
    readPolicy(statement({ Effect: "Allow", Action: "sts:AssumeRole", ...principal }), { kind: "trust" });
  test.each<{ name: string; given: object; resources: readonly Grant["resource"][] }>([
    { name: "anybody", given: { Principal: "*" }, resources: ["*"] },
    { name: "anybody, the other spelling", given: { Principal: { AWS: "*" } }, resources: ["*"] },
    {
      name: "an account number is the account's root",
      given: { Principal: { AWS: "111122223333" } },
      resources: ["AWS:arn:aws:iam::111122223333:root"],
    },
    {
      name: "the same account twice is one principal",
      given: { Principal: { AWS: ["111122223333", "arn:aws:iam::111122223333:root"] } },
      resources: ["AWS:arn:aws:iam::111122223333:root"],
    },
    {
      name: "several types",
      given: {
        Principal: {
          Service: ["lambda.amazonaws.com"],
          Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        },
      },
      resources: ["Federated:arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "Service:lambda.amazonaws.com"],
    },
    { name: "a deleted principal", given: { Principal: { AWS: "AROAEXAMPLE" } }, resources: ["AWS:AROAEXAMPLE"] },
    {
      name: "everybody else",
      given: { NotPrincipal: { AWS: "111122223333" } },
      resources: [{ except: ["AWS:arn:aws:iam::111122223333:root"] }],
    },
  ])("$name", ({ given, resources }) => {
    expect(trust(given)).toEqual({ grants: resources.map((resource) => allow("sts", ["sts:AssumeRole"], { resource })), unknown: [] });
  });

  test("an account number belongs to the partition of the policy", () => {
    const text = statement({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "111122223333" } });
    expect(readPolicy(text, { partition: "aws-cn" }).grants[0]?.resource).toBe("AWS:arn:aws-cn:iam::111122223333:root");
  });

  test.each(["*", ["*"]])("a resource policy may name its own resource as %j", (Resource) => {
    const text = statement({ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource });
    expect(readPolicy(text)).toEqual({ grants: [allow("kms", ["kms:Decrypt"])], unknown: [] });
  });

  test.each([
    {
      name: "a part of a name as wildcard",
      given: { Principal: { AWS: "arn:aws:iam::111122223333:role/*" } },
      subject: "Statement[0].Principal.AWS",
    },
    { name: "a type nobody knows", given: { Principal: { Human: "anna" } }, subject: "Statement[0].Principal.Human" },
    { name: "nobody", given: { Principal: {} }, subject: "Statement[0].Principal" },
    { name: "an empty list", given: { Principal: { AWS: [] } }, subject: "Statement[0].Principal.AWS" },
    { name: "a plain text", given: { Principal: "111122223333" }, subject: "Statement[0].Principal" },
    { name: "both elements", given: { Principal: "*", NotPrincipal: "*" }, subject: "Statement[0].NotPrincipal" },
    { name: "none in a trust policy", given: {}, subject: "Statement[0].Principal" },
    { name: "a resource in a trust policy", given: { Principal: "*", Resource: "*" }, subject: "Statement[0].Resource" },
  ])("does not guess: $name", ({ given, subject }) => {
    expect(trust(given)).toEqual({ grants: [], unknown: [{ subject, reason: expect.any(String) }] });
  });

  test("does not guess: a principal in an identity policy", () => {
    const text = statement({ Effect: "Allow", Action: "s3:*", Principal: "*", Resource: "*" });
    expect(readPolicy(text, { kind: "identity" }).unknown).toEqual([
      { subject: "Statement[0].Principal", reason: "an identity policy names no principal" },
    ]);
  });

  test("does not guess: a principal with a resource that is not its own", () => {
    const text = statement({ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "arn:aws:s3:::a/*" });
    expect(readPolicy(text)).toMatchObject({ grants: [], unknown: [{ subject: "Statement[0].Resource" }] });
  });
});
