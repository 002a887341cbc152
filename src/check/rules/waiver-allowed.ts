import type { WaiverRule } from "../rule.ts";

export const waiverAllowed: WaiverRule = {
  id: "waiver-allowed",
  about: "waiver",
  severity: "error",
  waivable: false,
  words: {
    what: "A waiver names a rule that may be waived.",
    why: "A few rules protect what no single profile may decide about. docs/rules.md says which.",
    fix: "Delete the waiver and mend what the rule finds.",
  },
  failing: {
    profile: `
waivers:
  - rule: data-regulated # <- here
    reason: Only for the pilot.
    until: 2027-01-31
`,
  },
  passing: {
    profile: `
network:
  source-cidrs: [192.0.0.0/2]
waivers:
  - rule: network-broad
    reason: The vendor publishes no narrower list.
    until: 2027-01-31
`,
  },
  check: ({ waiver, index, rule }) => (rule?.waivable === false ? [{ path: ["waivers", index, "rule"], given: waiver.rule }] : []),
};
