/**
 * The normalised unit of access. A grant stands for the set of requests it matches:
 * any of its actions, on its resource, while every condition holds.
 * Patterns may hold the wildcards of the service they belong to; what they mean is the connector's to say.
 */
export interface Grant {
  readonly effect: Effect;
  /** The service whose connector understands the grant; `*` where it spans services. */
  readonly service: string;
  readonly actions: Selection;
  readonly resource: string | Except;
  readonly conditions: readonly Condition[];
}

export type Effect = "allow" | "deny";

/** Everything but what is listed (`NotAction`, `NotResource`). */
export interface Except {
  readonly except: readonly string[];
}

export type Selection = readonly string[] | Except;

/** One test on a request: an operator, a key, and values of which one must fit. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export const isExcept = (selection: Selection | string): selection is Except => typeof selection === "object" && "except" in selection;

/** Plain code-unit order: the same on every machine, whatever its locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted, without repeats. */
export const sortedSet = (values: Iterable<string>): readonly string[] => {
  const list = [...values];
  return list.length < 2 ? list : [...new Set(list)].sort(byText);
};

/** A text that is equal for two grants exactly when they are equal, up to order. */
export const grantKey = (grant: Grant): string => normal(grant)[1] + JSON.stringify(normal(grant)[0].actions);

/** The grants with everything sorted and those that differ in their listed actions alone made one. Idempotent; order of input does not matter. */
export function mergeGrants(grants: Iterable<Grant>): readonly Grant[] {
  const merged = new Map<string, Grant>();
  for (const grant of grants) {
    const [next, scope] = normal(grant);
    const known = merged.get(scope);
    merged.set(scope, known === undefined ? next : normalised({ ...known, actions: together(known.actions, next.actions) }, scope));
  }
  return [...merged.entries()].sort(([a], [b]) => byText(a, b)).map(([, grant]) => grant);
}

/** Exceptions meet here only when they are equal: what two of them both leave out cannot be told from their texts, which may hold wildcards. */
const together = (a: Selection, b: Selection): Selection => (isExcept(a) || isExcept(b) ? a : sortedSet([...a, ...b]));

/** Grants are merged again at every step of their way; those in normal form are known, with the text of their scope. */
const scopes = new WeakMap<Grant, string>();

/** A grant with everything sorted, and a text of all but its listed actions. */
function normal(grant: Grant): readonly [grant: Grant, scope: string] {
  const known = scopes.get(grant);
  if (known !== undefined) return [grant, known];
  const { effect, service } = grant;
  const actions = sortedSelection(grant.actions);
  const resource = typeof grant.resource === "string" ? grant.resource : { except: sortedSet(grant.resource.except) };
  const conditions = sortedConditions(grant.conditions);
  const scope = JSON.stringify([effect, service, resource, isExcept(actions) ? actions : []]) + conditions.map(([text]) => text).join("");
  return [normalised({ effect, service, actions, resource, conditions: conditions.map(([, condition]) => condition) }, scope), scope];
}

function normalised(grant: Grant, scope: string): Grant {
  scopes.set(grant, scope);
  return grant;
}

/** Each condition once, with the text it is sorted by. */
function sortedConditions(conditions: readonly Condition[]): readonly (readonly [text: string, condition: Condition])[] {
  const plain = conditions.map(({ operator, key, values }) => ({ operator, key, values: sortedSet(values) }));
  const texts = plain.map((condition) => [JSON.stringify([condition.operator, condition.key, condition.values]), condition] as const);
  return texts.length < 2 ? texts : [...new Map(texts.map((pair) => [pair[0], pair])).values()].sort(([a], [b]) => byText(a, b));
}

const sortedSelection = (selection: Selection): Selection =>
  isExcept(selection) ? { except: sortedSet(selection.except) } : sortedSet(selection);
