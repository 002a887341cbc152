import type { Unknown } from "../access/access-model.ts";
import type { Grant } from "../access/grant.ts";
import { fingerprint } from "../terraform/fingerprint.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import { readPolicy, type PolicyContext } from "./read-policy.ts";

/** What one policy gives to a role. */
export interface Contribution {
  readonly grants: readonly Grant[];
  readonly unknown: readonly Unknown[];
  /** The name of an inline policy; null while it is not known. */
  readonly inline?: string | null;
  /** The ARN of a managed policy, or the address of its resource while the ARN is not known. */
  readonly managed?: string;
  /** The resource that attaches it. */
  readonly by: string;
}

export const notUnderstood = (by: string, reason: string): Contribution => ({ by, grants: [], unknown: [{ subject: by, reason }] });

/** True where the configuration sets the attribute. Where no configuration is known, what is there counts as set. */
export const isConfigured = ({ configured, values, unknown }: PlannedResource, attribute: string): boolean =>
  configured?.includes(attribute) ?? (values[attribute] != null || unknown.includes(attribute));

/** The digest of what the configuration says of an attribute that is not known, or of the value that is no good. */
export const unreadOf = ({ expressions, values }: PlannedResource, attribute: string): string =>
  fingerprint(expressions?.[attribute] ?? values[attribute]);

type Document = Pick<Contribution, "grants" | "unknown">;

/** Reads the policy document that an attribute holds. */
export function readAttribute(resource: PlannedResource, attribute: string, context: Partial<PolicyContext>): Document {
  const subject = `${resource.address}: ${attribute}`;
  const text = resource.values[attribute];
  if (typeof text === "string") return readDocument(subject, text, context);
  return { grants: [], unknown: [{ subject, reason: `the policy is not known${unreadOf(resource, attribute)}` }] };
}

/** Reads a policy document that stands somewhere inside an attribute. */
export function readDocument(subject: string, text: unknown, context: Partial<PolicyContext>): Document {
  if (typeof text !== "string") return { grants: [], unknown: [{ subject, reason: `the policy is not known${fingerprint(text)}` }] };
  const { grants, unknown } = readPolicy(text, context);
  const digest = unknown.length > 0 ? fingerprint(text) : "";
  return {
    grants,
    unknown: unknown.map((one) => ({
      subject: one.subject === "" ? subject : `${subject}: ${one.subject}`,
      reason: `${one.reason}${digest}`,
    })),
  };
}

/** The managed policies of a file, found the way an attachment names them. */
export interface ManagedPolicies {
  attached(by: PlannedResource, attribute: string): Contribution;
  byArn(by: string, arn: unknown): Contribution;
}

const customerPolicy = /^arn:[^:]+:iam::[0-9]{12}:policy(?<path>\/(?:.*\/)?)(?<name>[^/]+)$/;

export function managedPolicies(resources: readonly PlannedResource[]): ManagedPolicies {
  const policies = resources.filter(({ type }) => type === "aws_iam_policy").map((resource) => ({ resource, ...read(resource) }));
  const known = new Map<string, (typeof policies)[number][]>();
  for (const policy of policies) for (const key of keysOf(policy.resource)) known.set(key, [...(known.get(key) ?? []), policy]);
  const contribution = (by: string, found: (typeof policies)[number]): Contribution => ({
    by,
    managed: identityOf(found.resource),
    grants: found.grants,
    unknown: found.unknown,
  });

  function byArn(by: string, arn: unknown): Contribution {
    if (typeof arn !== "string" || !arn.startsWith("arn:"))
      return notUnderstood(by, `which policy it attaches is not known${fingerprint(arn)}`);
    const { path, name } = customerPolicy.exec(arn)?.groups ?? {};
    const named = path === undefined || name === undefined ? [] : (known.get(nameKey(path, name)) ?? []);
    const candidates = known.get(arn) ?? named.filter(({ resource }) => typeof resource.values["arn"] !== "string");
    const [found, another] = candidates;
    if (found === undefined || another !== undefined)
      return { ...notUnderstood(by, `what ${arn} allows is not in the file`), managed: arn };
    return contribution(by, found);
  }

  function attached(by: PlannedResource, attribute: string): Contribution {
    const reference = by.references?.[attribute] ?? "";
    const [found] = /\.(?:arn|id)$/.test(reference) && by.values[attribute] === undefined ? (known.get(addressIn(reference)) ?? []) : [];
    if (found !== undefined) return contribution(by.address, found);
    return by.values[attribute] === undefined
      ? notUnderstood(by.address, `which policy it attaches is not known${unreadOf(by, attribute)}`)
      : byArn(by.address, by.values[attribute]);
  }
  return { attached, byArn };
}

const read = (resource: PlannedResource) => readAttribute(resource, "policy", { kind: "identity" });

const identityOf = ({ values, address }: PlannedResource): string => (typeof values["arn"] === "string" ? values["arn"] : address);

/** `aws_iam_policy.x.arn` → `aws_iam_policy.x`. */
export const addressIn = (reference: string): string => reference.slice(0, reference.lastIndexOf("."));

const nameKey = (path: string, name: string): string => `name:${path}${name}`;

function keysOf({ address, values }: PlannedResource): readonly string[] {
  const { name, arn } = values;
  const path = values["path"] ?? "/";
  return [
    address,
    ...(typeof arn === "string" ? [arn] : []),
    ...(typeof name === "string" && typeof path === "string" ? [nameKey(path, name)] : []),
  ];
}
