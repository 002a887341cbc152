import { isExcept, type Condition, type Grant } from "../access/grant.ts";
import type { Probe, ProbeRequest } from "../connectors/connector.ts";

/** What lies beside a grant and must stay shut. */
export interface Neighbours {
  /** Resources next to a declared one, for requests with the declared actions. */
  resources(resource: string): readonly Neighbour[];
  /** Actions next to the declared ones, each with a resource it could be tried on. */
  actions(resource: string): readonly { readonly action: string; readonly resource: string }[];
}

export interface Neighbour {
  readonly resource: string;
  readonly because: string;
}

/** Requests that one allow must let through, and requests next to them that it must not. */
export function awsProbes(grant: Grant, neighbours: Neighbours): readonly Probe[] {
  if (isExcept(grant.actions) || typeof grant.resource !== "string" || grant.effect === "deny") return [];
  const [actions, resource] = [grant.actions, sample(grant.resource)];
  const context = fitting(grant.conditions);
  const first = actions[0] ?? "";
  const allowed = actions.map((action) => ({ request: { action, resource, context }, because: "the profile declares it" }));
  const elsewhere = neighbours
    .resources(grant.resource)
    .map((beside) => ({ request: { action: first, resource: beside.resource, context }, because: beside.because }));
  const broken = grant.conditions
    .flatMap((condition) => breaks(condition, context))
    .map((fault) => ({
      request: { action: first, resource, context: fault.context },
      because: fault.because,
    }));
  const others = neighbours
    .actions(grant.resource)
    .filter(({ action }) => !actions.includes(action))
    .map((request) => ({ request: { ...request, context }, because: `${request.action} is not declared` }));
  return [
    ...allowed.map((probe) => ({ expect: "allowed" as const, ...probe })),
    ...[...elsewhere, ...broken, ...others].map((probe) => ({ expect: "refused" as const, ...probe })),
  ];
}

/** One string that a pattern matches. */
const sample = (pattern: string): string => pattern.replaceAll("*", "keyward-probe").replaceAll("?", "x");

type Context = ProbeRequest["context"];

/** A context in which every condition holds. A key that only `Null` or `IfExists` speaks of is set where it must exist. */
function fitting(conditions: readonly Condition[]): Context {
  const keys = conditions.flatMap((condition) => {
    const value = condition.values[0] ?? "";
    if (condition.operator === "Null") return [];
    if (condition.operator.startsWith("Date")) return [[condition.key, new Date(Date.parse(value) - 1000).toISOString()]] as const;
    return [[condition.key, condition.operator.startsWith("ForAllValues:") ? [sample(value)] : sample(value)]] as const;
  });
  return Object.fromEntries(keys);
}

/** The contexts in which just this condition fails: another value, and no value where that must not pass. */
function breaks(
  { operator, key, values }: Condition,
  context: Context,
): readonly { readonly context: Context; readonly because: string }[] {
  const { [key]: _, ...without } = context;
  const absent = { context: without, because: `the request says nothing of ${key}` };
  if (operator === "Null") return [absent];
  if (operator.startsWith("Date")) return [{ context: { ...context, [key]: values[0] ?? "" }, because: "the grant has ended" }];
  // AWS fills this key in every request.
  if (key === "aws:ResourceAccount")
    return [{ context: { ...context, [key]: "000000000000" }, because: "the resource belongs to another account" }];
  const other = "keyward-elsewhere";
  const changed = {
    context: { ...context, [key]: operator.startsWith("ForAllValues:") ? [...values, other] : other },
    because: `${key} has another value`,
  };
  // ForAllValues by itself would let a request without the key through: it must be refused all the same.
  return operator.endsWith("IfExists") ? [changed] : [changed, absent];
}
