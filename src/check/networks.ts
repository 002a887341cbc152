import { parseNetwork } from "../words/words.ts";

/** A family of addresses, by the bits of one. */
export const families = [
  { name: "IPv4", width: 32 },
  { name: "IPv6", width: 128 },
] as const;
export type Family = (typeof families)[number];

/** The first address of a run, and the one after its last. */
interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

/** The network as a range of one family; undefined when it is of the other. Throws when it is no network: nothing is left out unseen. */
function rangeOf(cidr: string, { width }: Family): Range | undefined {
  const [address = "", length = ""] = cidr.split("/");
  const network = parseNetwork(address, Number(length));
  if (network === undefined) throw new Error(`rangeOf: ${cidr} is not a network`);
  return network.width === width ? { from: network.bits, to: network.bits + (1n << BigInt(width - network.length)) } : undefined;
}

/** The addresses that at least one network holds, as runs that neither touch nor overlap, in order. */
function unionOf(cidrs: readonly string[], family: Family): readonly Range[] {
  const ranges = cidrs.map((cidr) => rangeOf(cidr, family)).filter((range) => range !== undefined);
  const union: Range[] = [];
  for (const range of ranges.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = union.at(-1);
    if (last === undefined || range.from > last.to) union.push(range);
    else union[union.length - 1] = { from: last.from, to: range.to > last.to ? range.to : last.to };
  }
  return union;
}

/** How many addresses the networks hold together; each counts once. */
export const sizeOf = (cidrs: readonly string[], family: Family): bigint =>
  unionOf(cidrs, family).reduce((size, { from, to }) => size + (to - from), 0n);

/** True when the networks hold every address of the family. */
export const holdsEveryone = (cidrs: readonly string[], family: Family): boolean => sizeOf(cidrs, family) === 1n << BigInt(family.width);

/** True when `wide` holds every address of `narrow`; false across families. */
export function contains(wide: string, narrow: string): boolean {
  return families.some((family) => {
    const [outer, inner] = [rangeOf(wide, family), rangeOf(narrow, family)];
    return outer !== undefined && inner !== undefined && outer.from <= inner.from && inner.to <= outer.to;
  });
}
