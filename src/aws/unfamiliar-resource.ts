import { hasTemplate } from "../terraform/escape.ts";
import { plainReference } from "../terraform/expression.ts";
import { fingerprint } from "../terraform/fingerprint.ts";
import type { PlannedResource } from "../terraform/planned-resource.ts";
import { isJsonArray, isJsonObject, readJson, type Json } from "../terraform/read-json.ts";
import { notUnderstood, type Contribution } from "./observed-policy.ts";

/**
 * What changes nothing that a role may do, whatever it names, but for the attributes listed. Of every other type nobody knows: AWS
 * adds resources that hand out access, and names them as it likes (`aws_kms_grant`, `aws_eks_pod_identity_association`).
 */
const harmless = new Map<string, readonly string[]>([
  ["aws_cloudwatch_log_group", []],
  ["aws_dynamodb_table", []],
  ["aws_iam_openid_connect_provider", []],
  ["aws_kms_alias", []],
  ["aws_kms_key", ["policy"]],
  ["aws_s3_bucket", ["grant", "policy"]],
  ["aws_ssm_parameter", []],
]);

/** These make whatever a template says, roles and policies too, and the template may be anywhere. */
const templates = /cloudformation|cloudcontrolapi|servicecatalog/;

/** What a resource that Keyward does not know may do to a role. Undefined where it can do nothing to any. */
export function unfamiliarResource(resource: PlannedResource): ((role: PlannedResource) => readonly Contribution[]) | undefined {
  const { address, type } = resource;
  // What other providers make is unknown in the whole file.
  if (!type.startsWith("aws_")) return undefined;
  const given = attributesOf(resource);
  const digest = fingerprint(given);
  const says = (reason: string): readonly Contribution[] => [notUnderstood(address, `${reason}${digest}`)];
  if (templates.test(type)) return () => says("makes what a template says, which may change any role");
  const texts = given.flatMap(({ value }) => textsIn(value)).join("\n");
  const named = says(`names the role, and what an ${type} does to it is not understood`);
  const hidden = hides(resource, given) ? says("which role it is attached to is not known") : [];
  return (role) => (namesOf(role).some((name) => contains(texts, name)) ? named : hidden);
}

interface Given {
  readonly attribute: string;
  readonly value: unknown;
  /** True where the value is an expression that nobody evaluated. */
  readonly unread: boolean;
}

/** What matters of a resource: the values, and the expressions of those that are not known. */
function attributesOf({ type, values, unknown, expressions = {} }: PlannedResource): readonly Given[] {
  const matters = ({ attribute }: Given): boolean => harmless.get(type)?.includes(attribute) ?? true;
  const known = Object.entries(values).map(([attribute, value]): Given => ({ attribute, value, unread: false }));
  const unread = Object.entries(expressions)
    .filter(([attribute]) => unknown.includes(attribute))
    .map(([attribute, value]): Given => ({ attribute, value, unread: true }));
  return [...known, ...unread].filter(matters);
}

/** True when the resource may name a role in what is not known. */
function hides({ type, unknown, references = {} }: PlannedResource, given: readonly Given[]): boolean {
  if (given.some(({ value, unread }) => unread && isCalculated(value))) return true;
  const roles = harmless.has(type) ? [] : unknown.filter((attribute) => /^roles?(?:_name|_arn)?$/.test(attribute));
  return roles.some((attribute) => references[attribute] === undefined);
}

/** Of references these cannot come from a text that somebody chose; a role is found by its own address. */
const telling = /^aws_iam_role\.|\.(?:arn|key_id)$/;

/** True when an expression may give the name of a role that it does not show. */
function isCalculated(expression: unknown): boolean {
  if (typeof expression === "string") return hasTemplate(expression) && !telling.test(plainReference(expression) ?? "");
  if (Array.isArray(expression)) return expression.some(isCalculated);
  if (!isObject(expression)) return false;
  // In a plan's configuration: HCL, of which the plan keeps the references alone.
  if (expression["references"] !== undefined && expression["constant_value"] === undefined) return true;
  return Object.entries(expression).some(([key, value]) => hasTemplate(key) || isCalculated(value));
}

/** How a text may name a role: by what IAM calls it, which is the end of its ARN, or by reference. */
function namesOf({ address, values }: PlannedResource): readonly string[] {
  const reference = address.replace(/^(?:module\.[^.]+\.)*/, "").replace(/\[.*\]$/, "");
  return [reference, values["name"], values["unique_id"]].filter((name) => typeof name === "string" && name !== "").map(String);
}

/** True when the name stands in the text as a whole. IAM tells names apart without regard to case. */
function contains(texts: string, name: string): boolean {
  const [text, wanted] = [texts.toLowerCase(), name.toLowerCase()];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const around = `${text.charAt(at - 1)} ${text.charAt(at + wanted.length)}`;
    if (!/[a-z0-9_-]/.test(around)) return true;
  }
  return false;
}

/** Every text in a value, keys too, and those in JSON that stands in a text, where escapes could hide them. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value, ...textsIn(innerJson(value))];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]) : [];
}

function innerJson(text: string): Json | undefined {
  const json = /[[{"\\]/.test(text) ? readJson(text) : undefined;
  return json?.ok === true && (isJsonObject(json.value) || isJsonArray(json.value) || typeof json.value === "string")
    ? json.value
    : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
