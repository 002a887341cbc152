import { isExcept, type Condition, type Grant } from "../access/grant.ts";
import { documentText, type PolicyDocument } from "../aws/policy-document.ts";
import { connectorOf } from "../connectors/registry.ts";
import { instantOf, type RolePolicy, type Server } from "../server/server.ts";
import { consumerText, needsOwnPermission } from "./consumers.ts";
import { endText, hasEnded, momentText } from "./moment.ts";
import type { Palette } from "./palette.ts";
import { serverSummary, type ServerSummary } from "./servers.ts";
import { visible } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** Everything there is to say about one server; the `--json` of `explain`. */
export interface Explanation extends ServerSummary {
  readonly account: string;
  readonly region: string;
  readonly access: readonly AccessExplanation[];
  /** What it cannot do although one might think so, and what refuses everything else. */
  readonly cannot: readonly string[];
  readonly consumers: readonly string[];
  /** True when some of them must be allowed to assume the role in their own policies too. */
  readonly callersNeedPermission: boolean;
  readonly network: readonly string[];
  readonly sessionSeconds: number;
  readonly boundary: string | null;
  /** As IAM gets it. */
  readonly trustPolicy: unknown;
  readonly policies: readonly PolicyExplanation[];
}

interface PolicyExplanation extends Pick<RolePolicy, "kind" | "name"> {
  readonly document: unknown;
}

interface AccessExplanation {
  readonly service: string;
  readonly can: readonly string[];
  readonly until: string | null;
  /** True when the entry, or the whole profile, has ended. */
  readonly ended: boolean;
  readonly reason: string | null;
}

export function explanation(server: Server, now: Date): Explanation {
  const { profile, environment, model, trustPolicy, policies } = server;
  const services = new Set(profile.access.map(({ service }) => service));
  const limits = [...services].flatMap((service) =>
    connectorOf(service).limits(profile.access.filter((entry) => entry.service === service)),
  );
  return {
    ...serverSummary(profile, environment, now),
    account: environment.account,
    region: environment.region,
    access: profile.access.map((entry) => ({
      service: entry.service,
      can: connectorOf(entry.service).words(entry),
      until: entry.until === undefined ? null : instantOf(entry.until),
      ended: [profile.expires, entry.until ?? profile.expires].some((date) => hasEnded(instantOf(date), now)),
      reason: entry.reason ?? null,
    })),
    cannot: [...new Set([...limits, ...guardTexts(model.grants), ...boundaryTexts(model.boundary)])],
    consumers: profile.consumers.map((consumer) => consumerText(consumer, environment)),
    callersNeedPermission: profile.consumers.some(needsOwnPermission),
    network: networkTexts(profile.network),
    sessionSeconds: model.sessionSeconds,
    boundary: model.boundary,
    trustPolicy: asSent(trustPolicy),
    policies: policies.map(({ kind, name, document }) => ({ kind, name, document: asSent(document) })),
  };
}

const asSent = (document: PolicyDocument): unknown => JSON.parse(documentText(document));

/** What the Denies of the model refuse, in words: said only where a Deny is really there, and without a condition that could let requests past it. */
function guardTexts(grants: readonly Grant[]): readonly string[] {
  const denies = grants.filter(({ effect }) => effect === "deny");
  const everything = denies.filter(({ actions, resource }) => !isExcept(actions) && actions.includes("*") && resource === "*");
  const [end] = everything
    .flatMap(({ conditions: [only, ...more] }) => (only !== undefined && more.length === 0 ? endsIn(only) : []))
    .sort();
  const undeclared = denies.some(({ actions, resource, conditions }) => isExcept(actions) && resource === "*" && conditions.length === 0);
  const offNetwork = everything.some(({ conditions }) => conditions.some(({ key }) => key === "aws:SourceIp" || key === "aws:SourceVpce"));
  return [
    ...(undeclared ? ["do anything that is not listed here, whatever another policy allows: an explicit Deny refuses it"] : []),
    ...(fencesResources(grants) ? ["do what is listed here to any other resource: an explicit Deny refuses it"] : []),
    ...(offNetwork ? ["do anything from outside its network, except through an AWS service that acts on its behalf"] : []),
    ...(end === undefined ? [] : [`do anything from ${momentText(end)} on`]),
  ];
}

