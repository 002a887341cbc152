import { environmentOf, type ProfileRule } from "../rule.ts";

export const consumerRepositoryId: ProfileRule = {
  id: "consumer-repository-id",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "In a protected environment a GitHub repository is named with its ids as well.",
    why: "A name can be taken over by somebody else once the repository is renamed, transferred or deleted; an id cannot. GitHub puts the ids into the tokens of newer repositories.",
    fix: "Add `owner-id` and `repository-id`; `gh api repos/<owner>/<repository> --jq '.owner.id, .id'` prints them.",
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
`,
  },
  check: (subject) => {
    if (environmentOf(subject).protected !== true) return [];
    return subject.profile.consumers.flatMap((consumer, index) => {
      if (!("github-actions" in consumer) || consumer["github-actions"]["repository-id"] !== undefined) return [];
      return [{ path: ["consumers", index], given: consumer["github-actions"].repository }];
    });
  },
};
