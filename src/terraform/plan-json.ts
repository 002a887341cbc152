import type { Unknown } from "../access/access-model.ts";
import { fingerprint } from "./fingerprint.ts";
import { readConfiguration, type Configuration, type ResourceConfiguration } from "./plan-configuration.ts";
import { isMarked, listOf, objectOf, textOf } from "./plan-values.ts";
import type { Planned, PlannedResource, Report } from "./planned-resource.ts";
import { readProviderName } from "./providers.ts";
import { readJsonFile, unusable } from "./read-file.ts";
import { isJsonObject, type Json, type JsonObject } from "./read-json.ts";

interface Reading {
  readonly plan: JsonObject;
  readonly configuration: Configuration;
  readonly report: Report;
}

const fix = "Write one with: terraform plan -out=plan && terraform show -json plan";

/**
 * Reads `terraform show -json` of a plan.
 *
 * `before` is `prior_state`: everything Terraform manages, also what the plan leaves alone, as AWS had it when the plan
 * was made. `after` is `resource_changes`: it alone says what is not known yet, what is secret, and whether an object is
 * deleted, replaced or forgotten; `planned_values` holds secrets and leaves unknown values out without a word, so it only
 * adds what `-target` kept out of the changes.
 */
export function readPlan(text: string, moment: "before" | "after"): Planned {
  const plan = readJsonFile(text, "plan", fix);
  const version = plan["format_version"];
  if (typeof version !== "string" || !/^1\.[0-9]+$/.test(version)) throw unusable("plan: format_version", "must be 1.x", fix);
  if (plan["planned_values"] === undefined) throw unusable("plan", "must be a plan; this may be a state", fix);
  const unknown: Unknown[] = [];
  const report: Report = (subject, reason) => void unknown.push({ subject, reason });
  const reading = { plan, configuration: readConfiguration(plan["configuration"]), report };
  const { resources, superseded } = moment === "before" ? readBefore(reading) : readAfter(reading);
  return { resources, superseded, unknown };
}

type Resources = Omit<Planned, "unknown">;

function readBefore(reading: Reading): Resources {
  const prior = objectOf(objectOf(reading.plan["prior_state"])["values"]);
  const states = stateResources(objectOf(prior["root_module"]), reading.report);
  for (const state of states) readProviderName(state, reading.report);
  for (const state of states.filter(isDeposed)) reading.report(textOf(state["address"]), "a deposed object is still there");
  const resources = states
    .filter((state) => !isDeposed(state))
    .map((state) => resourceOf(state, { values: state["values"], sensitive: state["sensitive_values"] }, reading))
    // The configuration says what will be, not what was.
    .map(({ expressions: _expressions, ...resource }) => resource);
  const known = new Set(resources.map(({ address }) => address));
  for (const entry of managed(reading.plan["resource_changes"])) {
    const address = textOf(entry["previous_address"] ?? entry["address"]);
    const missing =
      objectOf(entry["change"])["before"] !== null && !isDeposed(entry) && !known.has(address) && !known.has(textOf(entry["address"]));
    if (missing) reading.report(address, "the prior state does not hold it");
  }
  return { resources, superseded: [] };
}

function readAfter(reading: Reading): Resources {
  reportPlan(reading);
  const changes = managed(reading.plan["resource_changes"]).map((entry) => readChange(entry, reading));
  const covered = new Set(managed(reading.plan["resource_changes"]).map((entry) => textOf(entry["address"])));
  const untouched = stateResources(objectOf(objectOf(reading.plan["planned_values"])["root_module"]), reading.report)
    .filter((state) => !covered.has(textOf(state["address"])))
    .map((state) => resourceOf(state, { values: state["values"], sensitive: state["sensitive_values"] }, reading));
  for (const { address } of untouched) reading.report(address, "the plan does not say what happens to it");
  return {
    resources: [...changes.flatMap(({ resources }) => resources), ...untouched],
    superseded: changes.flatMap(({ superseded }) => superseded),
  };
}

/** What concerns the plan as a whole. */
function reportPlan({ plan, configuration, report }: Reading): void {
  if (plan["errored"] === true) report("plan", "it ended in an error, so more may be missing");
  if (plan["complete"] === false) report("plan", "it is not complete: further plans will change more");
  for (const part of ["deferred_changes", "action_invocations", "deferred_action_invocations"]) {
    if (listOf(plan[part]).length > 0) report(`plan: ${part}`, `is not a change of a resource${fingerprint(plan[part])}`);
  }
  for (const { subject, reason } of configuration.unknown) report(subject, reason);
}