const endsIn = ({ operator, key, values }: Condition): readonly string[] =>
  operator === "DateGreaterThanEquals" && key === "aws:CurrentTime" ? values : [];

/** True when a Deny without conditions keeps each allowed action to the resources that are declared for it. */
function fencesResources(grants: readonly Grant[]): boolean {
  const listed = (grant: Grant) => (isExcept(grant.actions) ? [] : grant.actions);
  const fences = grants.filter(({ effect, resource, conditions }) => effect === "deny" && isExcept(resource) && conditions.length === 0);
  const fenced = new Set(fences.flatMap(listed));
  return grants
    .filter(({ effect }) => effect === "allow")
    .every((grant) => !isExcept(grant.actions) && listed(grant).every((action) => fenced.has(action)));
}

const boundaryTexts = (boundary: string | null): readonly string[] =>
  boundary === null ? [] : ["do anything that its permissions boundary does not admit, even if its policies are changed"];

function networkTexts(network: Server["profile"]["network"]): readonly string[] {
  if (network === undefined) return [];
  return [
    ...(network["vpc-endpoints"] ?? []).map((id) => `through the VPC endpoint ${id}`),
    ...(network["source-cidrs"] ?? []).map((cidr) => `from ${cidr}`),
  ];
}

const ownPermission = "The caller also needs permission to assume the role, in its own policies.";

/** The explanation for a person, in lines of at most `width` characters; policies are printed as they are. */
export function explanationText(given: Explanation, width: number, { bold, dim }: Palette): readonly string[] {
  const end = endText(given.expires, given.ended);
  const list = (items: readonly string[]) => items.flatMap((item) => wrap(`- ${visible(item)}`, width - 2, 2).map((line) => `  ${line}`));
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", bold(title), ...lines]);
  return [
    bold(given.id),
    ...wrap(visible(given.purpose), width),
    "",
    ...factsOf(given, end).flatMap(([name, value]) =>
      factLines(value, width - 13).map((line, index) => dim((index === 0 ? name : "").padEnd(13)) + line),
    ),
    ...section(
      given.ended ? `It could (${end})` : "It can",
      given.access.flatMap(({ can, until, ended, reason }) => [
        ...list(can.map((phrase) => phrase + (until === null ? "" : ` (${endText(until, ended && until <= given.expires)})`))),
        ...(reason === null ? [] : wrap(`Reason: ${visible(reason)}`, width - 4).map((line) => dim(`    ${line}`))),
      ]),
    ),
    ...section("It cannot", list(given.cannot)),
    ...section(given.ended ? `Who could use it (${end})` : `Who may use it, ${end}`, [
      ...list(given.consumers),
      ...(given.callersNeedPermission ? wrap(ownPermission, width - 2).map((line) => dim(`  ${line}`)) : []),
    ]),
    ...section(
      "Waived checks",
      list(given.waivers.map(({ rule, reason, until, ended }) => `${rule}, ${endText(until, ended)}: ${reason}`)),
    ),
    ...section(`Trust policy of ${given.role.split("/").at(-1) ?? given.role}`, json(given.trustPolicy)),
    ...given.policies.flatMap(({ kind, name, document }) => section(`Policy ${name} (${kind})`, json(document))),
  ];
}

function factsOf(given: Explanation, end: string): readonly (readonly [name: string, value: string])[] {
  return [
    ["Environment", `${given.environment} (account ${given.account}, ${given.region})`],
    ["Owner", given.owner],
    ["Stack", given.stack],
    ["Role", given.role],
    ["Boundary", given.boundary ?? "none"],
    ["Session", `at most ${durationText(given.sessionSeconds)}`],
    ["Expires", given.ended ? end : momentText(given.expires)],
    ["Network", given.network.length === 0 ? "from anywhere" : given.network.join(", or ")],
  ];
}

/** An ARN is left whole, so that it can be copied. */
const factLines = (value: string, width: number): readonly string[] => (value.includes(" ") ? wrap(value, width) : [value]);

const json = (document: unknown): readonly string[] => JSON.stringify(document, undefined, 2).split("\n");

function durationText(seconds: number): string {
  const [amount, unit] = seconds % 3600 === 0 ? [seconds / 3600, "hour"] : [Math.ceil(seconds / 60), "minute"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
