import { byText, isExcept, mergeGrants, sortedSet, type Condition, type Grant } from "../access/grant.ts";
import { neverAll } from "./negate.ts";
import { patternsMeet } from "./pattern.ts";

/*
 * Allow statements alone do not bound a role: a resource policy of the same account can let its sessions in past an
 * implicit denial, and so can a trust policy (IAM user guide, "Policy evaluation logic", session principals).
 * Only an explicit Deny stops that, so everything that is not declared is denied beside the Allows.
 */

/** Where requests may come from; either list lets a request in. */
export interface NetworkFence {
  readonly "vpc-endpoints"?: readonly string[] | undefined;
  readonly "source-cidrs"?: readonly string[] | undefined;
}

/** The key that ends a grant. */
const now = "aws:CurrentTime";

/** The condition that ends a grant at an instant (RFC 3339, UTC). */
export const endsAt = (instant: string): Condition => ({ operator: "DateLessThan", key: now, values: [instant] });

const startsAt = (instant: string): Condition => ({ operator: "DateGreaterThanEquals", key: now, values: [instant] });

/** The instant at which a grant ends by itself; undefined = with the profile. */
const endOf = (grant: Grant): string | undefined =>
  grant.conditions.find(({ key, operator }) => key === now && operator === "DateLessThan")?.values[0];

/** The Denies that bound a role to `allows` (all of effect allow, actions listed), until `expires`, from `network`. */
export function guards(allows: readonly Grant[], expires: string, network: NetworkFence | undefined): readonly Grant[] {
  const ends = sortedSet(allows.flatMap((grant) => endOf(grant) ?? [])).filter((instant) => instant < expires);
  const always = outside(allows);
  const later = ends.flatMap((instant) => {
    const alive = allows.filter((grant) => (endOf(grant) ?? expires) > instant);
    const known = new Set(always.map((grant) => JSON.stringify(grant)));
    return outside(alive)
      .filter((grant) => !known.has(JSON.stringify(grant)))
      .map((grant) => ({ ...grant, conditions: [...grant.conditions, startsAt(instant)] }));
  });
  return mergeGrants([
    ...always,
    ...later,
    everything([startsAt(expires)]),
    ...(network === undefined ? [] : [everything(offNetwork(network))]),
  ]);
}

const everything = (conditions: readonly Condition[]): Grant => ({
  effect: "deny",
  service: "*",
  actions: ["*"],
  resource: "*",
  conditions,
});

/** Denies of everything that none of the grants allows, their ends aside. */
function outside(allows: readonly Grant[]): readonly Grant[] {
  if (allows.length === 0) return [everything([])];
  const rules = allows.flatMap((grant) => {
    if (isExcept(grant.actions) || typeof grant.resource !== "string")
      throw new Error("guards: an allow must list its actions and name its resource");
    return grant.actions.map((action) => ({
      action,
      resource: grant.resource as string,
      service: grant.service,
      conditions: fencing(grant),
    }));
  });
  const actions = sortedSet(rules.map(({ action }) => action));
  const elsewhere = actions.flatMap((action) => {
    const own = rules.filter((rule) => rule.action === action);
    return [undeclaredResources(own), ...unmetConditions(own)];
  });
  return mergeGrants([{ ...everything([]), actions: { except: actions } }, ...elsewhere.flat()]);
}

interface Rule {
  readonly action: string;
  readonly resource: string;
  readonly service: string;
  readonly conditions: readonly Condition[];
}

/**
 * Conditions that must be mirrored in a Deny. The end of the grant is told by the phases above. `aws:ResourceAccount` needs none:
 * across accounts a resource policy alone lets nobody in, the identity policy must allow too, and ours does not.
 */
const fencing = (grant: Grant): readonly Condition[] => grant.conditions.filter(({ key }) => key !== now && key !== "aws:ResourceAccount");

/** One action, on every resource but those declared for it. */
function undeclaredResources(rules: readonly Rule[]): Grant[] {
  const resources = sortedSet(rules.map(({ resource }) => resource));
  if (resources.includes("*")) return [];
  return rules
    .slice(0, 1)
    .map(({ action, service }) => ({ effect: "deny", service, actions: [action], resource: { except: resources }, conditions: [] }));
}

/** One action on a declared resource, where the conditions of no grant that could apply hold. */
function unmetConditions(rules: readonly Rule[]): Grant[] {
  const resources = [...new Map(rules.map((rule) => [rule.resource, rule])).values()].sort((a, b) => byText(a.resource, b.resource));
  return resources.flatMap(({ action, service, resource }) => {
    const applicable = rules
      .filter((rule) => rule.resource === resource || patternsMeet(rule.resource, resource))
      .map(({ conditions }) => conditions);
    return neverAll(applicable).map((conditions) => ({ effect: "deny" as const, service, actions: [action], resource, conditions }));
  });
}

/**
 * Requests that come neither through one of the endpoints nor from one of the networks. A request holds one of the two keys, never both;
 * calls that a service makes on the caller's behalf hold neither, so they are excepted (AWS, "Building a data perimeter on AWS").
 */
function offNetwork(network: NetworkFence): readonly Condition[] {
  const endpoints = network["vpc-endpoints"];
  const cidrs = network["source-cidrs"];
  return [
    ...(cidrs === undefined ? [] : [{ operator: "NotIpAddressIfExists", key: "aws:SourceIp", values: cidrs }]),
    ...(endpoints === undefined ? [] : [{ operator: "StringNotEqualsIfExists", key: "aws:SourceVpce", values: endpoints }]),
    { operator: "BoolIfExists", key: "aws:ViaAWSService", values: ["false"] },
  ];
}
