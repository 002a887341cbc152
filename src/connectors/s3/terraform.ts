import type { Construct } from "constructs";
import type { Grant } from "../../access/grant.ts";
import type { Credential, ServerScope } from "../connector.ts";

/** The server's own role carries the grants; nothing is stored. */
export function provision(_scope: Construct, server: ServerScope, grants: readonly Grant[]): readonly Credential[] {
  server.role.allow(grants);
  return [{ kind: "role-session", role: server.role.name }];
}
