import { connectorOf } from "../connectors/registry.ts";
import type { Environment } from "../connectors/connector.ts";
import type { Profile } from "../profile/schema.ts";
import { iamArn, roleName, serverPath, serversStack } from "../server/names.ts";
import { instantOf } from "../server/server.ts";
import { endText, hasEnded, momentText } from "./moment.ts";
import type { Palette } from "./palette.ts";
import { table, type Column } from "./table.ts";
import { visible } from "./visible.ts";

/** What people ask of a server first; the `--json` of `list` and `synth`. */
export interface ServerSummary {
  /** `<environment>/<server>`. */
  readonly id: string;
  readonly server: string;
  readonly environment: string;
  readonly owner: string;
  readonly purpose: string;
  /** What it can do, in words, in the order of the profile. */
  readonly can: readonly string[];
  /** The first moment without access, RFC 3339. */
  readonly expires: string;
  /** True when that moment is past: the server can do nothing any more. */
  readonly ended: boolean;
  readonly stack: string;
  readonly role: string;
  readonly waivers: readonly { readonly rule: string; readonly reason: string; readonly until: string; readonly ended: boolean }[];
}

/** Pure, and quick: no policy is worked out. */
export function serverSummary(profile: Profile, environment: Environment, now: Date): ServerSummary {
  return {
    id: `${environment.name}/${profile.server}`,
    server: profile.server,
    environment: environment.name,
    owner: profile.owner,
    purpose: profile.purpose,
    can: profile.access.flatMap((entry) => {
      const end = entry.until === undefined ? "" : ` (${endText(entry.until, hasEnded(instantOf(entry.until), now))})`;
      return connectorOf(entry.service)
        .words(entry)
        .map((phrase) => phrase + end);
    }),
    expires: instantOf(profile.expires),
    ended: hasEnded(instantOf(profile.expires), now),
    stack: serversStack(environment.name, profile.owner),
    role: iamArn(environment, "role", serverPath + roleName(environment.name, profile.server)),
    waivers: (profile.waivers ?? []).map(({ rule, reason, until }) => ({
      rule,
      reason,
      until: instantOf(until),
      ended: hasEnded(instantOf(until), now),
    })),
  };
}

/** Below this many characters the short columns are put on top of each other, so that words keep their room. */
const wide = 110;

/** One row per server; nothing is cut, whatever the width. */
export function serversTable(servers: readonly ServerSummary[], width: number, { bold, dim }: Palette): readonly string[] {
  const expires = (row: ServerSummary) => (row.ended ? endText(row.expires, true) : momentText(row.expires));
  const can = { heading: ["CAN"], cell: (row: ServerSummary) => row.can.map(visible), hanging: 2 };
  const first = (line: string, paragraph: number) => (paragraph === 0 ? bold(line) : dim(line));
  const columns: readonly Column<ServerSummary>[] =
    width >= wide
      ? [
          { heading: ["SERVER"], cell: (row) => [row.server], paint: bold },
          { heading: ["ENVIRONMENT"], cell: (row) => [row.environment] },
          { heading: ["OWNER"], cell: (row) => [row.owner] },
          can,
          { heading: ["EXPIRES"], cell: (row) => [expires(row)] },
          { heading: ["STACK"], cell: (row) => [row.stack], paint: dim },
        ]
      : [
          { heading: ["SERVER", "ENVIRONMENT", "OWNER"], cell: (row) => [row.server, row.environment, row.owner], paint: first },
          can,
          {
            heading: ["EXPIRES", "STACK"],
            cell: (row) => [expires(row), row.stack],
            paint: (line, index) => (index === 1 ? dim(line) : line),
          },
        ];
  return table(columns, servers, width);
}
