import type { Finding } from "../../src/check/finding.ts";

/** An error, a warning and a waived finding, in two files. */
export const someFindings: readonly Finding[] = [
  {
    rule: "write-justified",
    severity: "error",
    subject: "prod/orders: access[0]",
    message: "Access that writes in a protected environment needs a `reason` and an `until`.",
    given: "no until",
    fix: "Say when it ends.",
    at: { file: "profiles/orders.yaml", line: 7, column: 5 },
  },
  {
    rule: "protected-network",
    severity: "warning",
    subject: "prod/orders: environment",
    message: "A server in a protected environment says from which `network` its requests come.",
    fix: "Add `network: { source-cidrs: [203.0.113.0/24] }`.",
    at: { file: "profiles/orders.yaml", line: 9, column: 14 },
  },
  {
    rule: "network-broad",
    severity: "warning",
    subject: "prod/site: network.source-cidrs",
    message: "The networks together hold no more addresses than one IPv4 /8 or one IPv6 /16.",
    given: "192.0.0.0/2",
    fix: "Name narrower ones.",
    at: { file: "profiles/site insights.yaml", line: 3, column: 1 },
    waived: { reason: "The vendor publishes no narrower list.", until: "2027-01-31" },
  },
];
