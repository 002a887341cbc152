import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { accessModel, type AccessModel } from "../../src/access/access-model.ts";
import { compareAccess, widens, type AccessChange, type Direction } from "../../src/access/compare.ts";
import { mergeGrants, type Grant } from "../../src/access/grant.ts";
import { awsCovers } from "../../src/aws/covers.ts";
import { anyGrants, permits, requestsOfWorld } from "../support/grants.ts";

const model = (parts: Partial<AccessModel> = {}): AccessModel =>
  accessModel({
    server: "prod/reports",
    grants: [],
    principals: [],
    sessionSeconds: 3600,
    boundary: "b",
    secretReaders: [],
    unknown: [],
    ...parts,
  });
const grant = (parts: Partial<Grant> = {}): Grant => ({
  effect: "allow",
  service: "s3",
  actions: ["s3:GetObject"],
  resource: "arn:aws:s3:::b/x/*",
  conditions: [],
  ...parts,
});
const compare = (before: Partial<AccessModel>, after: Partial<AccessModel>) => compareAccess(model(before), model(after), awsCovers);
const summary = (changes: readonly AccessChange[]) => changes.map(({ kind, direction }) => `${kind}, ${direction}`);

describe("what changed", () => {
  const deeper = grant({ resource: "arn:aws:s3:::b/x/y/*" });
  const elsewhere = grant({ resource: "arn:aws:s3:::c/*" });
  const guard = grant({ effect: "deny", service: "*", actions: { except: ["s3:GetObject"] }, resource: "*" });
  test.each<[string, Partial<AccessModel>, Partial<AccessModel>, readonly string[]]>([
    ["nothing", { grants: [grant()] }, { grants: [grant()] }, []],
    ["a new grant", {}, { grants: [grant()] }, ["added, wider"]],
    ["a grant is gone", { grants: [grant()] }, {}, ["removed, narrower"]],
    ["a wider resource", { grants: [deeper] }, { grants: [grant()] }, ["widened, wider"]],
    ["a narrower resource", { grants: [grant()] }, { grants: [deeper] }, ["narrowed, narrower"]],
    ["one more action", { grants: [grant()] }, { grants: [grant({ actions: ["s3:GetObject", "s3:PutObject"] })] }, ["widened, wider"]],
    ["another resource instead", { grants: [grant()] }, { grants: [elsewhere] }, ["added, wider", "removed, narrower"]],
    ["a grant inside of one that stays", { grants: [grant()] }, { grants: [grant(), deeper] }, []],
    [
      "one grant said in two",
      { grants: [grant({ actions: ["s3:GetObject", "s3:PutObject"] })] },
      { grants: [grant(), grant({ actions: ["s3:PutObject"] })] },
      [],
    ],
    ["a Deny is lost", { grants: [guard] }, {}, ["removed, wider"]],
    ["a Deny is new", {}, { grants: [guard] }, ["added, narrower"]],
    [
      "a Deny spares one more action",
      { grants: [guard] },
      { grants: [{ ...guard, actions: { except: ["s3:GetObject", "s3:PutObject"] } }] },
      ["narrowed, wider"],
    ],
    [
      "a principal is new",
      {},
      { principals: [grant({ service: "sts", actions: ["sts:AssumeRole"], resource: "AWS:1" })] },
      ["added, wider"],
    ],
    ["a longer session", { sessionSeconds: 3600 }, { sessionSeconds: 7200 }, ["session, wider"]],
    ["a shorter session", { sessionSeconds: 3600 }, { sessionSeconds: 900 }, ["session, narrower"]],
    ["the boundary is gone", { boundary: "b" }, { boundary: null }, ["boundary, wider"]],
    ["another boundary cannot be judged", { boundary: "b" }, { boundary: "c" }, ["boundary, unknown"]],
    ["one more reader of a secret", {}, { secretReaders: [{ secret: "s", reader: "r" }] }, ["secret-reader, wider"]],
    ["one reader fewer", { secretReaders: [{ secret: "s", reader: "r" }] }, {}, ["secret-reader, narrower"]],
    [
      "something that could not be interpreted before either",
      { unknown: [{ subject: "x", reason: "y" }] },
      { unknown: [{ subject: "x", reason: "y" }] },
      ["unknown, unknown"],
    ],
    ["something that can be interpreted now", { unknown: [{ subject: "x", reason: "y" }] }, {}, ["unknown, unknown"]],
    ["something that cannot be interpreted", {}, { unknown: [{ subject: "x", reason: "y" }] }, ["unknown, unknown"]],
  ])("%s", (_, before, after, expected) => {
    const changes = compare(before, after);
    expect(summary(changes)).toEqual(expected);
    expect(widens(changes)).toBe(expected.some((line) => !line.endsWith("narrower")));
  });

  test("an added grant says only what is new in it", () => {
    const both = grant({ actions: ["s3:GetObject", "s3:PutObject"], resource: "arn:aws:s3:::b/x/y/*" });
    expect(compare({ grants: [grant()] }, { grants: [grant(), both] })).toEqual([
      { kind: "added", part: "grants", direction: "wider", grant: { ...both, actions: ["s3:PutObject"] } },
    ]);
  });
});

