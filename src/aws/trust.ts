import { mergeGrants, type Condition, type Grant } from "../access/grant.ts";
import { conditionBlock, policyDocument, type PolicyDocument, type Statement } from "./policy-document.ts";

/*
 * Trust policies as grants: the resource is the principal, written `<type>:<id>`.
 */

/** A grant to assume the role. */
export const assume = (principal: string, conditions: readonly Condition[], actions: readonly string[] = ["sts:AssumeRole"]): Grant => ({
  effect: "allow",
  service: "sts",
  actions,
  resource: principal,
  conditions,
});

/** Principals → trust policy. Principals that differ in their id alone share a statement. */
export function trustPolicy(principals: readonly Grant[]): PolicyDocument {
  const statements = new Map<string, { grant: Grant; ids: Record<string, string[]> }>();
  for (const grant of mergeGrants(principals)) {
    if (typeof grant.resource !== "string") throw new Error("trustPolicy: a principal must be named");
    const [type, id] = splitOnce(grant.resource);
    const key = JSON.stringify([grant.effect, grant.actions, grant.conditions]);
    const known = statements.get(key) ?? { grant, ids: {} };
    (known.ids[type] ??= []).push(id);
    statements.set(key, known);
  }
  return policyDocument([...statements.values()].map(({ grant, ids }) => statement(grant, ids)));
}

function statement(grant: Grant, ids: Readonly<Record<string, readonly string[]>>): Statement {
  if ("except" in grant.actions) throw new Error("trustPolicy: actions must be listed");
  return {
    Effect: grant.effect === "allow" ? "Allow" : "Deny",
    Principal: ids,
    Action: grant.actions,
    ...conditionBlock(grant.conditions),
  };
}

function splitOnce(text: string): readonly [string, string] {
  const at = text.indexOf(":");
  return [text.slice(0, at), text.slice(at + 1)];
}
