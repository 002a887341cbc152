import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { ProbeRequest } from "../../src/connectors/connector.ts";

/** The policies that decide one request, as JSON values. */
export interface Judged {
  readonly role: { readonly arn: string; readonly account: string };
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  /** The policy on the resource, and the account the resource lives in. */
  readonly resourcePolicy?: unknown;
  readonly resourceAccount?: string;
}

/**
 * The engine drops keys that are not in its list, and `kms:EncryptionContext:<name>` is in it as a pattern it does not match.
 * Another string key of the same actions, which no policy of ours uses, stands in for it, in policies and request alike.
 */
const renamed = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replace(/kms:EncryptionContext:aws:[A-Za-z0-9:]+/g, "kms:RequestAlias")) as Value;

/** The answer of an engine that shares no code with ours. Throws where it cannot judge. */
export async function allowedByOracle(given: Judged, asked: ProbeRequest): Promise<boolean> {
  const [judged, request] = [renamed(given), renamed(asked)];
  const { arn, account } = judged.role;
  const response = await runSimulation(
    {
      request: {
        principal: arn.replace(":iam:", ":sts:").replace(/:role\/(?:.*\/)?([^/]+)$/, ":assumed-role/$1/session"),
        action: request.action,
        resource: { resource: request.resource, accountId: judged.resourceAccount ?? account },
        contextVariables: { "aws:PrincipalArn": arn, "aws:PrincipalAccount": account, ...mutable(request.context) },
      },
      identityPolicies: judged.identity.map((policy, index) => ({ name: `policy-${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: judged.resourcePolicy,
      ...(judged.boundary === undefined ? {} : { permissionBoundaryPolicies: [{ name: "boundary", policy: judged.boundary }] }),
    },
    {},
  );
  if (response.resultType === "error") throw new Error(`${request.action} ${request.resource}: ${JSON.stringify(response.errors)}`);
  return response.overallResult === "Allowed";
}

const mutable = (context: ProbeRequest["context"]): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]));
