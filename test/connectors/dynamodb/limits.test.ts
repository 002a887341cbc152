import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { access, type DynamodbEntry } from "../../../src/connectors/dynamodb/access.ts";
import { dynamodb } from "../../../src/connectors/dynamodb/index.ts";
import { limits, limitsOf, type DynamodbLimit } from "../../../src/connectors/dynamodb/limits.ts";
import type { ProbeRequest } from "../../../src/connectors/connector.ts";
import { allowedProbes } from "../allowed-probes.ts";
import { entriesOf } from "../entries.ts";

const entry = (parts: Record<string, unknown>): DynamodbEntry =>
  access.parse({ service: "dynamodb", table: "orders", operations: ["GetItem"], ...parts });
const settings = "use PartiQL, streams, exports or backups, or change any table's settings";
const gap =
  "(IAM cannot close one way: an update of table orders whose condition fails can answer with the whole item, ReturnValuesOnConditionCheckFailure)";

describe("what the entries of a profile do not give", () => {
  const get = entry({});
  const put = entry({ operations: ["PutItem"] });
  const describeTable = entry({ operations: ["DescribeTable"] });
  const keyed = (...keys: readonly string[]) => entry({ "leading-keys": keys });
  const limited = (...attributes: readonly string[]) => entry({ attributes });
  const update = entry({ operations: ["UpdateItem"], attributes: ["total"] });
  const indexed = entry({ operations: ["Query"], indexes: ["by-date"] });

  test.each<{ name: string; entries: readonly DynamodbEntry[]; expected: readonly string[] }>([
    { name: "one to read", entries: [get], expected: ["change table orders", "use the indexes of table orders"] },
    { name: "one to read, one to write: it can change", entries: [get, put], expected: ["use the indexes of table orders"] },
    { name: "only a description", entries: [describeTable], expected: ["read or change items of table orders"] },
    {
      name: "one for some keys",
      entries: [keyed("k1")],
      expected: ["change table orders", "reach items of table orders with other partition keys than k1", "use the indexes of table orders"],
    },
    {
      name: "two for different keys",
      entries: [keyed("k2"), keyed("k1")],
      expected: [
        "change table orders",
        "reach items of table orders with other partition keys than k1, k2",
        "use the indexes of table orders",
      ],
    },
    {
      name: "one for some keys, one for all: no key is out of reach",
      entries: [keyed("k1"), get],
      expected: ["change table orders", "use the indexes of table orders"],
    },
    {
      name: "one for some keys, and a description, which reaches no item",
      entries: [keyed("k1"), describeTable],
      expected: ["change table orders", "reach items of table orders with other partition keys than k1", "use the indexes of table orders"],
    },
    {
      name: "two for different attributes",
      entries: [limited("total"), limited("id", "date")],
      expected: [
        "change table orders",
        "read or change other attributes of table orders than date, id, total",
        "use the indexes of table orders",
      ],
    },
    {
      name: "one for some attributes, one for all",
      entries: [limited("id"), get],
      expected: ["change table orders", "use the indexes of table orders"],
    },
    {
      name: "one for some keys, one for some attributes: each reaches past the other",
      entries: [keyed("k1"), limited("id")],
      expected: ["change table orders", "use the indexes of table orders"],
    },
    {
      name: "an update of some attributes can answer with more",
      entries: [update],
      expected: ["read or change other attributes of table orders than total", gap, "use the indexes of table orders"],
    },
    {
      name: "an update of some attributes beside a read of all attributes of some keys",
      entries: [update, keyed("k1")],
      expected: [gap, "use the indexes of table orders"],
    },
    {
      name: "one without an index, one with",
      entries: [get, indexed],
      expected: ["change table orders", "use other indexes of table orders than by-date"],
    },
    {
      name: "one table to read, another to write: each line names its table",
      entries: [get, entry({ table: "lines", operations: ["PutItem"] })],
      expected: ["change table orders", "use the indexes of table orders", "use the indexes of table lines"],
    },
    {
      name: "tables of one name in two regions are taken as one",
      entries: [get, entry({ operations: ["PutItem"], region: "us-east-1" })],
      expected: ["use the indexes of table orders"],
    },
  ])("$name", ({ entries, expected }) => {
    expect(limits(entries)).toEqual([...expected, settings]);
    expect(new Set(limits([...entries].reverse()))).toEqual(new Set([...expected, settings]));
  });

  test("is nothing where there is no entry", () => expect(limits([])).toEqual([]));
});

const changes = /^dynamodb:(Put|Update|Delete|BatchWrite)Item$/;

/** Whether a limit says that a request is refused: its words, taken literally. A request that names no keys or attributes may be for any. */
function covers(limit: DynamodbLimit, { action, resource, context }: ProbeRequest): boolean {
  if (limit.kind === "gap") return false;
  const items = /^dynamodb:(GetItem|BatchGetItem|Query|Scan|ConditionCheckItem)$/.test(action) || changes.test(action);
  if (limit.kind === "settings") return !items && action !== "dynamodb:DescribeTable" && !action.startsWith("kms:");
  const [, table, index] = /:table\/([^/]+)(?:\/index\/(.+))?$/.exec(resource) ?? [];
  if (table !== limit.table) return false;
  const beyond = (key: string) => {
    const values = context[key];
    return values === undefined || [values].flat().some((value) => !limit.except.includes(value));
  };
  const about = {
    items,
    change: changes.test(action),
    keys: items && beyond("dynamodb:LeadingKeys"),
    attributes: items && beyond("dynamodb:Attributes"),
    indexes: index !== undefined && !limit.except.includes(index),
  };
  return about[limit.kind];
}

test("no limit covers what the grants of the entries let through", () => {
  fc.assert(
    fc.property(fc.array(entriesOf["dynamodb"] ?? fc.constant({}), { minLength: 1, maxLength: 4 }), (generated) => {
      const entries = generated.map((one) => access.parse(one));
      const said = limitsOf(entries);
      for (const request of allowedProbes(dynamodb, entries)) expect(said.filter((limit) => covers(limit, request))).toEqual([]);
    }),
  );
});

test("the limits of a lone entry cover the requests beside its grants", () => {
  const said = limitsOf([entry({ attributes: ["id"], "leading-keys": ["k1"] })]);
  const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
  const declared = { "dynamodb:LeadingKeys": ["k1"], "dynamodb:Attributes": ["id"] };
  const refused: readonly ProbeRequest[] = [
    { action: "dynamodb:GetItem", resource: table, context: { ...declared, "dynamodb:LeadingKeys": ["k2"] } },
    { action: "dynamodb:GetItem", resource: table, context: { ...declared, "dynamodb:Attributes": ["id", "total"] } },
    { action: "dynamodb:GetItem", resource: table, context: {} },
    { action: "dynamodb:PutItem", resource: table, context: declared },
    { action: "dynamodb:Query", resource: `${table}/index/by-date`, context: declared },
    { action: "dynamodb:PartiQLSelect", resource: table, context: declared },
  ];
  expect(refused.filter((request) => !said.some((limit) => covers(limit, request)))).toEqual([]);
});
