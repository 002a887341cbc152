import { families, holdsEveryone } from "../networks.ts";
import type { ProfileRule } from "../rule.ts";

export const networkEveryone: ProfileRule = {
  id: "network-everyone",
  about: "profile",
  severity: "error",
  waivable: false,
  words: {
    what: "A network that admits every address is not a limit.",
    why: "It reads like one. All networks are counted together, so halves and quarters of the address space do not hide it.",
    fix: "Name the networks that the server calls from, or leave `network` out, which at least says so.",
  },
  failing: {
    profile: `
network:
  source-cidrs: [0.0.0.0/1, 128.0.0.0/1] # <- here
`,
  },
  passing: {
    profile: `
network:
  source-cidrs: [203.0.113.0/24, "2001:db8:40::/48"]
`,
  },
  check: ({ profile }) => {
    const cidrs = profile.network?.["source-cidrs"] ?? [];
    return families
      .filter((family) => holdsEveryone(cidrs, family))
      .map(({ name }) => ({ path: ["network", "source-cidrs"], given: `every ${name} address: ${cidrs.join(", ")}` }));
  },
};
