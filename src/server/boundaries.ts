import { sortedSet } from "../access/grant.ts";
import { policyDocument, type PolicyDocument } from "../aws/policy-document.ts";
import type { Environment } from "../connectors/connector.ts";
import { connectors } from "../connectors/registry.ts";
import { secretPrefix, type BoundaryKind } from "./names.ts";

/** Tag of every role made for a server: the boundary lets it read the secrets of that server alone. */
export const serverTag = "keyward:server";

/** The most that any role of a kind can do, whatever its policies say. Invariant 3 exempts boundaries from naming resources. */
export const boundaryPolicy = (kind: BoundaryKind, environment: Environment): PolicyDocument =>
  kind === "servers" ? serversBoundary(environment) : functionsBoundary(environment);

/** Every action the connectors can emit, and reading its own secrets. */
function serversBoundary(environment: Environment): PolicyDocument {
  const readers = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
  // The name of a secret has five parts and none holds a slash, so the server's part cannot be matched by another.
  const own = `${secretsArn(environment)}*/\${aws:PrincipalTag/${serverTag}}/*`;
  return policyDocument([
    { Effect: "Allow", Action: sortedSet(connectors.flatMap(({ actions }) => actions)), Resource: ["*"] },
    { Effect: "Allow", Action: readers, Resource: [own] },
    { Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["*"], Condition: viaSecretsManager(environment) },
  ]);
}

/** What functions need: their logs and queue, declarations, secrets, signing, and a network interface in a VPC. */
function functionsBoundary(environment: Environment): PolicyDocument {
  const { partition, account, region } = environment;
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const secrets = "DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage"
    .split(" ")
    .map((action) => `secretsmanager:${action}`);
  const interfaces =
    "AssignPrivateIpAddresses CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DescribeSubnets UnassignPrivateIpAddresses";
  return policyDocument([
    { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [arn("logs", "log-group:/aws/lambda/keyward-*")] },
    { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [arn("sqs", "keyward-*")] },
    {
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      Resource: [arn("ssm", "parameter/keyward/*")],
    },
    { Effect: "Allow", Action: secrets, Resource: ["*"] },
    { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["*"], Condition: viaSecretsManager(environment) },
    { Effect: "Allow", Action: ["kms:Sign"], Resource: ["*"] },
    { Effect: "Allow", Action: interfaces.split(" ").map((action) => `ec2:${action}`), Resource: ["*"] },
  ]);
}

const secretsArn = (environment: Environment): string =>
  `arn:${environment.partition}:secretsmanager:${environment.region}:${environment.account}:secret:${secretPrefix(environment.name)}`;

const viaSecretsManager = ({ region }: Environment) => ({ StringEquals: { "kms:ViaService": [`secretsmanager.${region}.amazonaws.com`] } });
