import { UserError } from "../../errors.ts";
import type { ProfileRule } from "../rule.ts";

const servedTeams = (count: number) =>
  Array.from({ length: count }, (_, index) => `  - role: arn:aws:iam::111122223333:role/chat/backend-of-sales-region-${index}`).join("\n");

export const policyFits: ProfileRule = {
  id: "policy-fits",
  about: "profile",
  severity: "error",
  waivable: false,
  words: {
    what: "The policies of the server fit IAM's limits.",
    why: "AWS refuses a larger policy in the middle of an apply, when half of the stack is made already.",
    fix: "Name fewer resources or consumers (a common prefix, one role that all share), or split the server in two.",
  },
  failing: { profile: `server: sales-chat # <- here\nconsumers:\n${servedTeams(40)}` },
  passing: { profile: `server: sales-chat\nconsumers:\n${servedTeams(3)}` },
  check: ({ server }) => {
    try {
      server();
      return [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return error.problems.map(({ message, given, fix }) => ({
        path: ["server"],
        message,
        fix,
        ...(given === undefined ? {} : { given }),
      }));
    }
  },
};
