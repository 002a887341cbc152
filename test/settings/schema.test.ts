import { expect, test } from "@jest/globals";
import { settingsSchema } from "../../src/settings/schema.ts";
import { fullSettings } from "../workspace/samples.ts";

const prod = (change: object) => ({ ...fullSettings, environments: { prod: { account: "111122223333", region: "eu-west-1", ...change } } });
const accepts = (value: unknown) => settingsSchema.safeParse(value).success;

test.each([
  { name: "nothing more", change: {}, fits: true },
  { name: "a local backend", change: { backend: "local" }, fits: true },
  { name: "a backend of another kind", change: { backend: { gcs: { bucket: "acme" } } }, fits: false },
  { name: "a backend of two kinds", change: { backend: { s3: { bucket: "acme", region: "eu-west-1" }, local: true } }, fits: false },
  { name: "a region that is a pattern", change: { region: "eu-*" }, fits: false },
  { name: "protected: false", change: { protected: false }, fits: true },
  { name: "protected in quotes", change: { protected: "true" }, fits: false },
  { name: "retired: true", change: { retired: true }, fits: true },
  { name: "retired: false, which would say nothing", change: { retired: false }, fits: false },
  { name: "a tag", change: { tags: { team: "web", "cost-center": "42" } }, fits: true },
  { name: "a tag without a value, which the provider would drop", change: { tags: { team: "" } }, fits: false },
  { name: "a tag that AWS keeps", change: { tags: { "aws:cloudformation:stack-name": "x" } }, fits: false },
  { name: "a tag that AWS keeps, in capitals", change: { tags: { "AWS:x": "x" } }, fits: false },
  { name: "a tag that Keyward sets", change: { tags: { "keyward:server": "x" } }, fits: false },
  { name: "a tag that Keyward sets, since IAM compares without case", change: { tags: { "Keyward:server": "x" } }, fits: false },
  { name: "a tag with Terraform in it", change: { tags: { team: "${x}" } }, fits: false },
])("an environment with $name: $fits", ({ change, fits }) => {
  expect(accepts(prod(change))).toBe(fits);
});

test.each([
  { name: "a bucket", fact: { bucket: "acme-health", classification: "regulated" }, fits: true },
  { name: "a bucket's key", fact: { bucket: "acme-health", "kms-key": "arn:aws:kms:eu-west-1:111122223333:key/0a1b" }, fits: true },
  { name: "a part of a target", fact: { target: "analytics", schema: "sales", classification: "internal" }, fits: true },
  { name: "a target without its part", fact: { target: "analytics", classification: "internal" }, fits: false },
  { name: "two stores at once", fact: { bucket: "acme", table: "orders", classification: "internal" }, fits: false },
  { name: "nothing said", fact: { bucket: "acme-health" }, fits: false },
  { name: "a class that is none", fact: { bucket: "acme-health", classification: "secret" }, fits: false },
  { name: "no store", fact: { classification: "regulated" }, fits: false },
])("data of $name: $fits", ({ fact, fits }) => {
  expect(accepts({ ...fullSettings, data: [fact] })).toBe(fits);
});

test.each(["environments", "owners"])("settings without %s are refused, and so are settings with none", (word) => {
  expect(accepts({ ...fullSettings, [word]: undefined })).toBe(false);
  expect(accepts({ ...fullSettings, [word]: {} })).toBe(false);
});
