import type { ProfileRule } from "../rule.ts";

export const consumerLambda: ProfileRule = {
  id: "consumer-lambda",
  about: "profile",
  severity: "warning",
  waivable: true,
  words: {
    what: "A Lambda function has a role of its own, and assumes the server's.",
    why: "A function that runs as the server's role can write no logs and join no VPC: the role is denied everything that the profile does not declare.",
    fix: "Give the function a role of its own, name that under `role`, and let the function assume the server's role.",
  },
  failing: {
    profile: `
consumers:
  - service: lambda # <- here
`,
  },
  passing: {
    profile: `
consumers:
  - role: arn:aws:iam::111122223333:role/orders-function
`,
  },
  check: ({ profile }) =>
    profile.consumers.flatMap((consumer, index) =>
      "service" in consumer && consumer.service === "lambda" ? [{ path: ["consumers", index, "service"], given: "service: lambda" }] : [],
    ),
};
