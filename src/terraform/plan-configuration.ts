import type { Unknown } from "../access/access-model.ts";
import { plainReference } from "./expression.ts";
import { fingerprint } from "./fingerprint.ts";
import { listOf, objectOf, textOf } from "./plan-values.ts";
import type { Report } from "./planned-resource.ts";
import { readProviderConfig, readProviderKey } from "./providers.ts";
import type { Json, JsonObject } from "./read-json.ts";

/** What the configuration inside a plan says of one resource. */
export interface ResourceConfiguration {
  readonly expressions: JsonObject;
  readonly references: readonly (readonly [attribute: string, reference: string])[];
}

export interface Configuration {
  /** For the address of a planned resource; undefined where the configuration does not have it (any more). */
  of(address: string): ResourceConfiguration | undefined;
  readonly unknown: readonly Unknown[];
}

/** Reads the `configuration` of a plan: the source, not what came of it. */
export function readConfiguration(configuration: Json | undefined): Configuration {
  const blocks = moduleResources(objectOf(objectOf(configuration)["root_module"]), "");
  const known = new Map(
    blocks.map(({ path, block }) => [`${path}${textOf(block["address"])}`, resourceConfiguration(path, block)] as const),
  );
  const unknown: Unknown[] = [];
  const report: Report = (subject, reason) => void unknown.push({ subject, reason });
  readProviderConfig(objectOf(configuration)["provider_config"], report);
  for (const { path, block } of blocks) readBlock(`${path}${textOf(block["address"])}`, block, report);
  return { of: (address) => known.get(withoutKeys(address)), unknown };
}

interface Block {
  /** `module.team.` or nothing. */
  readonly path: string;
  readonly block: JsonObject;
}

function moduleResources(module: JsonObject, path: string): readonly Block[] {
  const own = listOf(module["resources"]).map((block) => ({ path, block: objectOf(block) }));
  const calls = Object.entries(objectOf(module["module_calls"]));
  return [...own, ...calls.flatMap(([name, call]) => moduleResources(objectOf(objectOf(call)["module"]), `${path}module.${name}.`))];
}

function resourceConfiguration(path: string, block: JsonObject): ResourceConfiguration {
  const expressions = Object.entries(objectOf(block["expressions"]));
  const references = expressions.flatMap(([attribute, expression]) => {
    const reference = referenceOf(objectOf(expression));
    return reference === undefined ? [] : [[attribute, `${path}${reference}`] as const];
  });
  return { expressions: objectOf(block["expressions"]), references };
}

/** Of configuration in JSON the plan keeps the text of an expression, so a plain reference can be told from a calculation. Of HCL it does not. */
function referenceOf(expression: JsonObject): string | undefined {
  const reference = plainReference(expression["constant_value"]);
  return reference !== undefined && listOf(expression["references"])[0] === reference ? reference : undefined;
}

function readBlock(address: string, block: JsonObject, report: Report): void {
  const provisioners = listOf(block["provisioners"]);
  if (provisioners.length > 0) report(address, `a provisioner runs a command${fingerprint(provisioners)}`);
  readProviderKey(address, block["provider_config_key"], report);
}

/** `module.team["a"].aws_iam_role.x[0]` → `module.team.aws_iam_role.x`: the configuration has one block for all instances. */
const withoutKeys = (address: string): string => address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\]/g, "");
