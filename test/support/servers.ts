import type { Profile } from "../../src/profile/schema.ts";
import { profileSchema } from "../../src/profile/schema.ts";
import { serverOf, type Server } from "../../src/server/server.ts";
import { settingsSchema, type Settings } from "../../src/settings/schema.ts";

/** Settings with one plain and one protected environment; parts can be replaced. */
export const someSettings = (parts: Record<string, unknown> = {}): Settings =>
  settingsSchema.parse({
    version: 1,
    environments: {
      dev: { account: "444455556666", region: "eu-west-1" },
      prod: { account: "111122223333", region: "eu-west-1", protected: true },
    },
    owners: { web: {} },
    ...parts,
  });

/** A profile that is valid as it stands; parts can be replaced. */
export const someProfile = (parts: Record<string, unknown> = {}): Profile =>
  profileSchema.parse({
    version: 1,
    server: "reports",
    environment: "prod",
    owner: "web",
    purpose: "Answers questions about reports.",
    access: [someRead()],
    consumers: [{ role: "arn:aws:iam::111122223333:role/chat" }],
    expires: "2027-06-30",
    ...parts,
  }) as Profile;

export const someRead = (parts: Record<string, unknown> = {}) => ({
  service: "s3",
  bucket: "acme-reports",
  prefixes: ["orders/2026/"],
  level: "read",
  ...parts,
});

export const someQuery = (parts: Record<string, unknown> = {}) => ({
  service: "dynamodb",
  table: "orders",
  operations: ["GetItem", "Query"],
  ...parts,
});

export const someServer = (parts: Record<string, unknown> = {}, settings: Settings = someSettings()): Server =>
  serverOf(someProfile(parts), settings);