test("exceptions are not merged: what two of them both leave out cannot be told from patterns", () => {
  const deny = (...except: string[]) => grant({ effect: "deny", actions: { except } });
  const grants = [deny("s3:*"), deny("s3:GetObject")];
  expect(mergeGrants([...grants, ...grants])).toEqual(grants);
});

describe("laws", () => {
  const compareGrants = (before: readonly Grant[], after: readonly Grant[]) => compare({ grants: before }, { grants: after });
  const opposite: Record<Direction, Direction> = { wider: "narrower", narrower: "wider", unknown: "unknown" };
  const mirrored: Record<string, AccessChange["kind"]> = { added: "removed", removed: "added", widened: "narrowed", narrowed: "widened" };
  const mirror = (change: AccessChange): unknown => {
    const turned = { ...change, kind: mirrored[change.kind] ?? change.kind, direction: opposite[change.direction] };
    return "from" in change ? { ...turned, from: change.to, to: change.from } : turned;
  };
  const unordered = (changes: readonly unknown[]) => changes.map((change) => JSON.stringify(sortKeys(change))).sort();
  const sortKeys = (value: unknown): unknown =>
    Object.fromEntries(Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)));

  test("merging is idempotent, ignores order, and permits the same requests", () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const merged = mergeGrants(grants);
        expect(mergeGrants(merged)).toEqual(merged);
        expect(mergeGrants([...grants].reverse())).toEqual(merged);
        for (const request of requestsOfWorld) expect(permits(merged, request)).toBe(permits(grants, request));
      }),
      { numRuns: 500 },
    );
  });

  test("a model does not differ from itself, in any order", () => {
    fc.assert(fc.property(anyGrants, (grants) => expect(compareGrants(grants, [...grants].reverse())).toEqual([])));
  });

  test("going back is the inverse of going", () => {
    fc.assert(
      fc.property(anyGrants, anyGrants, (before, after) => {
        expect(unordered(compareGrants(after, before))).toEqual(unordered(compareGrants(before, after).map(mirror)));
      }),
      { numRuns: 500 },
    );
  });

  test("a change that does not widen lets no request through that was refused before", () => {
    fc.assert(
      fc.property(anyGrants, anyGrants, (before, after) => {
        if (widens(compareGrants(before, after))) return;
        for (const request of requestsOfWorld) expect(!permits(after, request) || permits(before, request)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("taking an Allow away never widens, adding one never narrows", () => {
    fc.assert(
      fc.property(anyGrants, anyGrants, (some, more) => {
        const allows = more.map((one) => ({ ...one, effect: "allow" as const }));
        expect(widens(compareGrants([...some, ...allows], some))).toBe(false);
        expect(compareGrants(some, [...some, ...allows]).some(({ direction }) => direction === "narrower")).toBe(false);
      }),
    );
  });

  test("losing a Deny is never narrower", () => {
    fc.assert(
      fc.property(anyGrants, anyGrants, (some, more) => {
        const denies = more.map((one) => ({ ...one, effect: "deny" as const }));
        expect(compareGrants([...some, ...denies], some).some(({ direction }) => direction === "narrower")).toBe(false);
      }),
    );
  });
});
