import { environmentOf, type ProfileRule } from "../rule.ts";

export const consumerClusterAccount: ProfileRule = {
  id: "consumer-cluster-account",
  about: "profile",
  severity: "error",
  waivable: false,
  words: {
    what: "The EKS cluster of a consumer is in the environment's account.",
    why: "EKS Pod Identity gives pods roles of the cluster's own account only: no pod could ever use the server.",
    fix: "Name a cluster of the environment's account; for pods elsewhere, name the role that they have there under `role`.",
  },
  failing: {
    profile: `
consumers:
  - eks-pod-identity:
      cluster: arn:aws:eks:eu-west-1:999988887777:cluster/tools # <- here
      namespace: mcp
      service-account: orders-analyst
`,
  },
  passing: {
    profile: `
consumers:
  - eks-pod-identity:
      cluster: arn:aws:eks:eu-west-1:111122223333:cluster/tools
      namespace: mcp
      service-account: orders-analyst
`,
  },
  check: (subject) => {
    const { account } = environmentOf(subject);
    return subject.profile.consumers.flatMap((consumer, index) => {
      if (!("eks-pod-identity" in consumer)) return [];
      const there = consumer["eks-pod-identity"].cluster.split(":")[4];
      if (there === account) return [];
      return [
        {
          path: ["consumers", index, "eks-pod-identity", "cluster"],
          given: `a cluster of ${there}; ${subject.profile.environment} is ${account}`,
        },
      ];
    });
  },
};
