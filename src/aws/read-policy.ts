import type { Unknown } from "../access/access-model.ts";
import { isExcept, mergeGrants, type Condition, type Effect, type Grant, type Selection } from "../access/grant.ts";
import { isJsonArray, isJsonObject, readJson, type Json, type JsonObject } from "../terraform/read-json.ts";
import { readConditions } from "./read-conditions.ts";
import { readPrincipals } from "./read-principals.ts";
import { readTexts, type Report } from "./read-texts.ts";

export interface PolicyReading {
  readonly grants: readonly Grant[];
  /** What could not be interpreted; the subject is the path in the document, for example `Statement[1].Action`. */
  readonly unknown: readonly Unknown[];
}

export interface PolicyContext {
  /** What the document may be: an identity policy names no principals, a trust policy no resources. `any` tells by the statement. */
  readonly kind: "any" | "identity" | "trust";
  /** For principals written as an account number. */
  readonly partition: string;
}

/**
 * Policy document → grants: the inverse of `toStatements`. One grant per statement, service and resource; in a statement
 * with principals the principal stands in place of the resource. A statement is read as a whole or not at all.
 */
export function readPolicy(text: string, context: Partial<PolicyContext> = {}): PolicyReading {
  const unknown: Unknown[] = [];
  const report: Report = (subject, reason) => void unknown.push({ subject, reason });
  const json = readJson(text);
  if (!json.ok) report("", `not valid JSON: ${json.error} (line ${json.line}, column ${json.column})`);
  const grants = json.ok ? readDocument(json.value, { kind: "any", partition: "aws", ...context }, report) : [];
  return { grants: mergeGrants(grants), unknown };
}

interface StatementContext extends PolicyContext {
  readonly path: string;
  /** Policies of version 2008-10-17 know no variables: there `${` is text. */
  readonly variables: boolean;
}

function readDocument(document: Json, context: PolicyContext, report: Report): readonly Grant[] {
  if (!isJsonObject(document)) return unread(report, "", "a policy is an object");
  const { Version: version = "2008-10-17", Statement: statement, Id: id = "", ...rest } = document;
  for (const element of Object.keys(rest)) report(element, "not an element of a policy");
  if (typeof id !== "string") report("Id", "expected a text");
  if (version !== "2012-10-17" && version !== "2008-10-17") return unread(report, "Version", "expected 2012-10-17 or 2008-10-17");
  if (statement === undefined) return unread(report, "Statement", "missing");
  const variables = version === "2012-10-17";
  if (!isJsonArray(statement)) return readStatement(statement, { ...context, path: "Statement", variables }, report);
  if (statement.length === 0) report("Statement", "an empty list");
  return statement.flatMap((item, index) => readStatement(item, { ...context, path: `Statement[${index}]`, variables }, report));
}

function unread(report: Report, path: string, reason: string): readonly [] {
  report(path, reason);
  return [];
}

const elements = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

function readStatement(statement: Json, context: StatementContext, report: Report): readonly Grant[] {
  if (!isJsonObject(statement)) return unread(report, context.path, "a statement is an object");
  let whole = true;
  const note: Report = (element, reason) => {
    whole = false;
    report(element === "" ? context.path : `${context.path}.${element}`, reason);
  };
  for (const element of Object.keys(statement)) if (!elements.includes(element)) note(element, "not an element of a statement");
  if (statement["Sid"] !== undefined && typeof statement["Sid"] !== "string") note("Sid", "expected a text");
  const effect = readEffect(statement["Effect"], note);
  const actions = readActions(statement, note);
  const subjects = readSubjects(statement, context, note);
  const conditions = readConditions(statement["Condition"], note);
  if (!whole) return [];
  const literal = context.variables ? (value: string) => value : escapeVariables;
  const targets = isExcept(subjects) ? [subjects] : subjects;
  return actions.flatMap(({ service, selection }) =>
    targets.map((resource) => grantOf({ effect, service, actions: selection, resource, conditions }, literal)),
  );
}

/** `${$}` is the plain character, so this says in version 2012-10-17 what the text said before. */
const escapeVariables = (text: string): string => text.replaceAll("${", () => "${$}{");

function grantOf(grant: Grant, literal: (text: string) => string): Grant {
  const { resource } = grant;
  const conditions = grant.conditions.map((condition): Condition => ({ ...condition, values: condition.values.map(literal) }));
  return { ...grant, resource: typeof resource === "string" ? literal(resource) : { except: resource.except.map(literal) }, conditions };
}

function readEffect(effect: Json | undefined, note: Report): Effect {
  if (effect !== "Allow" && effect !== "Deny") note("Effect", effect === undefined ? "missing" : "expected Allow or Deny");
  return effect === "Allow" ? "allow" : "deny";
}

interface ServiceActions {
  readonly service: string;
  readonly selection: Selection;
}

const actionPattern = /^(?:\*|[a-z0-9*?-]+:[a-z0-9*?]+)$/i;

/** The actions by service: a statement may hold several services, a grant holds one, or `*`. */
function readActions(statement: JsonObject, note: Report): readonly ServiceActions[] {
  const element = either(statement, { plain: "Action", except: "NotAction" }, note);
  if (element === undefined) return [];
  const actions = readTexts(statement[element], element, note);
  for (const action of actions) if (!actionPattern.test(action)) note(element, `not an action: ${JSON.stringify(action)}`);
  if (element === "NotAction") return [{ service: "*", selection: { except: actions } }];
  const services = new Map<string, string[]>();
  for (const action of actions) services.set(serviceOf(action), [...(services.get(serviceOf(action)) ?? []), action]);
  return [...services].map(([service, selection]) => ({ service, selection }));
}

function serviceOf(action: string): string {
  const prefix = action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
  return prefix === "" || /[*?]/.test(prefix) ? "*" : prefix;
}

/** What the statement is about: its principals if it names any, else its resources. */
function readSubjects(statement: JsonObject, context: StatementContext, note: Report): Selection {
  const named = statement["Principal"] !== undefined || statement["NotPrincipal"] !== undefined;
  if (context.kind === "identity" && named) note("Principal", "an identity policy names no principal");
  if (!named && context.kind !== "trust") return readResources(statement, note);
  for (const element of ["Resource", "NotResource"]) {
    const resource = statement[element];
    const itself =
      element === "Resource" && context.kind !== "trust" && (isJsonArray(resource) ? resource : [resource]).every((one) => one === "*");
    if (resource !== undefined && !itself) note(element, "with principals only the resource the policy belongs to is understood");
  }
  const element = either(statement, { plain: "Principal", except: "NotPrincipal" }, note);
  if (element === undefined) return [];
  const principals = readPrincipals(statement[element], { element, partition: context.partition }, note);
  return element === "Principal" ? principals : { except: principals };
}

function readResources(statement: JsonObject, note: Report): Selection {
  const element = either(statement, { plain: "Resource", except: "NotResource" }, note);
  if (element === undefined) return [];
  const resources = readTexts(statement[element], element, note);
  for (const resource of resources) if (!/^(?:arn:|\*)/.test(resource)) note(element, `neither an ARN nor *: ${JSON.stringify(resource)}`);
  return element === "Resource" ? resources : { except: resources };
}

/** The one of two elements that is given; IAM refuses both and neither. */
function either(statement: JsonObject, names: { readonly plain: string; readonly except: string }, note: Report): string | undefined {
  const given = [names.plain, names.except].filter((name) => statement[name] !== undefined);
  if (given.length === 0) note(names.plain, "missing");
  if (given.length === 2) note(names.except, `${names.plain} is given as well`);
  return given[0];
}
