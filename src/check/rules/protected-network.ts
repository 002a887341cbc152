import { environmentOf, type ProfileRule } from "../rule.ts";

export const protectedNetwork: ProfileRule = {
  id: "protected-network",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "A server in a protected environment says from which `network` its requests come.",
    why: "Without it a stolen session works from anywhere in the world until it ends.",
    fix: "Add `network` with the `vpc-endpoints` or the public `source-cidrs` that the server calls from.",
  },
  failing: {
    profile: `
environment: prod # <- here
# no network
`,
  },
  passing: {
    profile: `
environment: prod
network:
  vpc-endpoints: [vpce-0abc123]
`,
  },
  check: (subject) =>
    environmentOf(subject).protected === true && subject.profile.network === undefined
      ? [{ path: ["environment"], given: "no `network`" }]
      : [],
};
