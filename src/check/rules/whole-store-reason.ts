import type { ProfileRule } from "../rule.ts";

export const wholeStoreReason: ProfileRule = {
  id: "whole-store-reason",
  about: "profile",
  severity: "error",
  waivable: true,
  words: {
    what: "Access to a whole store needs a `reason`.",
    why: "Whatever anybody puts into the store later is within reach too, although nobody will look at this profile then.",
    fix: "Name the parts that the server needs, or say in `reason` why it must be the whole.",
  },
  failing: {
    profile: `
access:
  - service: s3 # <- here
    bucket: acme-handbook
    prefixes: whole-bucket
    level: read
`,
  },
  passing: {
    profile: `
access:
  - service: s3
    bucket: acme-handbook
    prefixes: whole-bucket
    level: read
    reason: The bucket holds the published handbook and nothing else.
`,
  },
  check: ({ profile, connectorOf }) =>
    profile.access.flatMap((entry, index) => {
      const connector = connectorOf(entry.service);
      if (entry.reason !== undefined || !connector.wholeStore(entry)) return [];
      return [{ path: ["access", index], given: connector.words(entry).join(", ") }];
    }),
};
