import { unknownRegion } from "../regions.ts";
import type { SettingsRule } from "../rule.ts";

export const environmentRegionKnown: SettingsRule = {
  id: "environment-region-known",
  about: "settings",
  severity: "warning",
  waivable: false,
  words: {
    what: "The region of an environment, and of its state, is one of AWS's.",
    why: "IAM accepts any text as a region: with a misspelt one every ARN of the environment names nothing.",
    fix: "Name a region of AWS's list; if it is newer than Keyward, this warning may be ignored.",
  },
  failing: {
    settings: `
environments:
  prod: { account: "111122223333", region: eu-wset-1 } # <- here
`,
  },
  passing: {
    settings: `
environments:
  prod: { account: "111122223333", region: eu-west-1 }
`,
  },
  check: ({ settings }) =>
    Object.entries(settings.environments).flatMap(([name, { region, backend }]) => {
      const path = ["environments", name];
      const states = typeof backend === "object" ? Object.entries(backend) : [];
      const named = [
        { path: [...path, "region"], region },
        ...states.map(([kind, state]) => ({ path: [...path, "backend", kind, "region"], region: state.region })),
      ];
      return named.flatMap(({ path: at, region: given }) => {
        const unknown = unknownRegion(given);
        return unknown === undefined ? [] : [{ path: at, ...unknown }];
      });
    }),
};
