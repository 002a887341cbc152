/*
 * What `keyward init` writes. It passes `keyward check` and synthesizes as it is; the account is a placeholder.
 */

export const placeholderAccount = "111122223333";

export const starterSettings = `# Environments, owners and targets. Format: \`npx keyward schema settings\`.
# yaml-language-server: $schema=node_modules/keyward/docs/settings.schema.json
version: 1
environments:
  dev:
    account: "${placeholderAccount}" # change this: the AWS account of dev
    region: eu-west-1
owners:
  platform: {} # a team; each has a stack of its own
`;

export const starterProfile = (expires: string): string => `# One MCP server in one environment. Format: \`npx keyward schema profile\`.
# yaml-language-server: $schema=../node_modules/keyward/docs/profile.schema.json
version: 1
server: handbook-reader
environment: dev
owner: platform
purpose: Answers questions about the handbook in the team's chat.
access:
  - service: s3
    bucket: acme-handbook
    prefixes: [published/] # what it may see; everything else is refused
    level: read
consumers:
  - sso-permission-set: Developer # who may use it
expires: ${expires} # the first day without access, from 00:00 UTC
`;

/** The app that \`npx cdktf synth\` and \`npx cdktf deploy\` run. cdktf writes an id into a file without one; this one is the same for everybody. */
export const starterCdktf = `${JSON.stringify(
  { language: "typescript", app: "node node_modules/keyward/dist/stacks.js", projectId: "keyward", sendCrashReports: "false" },
  undefined,
  2,
)}\n`;

/** What must not be committed: built files, provider copies, state of the local backend. */
export const ignoredFiles: readonly string[] = ["node_modules/", "cdktf.out/", ".terraform/", "terraform.*.tfstate*"];

/** The day about half a year after the instant; days past the 28th become the 28th, which every month has. */
export function halfAYearAfter(now: Date): string {
  const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 6, Math.min(now.getUTCDate(), 28)));
  return end.toISOString().slice(0, 10);
}
