import type { WaiverRule } from "../rule.ts";

export const waiverExpired: WaiverRule = {
  id: "waiver-expired",
  about: "waiver",
  severity: "error",
  waivable: false,
  words: {
    what: "A waiver that has expired waives nothing any more.",
    why: "The date is when somebody promised to look again.",
    fix: "Mend what it covered and delete it, or renew it with a reason that is still true.",
  },
  failing: {
    profile: `
waivers:
  - rule: network-broad
    reason: The vendor publishes no narrower list.
    until: 2026-09-01 # <- here
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
  check: ({ waiver, index, expired, honoured }) => {
    if (!expired) return [];
    const found = { path: ["waivers", index, "until"], given: waiver.until };
    return honoured ? [{ ...found, severity: "warning", message: "A waiver has expired: `keyward check` no longer honours it." }] : [found];
  },
};
