import { environmentOf, type ProfileRule } from "../rule.ts";

export const environmentActive: ProfileRule = {
  id: "environment-active",
  about: "profile",
  severity: "error",
  waivable: false,
  words: {
    what: "The environment is not retired.",
    why: "A retired environment is emptied by its next apply: whatever the profile asks for would not be there.",
    fix: "Move the profile to another environment, or delete it.",
  },
  failing: {
    profile: "environment: old # <- here",
    settings: `
environments:
  old: { account: "444455556666", region: eu-west-1, retired: true }
`,
  },
  passing: { profile: "environment: dev" },
  check: (subject) =>
    environmentOf(subject).retired === true ? [{ path: ["environment"], given: `${subject.profile.environment}, which is retired` }] : [],
};
