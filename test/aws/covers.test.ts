import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Condition, Grant } from "../../src/access/grant.ts";
import { conditionsImply } from "../../src/aws/conditions.ts";
import { awsCovers } from "../../src/aws/covers.ts";
import { anyGrant, matches, requestsOfWorld } from "../support/grants.ts";

const grant = (parts: Partial<Grant> = {}): Grant => ({
  effect: "allow",
  service: "s3",
  actions: ["s3:GetObject"],
  resource: "arn:aws:s3:::b/x/*",
  conditions: [],
  ...parts,
});
const condition = (operator: string, key: string, ...values: string[]): Condition => ({ operator, key, values });

describe("the order on grants", () => {
  const wide = grant();
  test.each<[string, Grant, Grant, boolean]>([
    ["a grant covers itself", wide, wide, true],
    ["a prefix covers a deeper one", wide, grant({ resource: "arn:aws:s3:::b/x/y/*" }), true],
    ["a prefix does not cover one that begins with the same text", wide, grant({ resource: "arn:aws:s3:::b/x0/*" }), false],
    ["two actions cover one of them", grant({ actions: ["s3:GetObject", "s3:PutObject"] }), wide, true],
    ["one action does not cover two", wide, grant({ actions: ["s3:GetObject", "s3:PutObject"] }), false],
    ["actions are compared without regard to case", grant({ actions: ["S3:getobject"] }), wide, true],
    ["resources are compared with regard to case", grant({ resource: "arn:aws:s3:::B/x/*" }), wide, false],
    ["an Allow covers no Deny", wide, grant({ effect: "deny" }), false],
    ["everything covers an exception", grant({ actions: ["*"] }), grant({ actions: { except: ["s3:PutObject"] } }), true],
    ["an exception covers what it does not name", grant({ actions: { except: ["s3:PutObject"] } }), wide, true],
    ["an exception does not cover what it names by wildcard", grant({ actions: { except: ["s3:Get*"] } }), wide, false],
    [
      "a shorter exception covers a longer one",
      grant({ actions: { except: ["s3:PutObject"] } }),
      grant({ actions: { except: ["s3:Put*"] } }),
      true,
    ],
    [
      "a longer exception does not cover a shorter one",
      grant({ actions: { except: ["s3:Put*"] } }),
      grant({ actions: { except: ["s3:PutObject"] } }),
      false,
    ],
    ["NotResource covers a resource apart from it", grant({ resource: { except: ["arn:aws:s3:::c/*"] } }), wide, true],
    ["NotResource does not cover a resource that meets it", grant({ resource: { except: ["arn:aws:s3:::b/x/1"] } }), wide, false],
    ["a condition narrows", wide, grant({ conditions: [condition("Bool", "aws:SecureTransport", "true")] }), true],
    ["a condition is not covered by its absence", grant({ conditions: [condition("Bool", "aws:SecureTransport", "true")] }), wide, false],
    [
      "a wildcard does not reach past a colon of an ARN",
      grant({ resource: "arn:aws:dynamodb:*:1:table/t" }),
      grant({ resource: "arn:aws:dynamodb:eu-west-1:2:1:table/t" }),
      false,
    ],
    ["an ARN with too few parts is not understood", grant({ resource: "arn:aws:s3*" }), wide, false],
    [
      "an account is not apart from its own role in NotPrincipal",
      grant({ service: "sts", resource: { except: ["AWS:arn:aws:iam::1:role/x"] } }),
      grant({ service: "sts", resource: "AWS:arn:aws:iam::1:root" }),
      false,
    ],
    [
      "NotPrincipal covers itself",
      grant({ service: "sts", resource: { except: ["AWS:arn:aws:iam::1:role/x"] } }),
      grant({ service: "sts", resource: { except: ["AWS:arn:aws:iam::1:role/x"] } }),
      true,
    ],
    [
      "a policy variable is covered by itself",
      grant({ resource: "arn:aws:s3:::b/${aws:username}/*" }),
      grant({ resource: "arn:aws:s3:::b/${aws:username}/*" }),
      true,
    ],
    [
      "a policy variable is not covered by what it looks like",
      grant({ resource: "arn:aws:s3:::b/${aws:*" }),
      grant({ resource: "arn:aws:s3:::b/${aws:username}" }),
      false,
    ],
  ])("%s", (_, outer, inner, expected) => {
    expect(awsCovers(outer, inner)).toBe(expected);
  });

  test("law: what is covered matches no request that its cover does not match", () => {
    fc.assert(
      fc.property(anyGrant, anyGrant, (a, b) => {
        if (!awsCovers(a, b)) return;
        for (const request of requestsOfWorld) expect(!matches(b, request) || matches(a, request)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("law: reflexive and transitive", () => {
    fc.assert(
      fc.property(anyGrant, anyGrant, anyGrant, (a, b, c) => {
        expect(awsCovers(a, a)).toBe(true);
        if (awsCovers(a, b) && awsCovers(b, c)) expect(awsCovers(a, c)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("one condition implies another", () => {
  test.each<[string, Condition, Condition, boolean]>([
    ["a value of a list", condition("StringEquals", "k", "a"), condition("StringEquals", "k", "a", "b"), true],
    ["a longer list", condition("StringEquals", "k", "a", "b"), condition("StringEquals", "k", "a"), false],
    ["a value that a pattern matches", condition("StringEquals", "k", "orders/x"), condition("StringLike", "k", "orders/*"), true],
    ["a literal asterisk is no pattern", condition("StringEquals", "k", "*"), condition("StringEquals", "k", "a"), false],
    ["a longer exception is narrower", condition("StringNotEquals", "k", "a", "b"), condition("StringNotEquals", "k", "a"), true],
    ["a value is outside of another's exception", condition("StringEquals", "k", "a"), condition("StringNotEquals", "k", "b"), true],
    [
      "an exception accepts a missing key, a value does not",
      condition("StringNotEquals", "k", "b"),
      condition("StringEquals", "k", "a"),
      false,
    ],
    ["IfExists accepts a missing key", condition("StringEqualsIfExists", "k", "a"), condition("StringEquals", "k", "a"), false],
    ["a required key satisfies IfExists", condition("StringEquals", "k", "a"), condition("StringEqualsIfExists", "k", "a"), true],
    ["a compared key is there", condition("StringEquals", "k", "a"), condition("Null", "k", "false"), true],
    ["an optional key may be missing", condition("StringEqualsIfExists", "k", "a"), condition("Null", "k", "false"), false],
    ["ForAllValues is true of a missing key", condition("ForAllValues:StringEquals", "k", "a"), condition("Null", "k", "false"), false],
    ["ForAnyValue is not", condition("ForAnyValue:StringEquals", "k", "a"), condition("Null", "k", "false"), true],
    [
      "ForAllValues of fewer",
      condition("ForAllValues:StringEquals", "k", "a"),
      condition("ForAllValues:StringEquals", "k", "a", "b"),
      true,
    ],
    [
      "ForAllValues says nothing of any",
      condition("ForAllValues:StringEquals", "k", "a"),
      condition("ForAnyValue:StringEquals", "k", "a"),
      false,
    ],
    ["a missing key passes IfExists", condition("Null", "k", "true"), condition("StringEqualsIfExists", "k", "a"), true],
    ["a key that is there need not have the value", condition("Null", "k", "false"), condition("StringEquals", "k", "a"), false],
    [
      "an earlier end",
      condition("DateLessThan", "k", "2027-01-01T00:00:00Z"),
      condition("DateLessThan", "k", "2027-06-30T00:00:00Z"),
      true,
    ],
    ["a later end", condition("DateLessThan", "k", "2027-06-30T00:00:00Z"), condition("DateLessThan", "k", "2027-01-01T00:00:00Z"), false],
    [
      "the end itself",
      condition("DateLessThanEquals", "k", "2027-01-01T00:00:00Z"),
      condition("DateLessThan", "k", "2027-01-01T00:00:00Z"),
      false,
    ],
    [
      "the same moment in another zone",
      condition("DateLessThan", "k", "2027-01-01T01:00:00+01:00"),
      condition("DateLessThan", "k", "2027-01-01T00:00:00Z"),
      true,
    ],
    [
      "before and after do not meet",
      condition("DateLessThan", "k", "2027-01-01T00:00:00Z"),
      condition("DateNotEquals", "k", "2027-01-01T00:00:00Z"),
      true,
    ],
    ["smaller numbers", condition("NumericLessThan", "k", "9"), condition("NumericLessThanEquals", "k", "10"), true],
    ["numbers are not compared as text", condition("NumericLessThan", "k", "10"), condition("NumericLessThan", "k", "9"), false],
    ["a smaller network", condition("IpAddress", "k", "203.0.113.128/25"), condition("IpAddress", "k", "203.0.113.0/24"), true],
    ["a larger network", condition("IpAddress", "k", "203.0.112.0/23"), condition("IpAddress", "k", "203.0.113.0/24"), false],
    ["one address", condition("IpAddress", "k", "203.0.113.7"), condition("IpAddress", "k", "203.0.113.0/24"), true],
    ["a network of the other family", condition("IpAddress", "k", "::/0"), condition("IpAddress", "k", "0.0.0.0/0"), false],
    [
      "outside of a larger network",
      condition("NotIpAddress", "k", "203.0.112.0/23"),
      condition("NotIpAddress", "k", "203.0.113.0/24"),
      true,
    ],
    [
      "an ARN under a pattern",
      condition("ArnEquals", "k", "arn:aws:iam::1:role/a"),
      condition("ArnLike", "k", "arn:aws:iam::1:role/*"),
      true,
    ],
    [
      "an ARN pattern does not reach past a colon",
      condition("ArnLike", "k", "arn:aws:iam::1:role/a"),
      condition("ArnLike", "k", "arn:aws:*:role/a"),
      false,
    ],
    [
      "IfExists beside ForAnyValue may accept a missing key",
      condition("ForAnyValue:StringEqualsIfExists", "k", "a"),
      condition("Null", "k", "false"),
      false,
    ],
    [
      "IfExists beside ForAnyValue may refuse a missing key",
      condition("Null", "k", "true"),
      condition("ForAnyValue:StringEqualsIfExists", "k", "a"),
      false,
    ],
    [
      "a short ARN pattern is apart from nothing",
      condition("ArnLike", "k", "*"),
      condition("ArnNotLike", "k", "arn:aws:iam::1:role/x"),
      false,
    ],
    ["a network without a length is none", condition("IpAddress", "k", "203.0.113.0/24"), condition("IpAddress", "k", "0.0.0.0/"), false],
    [
      "a number in another notation is not understood",
      condition("NumericLessThan", "k", "9"),
      condition("NumericLessThan", "k", "0x10"),
      false,
    ],
    [
      "a time without a zone is not understood",
      condition("DateLessThan", "k", "2026-01-01T00:00:00"),
      condition("DateLessThan", "k", "2027-01-01T00:00:00Z"),
      false,
    ],
    [
      "a day is its first moment in UTC",
      condition("DateLessThan", "k", "2027-01-01"),
      condition("DateLessThan", "k", "2027-01-01T00:00:00Z"),
      true,
    ],
    ["seconds since 1970", condition("DateLessThan", "k", "1767225600"), condition("DateLessThan", "k", "2026-01-02"), true],
    ["another key", condition("StringEquals", "j", "a"), condition("StringEquals", "k", "a"), false],
    [
      "the same key in another case",
      condition("StringEquals", "AWS:ResourceAccount", "1"),
      condition("StringEquals", "aws:resourceaccount", "1"),
      true,
    ],
    ["an operator nobody knows, word for word", condition("FutureOperator", "k", "a"), condition("FutureOperator", "k", "a"), true],
    [
      "an operator nobody knows, with more values",
      condition("FutureOperator", "k", "a"),
      condition("FutureOperator", "k", "a", "b"),
      false,
    ],
    [
      "a policy variable is another value in each request",
      condition("StringEquals", "k", "${aws:username}"),
      condition("StringLike", "k", "*"),
      false,
    ],
  ])("%s", (_, given, asked, expected) => {
    expect(conditionsImply([given], [asked])).toBe(expected);
  });
});
