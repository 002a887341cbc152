import { contains } from "../networks.ts";
import type { ProfileRule } from "../rule.ts";

/** Addresses that no request reaches AWS from: RFC 1918, 6598, 4193, loopback and link-local. */
const unroutable = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
  "::1/128",
] as const;

export const networkPrivate: ProfileRule = {
  id: "network-private",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "A private address in `source-cidrs` admits nobody.",
    why: "`aws:SourceIp` is the public address that AWS sees; requests through a VPC endpoint do not carry it at all.",
    fix: "Name the public addresses of the NAT gateway or proxy, or the `vpc-endpoints`.",
  },
  failing: {
    profile: `
network:
  source-cidrs: [10.20.0.0/16] # <- here
`,
  },
  passing: {
    profile: `
network:
  vpc-endpoints: [vpce-0abc123]
`,
  },
  check: ({ profile }) =>
    (profile.network?.["source-cidrs"] ?? []).flatMap((cidr, index) =>
      unroutable.some((range) => contains(range, cidr)) ? [{ path: ["network", "source-cidrs", index], given: cidr }] : [],
    ),
};