function readChange(entry: JsonObject, reading: Reading): Resources {
  const address = textOf(entry["address"]);
  const change = objectOf(entry["change"]);
  const before = () => resourceOf(entry, { values: change["before"], sensitive: change["before_sensitive"] }, reading);
  const actions = listOf(change["actions"]).map(textOf).join(" then ");
  const after = (): PlannedResource => {
    const marks = { values: change["after"], sensitive: change["after_sensitive"], unknown: change["after_unknown"] };
    return withDynamicBlocks(resourceOf(entry, marks, reading), change, actions.includes("create") ? {} : objectOf(change["before"]));
  };
  if (actions !== "delete") readProviderName(entry, reading.report);
  if (isDeposed(entry) && actions !== "delete") reading.report(address, "a deposed object is still there");
  if (isDeposed(entry)) return { resources: [], superseded: [before()] };
  switch (actions) {
    case "no-op":
    case "create":
      return { resources: [after()], superseded: [] };
    case "update":
    case "delete then create":
    case "create then delete":
      return { resources: [after()], superseded: [before()] };
    case "delete":
      return { resources: [], superseded: [before()] };
    case "forget":
      // The object stays as it is; only nobody looks after it any more.
      reading.report(address, "it is forgotten, not deleted");
      return { resources: [before()], superseded: [] };
    default:
      reading.report(address, `the plan does to it something unknown: ${actions}`);
      return { resources: change["after"] === null ? [] : [after()], superseded: [] };
  }
}

interface Marks {
  readonly values: Json | undefined;
  readonly sensitive: Json | undefined;
  readonly unknown?: Json | undefined;
}

/** Secrets are never copied: an attribute that is marked anywhere inside is unknown as a whole. */
function resourceOf(entry: JsonObject, marks: Marks, { configuration }: Reading): PlannedResource {
  const { values, sensitive, unknown } = {
    values: objectOf(marks.values),
    sensitive: objectOf(marks.sensitive),
    unknown: objectOf(marks.unknown),
  };
  const hidden = (attribute: string) =>
    marks.sensitive === true || marks.unknown === true || isMarked(sensitive[attribute]) || isMarked(unknown[attribute]);
  const attributes = [...new Set([...Object.keys(values), ...Object.keys(unknown)])];
  const [missing, plain] = [attributes.filter((attribute) => hidden(attribute)), attributes.filter((attribute) => !hidden(attribute))];
  const address = textOf(entry["address"]);
  const configured = configuration.of(address);
  return {
    address,
    type: textOf(entry["type"]),
    name: textOf(entry["name"]),
    values: Object.fromEntries(
      plain.flatMap((attribute) => (values[attribute] === undefined ? [] : [[attribute, values[attribute]] as const])),
    ),
    unknown: missing,
    ...(configured === undefined
      ? {}
      : configuredOf(configured, missing, (attribute) => marks.sensitive === true || isMarked(sensitive[attribute]))),
  };
}

function configuredOf({ expressions, references }: ResourceConfiguration, missing: readonly string[], secret: (name: string) => boolean) {
  const unread = Object.entries(expressions).filter(([attribute]) => missing.includes(attribute));
  // Of a secret only what it is made of: its text may stand in the configuration.
  const shown = unread.map(
    ([name, expression]) => [name, secret(name) ? { references: listOf(objectOf(expression)["references"]) } : expression] as const,
  );
  return {
    configured: Object.keys(expressions),
    references: Object.fromEntries(references.filter(([attribute]) => missing.includes(attribute))),
    ...(shown.length > 0 ? { expressions: Object.fromEntries(shown) } : {}),
  };
}

/**
 * The configuration inside a plan leaves dynamic blocks out. They are told by what only a configuration does: blocks that are
 * known, even in part, where the provider has not found them yet.
 */
function withDynamicBlocks(resource: PlannedResource, change: JsonObject, found: JsonObject): PlannedResource {
  const [after, unknown] = [objectOf(change["after"]), objectOf(change["after_unknown"])];
  const isNew = (attribute: string): boolean =>
    listOf(after[attribute]).some(isJsonObject) && JSON.stringify(after[attribute]) !== JSON.stringify(found[attribute]);
  const dynamic = [...new Set([...Object.keys(after), ...Object.keys(unknown)])].filter(
    (attribute) => !resource.configured?.includes(attribute) && (isNew(attribute) || listOf(unknown[attribute]).some(isMarked)),
  );
  if (resource.configured === undefined || dynamic.length === 0) return resource;
  return { ...resource, configured: [...resource.configured, ...dynamic] };
}

const isDeposed = (entry: JsonObject): boolean => entry["deposed"] !== undefined || entry["deposed_key"] !== undefined;

const managed = (entries: Json | undefined): readonly JsonObject[] =>
  listOf(entries)
    .map(objectOf)
    .filter((entry) => entry["mode"] === "managed");

/** The resources of a module and of those inside it. What is in a module is read like everything else, and named as unknown besides: Keyward makes none. */
function stateResources(module: JsonObject, report: Report): readonly JsonObject[] {
  const inside = listOf(module["child_modules"]).map(objectOf);
  for (const child of inside) report(textOf(child["address"]), "a module, which may do more than make resources");
  return [...managed(module["resources"]), ...inside.flatMap((child) => stateResources(child, report))];
}
