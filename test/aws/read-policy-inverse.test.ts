import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mergeGrants, type Grant } from "../../src/access/grant.ts";
import { documentText, policyDocument, toStatements } from "../../src/aws/policy-document.ts";
import { readPolicy } from "../../src/aws/read-policy.ts";

describe("readPolicy is the inverse of toStatements", () => {
  const list = <Item>(item: fc.Arbitrary<Item>, maxLength = 3) => fc.uniqueArray(item, { minLength: 1, maxLength });
  const resource = fc.oneof(
    fc.constantFrom(
      "*",
      "arn:aws:s3:::acme-reports/orders/*",
      "arn:aws:dynamodb:eu-west-1:111122223333:table/T",
      "arn:aws:s3:::home/${aws:username}/*",
    ),
    fc.string({ unit: "binary" }).map((tail) => `arn:aws:s3:::${tail}`),
  );
  const operator = fc.constantFrom(
    "StringEquals",
    "ForAllValues:StringLikeIfExists",
    "Null",
    "NotIpAddressIfExists",
    "StringResembles",
    "toString",
  );
  const key = fc.constantFrom("aws:SourceIp", "s3:prefix", "dynamodb:LeadingKeys", "acme:Mood", 'a"b\\', "constructor");
  const condition = fc.record({
    operator,
    key,
    values: list(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("true", "${aws:username}", "%{if}"))),
  });
  const conditions = fc.uniqueArray(condition, { maxLength: 3, selector: (one) => `${one.operator} ${one.key}` });
  const name = fc.constantFrom("GetObject", "PutObject", "List*", "*", "Describe?able");
  const prefix = fc.constantFrom("s3", "dynamodb", "kms");
  const full = fc.tuple(prefix, name).map(([service, action]) => `${service}:${action}`);
  const actions = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(prefix, list(name)).map(([service, names]) => ({ service, actions: names.map((one) => `${service}:${one}`) })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        service: fc.constant("*"),
        actions: fc.oneof(
          list(full).map((except) => ({ except })),
          fc.constantFrom(["*"], ["s?:Get*"]),
        ),
      }),
    },
  );
  const grant: fc.Arbitrary<Grant> = fc
    .tuple(
      actions,
      fc.record({
        effect: fc.constantFrom("allow", "deny"),
        resource: fc.oneof(
          resource,
          list(resource).map((except) => ({ except })),
        ),
        conditions,
      }),
    )
    .map(([what, rest]) => ({ ...rest, ...what }));
  // Two exceptions in one place may leave nothing excepted: a grant no statement can say.
  const sayable = (grants: readonly Grant[]) =>
    mergeGrants(grants).every((one) => !("except" in one.actions) || one.actions.except.length > 0);

  test("for every list of grants that statements can say", () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1, maxLength: 6 }).filter(sayable), (grants) => {
        expect(readPolicy(documentText(policyDocument(toStatements(grants))))).toEqual({ grants: mergeGrants(grants), unknown: [] });
      }),
      { numRuns: 1_000 },
    );
  });
});

test("no text makes the reader throw", () => {
  const word = fc.constantFrom(
    "Version",
    "Statement",
    "Effect",
    "Allow",
    "Action",
    "NotAction",
    "Resource",
    "Principal",
    "Condition",
    "*",
    "s3:*",
    "__proto__",
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      word,
      fc.constantFrom(null, 0, true),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(word, tie("tree"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (document) =>
      expect(readPolicy(JSON.stringify(document))).toEqual({ grants: expect.any(Array), unknown: expect.any(Array) }),
    ),
  );
});
