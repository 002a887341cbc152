import type { AccessModel, SecretReader, Unknown } from "./access-model.ts";
import { grantKey, isExcept, mergeGrants, type Effect, type Grant } from "./grant.ts";

/** True when every request that `narrow` matches is matched by `wide` too. May say no where it cannot tell; never yes. */
export type Covers = (wide: Grant, narrow: Grant) => boolean;

/**
 * What a change does to access. `unknown` counts as widening.
 * Note that a Deny that matches less makes access wider.
 */
export type Direction = "wider" | "narrower" | "unknown";

export type AccessChange =
  | { readonly kind: "added" | "removed"; readonly part: GrantPart; readonly direction: Direction; readonly grant: Grant }
  | {
      readonly kind: "widened" | "narrowed";
      readonly part: GrantPart;
      readonly direction: Direction;
      readonly from: Grant;
      readonly to: Grant;
    }
  | { readonly kind: "session"; readonly direction: Direction; readonly from: number; readonly to: number }
  | { readonly kind: "boundary"; readonly direction: Direction; readonly from: string | null; readonly to: string | null }
  | { readonly kind: "secret-reader"; readonly direction: Direction; readonly reader: SecretReader }
  | { readonly kind: "unknown"; readonly direction: Direction; readonly change: "added" | "kept" | "removed"; readonly unknown: Unknown };

/** Which list of the model a grant stands in. */
type GrantPart = "grants" | "principals";

/**
 * Everything that differs between two models of one server. What cannot be interpreted after the change is told even when the same
 * could not be interpreted before: anything may have changed behind it.
 */
export function compareAccess(before: AccessModel, after: AccessModel, covers: Covers): readonly AccessChange[] {
  return [
    ...compareGrants("grants", [before, after], covers),
    ...compareGrants("principals", [before, after], covers),
    ...compareSession(before, after),
    ...compareBoundary(before, after),
    ...onlyIn(after.secretReaders, before.secretReaders).map((reader) => secretReader("wider", reader)),
    ...onlyIn(before.secretReaders, after.secretReaders).map((reader) => secretReader("narrower", reader)),
    ...after.unknown.map((unknown) => unknownChange(onlyIn([unknown], before.unknown).length > 0 ? "added" : "kept", unknown)),
    ...onlyIn(before.unknown, after.unknown).map((unknown) => unknownChange("removed", unknown)),
  ];
}

/** True when any change widens access, or may. */
export const widens = (changes: readonly AccessChange[]): boolean => changes.some(({ direction }) => direction !== "narrower");

function compareGrants(part: GrantPart, models: readonly [AccessModel, AccessModel], covers: Covers): AccessChange[] {
  const [before, after] = [models[0][part], models[1][part]];
  const gains = differences(before, after, covers).map((difference): AccessChange => {
    const direction = difference.whole.effect === "allow" ? "wider" : "narrower";
    return difference.related === undefined
      ? { kind: "added", part, direction, grant: difference.grant }
      : { kind: "widened", part, direction, from: difference.related, to: difference.whole };
  });
  const losses = differences(after, before, covers).map((difference): AccessChange => {
    const direction = difference.whole.effect === "allow" ? "narrower" : "wider";
    return difference.related === undefined
      ? { kind: "removed", part, direction, grant: difference.grant }
      : { kind: "narrowed", part, direction, from: difference.whole, to: difference.related };
  });
  return [...gains, ...losses];
}

interface Difference {
  /** The grant of `to` that matches something new. */
  readonly whole: Grant;
  /** The part of it that is new. */
  readonly grant: Grant;
  /** The grant of `from` that it contains, if any: then it grew, and did not appear. */
  readonly related: Grant | undefined;
}

/** The grants of `to` that match requests which no grant of `from` with the same effect matches. */
function differences(from: readonly Grant[], to: readonly Grant[], covers: Covers): readonly Difference[] {
  const sameEffect = (effect: Effect) => from.filter((grant) => grant.effect === effect);
  const known = { allow: sameEffect("allow"), deny: sameEffect("deny") };
  return to.flatMap((whole) => {
    const rivals = known[whole.effect];
    const fresh = atoms(whole).filter((atom) => !rivals.some((rival) => covers(rival, atom)));
    const related = rivals.filter((rival) => covers(whole, rival));
    return mergeGrants(fresh).map((grant) => ({ whole, grant, related: largest(related, covers) }));
  });
}

/** One grant per action: the pieces that another list of grants may cover one by one. */
const atoms = (grant: Grant): readonly Grant[] =>
  isExcept(grant.actions) ? [grant] : grant.actions.map((action) => ({ ...grant, actions: [action] }));

/** Of several contained grants the one that contains the others, else the first by text, so that order does not matter. */
function largest(grants: readonly Grant[], covers: Covers): Grant | undefined {
  const ordered = [...grants].sort((a, b) => (grantKey(a) < grantKey(b) ? -1 : 1));
  return ordered.find((grant) => ordered.every((other) => covers(grant, other))) ?? ordered[0];
}

function compareSession({ sessionSeconds: from }: AccessModel, { sessionSeconds: to }: AccessModel): AccessChange[] {
  return from === to ? [] : [{ kind: "session", direction: to > from ? "wider" : "narrower", from, to }];
}

function compareBoundary({ boundary: from }: AccessModel, { boundary: to }: AccessModel): AccessChange[] {
  if (from === to) return [];
  const direction = from === null ? "narrower" : to === null ? "wider" : "unknown";
  return [{ kind: "boundary", direction, from, to }];
}

const secretReader = (direction: Direction, reader: SecretReader): AccessChange => ({ kind: "secret-reader", direction, reader });

const unknownChange = (change: "added" | "kept" | "removed", unknown: Unknown): AccessChange => ({
  kind: "unknown",
  direction: "unknown",
  change,
  unknown,
});

function onlyIn<Item>(these: readonly Item[], those: readonly Item[]): readonly Item[] {
  const known = new Set(those.map((item) => JSON.stringify(item)));
  return these.filter((item) => !known.has(JSON.stringify(item)));
}
