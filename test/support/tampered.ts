import type { AccessModel } from "../../src/access/access-model.ts";
import { observeModels } from "../../src/server/observe.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { someProfile, someSettings } from "./servers.ts";
import { stackOf, synthesized } from "./synthesized.ts";

export interface Stack {
  terraform: Record<string, unknown>;
  provider: Record<string, Record<string, unknown>[]>;
  resource: Record<string, Record<string, Record<string, unknown>>>;
}

/** The role of `someProfile()`, read back from what synthesis wrote and a test changed. */
export function tampered(change: (stack: Stack) => void): AccessModel | undefined {
  const stack = structuredClone(stackOf(synthesized([someProfile()], someSettings()), "servers-prod-web")) as unknown as Stack;
  change(stack);
  return observeModels(readSynthesized(JSON.stringify(stack))).find(({ server }) => server === "prod/reports");
}

/** Adds one resource to a stack. */
export const adding =
  (type: string, body: Record<string, unknown>) =>
  ({ resource }: Stack): void => {
    resource[type] = { ...resource[type], added: body };
  };

/** Changes what the resource of a stack says. */
export const changing =
  (type: string, name: string, more: Record<string, unknown>) =>
  ({ resource }: Stack): void => {
    Object.assign(resource[type]?.[name] ?? {}, more);
  };
