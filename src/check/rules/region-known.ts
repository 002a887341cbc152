import { unknownRegion } from "../regions.ts";
import type { ProfileRule } from "../rule.ts";

export const regionKnown: ProfileRule = {
  id: "region-known",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "A region in a profile is one of AWS's.",
    why: "IAM accepts any text as a region: a misspelt one gives access to nothing, and nobody is told.",
    fix: "Name a region of AWS's list; if it is newer than Keyward, waive this rule.",
  },
  failing: {
    profile: `
access:
  - service: dynamodb
    table: orders
    operations: [GetItem]
    region: eu-wset-1 # <- here
`,
  },
  passing: {
    profile: `
access:
  - service: dynamodb
    table: orders
    operations: [GetItem]
    region: eu-west-1
`,
  },
  check: ({ profile }) =>
    profile.access.flatMap((entry, index) => {
      const region = "region" in entry ? entry.region : undefined;
      const unknown = typeof region === "string" ? unknownRegion(region) : undefined;
      return unknown === undefined ? [] : [{ path: ["access", index, "region"], ...unknown }];
    }),
};
