import { closest } from "../../words/closest.ts";
import type { WaiverRule } from "../rule.ts";

export const waiverKnown: WaiverRule = {
  id: "waiver-known",
  about: "waiver",
  severity: "error",
  waivable: false,
  words: {
    what: "A waiver names a rule that exists.",
    why: "A misspelt one waives nothing and looks as if it did.",
    fix: "Name one of the rules in docs/rules.md.",
  },
  failing: {
    profile: `
waivers:
  - rule: network-braod # <- here
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
  check: ({ waiver, index, rule, waivable }) => {
    if (rule !== undefined) return [];
    const meant = closest(waiver.rule, waivable);
    return [
      { path: ["waivers", index, "rule"], given: waiver.rule, ...(meant === undefined ? {} : { fix: `Did you mean \`${meant}\`?` }) },
    ];
  },
};
