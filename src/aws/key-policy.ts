import type { Environment } from "../connectors/connector.ts";
import { policyDocument, type PolicyDocument } from "./policy-document.ts";

/** What an administrator needs to keep a key: no cryptographic operation among them. */
const administration = [
  ..."CancelKeyDeletion CreateAlias DeleteAlias DescribeKey DisableKey EnableKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus".split(
    " ",
  ),
  ..."ListKeyPolicies ListResourceTags PutKeyPolicy ScheduleKeyDeletion TagResource UntagResource UpdateAlias UpdateKeyDescription".split(
    " ",
  ),
].map((action) => `kms:${action}`);

const use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"];

/**
 * Policy of the key that encrypts the secrets of one stack's servers. Naming the account delegates to its IAM policies;
 * even they can use the key through Secrets Manager alone. In a key policy the resource `*` is the key itself.
 */
export function secretsKeyPolicy({ partition, account, region }: Environment): PolicyDocument {
  const statement = { Effect: "Allow", Principal: { AWS: [`arn:${partition}:iam::${account}:root`] }, Resource: ["*"] } as const;
  const viaSecretsManager = { StringEquals: { "kms:ViaService": [`secretsmanager.${region}.amazonaws.com`] } };
  return policyDocument([
    { ...statement, Action: administration },
    { ...statement, Action: use, Condition: viaSecretsManager },
  ]);
}
