import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import type { TerraformStack } from "cdktf";
import type { Environment } from "../src/connectors/connector.ts";
import { boundaryPolicy } from "../src/server/boundaries.ts";
import { boundaryName, boundaryPath, type BoundaryKind } from "../src/server/names.ts";
import { literalPolicy } from "./literal.ts";

const kinds: readonly (readonly [BoundaryKind, string])[] = [
  ["servers", "The most that the role of an MCP server can do"],
  ["functions", "The most that a function of Keyward can do"],
];

/** What an administrator applies, rarely: the permissions boundaries. */
export function fillBootstrap(stack: TerraformStack, environment: Environment): void {
  for (const [kind, description] of kinds) {
    new IamPolicy(stack, kind, {
      name: boundaryName(environment.name, kind),
      path: boundaryPath,
      description,
      policy: literalPolicy(boundaryPolicy(kind, environment)),
    });
  }
}
