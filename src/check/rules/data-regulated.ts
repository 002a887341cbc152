import { touchedData } from "../data.ts";
import type { ProfileRule } from "../rule.ts";

export const dataRegulated: ProfileRule = {
  id: "data-regulated",
  about: "profile",
  severity: "error",
  waivable: false,
  words: {
    what: "Data classified `regulated` is out of reach of every MCP server.",
    why: "What a server reads ends in a model's context, and from there wherever the conversation goes.",
    fix: "Remove the entry; give the server a copy without the regulated part, or have the classification changed in the settings.",
  },
  failing: {
    profile: `
access:
  - service: s3 # <- here
    bucket: acme-health
    prefixes: [visits/]
    level: read
`,
    settings: `
data:
  - { classification: regulated, bucket: acme-health }
`,
  },
  passing: {
    profile: `
access:
  - service: s3
    bucket: acme-reports
    prefixes: [visits-without-names/]
    level: read
`,
    settings: `
data:
  - { classification: regulated, bucket: acme-health }
`,
  },
  check: (subject) => touchedData(subject, "regulated").map(({ index, words }) => ({ path: ["access", index], given: words })),
};
