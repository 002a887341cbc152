import type { Unknown } from "../access/access-model.ts";
import { isTemplate, literalValue, plainReference } from "./expression.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Planned, PlannedResource, Report } from "./planned-resource.ts";
import { readProviders, readResourceProvider } from "./providers.ts";
import { readJsonFile } from "./read-file.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./read-json.ts";

/** Blocks that make nothing and change nothing that is made. A variable matters only where it is used, and there it is unknown. */
const harmless = ["//", "terraform", "provider", "resource", "output", "variable"];

const reasons = new Map([
  ["data", "is read when Terraform runs, so what it gives is not in the file"],
  ["module", "makes resources that are not in the file"],
  ["locals", "names expressions, which are not evaluated"],
  ["moved", "renames resources in the state"],
  ["removed", "takes resources out of Terraform's hands"],
  ["import", "takes over resources that exist already"],
]);

/** Reads a `cdk.tf.json`: every resource it describes, and what else in it could change what is made. */
export function readSynthesized(text: string): Planned {
  const file = readJsonFile(text, "cdk.tf.json", "Synthesize it again: keyward synth");
  const unknown: Unknown[] = [];
  const report: Report = (subject, reason) => void unknown.push({ subject, reason });
  for (const block of Object.keys(file))
    if (!harmless.includes(block)) report(block, `${reasons.get(block) ?? "is not a block that Keyward knows"}${fingerprint(file[block])}`);
  readProviders(file, report);
  const bodies = labelled(file["resource"], "resource", report).flatMap(([type, names]) =>
    labelled(names, `resource.${type}`, report).flatMap(([name, body]) =>
      blocksOf(body, `${type}.${name}`, report).map((block) => ({ type, name, block })),
    ),
  );
  const resources = bodies.map(({ type, name, block }) => readResource({ type, name, block }, report));
  const known = new Map(resources.map((resource) => [resource.address, resource]));
  if (known.size < resources.length) report("resource", "holds two resources with one address");
  return { resources: resources.map((resource) => resolved(resource, known)), superseded: [], unknown };
}

/** Terraform's JSON syntax lets every level be an object or a list of objects. */
function blocksOf(value: Json | undefined, subject: string, report: Report): readonly JsonObject[] {
  const list = isJsonArray(value) ? value : value === undefined ? [] : [value];
  return list.flatMap((block) => {
    if (isJsonObject(block)) return [block];
    report(subject, `is not a block${fingerprint(block)}`);
    return [];
  });
}

const labelled = (value: Json | undefined, subject: string, report: Report): readonly (readonly [string, Json])[] =>
  blocksOf(value, subject, report).flatMap((block) => Object.entries(block).filter(([label]) => label !== "//"));

interface Body {
  readonly type: string;
  readonly name: string;
  readonly block: JsonObject;
}

/** Arguments that belong to Terraform, not to the resource. */
const metaArguments = ["//", "provider", "depends_on", "lifecycle", "count", "for_each", "provisioner", "connection", "dynamic"];

function readResource(body: Body, report: Report): PlannedResource {
  const { type, name, block } = body;
  const address = `${type}.${name}`;
  readMetaArguments(address, body, report);
  const dynamic = blocksOf(block["dynamic"], address, report).flatMap((one) => Object.entries(one));
  const filled = dynamic.map(([attribute]) => attribute);
  const attributes = Object.entries(block).filter(([attribute]) => !metaArguments.includes(attribute));
  const isUnknown = ([attribute, value]: readonly [string, Json]): boolean => isTemplate(value) || filled.includes(attribute);
  const [read, unread] = [attributes.filter((one) => !isUnknown(one)), [...attributes.filter(isUnknown), ...dynamic]];
  const references = attributes.flatMap(([attribute, value]) => {
    const reference = plainReference(value);
    return reference === undefined ? [] : [[attribute, reference] as const];
  });
  return {
    address,
    type,
    name,
    values: Object.fromEntries(read.map(([attribute, value]) => [attribute, literalValue(value)] as const)),
    unknown: [...new Set(unread.map(([attribute]) => attribute))],
    ...(unread.length > 0 ? { expressions: Object.fromEntries(unread) } : {}),
    ...(references.length > 0 ? { references: Object.fromEntries(references) } : {}),
  };
}

/** What decides when and whether something is done, not what. */
const ordering = ["//", "create_before_destroy", "prevent_destroy", "precondition", "postcondition", "replace_triggered_by"];

function readMetaArguments(address: string, { type, block }: Body, report: Report): void {
  for (const argument of ["count", "for_each"])
    if (block[argument] !== undefined) report(address, `${argument} decides how many there are${fingerprint(block[argument])}`);
  if (block["provisioner"] !== undefined) report(address, `a provisioner runs a command${fingerprint(block["provisioner"])}`);
  readResourceProvider(address, { type, provider: block["provider"] }, report);
  for (const lifecycle of blocksOf(block["lifecycle"], `${address}.lifecycle`, report)) {
    for (const [argument, value] of Object.entries(lifecycle).filter(([one]) => !ordering.includes(one))) {
      const reason = argument === "ignore_changes" ? "keeps what is there, whatever the file says" : "is not understood";
      report(address, `lifecycle.${argument} ${reason}${fingerprint(value)}`);
    }
  }
}

/** What the configuration of a resource decides about the attributes that others refer to (AWS provider, resource documentation, "Attribute Reference"). */
const decided = new Map([
  ["aws_iam_role.id", "name"],
  ["aws_iam_role.name", "name"],
  ["aws_iam_policy.name", "name"],
]);

/** Replaces references to what the file itself decides by the value. */
function resolved(resource: PlannedResource, known: ReadonlyMap<string, PlannedResource>): PlannedResource {
  const found = Object.entries(resource.references ?? {}).flatMap(([attribute, reference]) => {
    const value = valueOf(reference, known);
    return value === undefined ? [] : [[attribute, value] as const];
  });
  if (found.length === 0) return resource;
  const names = found.map(([attribute]) => attribute);
  const unknown = resource.unknown.filter((attribute) => !names.includes(attribute));
  return { ...resource, values: { ...resource.values, ...Object.fromEntries(found) }, unknown };
}

function valueOf(reference: string, known: ReadonlyMap<string, PlannedResource>): string | undefined {
  const [type = "", name = "", attribute = ""] = reference.split(".");
  const source = decided.get(`${type}.${attribute}`);
  const value = source === undefined ? undefined : known.get(`${type}.${name}`)?.values[source];
  return typeof value === "string" ? value : undefined;
}
