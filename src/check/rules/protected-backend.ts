import type { SettingsRule } from "../rule.ts";

export const protectedBackend: SettingsRule = {
  id: "protected-backend",
  about: "settings",
  severity: "error",
  waivable: false,
  words: {
    what: "A protected environment needs a remote backend.",
    why: "State on somebody's laptop has no lock, no history and no second reader; when it is lost, nothing takes the access away.",
    fix: "Write `backend: { s3: { bucket: acme-terraform-state, region: eu-west-1 } }` with your own bucket.",
  },
  failing: {
    settings: `
environments:
  prod: { account: "111122223333", region: eu-west-1, protected: true, backend: local } # <- here
`,
  },
  passing: {
    settings: `
environments:
  prod:
    account: "111122223333"
    region: eu-west-1
    protected: true
    backend: { s3: { bucket: acme-terraform-state, region: eu-west-1 } }
`,
  },
  check: ({ settings }) =>
    Object.entries(settings.environments).flatMap(([name, environment]) =>
      environment.protected === true && (environment.backend ?? "local") === "local"
        ? [{ path: ["environments", name], given: environment.backend === undefined ? "no `backend`" : "backend: local" }]
        : [],
    ),
};
