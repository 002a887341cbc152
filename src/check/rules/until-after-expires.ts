import type { ProfileRule } from "../rule.ts";

export const untilAfterExpires: ProfileRule = {
  id: "until-after-expires",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "An `until` later than the profile's `expires` has no effect.",
    why: "All access of the server ends with its profile. Whoever relies on the later day will be surprised.",
    fix: "Choose a day before `expires`, or leave `until` out.",
  },
  failing: {
    profile: `
access:
  - service: s3
    bucket: acme-reports
    prefixes: [orders/2026/]
    level: read
    until: 2027-08-31 # <- here
expires: 2027-06-30
`,
  },
  passing: {
    profile: `
access:
  - service: s3
    bucket: acme-reports
    prefixes: [orders/2026/]
    level: read
    until: 2027-03-31
expires: 2027-06-30
`,
  },
  check: ({ profile }) =>
    profile.access.flatMap(({ until }, index) =>
      until !== undefined && until > profile.expires
        ? [{ path: ["access", index, "until"], given: `until ${until}, expires ${profile.expires}` }]
        : [],
    ),
};
