import { isTemplate } from "./expression.ts";
import { fingerprint } from "./fingerprint.ts";
import { listOf, objectOf, textOf } from "./plan-values.ts";
import type { Report } from "./planned-resource.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./read-json.ts";

/** By the prefix of a resource's type: the providers whose resources are understood, or cannot reach IAM. */
const sources = new Map([
  ["aws", ["hashicorp/aws"]],
  ["null", ["hashicorp/null"]],
  ["random", ["hashicorp/random"]],
  ["terraform", ["builtin/terraform"]],
  ["time", ["hashicorp/time"]],
  ["tls", ["hashicorp/tls"]],
]);

const hosts = ["registry.terraform.io", "registry.opentofu.org", "terraform.io"];

const elsewhere = "is made by another provider configuration, perhaps in another account";
const stranger = "is made by a provider that Keyward does not know, which may change any role";

const another = "is not the provider that Keyward knows";
const calculated = "is an expression, and may decide in which account resources are made";

const prefixOf = (type: string): string => type.split("_")[0] ?? "";

/** `registry.terraform.io/hashicorp/aws`, `hashicorp/aws` and `aws` are one provider. */
function isSource(source: string, prefix: string): boolean {
  const parts = source.toLowerCase().split("/");
  const address =
    parts.length === 3 && hosts.includes(parts[0] ?? "") ? parts.slice(1) : parts.length === 1 ? ["hashicorp", ...parts] : parts;
  return sources.get(prefix)?.includes(address.join("/")) ?? false;
}

/** Judges the configuration of the provider that a resource of `cdk.tf.json` names: only the one without a name of its own is understood. */
export function readResourceProvider(
  address: string,
  { type, provider }: { type: string; provider: Json | undefined },
  report: Report,
): void {
  const prefix = prefixOf(type);
  if (!sources.has(prefix)) report(address, stranger);
  if (provider !== undefined && provider !== prefix) report(address, `${elsewhere}${fingerprint(provider)}`);
}

/** The same for the configuration inside a plan, where modules stand before the name. */
export function readProviderKey(address: string, key: Json | undefined, report: Report): void {
  const type = address.replace(/^(?:module\.[^.]+\.)*(?:data\.)?/, "").split(".")[0] ?? "";
  if (typeof key === "string" && key.split(":").at(-1) !== prefixOf(type)) report(address, `${elsewhere}${fingerprint(key)}`);
}

/** The same for a planned resource, which names the provider in full. Only a plan that was cut leaves the name out. */
export function readProviderName(entry: JsonObject, report: Report): void {
  const prefix = prefixOf(textOf(entry["type"]));
  const name = entry["provider_name"];
  if (sources.has(prefix) && (name === undefined || isSource(textOf(name), prefix))) return;
  report(textOf(entry["address"]), `${stranger}${fingerprint(name)}`);
}

/** Tags decide nothing about where resources are made. */
const tagging = ["//", "default_tags", "ignore_tags"];

/** The blocks `terraform` and `provider` of a `cdk.tf.json`. */
export function readProviders(file: JsonObject, report: Report): void {
  for (const settings of blocks(file["terraform"])) {
    for (const [name, required] of blocks(settings["required_providers"]).flatMap((block) => Object.entries(block)))
      readRequired(name, required, report);
  }
  for (const [name, value] of blocks(file["provider"]).flatMap((block) => Object.entries(block))) {
    if (name !== "aws") continue;
    const configurations = blocks(value);
    readConfigurations(
      configurations.length,
      configurations.some((one) => one["alias"] !== undefined),
      report,
    );
    for (const configuration of configurations) {
      for (const [argument, given] of Object.entries(configuration))
        if (!tagging.includes(argument) && isTemplate(given)) report(`provider.aws: ${argument}`, `${calculated}${fingerprint(given)}`);
    }
  }
}

function readConfigurations(count: number, aliased: boolean, report: Report): void {
  if (count > 1 || aliased) report("provider.aws", "has several configurations, perhaps of several accounts");
}

function readRequired(name: string, required: Json, report: Report): void {
  const subject = `required_providers.${name}`;
  // A text is a version, the way Terraform 0.12 wrote it.
  const { source, ...rest } = objectOf(required);
  if (source !== undefined && sources.has(name) && !isSource(textOf(source), name)) report(subject, `${another}${fingerprint(source)}`);
  for (const [argument, given] of Object.entries(rest))
    if (argument !== "version") report(`${subject}: ${argument}`, `is not understood${fingerprint(given)}`);
}

/** The `provider_config` of the configuration inside a plan. */
export function readProviderConfig(config: Json | undefined, report: Report): void {
  const configurations = Object.values(objectOf(config))
    .map(objectOf)
    .filter((one) => one["name"] === "aws");
  const own = configurations.filter((one) => one["module_address"] === undefined);
  readConfigurations(
    own.length,
    own.some((one) => one["alias"] !== undefined),
    report,
  );
  for (const configuration of configurations) {
    const name = configuration["full_name"];
    if (name !== undefined && !isSource(textOf(name), "aws")) report("provider.aws", `${another}${fingerprint(name)}`);
    for (const [argument, given] of Object.entries(objectOf(configuration["expressions"])))
      if (!tagging.includes(argument) && hasReferences(given)) report(`provider.aws: ${argument}`, `${calculated}${fingerprint(given)}`);
  }
}

/** True when an expression of a plan's configuration holds more than constants, however deep. */
function hasReferences(expression: Json): boolean {
  if (isJsonArray(expression)) return expression.some(hasReferences);
  if (!isJsonObject(expression)) return false;
  if (Object.keys(expression).length === 0) return true;
  const { constant_value: constant, references, ...nested } = expression;
  const own = listOf(references).length > 0 || (constant !== undefined && isTemplate(constant));
  return own || Object.values(nested).some(hasReferences);
}

const blocks = (value: Json | undefined): readonly JsonObject[] => (isJsonArray(value) ? value : [value]).filter(isJsonObject);
