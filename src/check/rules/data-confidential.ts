import { touchedData } from "../data.ts";
import type { ProfileRule } from "../rule.ts";

export const dataConfidential: ProfileRule = {
  id: "data-confidential",
  about: "profile",
  severity: "error",
  waivable: true,
  words: {
    what: "Data classified `confidential` is read-only.",
    why: "A model that was talked into something must not be able to change or delete it.",
    fix: "Ask for read access, or write somewhere that is not confidential.",
  },
  failing: {
    profile: `
access:
  - service: s3 # <- here
    bucket: acme-contracts
    prefixes: [drafts/]
    level: write
    reason: Drafts answers to suppliers.
    until: 2026-12-31
`,
    settings: `
data:
  - { classification: confidential, bucket: acme-contracts }
`,
  },
  passing: {
    profile: `
access:
  - service: s3
    bucket: acme-contracts
    prefixes: [drafts/]
    level: read
`,
    settings: `
data:
  - { classification: confidential, bucket: acme-contracts }
`,
  },
  check: (subject) =>
    touchedData(subject, "confidential")
      .filter(({ entry }) => subject.connectorOf(entry.service).writes(entry))
      .map(({ index, words }) => ({ path: ["access", index], given: words })),
};
