import { byText, isExcept, mergeGrants, sortedSet, type Condition, type Grant, type Selection } from "../access/grant.ts";

/** An IAM policy document as we write it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** One statement as we write it; keys stand in the order in which AWS documents them. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, readonly string[]>>;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Grants of an identity policy → statements: grants that differ in their resource alone become one. */
export const toStatements = (grants: Iterable<Grant>): readonly Statement[] => mergedToStatements(mergeGrants(grants));

/** The same for grants that are merged already, in their order. */
export function mergedToStatements(grants: readonly Grant[]): readonly Statement[] {
  const groups = new Map<string, { grant: Grant; resources: string[] }>();
  for (const grant of grants) {
    const { effect, service, actions, resource, conditions } = grant;
    const key = JSON.stringify([effect, service, actions, conditions, typeof resource === "string" ? "" : resource]);
    const known = groups.get(key);
    const own = typeof resource === "string" ? [resource] : [];
    if (known === undefined) groups.set(key, { grant, resources: own });
    else known.resources.push(...own);
  }
  return [...groups.values()].map(({ grant, resources }) => toStatement(grant, resources));
}

function toStatement(grant: Grant, resources: readonly string[]): Statement {
  return {
    Effect: grant.effect === "allow" ? "Allow" : "Deny",
    ...selection("Action", grant.actions),
    ...(typeof grant.resource === "string" ? { Resource: sortedSet(resources) } : { NotResource: grant.resource.except }),
    ...conditionBlock(grant.conditions),
  };
}

const selection = (word: "Action", values: Selection): Partial<Statement> =>
  isExcept(values) ? { [`Not${word}`]: values.except } : { [word]: values };

/** `Condition` of a statement; nothing where there is no condition. Throws when two conditions would meet in one place: IAM would keep the last. */
export function conditionBlock(conditions: readonly Condition[]): Partial<Statement> {
  if (conditions.length === 0) return {};
  // Without prototypes: an operator or a key may be called `constructor`.
  const block = Object.create(null) as Record<string, Record<string, readonly string[]>>;
  for (const { operator, key, values } of [...conditions].sort((a, b) => byText(a.operator + a.key, b.operator + b.key))) {
    const keys = (block[operator] ??= Object.create(null) as Record<string, readonly string[]>);
    if (keys[key] !== undefined) throw new Error(`conditionBlock: ${operator} ${key} is given twice in one grant`);
    keys[key] = values;
  }
  return { Condition: block };
}

export const policyDocument = (statements: readonly Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement: statements });

/** The document as sent to IAM: lists of one value written as the value, no white space. */
export function documentText(document: PolicyDocument): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = `{"Version":"${document.Version}","Statement":[${document.Statement.map(objectText).join(",")}]}`;
  texts.set(document, text);
  return text;
}

/** The text is needed for the size, and again for the resource. */
const texts = new WeakMap<PolicyDocument, string>();

/** A statement, or a block of its conditions or principals. */
const objectText = (object: object): string =>
  `{${Object.entries(object)
    .map(([key, value]) => `${JSON.stringify(key)}:${valueText(value)}`)
    .join(",")}}`;

function valueText(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.length === 1 ? value[0] : value);
  return typeof value === "object" && value !== null ? objectText(value) : JSON.stringify(value);
}

/** Characters that IAM counts (IAM quotas, "Managed policy size"). */
export const documentSize = (document: PolicyDocument): number => documentText(document).length;
