import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { access, type S3Entry } from "../../../src/connectors/s3/access.ts";
import { limits, limitsOf, type S3Limit } from "../../../src/connectors/s3/limits.ts";
import type { ProbeRequest } from "../../../src/connectors/connector.ts";
import { s3 } from "../../../src/connectors/s3/index.ts";
import { allowedProbes } from "../allowed-probes.ts";
import { entriesOf } from "../entries.ts";

const entry = (parts: Record<string, unknown>): S3Entry => access.parse({ service: "s3", bucket: "b-1", level: "read", ...parts });
const settings = "read old versions, or change access lists, policies or settings of any bucket";

describe("what the entries of a profile do not give", () => {
  const folder = entry({ prefixes: ["orders/"] });
  const whole = entry({ prefixes: "whole-bucket" });
  const drafts = entry({ prefixes: ["drafts/"], level: "write" });
  const draftsAndDelete = entry({ prefixes: ["drafts/"], level: "write", delete: true });
  const other = (parts: object) => entry({ bucket: "b-2", ...parts });

  test.each<{ name: string; entries: readonly S3Entry[]; expected: readonly string[] }>([
    {
      name: "one folder to read",
      entries: [folder],
      expected: ["reach anything in s3://b-1 outside of orders/", "write, overwrite or delete objects in s3://b-1"],
    },
    {
      name: "one object to read: no list either",
      entries: [entry({ prefixes: ["index.json"] })],
      expected: ["reach anything in s3://b-1 outside of index.json", "list s3://b-1", "write, overwrite or delete objects in s3://b-1"],
    },
    { name: "a whole bucket to read", entries: [whole], expected: ["write, overwrite or delete objects in s3://b-1"] },
    {
      name: "a folder, and the whole bucket: nothing is out of reach",
      entries: [folder, whole],
      expected: ["write, overwrite or delete objects in s3://b-1"],
    },
    {
      name: "one object, and a folder elsewhere in the bucket: that can be listed",
      entries: [entry({ prefixes: ["index.json"] }), folder],
      expected: ["reach anything in s3://b-1 outside of index.json, orders/", "write, overwrite or delete objects in s3://b-1"],
    },
    {
      name: "a folder, and one within it: the wider one counts",
      entries: [entry({ prefixes: ["orders/2026/"] }), folder],
      expected: ["reach anything in s3://b-1 outside of orders/", "write, overwrite or delete objects in s3://b-1"],
    },
    {
      name: "one folder to write",
      entries: [drafts],
      expected: ["reach anything in s3://b-1 outside of drafts/", "delete objects in s3://b-1 (where it can write, it can overwrite them)"],
    },
    {
      name: "one folder to write and delete",
      entries: [draftsAndDelete],
      expected: ["reach anything in s3://b-1 outside of drafts/"],
    },
    {
      name: "one folder to read, another to write",
      entries: [folder, drafts],
      expected: [
        "reach anything in s3://b-1 outside of drafts/, orders/",
        "write to s3://b-1 outside of drafts/",
        "delete objects in s3://b-1 (where it can write, it can overwrite them)",
      ],
    },
    {
      name: "the whole bucket to read, one folder to write and delete",
      entries: [whole, draftsAndDelete],
      expected: ["write to s3://b-1 outside of drafts/", "delete objects in s3://b-1 outside of drafts/"],
    },
    {
      name: "the whole bucket to write, one folder to delete",
      entries: [entry({ prefixes: "whole-bucket", level: "write" }), draftsAndDelete],
      expected: ["delete objects in s3://b-1 outside of drafts/"],
    },
    {
      name: "the whole bucket to write and delete",
      entries: [folder, entry({ prefixes: "whole-bucket", level: "write", delete: true })],
      expected: [],
    },
    {
      name: "one bucket to read, another to write: each line names its bucket",
      entries: [whole, other({ prefixes: ["drafts/"], level: "write", delete: true })],
      expected: ["write, overwrite or delete objects in s3://b-1", "reach anything in s3://b-2 outside of drafts/"],
    },
  ])("$name", ({ entries, expected }) => {
    expect(limits(entries)).toEqual([...expected, settings]);
    expect(new Set(limits([...entries].reverse()))).toEqual(new Set([...expected, settings]));
  });

  test("is nothing where there is no entry", () => expect(limits([])).toEqual([]));
});

/** Whether a limit says that a request is refused: its words, taken literally. */
function covers(limit: S3Limit, { action, resource, context }: ProbeRequest): boolean {
  if (limit.kind === "settings")
    return !/^(kms:|s3:(GetObject|PutObject|DeleteObject|ListBucket|AbortMultipartUpload|ListMultipartUploadParts)$)/.test(action);
  const [bucket, ...rest] = resource.replace(/^arn:aws:s3:::/, "").split("/");
  if (bucket !== limit.bucket) return false;
  const listing = action === "s3:ListBucket";
  const place = listing ? String(context["s3:prefix"] ?? "") : rest.join("/");
  const inside = limit.outside.some((prefix) => (prefix.endsWith("/") ? place.startsWith(prefix) : place === prefix));
  const writing = /^s3:(PutObject|AbortMultipartUpload|ListMultipartUploadParts)$/.test(action);
  const deleting = action === "s3:DeleteObject";
  const about = { reach: true, list: listing, change: writing || deleting, write: writing, delete: deleting };
  return about[limit.kind] && !inside;
}

test("no limit covers what the grants of the entries let through", () => {
  fc.assert(
    fc.property(fc.array(entriesOf["s3"] ?? fc.constant({}), { minLength: 1, maxLength: 4 }), (generated) => {
      const entries = generated.map((one) => access.parse(one));
      const said = limitsOf(entries);
      for (const request of allowedProbes(s3, entries)) expect(said.filter((limit) => covers(limit, request))).toEqual([]);
    }),
  );
});

test("the limits of a lone entry cover the requests beside its grants", () => {
  const said = limitsOf([entry({ prefixes: ["orders/"] })]);
  const bucket = "arn:aws:s3:::b-1";
  const refused: readonly ProbeRequest[] = [
    { action: "s3:GetObject", resource: `${bucket}/other`, context: {} },
    { action: "s3:ListBucket", resource: bucket, context: { "s3:prefix": "other/" } },
    { action: "s3:ListBucket", resource: bucket, context: {} },
    { action: "s3:PutObject", resource: `${bucket}/orders/x`, context: {} },
    { action: "s3:DeleteObject", resource: `${bucket}/orders/x`, context: {} },
    { action: "s3:GetObjectVersion", resource: `${bucket}/orders/x`, context: {} },
    { action: "s3:PutBucketPolicy", resource: bucket, context: {} },
  ];
  expect(refused.filter((request) => !said.some((limit) => covers(limit, request)))).toEqual([]);
});
