import { closest } from "../../words/closest.ts";
import type { ProfileRule } from "../rule.ts";

export const ownerActive: ProfileRule = {
  id: "owner-active",
  about: "profile",
  severity: "error",
  waivable: false,
  words: {
    what: "The owner is one of the settings' `owners` and is not retired.",
    why: "The owner decides the stack. A server of nobody's stack would be provisioned by nobody, and taken away by nobody.",
    fix: "Name a team of `owners` in the settings, or add the team there.",
  },
  failing: { profile: "owner: data-platfrom # <- here" },
  passing: { profile: "owner: data-platform" },
  check: ({ profile, settings }) => {
    if (!Object.hasOwn(settings.owners, profile.owner)) {
      const meant = closest(profile.owner, Object.keys(settings.owners));
      return [{ path: ["owner"], given: profile.owner, ...(meant === undefined ? {} : { fix: `Did you mean \`${meant}\`?` }) }];
    }
    if (settings.owners[profile.owner]?.retired !== true) return [];
    const fix = "Give the server to another team, or delete the profile.";
    return [{ path: ["owner"], given: `${profile.owner}, which is retired`, fix }];
  },
};
