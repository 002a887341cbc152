import { instantOf } from "../../server/server.ts";
import type { ProfileRule } from "../rule.ts";

export const expiresWithinAYear: ProfileRule = {
  id: "expires-within-a-year",
  about: "profile",
  severity: "error",
  waivable: true,
  words: {
    what: "A profile expires within a year from now.",
    why: "Access that nobody asks for again should end by itself. Once a year somebody has to say that the server still needs it.",
    fix: "Choose an earlier day for `expires`; renew it when the day comes near.",
  },
  failing: { profile: "expires: 2029-12-31 # <- here" },
  passing: { profile: "expires: 2027-10-01" },
  check: ({ profile, now }) => {
    const latest = new Date(now);
    latest.setUTCFullYear(now.getUTCFullYear() + 1);
    return new Date(instantOf(profile.expires)) > latest ? [{ path: ["expires"], given: profile.expires }] : [];
  },
};
