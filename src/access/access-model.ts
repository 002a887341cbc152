import { byText, mergeGrants, type Grant } from "./grant.ts";

/** Everything that decides what one MCP server can do. Merged and sorted: two equal models have equal JSON. */
export interface AccessModel {
  /** `<environment>/<server>`. */
  readonly server: string;
  readonly grants: readonly Grant[];
  /** Who may use the server's role, as grants whose resource is the principal, written `<type>:<id>`. */
  readonly principals: readonly Grant[];
  /** The longest session of the role. */
  readonly sessionSeconds: number;
  /** ARN of the permissions boundary; null = none. */
  readonly boundary: string | null;
  /** Who may read each secret made for the server. */
  readonly secretReaders: readonly SecretReader[];
  /** What was found and could not be interpreted: it disproves, and it counts as widening. */
  readonly unknown: readonly Unknown[];
}

export interface SecretReader {
  readonly secret: string;
  readonly reader: string;
}

export interface Unknown {
  /** Where it was found: a Terraform address, a policy statement. */
  readonly subject: string;
  readonly reason: string;
}

export const accessModel = (model: AccessModel): AccessModel => ({
  server: model.server,
  grants: mergeGrants(model.grants),
  principals: mergeGrants(model.principals),
  sessionSeconds: model.sessionSeconds,
  boundary: model.boundary,
  secretReaders: distinct(model.secretReaders, ({ secret, reader }) => ({ secret, reader })),
  unknown: distinct(model.unknown, ({ subject, reason }) => ({ subject, reason })),
});

function distinct<Item>(items: readonly Item[], plain: (item: Item) => Item): readonly Item[] {
  const known = new Map(items.map((item) => [JSON.stringify(plain(item)), plain(item)] as const));
  return [...known.entries()].sort(([a], [b]) => byText(a, b)).map(([, item]) => item);
}
