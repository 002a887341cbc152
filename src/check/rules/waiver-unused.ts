import type { WaiverRule } from "../rule.ts";

export const waiverUnused: WaiverRule = {
  id: "waiver-unused",
  about: "waiver",
  severity: "warning",
  waivable: false,
  words: {
    what: "A waiver waives something.",
    why: "One that no longer does will hide the next mistake of its kind.",
    fix: "Delete the waiver.",
  },
  failing: {
    profile: `
waivers:
  - rule: network-broad # <- here
    reason: The vendor publishes no narrower list.
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
  check: ({ waiver, index, rule, expired, matches }) =>
    rule?.waivable === true && !expired && matches === 0 ? [{ path: ["waivers", index, "rule"], given: waiver.rule }] : [],
};
