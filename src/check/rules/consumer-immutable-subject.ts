import { environmentOf, type ProfileRule } from "../rule.ts";

export const consumerImmutableSubject: ProfileRule = {
  id: "consumer-immutable-subject",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "In a protected environment a GitHub repository is known by its ids alone.",
    why: "A name can be taken over by somebody else once the repository is renamed, transferred or deleted; an id cannot. GitHub puts the ids into the tokens of repositories made since July 2026, and of older ones that opt in.",
    fix: "Opt in, then add `owner-id`, `repository-id` and `immutable-subject: true`; `gh api repos/<owner>/<repository> --jq '.owner.id, .id'` prints them.",
  },
  failing: {
    profile: `
consumers:
  - github-actions: # <- here
      repository: acme/reports
      environment: production
`,
  },
  passing: {
    profile: `
consumers:
  - github-actions:
      repository: acme/reports
      environment: production
      owner-id: 9919
      repository-id: 123456
      immutable-subject: true
`,
  },
  check: (subject) => {
    if (environmentOf(subject).protected !== true) return [];
    return subject.profile.consumers.flatMap((consumer, index) => {
      if (!("github-actions" in consumer) || consumer["github-actions"]["immutable-subject"] === true) return [];
      return [{ path: ["consumers", index], given: consumer["github-actions"].repository }];
    });
  },
};
