import { isExcept, mergeGrants, sortedSet, type Condition, type Grant } from "../access/grant.ts";
import { UserError } from "../errors.ts";
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

/** What bounds a role besides its grants. */
export interface Fence {
  /** The end of everything (RFC 3339, UTC). */
  readonly expires: string;
  readonly network: NetworkFence | undefined;
  /** The role's own account. */
  readonly account: string;
}

/** The Denies that bound a role to `allows` (all of effect allow, actions listed). Not merged. Throws a UserError where they cannot be written down. */
export function guards(allows: readonly Grant[], { expires, network, account }: Fence): readonly Grant[] {
  const rules = allows.flatMap((grant) => rulesOf(grant, account));
  const ends = sortedSet(rules.flatMap(({ end }) => end ?? [])).filter((instant) => instant < expires);
  const fence = network === undefined ? [] : [everything(offNetwork(network))];
  return [...outside(rules), ...ends.flatMap((instant) => after(instant, rules, expires)), everything([startsAt(expires)]), ...fence];
}

/** What must be denied from an instant on, and is not denied always. */
function after(instant: string, rules: readonly Rule[], expires: string): readonly Grant[] {
  const always = new Set(mergeGrants(outside(rules)).map((grant) => JSON.stringify(grant)));
  const later = mergeGrants(endedAt(instant, rules, expires)).filter((grant) => !always.has(JSON.stringify(grant)));
  return later.map((grant) => ({ ...grant, conditions: [...grant.conditions, startsAt(instant)] }));
}

const everything = (conditions: readonly Condition[]): Grant => ({
  effect: "deny",
  service: "*",
  actions: ["*"],
  resource: "*",
  conditions,
});

/** One action on one resource, as an Allow gives it. */
interface Rule {
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** Conditions that must be mirrored in a Deny. */
  readonly conditions: readonly Condition[];
  /** When the grant ends by itself; undefined = with the profile. */
  readonly end: string | undefined;
}

/**
 * The role's own account needs no mirror: across accounts a resource policy alone lets nobody in, the identity policy must
 * allow too, and ours does not. Another account does: a store of that name in ours could invite the role.
 */
function rulesOf({ service, actions, resource, conditions }: Grant, account: string): readonly Rule[] {
  if (isExcept(actions) || typeof resource !== "string") throw new Error("guards: an allow must list its actions and name its resource");
  const end = conditions.find(({ key, operator }) => key === now && operator === "DateLessThan")?.values[0];
  const mirrored = conditions.filter(({ key, values }) => key !== now && !(key === "aws:ResourceAccount" && values[0] === account));
  return actions.map((action) => ({ service, action, resource, conditions: mirrored, end }));
}

/** Denies of everything that no rule allows, their ends put aside. */
function outside(rules: readonly Rule[]): readonly Grant[] {
  if (rules.length === 0) return [everything([])];
  const byAction = groupByAction(rules);
  return [{ ...everything([]), actions: { except: sortedSet(byAction.keys()) } }, ...[...byAction.values()].flatMap(beyond)];
}

/** What must be denied from an instant on because some rules end there. */
function endedAt(instant: string, rules: readonly Rule[], expires: string): readonly Grant[] {
  const ended = groupByAction(rules.filter(({ end }) => end === instant));
  const alive = groupByAction(rules.filter(({ end }) => (end ?? expires) > instant));
  if (alive.size === 0) return [everything([])];
  return [...ended.entries()].flatMap(([action, own]) => {
    const rest = alive.get(action) ?? [];
    const lone = own.filter((rule) => !rest.some((other) => meet(other, rule)));
    // Where a lasting rule shares a resource with one that ends, the fence around the lasting ones is drawn anew.
    const shared = lone.length < own.length ? beyond(rest) : [];
    return [...lone.map((rule): Grant => ({ ...denial(rule), resource: rule.resource })), ...shared];
  });
}

const meet = (a: Rule, b: Rule): boolean => a.resource === b.resource || patternsMeet(a.resource, b.resource);

const denial = ({ service, action }: Rule) => ({ effect: "deny" as const, service, actions: [action], conditions: [] });

/** Denies of one action beyond its rules: on other resources, and on theirs where the conditions of none hold. */
function beyond(rules: readonly Rule[]): readonly Grant[] {
  const byResource = new Map(rules.map((rule) => [rule.resource, rule]));
  const elsewhere = rules.slice(0, 1).map((rule): Grant => ({ ...denial(rule), resource: { except: sortedSet(byResource.keys()) } }));
  const unmet = [...byResource.values()].flatMap((rule) => {
    if (rule.conditions.length === 0) return [];
    const applicable = rules.filter((other) => meet(other, rule)).map(({ conditions }) => conditions);
    const unmetBy = neverAll(applicable);
    if (unmetBy === undefined) throw tooManyWays(rule, applicable.length);
    return unmetBy.map((conditions): Grant => ({ ...denial(rule), resource: rule.resource, conditions }));
  });
  return byResource.has("*") ? unmet : [...elsewhere, ...unmet];
}

const tooManyWays = ({ action, resource }: Rule, count: number): UserError =>
  new UserError([
    {
      rule: "policy-fits",
      subject: `${action} on ${resource}`,
      message: "must not be limited in so many ways that no policy could refuse all other requests",
      given: `${count} grants with different limits`,
      fix: "give the entries the same limits, or split the server in two",
    },
  ]);

function groupByAction(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const group = groups.get(rule.action);
    if (group === undefined) groups.set(rule.action, [rule]);
    else group.push(rule);
  }
  return groups;
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
