import { instantOf } from "../../server/server.ts";
import type { ProfileRule } from "../rule.ts";

export const untilPassed: ProfileRule = {
  id: "until-passed",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "This access has ended: its `until` has passed.",
    why: "Readers take what a profile lists for what the server can do.",
    fix: "Delete the entry, or choose a later day for `until` if the server still needs it.",
  },
  failing: {
    profile: `
access:
  - service: s3
    bucket: acme-reports
    prefixes: [orders/2026/]
    level: read
    until: 2026-09-30 # <- here
`,
  },
  passing: {
    profile: `
access:
  - service: s3
    bucket: acme-reports
    prefixes: [orders/2026/]
    level: read
    until: 2026-10-31
`,
  },
  check: ({ profile, now }) =>
    profile.access.flatMap(({ until }, index) =>
      until !== undefined && new Date(instantOf(until)) <= now ? [{ path: ["access", index, "until"], given: until }] : [],
    ),
};
