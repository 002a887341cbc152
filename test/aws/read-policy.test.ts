import { describe, expect, test } from "@jest/globals";
import type { Condition, Grant } from "../../src/access/grant.ts";
import { readPolicy } from "../../src/aws/read-policy.ts";

const statement = (one: object) => JSON.stringify({ Version: "2012-10-17", Statement: [one] });
const allow = (service: string, actions: Grant["actions"], rest: Partial<Grant> = {}): Grant => {
  return { effect: "allow", service, actions, resource: "*", conditions: [], ...rest };
};
const grantsOf = (one: object) => readPolicy(statement({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...one })).grants;

describe("policies as teams write them", () => {
  test.each<{ name: string; given: object; grants: readonly Grant[] }>([
    { name: "AdministratorAccess", given: { Effect: "Allow", Action: "*", Resource: "*" }, grants: [allow("*", ["*"])] },
    {
      name: "actions of several services in one statement",
      given: { Effect: "Allow", Action: ["s3:Get*", "KMS:Decrypt", "s3:List*", "iam:PassRole"], Resource: ["*"] },
      grants: [allow("iam", ["iam:PassRole"]), allow("kms", ["KMS:Decrypt"]), allow("s3", ["s3:Get*", "s3:List*"])],
    },
    {
      name: "PassRole to one service",
      given: {
        Sid: "Pass",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/deploy-*",
        Condition: { StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"] } },
      },
      grants: [
        allow("iam", ["iam:PassRole"], {
          resource: "arn:aws:iam::111122223333:role/deploy-*",
          conditions: [
            { operator: "StringEquals", key: "iam:PassedToService", values: ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"] },
          ],
        }),
      ],
    },
    {
      name: "PowerUserAccess: everything but IAM",
      given: { Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" },
      grants: [allow("*", { except: ["iam:*", "organizations:*"] })],
    },
    {
      name: "everywhere but one bucket",
      given: { Effect: "Deny", Action: "s3:*", NotResource: ["arn:aws:s3:::acme/*", "arn:aws:s3:::acme"] },
      grants: [{ ...allow("s3", ["s3:*"], { resource: { except: ["arn:aws:s3:::acme", "arn:aws:s3:::acme/*"] } }), effect: "deny" }],
    },
    {
      name: "one grant for each resource",
      given: { Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] },
      grants: [
        allow("s3", ["s3:GetObject"], { resource: "arn:aws:s3:::a/*" }),
        allow("s3", ["s3:GetObject"], { resource: "arn:aws:s3:::b/*" }),
      ],
    },
    {
      name: "a wildcard in the service",
      given: { Effect: "Allow", Action: "s3*:Get*", Resource: "*" },
      grants: [allow("*", ["s3*:Get*"])],
    },
  ])("$name", ({ given, grants }) => {
    expect(readPolicy(statement(given))).toEqual({ grants, unknown: [] });
  });

  test("one statement need not be a list", () => {
    const text = JSON.stringify({
      Version: "2012-10-17",
      Id: "x",
      Statement: { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" },
    });
    expect(readPolicy(text)).toEqual({ grants: [allow("sqs", ["sqs:SendMessage"])], unknown: [] });
  });

  test("white space and order change nothing", () => {
    const text =
      '\n{ "Statement" : [ { "Resource":["*"], "Action":["s3:ListAllMyBuckets"],"Effect":"Allow" } ],\t"Version":"2012-10-17" }\n';
    expect(readPolicy(text)).toEqual({ grants: [allow("s3", ["s3:ListAllMyBuckets"])], unknown: [] });
  });
});

describe("conditions", () => {
  test.each<{ name: string; given: object; conditions: readonly Condition[] }>([
    { name: "an empty block is no condition", given: {}, conditions: [] },
    {
      name: "an operator and a key nobody has heard of are kept",
      given: { StringResembles: { "acme:Mood": "good" } },
      conditions: [{ operator: "StringResembles", key: "acme:Mood", values: ["good"] }],
    },
    {
      name: "booleans and numbers become texts",
      given: {
        Bool: { "aws:MultiFactorAuthPresent": true },
        NumericLessThan: { "aws:MultiFactorAuthAge": 3600, "s3:max-keys": ["10", 20] },
      },
      conditions: [
        { operator: "Bool", key: "aws:MultiFactorAuthPresent", values: ["true"] },
        { operator: "NumericLessThan", key: "aws:MultiFactorAuthAge", values: ["3600"] },
        { operator: "NumericLessThan", key: "s3:max-keys", values: ["10", "20"] },
      ],
    },
    {
      name: "operators get their documented spelling, keys stay as written",
      given: {
        stringequals: { "AWS:PrincipalOrgID": "o-1" },
        "forallvalues:STRINGLIKEIFEXISTS": { "dynamodb:LeadingKeys": "a*" },
        "ForAnyValue:stringequals": { "aws:TagKeys": "x" },
      },
      conditions: [
        { operator: "ForAllValues:StringLikeIfExists", key: "dynamodb:LeadingKeys", values: ["a*"] },
        { operator: "ForAnyValue:StringEquals", key: "aws:TagKeys", values: ["x"] },
        { operator: "StringEquals", key: "AWS:PrincipalOrgID", values: ["o-1"] },
      ],
    },
    {
      name: "a variable is kept as it is written",
      given: { StringLike: { "s3:prefix": ["home/${aws:username}/*"] } },
      conditions: [{ operator: "StringLike", key: "s3:prefix", values: ["home/${aws:username}/*"] }],
    },
  ])("$name", ({ given, conditions }) => {
    expect(grantsOf({ Condition: given })).toEqual([allow("s3", ["s3:GetObject"], { conditions })]);
  });

  test.each(["2008-10-17", undefined])("in version %s a variable is plain text", (version) => {
    const given = {
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::a/${aws:username}/*",
      Condition: { StringLike: { k: "${*}" } },
    };
    expect(readPolicy(JSON.stringify({ Version: version, Statement: given })).grants).toEqual([
      allow("s3", ["s3:GetObject"], {
        resource: "arn:aws:s3:::a/${$}{aws:username}/*",
        conditions: [{ operator: "StringLike", key: "k", values: ["${$}{*}"] }],
      }),
    ]);
  });
});

describe("what cannot be interpreted is unknown, with its path", () => {
  const valid = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  test.each<{ name: string; given: unknown; subject: string }>([
    { name: "not an object", given: [], subject: "" },
    { name: "no statement", given: { Version: "2012-10-17" }, subject: "Statement" },
    { name: "no statements", given: { Version: "2012-10-17", Statement: [] }, subject: "Statement" },
    { name: "another version", given: { Version: "2012-10-18", Statement: [valid] }, subject: "Version" },
    { name: "another element of the document", given: { Statement: [], statement: [valid] }, subject: "statement" },
    { name: "an id that is no text", given: { Id: 1, Statement: [] }, subject: "Id" },
    { name: "a statement that is a text", given: { Statement: ["Allow"] }, subject: "Statement[0]" },
    { name: "another element of a statement", given: { Statement: [valid, { ...valid, action: "*" }] }, subject: "Statement[1].action" },
    { name: "a Sid that is no text", given: { Statement: { ...valid, Sid: 1 } }, subject: "Statement.Sid" },
    { name: "no effect", given: { Statement: [{ Action: "s3:*", Resource: "*" }] }, subject: "Statement[0].Effect" },
    { name: "another effect", given: { Statement: [{ ...valid, Effect: "allow" }] }, subject: "Statement[0].Effect" },
    { name: "no action", given: { Statement: [{ Effect: "Allow", Resource: "*" }] }, subject: "Statement[0].Action" },
    { name: "an empty list of actions", given: { Statement: [{ ...valid, Action: [] }] }, subject: "Statement[0].Action" },
    { name: "an action and exceptions", given: { Statement: [{ ...valid, NotAction: "s3:*" }] }, subject: "Statement[0].NotAction" },
    { name: "an action without a service", given: { Statement: [{ ...valid, Action: ["GetObject"] }] }, subject: "Statement[0].Action" },
    { name: "an action that is a number", given: { Statement: [{ ...valid, Action: [1] }] }, subject: "Statement[0].Action" },
    { name: "an action with a variable", given: { Statement: [{ ...valid, Action: "s3:${a:b}" }] }, subject: "Statement[0].Action" },
    { name: "no resource", given: { Statement: [{ Effect: "Allow", Action: "s3:*" }] }, subject: "Statement[0].Resource" },
    { name: "an empty list of resources", given: { Statement: [{ ...valid, Resource: [] }] }, subject: "Statement[0].Resource" },
    { name: "a resource and exceptions", given: { Statement: [{ ...valid, NotResource: "*" }] }, subject: "Statement[0].NotResource" },
    { name: "a resource that is no ARN", given: { Statement: [{ ...valid, Resource: "acme-reports" }] }, subject: "Statement[0].Resource" },
    { name: "a condition that is a list", given: { Statement: [{ ...valid, Condition: [] }] }, subject: "Statement[0].Condition" },
    {
      name: "an operator without keys",
      given: { Statement: [{ ...valid, Condition: { Bool: {} } }] },
      subject: "Statement[0].Condition.Bool",
    },
    {
      name: "a key without values",
      given: { Statement: [{ ...valid, Condition: { Bool: { k: [] } } }] },
      subject: "Statement[0].Condition.Bool.k",
    },
    {
      name: "a value that is null",
      given: { Statement: [{ ...valid, Condition: { Bool: { k: null } } }] },
      subject: "Statement[0].Condition.Bool.k",
    },
    {
      name: "a number beyond 2^53",
      given: { Statement: [{ ...valid, Condition: { Bool: { k: 2 ** 60 } } }] },
      subject: "Statement[0].Condition.Bool.k",
    },
    {
      name: "a key twice, in two cases",
      given: { Statement: [{ ...valid, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8", "aws:sourceip": "0.0.0.0/0" } } }] },
      subject: "Statement[0].Condition.IpAddress.aws:sourceip",
    },
    {
      name: "an operator twice, in two cases",
      given: { Statement: [{ ...valid, Condition: { Bool: { k: "true" }, bool: { k: "false" } } }] },
      subject: "Statement[0].Condition.Bool.k",
    },
  ])("$name", ({ given, subject }) => {
    const reading = readPolicy(JSON.stringify(given));
    expect(reading.unknown.map((unknown) => unknown.subject)).toContain(subject);
    expect(reading.grants).toEqual(subject === "Statement[1].action" ? [allow("s3", ["s3:GetObject"])] : []);
  });

  test.each([
    { name: "no JSON", text: "Effect: Allow", reason: "not valid JSON: expected a value (line 1, column 1)" },
    {
      name: "a key given twice: IAM and JSON.parse need not agree which one counts",
      text: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}',
      reason: 'not valid JSON: the key "Effect" is given twice (line 1, column 55)',
    },
  ])("$name", ({ text, reason }) => {
    expect(readPolicy(text)).toEqual({ grants: [], unknown: [{ subject: "", reason }] });
  });

  test("every problem is reported, not only the first", () => {
    const reading = readPolicy(JSON.stringify({ Statement: [{ Effect: "Maybe", Action: [], Resource: 1 }, {}] }));
    expect(reading.unknown.map(({ subject }) => subject)).toEqual([
      "Statement[0].Effect",
      "Statement[0].Action",
      "Statement[0].Resource",
      "Statement[1].Effect",
      "Statement[1].Action",
      "Statement[1].Resource",
    ]);
  });
});
