import { storesCredential, type ProfileRule } from "../rule.ts";

export const rotationUnused: ProfileRule = {
  id: "rotation-unused",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "`rotation` is said where a credential is stored.",
    why: "A role session is never stored and ends within the hour: nothing here rotates, although the profile reads as if it did.",
    fix: "Delete `rotation`.",
  },
  failing: {
    profile: `
rotation:
  every: 30d # <- here
`,
  },
  passing: { profile: "# no rotation" },
  check: (subject) =>
    subject.profile.rotation !== undefined && !subject.profile.access.some((entry) => storesCredential(subject, entry))
      ? [{ path: ["rotation"], given: `every ${subject.profile.rotation.every}` }]
      : [],
};
