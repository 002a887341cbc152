/*
 * A profile and settings that say everything the formats know.
 */
const account = "111122223333";
const key = `arn:aws:kms:eu-west-1:${account}:key/0a1b`;
const role = `arn:aws:iam::${account}:role/chat`;

export const fullProfile = {
  version: 1,
  server: "orders-analyst",
  environment: "prod",
  owner: "data-platform",
  purpose: "Answers questions about orders.",
  access: [
    {
      service: "s3",
      bucket: "acme-reports",
      prefixes: ["orders/2026/"],
      level: "write",
      delete: true,
      "kms-key": key,
      account,
      region: "eu-west-1",
      reason: "Writes the weekly report.",
      until: "2027-01-01",
      name: "reports",
    },
    {
      service: "dynamodb",
      table: "orders",
      operations: ["Query"],
      "leading-keys": ["customer-7"],
      attributes: ["id"],
      "kms-key": key,
      account,
      region: "eu-west-1",
      reason: "Reads one customer.",
      until: "2027-01-01",
      name: "orders",
    },
    { service: "dynamodb", table: "orders", operations: ["Query"], indexes: ["by-customer"] },
  ],
  consumers: [
    { role },
    { "sso-permission-set": "Analyst", account },
    { "github-actions": { repository: "acme/reports", environment: "production", "owner-id": 1, "repository-id": 2 } },
    { "eks-pod-identity": { cluster: `arn:aws:eks:eu-west-1:${account}:cluster/tools`, namespace: "mcp", "service-account": "orders" } },
    { service: "lambda" },
    { account, "external-id": "acme-7f3c", role: "chat" },
  ],
  rotation: { every: "30d", overlap: "1h" },
  expires: "2027-06-30",
  network: { "vpc-endpoints": ["vpce-0abc"], "source-cidrs": ["203.0.113.0/24"] },
  waivers: [{ rule: "protected-network", reason: "Runs on laptops.", until: "2027-03-01" }],
};

const secret = `arn:aws:secretsmanager:eu-west-1:${account}:secret:analytics-admin-AbCdEf`;
const postgres = {
  service: "postgres",
  environment: "prod",
  host: "analytics.example.com",
  port: 5432,
  database: "analytics",
  tls: "rds",
  auth: "password",
  "admin-secret": { arn: secret, "kms-key": key },
  network: { subnets: ["subnet-0a1"], "security-groups": ["sg-0a1"] },
};
const github = { service: "github", environment: "prod", organization: "acme", "app-id": 12345, "installation-id": 67890 };

export const fullSettings = {
  version: 1,
  environments: {
    dev: { account: "444455556666", region: "eu-west-1", backend: "local", protected: false, retired: true },
    prod: {
      account,
      region: "eu-west-1",
      partition: "aws",
      protected: true,
      backend: { s3: { bucket: "acme-terraform-state", region: "eu-west-1", "kms-key": key, "assume-role": role } },
      "assume-role": role,
      tags: { team: "platform" },
    },
  },
  owners: { "data-platform": { description: "Warehouse and pipelines" }, web: { retired: true } },
  targets: {
    analytics: postgres,
    warehouse: { ...postgres, tls: { "ca-file": "certs/ca.pem" }, auth: { iam: { "resource-id": "db-ABC" } } },
    acme: { ...github, key: { kms: key } },
    other: { ...github, key: { secret }, retired: true },
  },
  data: [
    { classification: "regulated", bucket: "acme-health" },
    { classification: "confidential", table: "customers", environment: "prod", "kms-key": key },
    { classification: "internal", target: "analytics", schema: "sales" },
  ],
};
