/** Files by path: a team's repository of a given size. */
export type Files = ReadonlyMap<string, string>;

const owners = Array.from({ length: 20 }, (_, index) => `team-${String(index).padStart(2, "0")}`);

const settings = `version: 1
environments:
  dev: { account: "444455556666", region: eu-west-1 }
  prod: { account: "111122223333", region: eu-west-1, protected: true, backend: { s3: { bucket: acme-terraform-state, region: eu-west-1 } } }
owners:
${owners.map((owner) => `  ${owner}: {}`).join("\n")}
`;

/** What servers ask for, in turn: most read one prefix or one table, some do both, a few write in dev. */
const accesses: readonly ((index: number) => string)[] = [
  (index) => `  - service: s3
    bucket: acme-reports-${index % 7}
    prefixes: [team-${index}/2026/, shared/]
    level: read`,
  (index) => `  - service: dynamodb
    table: orders-${index % 11}
    operations: [GetItem, BatchGetItem, Query]
    indexes: [by-customer]`,
  (index) => `  - service: s3
    bucket: acme-catalogue
    prefixes: [images/${index}/, texts/${index}.json]
    level: read
  - service: dynamodb
    table: catalogue
    operations: [GetItem, Query]
    leading-keys: [product-${index}]`,
  (index) => `  - service: dynamodb
    table: customers
    operations: [GetItem, Query]
    attributes: [id, name, region]
    reason: Looks up customer ${index}.`,
  (index) => `  - service: s3
    bucket: acme-drafts
    prefixes: [drafts/${index}/]
    level: write
    reason: Writes drafts for review ${index}.`,
];

function profile(index: number, expires: string): string {
  const kind = index % accesses.length;
  const access = accesses[kind]?.(index) ?? "";
  // The last kind writes, and only dev takes writes without an end date.
  const environment = kind === accesses.length - 1 || index % 2 === 0 ? "dev" : "prod";
  return `version: 1
server: server-${String(index).padStart(5, "0")}
environment: ${environment}
owner: ${owners[index % owners.length]}
purpose: Answers questions of kind ${kind} for team ${index % owners.length}.
access:
${access}
consumers:
  - sso-permission-set: Analyst${index % 3}
  - github-actions: { repository: acme/agents-${index % 5}, environment: ${environment}, owner-id: 1, repository-id: ${1 + (index % 5)}, immutable-subject: true }
expires: ${expires}
network: { vpc-endpoints: [vpce-0abc] }
`;
}

/** The same files for the same size and date, on every machine. */
export function generate(size: number, expires: string): Files {
  const profiles = Array.from({ length: size }, (_, index) => {
    return [`profiles/server-${String(index).padStart(5, "0")}.yaml`, profile(index, expires)] as const;
  });
  return new Map([["keyward.yaml", settings], ...profiles]);
}
