import type { Example } from "./rule.ts";

/** The moment at which the examples of the rules are read. */
export const exampleNow = new Date("2026-10-01T12:00:00Z");

/** The profile that examples of rules start from. No rule finds anything in it. */
const profile = {
  version: "version: 1",
  server: "server: orders-analyst",
  environment: "environment: prod",
  owner: "owner: data-platform",
  purpose: "purpose: Answers questions about orders.",
  access: ["access:", "  - service: s3", "    bucket: acme-reports", "    prefixes: [orders/2026/]", "    level: read"].join("\n"),
  consumers: ["consumers:", "  - sso-permission-set: Analyst"].join("\n"),
  expires: "expires: 2027-06-30",
  network: ["network:", "  source-cidrs: [203.0.113.0/24]"].join("\n"),
};

/** Its settings: `prod` is protected, `dev` is not. */
const settings = {
  version: "version: 1",
  environments: [
    "environments:",
    '  dev: { account: "444455556666", region: eu-west-1 }',
    "  prod:",
    '    account: "111122223333"',
    "    region: eu-west-1",
    "    protected: true",
    "    backend: { s3: { bucket: acme-terraform-state, region: eu-west-1 } }",
  ].join("\n"),
  owners: ["owners:", "  data-platform: {}", "  web: {}"].join("\n"),
};

/** The example made whole: the documentation shows only what it changes. Its own lines come first, so that their numbers stay; `# no network` leaves a key out. */
export const wholeExample = (example: Example): { readonly profile: string; readonly settings: string } => ({
  profile: whole(example.profile, profile),
  settings: whole(example.settings, settings),
});

function whole(fragment: string | undefined, base: Readonly<Record<string, string>>): string {
  const named = new Set([...(fragment ?? "").matchAll(/^(?:# no )?([a-z-]+)(?::|$)/gm)].map(([, key]) => key));
  const rest = Object.entries(base).filter(([key]) => !named.has(key));
  return [...(fragment === undefined ? [] : [fragment.trim()]), ...rest.map(([, text]) => text), ""].join("\n");
}
