import * as z from "zod";
import { closest } from "../words/closest.ts";
import type { Path } from "./yaml-tree.ts";

/** The schema itself, without what says that it may be left out. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}

/** The schema of what stands at a path of a value; in a union, of the kind that the value most looks like. */
export function schemaAt(schema: z.core.$ZodType, value: unknown, path: Path): z.core.$ZodType | undefined {
  const here = bare(schema);
  if (here instanceof z.ZodUnion) {
    const branch = path.length === 0 ? undefined : here.options[branchOf(here, value) ?? -1];
    return path.length === 0 ? here : branch && schemaAt(branch, value, path);
  }
  const [step, ...rest] = path;
  if (step === undefined) return here;
  const next = here instanceof z.ZodObject ? shapeOf(here)[step] : here instanceof z.ZodArray ? here.element : valueTypeOf(here);
  return next && schemaAt(next, valueAt(value, [step]), rest);
}

const valueTypeOf = (schema: z.core.$ZodType) => (schema instanceof z.ZodRecord ? schema.valueType : undefined);

/** What stands at a path of a plain value. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((from, step) => (isMapping(from) && Object.hasOwn(from, step) ? from[step] : undefined), value);
}

export const isMapping = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === "object" && value !== null;

/** The words of a mapping's schema; of a union's, those of the kind that the value most looks like. */
export function wordsOf(schema: z.core.$ZodType, value: unknown): readonly string[] {
  const here = bare(schema);
  if (here instanceof z.ZodObject) return Object.keys(here.shape);
  const branch = here instanceof z.ZodUnion ? here.options[branchOf(here, value) ?? -1] : undefined;
  return branch === undefined ? [] : wordsOf(branch, value);
}

/** The option of a union that a value was meant to be, so that its problems alone are told; undefined where it looks like none. */
export function branchOf(union: z.ZodUnion, value: unknown): number | undefined {
  if (Array.isArray(value)) return indexOf(union, (option) => option instanceof z.ZodArray);
  if (!isMapping(value)) return undefined;
  const distances = union.options.map((option) => distanceTo(bare(option), value));
  const least = Math.min(...distances);
  return Number.isFinite(least) ? distances.indexOf(least) : undefined;
}

function indexOf(union: z.ZodUnion, fits: (option: z.core.$ZodType) => boolean): number | undefined {
  const index = union.options.findIndex((option) => fits(bare(option)));
  return index === -1 ? undefined : index;
}

/** How far a mapping is from an option: words it lacks and words too many; infinite where no word is the option's, or nearly so. */
function distanceTo(option: z.core.$ZodType, value: Readonly<Record<string, unknown>>): number {
  if (!(option instanceof z.ZodObject)) return Infinity;
  const shape = shapeOf(option);
  const given = Object.keys(value);
  const strange = given.filter((word) => shape[word] === undefined);
  const lacking = Object.keys(shape).filter((word) => !given.includes(word) && !(shape[word] instanceof z.ZodOptional));
  const similar = strange.filter((word) => closest(word, lacking) !== undefined).length;
  if (strange.length === given.length && similar === 0) return Infinity;
  const other = given.filter((word) => isOther(shape[word], value[word])).length;
  return strange.length + lacking.length - similar * 1.5 + other * 1000;
}

/** True when the schema is one fixed word and the value is another: then the mapping is of another kind. */
function isOther(schema: z.core.$ZodType | undefined, value: unknown): boolean {
  const here = schema && bare(schema);
  return here instanceof z.ZodLiteral && value !== undefined && !here.values.has(asLiteral(value));
}

const asLiteral = (value: unknown) => (typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null);

function shapeOf(object: z.ZodObject): Readonly<Record<string, z.core.$ZodType | undefined>> {
  return Object.assign(Object.create(null), object.shape);
}
