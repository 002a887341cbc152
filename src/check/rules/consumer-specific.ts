import type { ProfileRule } from "../rule.ts";

export const consumerSpecific: ProfileRule = {
  id: "consumer-specific",
  about: "profile",
  severity: "error",
  waivable: true,
  words: {
    what: "A consumer in another account is named by its `role`, by an `external-id`, or by both.",
    why: "A whole account is everybody who can make a role there. An external id keeps a vendor's other customers out (the confused deputy).",
    fix: "Add the `role` that will use the server, or the `external-id` agreed with the account's owner.",
  },
  failing: {
    profile: `
consumers:
  - account: "999988887777" # <- here
`,
  },
  passing: {
    profile: `
consumers:
  - account: "999988887777"
    external-id: acme-orders-7f3a
  - account: "999988887777"
    role: chat-backend
`,
  },
  check: ({ profile }) =>
    profile.consumers.flatMap((consumer, index) =>
      "account" in consumer && !("sso-permission-set" in consumer) && consumer["external-id"] === undefined && consumer.role === undefined
        ? [{ path: ["consumers", index], given: `account ${consumer.account}, any role` }]
        : [],
    ),
};
