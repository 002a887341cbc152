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
  const groups = alikeActions(allows, account);
  const ends = sortedSet(groups.flatMap(({ rules }) => rules.flatMap(({ end }) => end ?? []))).filter((instant) => instant < expires);
  const fence = network === undefined ? [] : [everything(offNetwork(network))];
  const later = ends.flatMap((instant) => after(instant, groups, expires));
  return [...outside(groups), ...later, everything([startsAt(expires)]), ...fence];
}

/** What must be denied from an instant on, and is not denied always. */
function after(instant: string, groups: readonly Group[], expires: string): readonly Grant[] {
  const always = new Set(mergeGrants(outside(groups)).map((grant) => JSON.stringify(grant)));
  const later = mergeGrants(endedAt(instant, groups, expires)).filter((grant) => !always.has(JSON.stringify(grant)));
  return later.map((grant) => ({ ...grant, conditions: [...grant.conditions, startsAt(instant)] }));
}

const everything = (conditions: readonly Condition[]): Grant => ({
  effect: "deny",
  service: "*",
  actions: ["*"],
  resource: "*",
  conditions,
});

/** Where and when an action is allowed. */
interface Rule {
  readonly resource: string;
  /** Conditions that must be mirrored in a Deny. */
  readonly conditions: readonly Condition[];
  /** When the grant ends by itself; undefined = with the profile. */
  readonly end: string | undefined;
}

/** Actions that the same grants allow, so that one set of Denies serves them all. */
interface Group {
  readonly service: string;
  readonly actions: readonly string[];
  readonly rules: readonly Rule[];
}

function alikeActions(allows: readonly Grant[], account: string): readonly Group[] {
  const givers = new Map<string, number[]>();
  for (const [index, { actions }] of allows.entries()) {
    if (isExcept(actions)) throw new Error("guards: an allow must list its actions");
    for (const action of actions) givers.set(action, [...(givers.get(action) ?? []), index]);
  }
  const rules = allows.map((grant) => ruleOf(grant, account));
  const groups = new Map<string, { service: string; actions: string[]; rules: readonly Rule[] }>();
  for (const [action, indexes] of givers) {
    const known = groups.get(indexes.join());
    if (known !== undefined) known.actions.push(action);
    else
      groups.set(indexes.join(), {
        service: allows[indexes[0] ?? 0]?.service ?? "*",
        actions: [action],
        rules: indexes.flatMap((index) => rules[index] ?? []),
      });
  }
  return [...groups.values()];
}

/**
 * The role's own account needs no mirror: across accounts a resource policy alone lets nobody in, the identity policy must
 * allow too, and ours does not. Another account does: a store of that name in ours could invite the role.
 */
function ruleOf({ resource, conditions }: Grant, account: string): Rule {
  if (typeof resource !== "string") throw new Error("guards: an allow must name its resource");
  const end = conditions.find(({ key, operator }) => key === now && operator === "DateLessThan")?.values[0];
  const mirrored = conditions.filter(({ key, values }) => key !== now && !(key === "aws:ResourceAccount" && values[0] === account));
  return { resource, conditions: mirrored, end };
}

/** Denies of everything that no rule allows, their ends put aside. */
function outside(groups: readonly Group[]): readonly Grant[] {
  if (groups.length === 0) return [everything([])];
  return [{ ...everything([]), actions: { except: sortedSet(groups.flatMap(({ actions }) => actions)) } }, ...groups.flatMap(beyond)];
}

/** What must be denied from an instant on because some rules end there. */
function endedAt(instant: string, groups: readonly Group[], expires: string): readonly Grant[] {
  const alive = (rules: readonly Rule[]) => rules.filter(({ end }) => (end ?? expires) > instant);
  if (groups.every(({ rules }) => alive(rules).length === 0)) return [everything([])];
  return groups.flatMap((group) => {
    const rest = alive(group.rules);
    const own = group.rules.filter(({ end }) => end === instant);
    const lone = own.filter((rule) => !rest.some((other) => meet(other, rule)));
    // Where a lasting rule shares a resource with one that ends, the fence around the lasting ones is drawn anew.
    const shared = lone.length < own.length ? beyond({ ...group, rules: rest }) : [];
    return [...lone.map(({ resource }): Grant => ({ ...denial(group), resource })), ...shared];
  });
}

const meet = (a: Rule, b: Rule): boolean => a.resource === b.resource || patternsMeet(a.resource, b.resource);

const denial = ({ service, actions }: Group) => ({ effect: "deny" as const, service, actions, conditions: [] });

/** Denies of a group's actions beyond their rules: on other resources, and on theirs where the conditions of none hold. */
function beyond(group: Group): readonly Grant[] {
  const { rules } = group;
  const byResource = new Map(rules.map((rule) => [rule.resource, rule]));
  const elsewhere: Grant = { ...denial(group), resource: { except: sortedSet(byResource.keys()) } };
  const unmet = [...byResource.values()].flatMap((rule) => {
    if (rule.conditions.length === 0) return [];
    const applicable = rules.filter((other) => meet(other, rule)).map(({ conditions }) => conditions);
    const unmetBy = neverAll(applicable);
    if (unmetBy === undefined) throw tooManyWays(group, rule.resource, applicable.length);
    return unmetBy.map((conditions): Grant => ({ ...denial(group), resource: rule.resource, conditions }));
  });
  return byResource.has("*") ? unmet : [elsewhere, ...unmet];
}

const tooManyWays = ({ actions }: Group, resource: string, count: number): UserError =>
  new UserError([
    {
      rule: "policy-fits",
      subject: `${actions[0] ?? ""} on ${resource}`,
      message: "must not be limited in so many ways that no policy could refuse all other requests",
      given: `${count} grants with different limits`,
      fix: "give the entries the same limits, or split the server in two",
    },
  ]);

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
