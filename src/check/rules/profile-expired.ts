import { instantOf } from "../../server/server.ts";
import type { ProfileRule } from "../rule.ts";

export const profileExpired: ProfileRule = {
  id: "profile-expired",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "The profile has expired: it grants nothing any more.",
    why: "Its role stands there and every request is refused, which looks like a fault to whoever uses it.",
    fix: "Choose a later day for `expires` if the server is still needed, else delete the profile.",
  },
  failing: { profile: "expires: 2026-09-30 # <- here" },
  passing: { profile: "expires: 2026-10-02" },
  check: ({ profile, now }) => (new Date(instantOf(profile.expires)) <= now ? [{ path: ["expires"], given: profile.expires }] : []),
};
