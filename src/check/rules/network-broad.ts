import { families, holdsEveryone, sizeOf, type Family } from "../networks.ts";
import type { ProfileRule } from "../rule.ts";

/** The largest blocks that registries give to one organisation are about this size. */
const largest = { IPv4: 8, IPv6: 16 } as const;

export const networkBroad: ProfileRule = {
  id: "network-broad",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "The networks together hold no more addresses than one IPv4 /8 or one IPv6 /16.",
    why: "Nobody has more than that. A typing mistake in a prefix length is the usual cause.",
    fix: "Name the networks that the server calls from, as narrow as they are.",
  },
  failing: {
    profile: `
network:
  source-cidrs: [192.0.0.0/2] # <- here
`,
  },
  passing: {
    profile: `
network:
  source-cidrs: [192.0.2.0/24]
`,
  },
  check: ({ profile }) => {
    const cidrs = profile.network?.["source-cidrs"] ?? [];
    return families
      .filter((family) => sizeOf(cidrs, family) > limitOf(family) && !holdsEveryone(cidrs, family))
      .map(({ name }) => ({
        path: ["network", "source-cidrs"],
        given: `more ${name} addresses than a /${largest[name]}: ${cidrs.join(", ")}`,
      }));
  },
};

const limitOf = ({ name, width }: Family): bigint => 1n << BigInt(width - largest[name]);
