import type { AccessModel } from "../access/access-model.ts";
import type { PolicyDocument } from "../aws/policy-document.ts";
import type { Environment } from "../connectors/connector.ts";
import type { Profile } from "../profile/schema.ts";
import type { Settings } from "../settings/schema.ts";

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
  readonly trustPolicy: PolicyDocument;
  readonly policies: readonly RolePolicy[];
}

/** A policy of a role. Inline ones go with the role; managed ones are used for what does not fit inline. */
export interface RolePolicy {
  readonly kind: "inline" | "managed";
  readonly name: string;
  readonly document: PolicyDocument;
}

/** Works one server out. Throws a UserError when no packing fits IAM's limits. Pure. */
export function serverOf(profile: Profile, settings: Settings): Server {
  throw new Error(`serverOf: not written yet (${profile.server}, ${settings.version})`);
}
