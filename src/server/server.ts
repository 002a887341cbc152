import { accessModel, type AccessModel } from "../access/access-model.ts";
import type { Grant } from "../access/grant.ts";
import { endsAt, guards } from "../aws/guards.ts";
import { limits, packPolicies, type Overflow, type PackedPolicy } from "../aws/pack.ts";
import { documentSize, type PolicyDocument } from "../aws/policy-document.ts";
import { trustPolicy } from "../aws/trust.ts";
import type { AccessEntry, Environment, GrantContext } from "../connectors/connector.ts";
import { connectorOf } from "../connectors/registry.ts";
import { UserError } from "../errors.ts";
import type { Profile } from "../profile/schema.ts";
import { environmentOf } from "../settings/environment.ts";
import type { Settings } from "../settings/schema.ts";
import { boundaryName, boundaryPath, iamArn, managedPolicyName, roleName, serverPath, serversStack } from "./names.ts";
import { principalsOf } from "./principals.ts";

/** One MCP server of one environment, worked out: its names, its access model, and the policies that carry it. */
export interface Server {
  readonly profile: Profile;
  readonly environment: Environment;
  /** `<environment>/<server>`. */
  readonly id: string;
  /** The stack that holds it: `servers-<environment>-<owner>`. */
  readonly stack: string;
  /** `keyward-<environment>-<server>`. */
  readonly roleName: string;
  readonly roleArn: string;
  readonly model: AccessModel;
  /** What each of its services grants. */
  readonly grantsByService: ReadonlyMap<string, readonly Grant[]>;
  readonly trustPolicy: PolicyDocument;
  readonly policies: readonly RolePolicy[];
}

/** A policy of a role. Inline ones go with the role; managed ones are used for what does not fit inline. */
export interface RolePolicy extends PackedPolicy {
  readonly name: string;
}

/** The longest a session lasts, in seconds: IAM's default, and what role chaining allows at most. */
const sessionSeconds = 3600;

/** Works one server out. Throws a UserError when no packing fits IAM's limits. Pure. */
export function serverOf(profile: Profile, settings: Settings): Server {
  const environment = environmentOf(settings, profile.environment);
  const name = roleName(environment.name, profile.server);
  const grantsByService = declaredGrants(profile, settings);
  const model = modelOf(profile, settings, grantsByService);
  return {
    profile,
    environment,
    id: model.server,
    stack: serversStack(environment.name, profile.owner),
    roleName: name,
    roleArn: iamArn(environment, "role", `${serverPath}${name}`),
    model,
    grantsByService,
    trustPolicy: fittingTrust(profile, model),
    policies: rolePolicies(profile, model.grants),
  };
}

/** The access model of a profile: what it declares, and the Denies that bound it. Pure. */
export function modelOf(profile: Profile, settings: Settings, declared = declaredGrants(profile, settings)): AccessModel {
  const environment = environmentOf(settings, profile.environment);
  const allows = [...declared.values()].flat();
  return accessModel({
    server: `${environment.name}/${profile.server}`,
    grants: [...allows, ...guards(allows, { expires: instantOf(profile.expires), network: profile.network, account: environment.account })],
    principals: principalsOf(profile.consumers, environment),
    sessionSeconds,
    boundary: iamArn(environment, "policy", `${boundaryPath}${boundaryName(environment.name, "servers")}`),
    secretReaders: [],
    unknown: [],
  });
}

/** What connectors may know of an environment. */
export const contextOf = (settings: Settings, environment: Environment): GrantContext => ({
  environment,
  data: (settings.data ?? []).filter((fact) => fact.environment === undefined || fact.environment === environment.name),
});

/** The first moment without access: 00:00 UTC of the day. */
export const instantOf = (date: string): string => `${date}T00:00:00Z`;

/** The grants of the entries, by the service whose connector speaks for them. */
function declaredGrants(profile: Profile, settings: Settings): ReadonlyMap<string, readonly Grant[]> {
  const context = contextOf(settings, environmentOf(settings, profile.environment));
  const grants = new Map<string, readonly Grant[]>();
  for (const entry of profile.access) grants.set(entry.service, [...(grants.get(entry.service) ?? []), ...grantsOf(entry, context)]);
  return grants;
}

function grantsOf(entry: AccessEntry, context: GrantContext): readonly Grant[] {
  const grants = connectorOf(entry.service).grants(entry, context);
  if (entry.until === undefined) return grants;
  const end = endsAt(instantOf(entry.until));
  return grants.map((grant) => ({ ...grant, conditions: [...grant.conditions, end] }));
}

function fittingTrust(profile: Profile, model: AccessModel): PolicyDocument {
  const document = trustPolicy(model.principals);
  const size = documentSize(document);
  if (size > limits.trust)
    throw tooLarge(profile, { part: "trust", size, limit: limits.trust }, "name fewer consumers, or split the server in two");
  return document;
}

/** The policies of a server's role that carry the grants. Throws a UserError when they do not fit. */
function rolePolicies(profile: Profile, grants: readonly Grant[]): readonly RolePolicy[] {
  const packed = packPolicies(grants);
  if ("limit" in packed) throw tooLarge(profile, packed, "name fewer resources, a common prefix for example, or split the server in two");
  const role = roleName(profile.environment, profile.server);
  return packed.map((policy) => ({
    ...policy,
    name: policy.kind === "inline" ? `keyward-${policy.part}` : managedPolicyName(role, policy.part, policy.number),
  }));
}

const tooLarge = (profile: Profile, { part, size, limit, about }: Overflow, fix: string): UserError =>
  new UserError([
    {
      rule: "policy-fits",
      subject: `${profile.environment}/${profile.server}: ${part} policy`,
      message: `must fit IAM's limit of ${limit.toLocaleString("en")} characters`,
      given: `${size.toLocaleString("en")} characters${about === undefined ? "" : ` (${about})`}`,
      fix,
    },
  ]);
