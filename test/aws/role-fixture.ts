import type { Grant } from "../../src/access/grant.ts";
import { observeRoles, type ObservedRole } from "../../src/aws/observe-role.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";

export const statement = (one: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [one] });
export const allowing = (Action: string, Resource = "*"): string => statement({ Effect: "Allow", Action, Resource });
const trust = statement({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" });
export const allow = (action: string, resource = "*"): Grant => {
  return { effect: "allow", service: action.split(":")[0] ?? "", actions: [action], resource, conditions: [] };
};
export const principals: readonly Grant[] = [allow("sts:AssumeRole", "Service:lambda.amazonaws.com")];
export const role = { name: "orders", assume_role_policy: trust };
export const managed = "arn:aws:iam::111122223333:policy/more";

export const observe = (resource: object): readonly ObservedRole[] => observeRoles(readSynthesized(JSON.stringify({ resource })));
/** The role `orders`, alone but for what a test adds. */
export function orders(resource: object, attributes: object = {}): ObservedRole | undefined {
  return observe({ aws_iam_role: { x: { ...role, ...attributes } }, ...resource })[0];
}
