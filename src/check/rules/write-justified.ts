import { environmentOf, type ProfileRule } from "../rule.ts";

export const writeJustified: ProfileRule = {
  id: "write-justified",
  about: "profile",
  severity: "error",
  waivable: true,
  words: {
    what: "Access that writes in a protected environment needs a `reason` and an `until`.",
    why: "A prompt injection can do with a credential whatever the credential can do. Write access that nobody explained and that never ends is how it harms production.",
    fix: "Say in `reason` why the server must write, and in `until` the day it ends; or ask for read access.",
  },
  failing: {
    profile: `
access:
  - service: s3 # <- here
    bucket: acme-reports
    prefixes: [summaries/]
    level: write
`,
  },
  passing: {
    profile: `
access:
  - service: s3
    bucket: acme-reports
    prefixes: [summaries/]
    level: write
    reason: Stores the summaries that analysts ask for.
    until: 2026-12-31
`,
  },
  check: (subject) => {
    if (environmentOf(subject).protected !== true) return [];
    return subject.profile.access.flatMap((entry, index) => {
      const missing = [...(entry.reason === undefined ? ["reason"] : []), ...(entry.until === undefined ? ["until"] : [])];
      if (missing.length === 0 || !subject.connectorOf(entry.service).writes(entry)) return [];
      return [{ path: ["access", index], given: `no ${missing.join(" and no ")}` }];
    });
  },
};
