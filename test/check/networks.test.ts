import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { contains, families, holdsEveryone, sizeOf, type Family } from "../../src/check/networks.ts";

const [ipv4, ipv6] = families;

describe("the networks together hold everyone", () => {
  test.each([
    ["all of IPv4", ["0.0.0.0/0"], ipv4],
    ["all of IPv6", ["::/0"], ipv6],
    ["two halves of IPv4", ["0.0.0.0/1", "128.0.0.0/1"], ipv4],
    ["two halves of IPv6, the upper one first", ["8000::/1", "::/1"], ipv6],
    ["one half and two quarters", ["128.0.0.0/1", "64.0.0.0/2", "0.0.0.0/2"], ipv4],
    ["halves that overlap others", ["0.0.0.0/1", "10.0.0.0/8", "128.0.0.0/1", "192.0.0.0/2"], ipv4],
    ["halves of IPv4 among networks of IPv6", ["0.0.0.0/1", "2001:db8::/32", "128.0.0.0/1"], ipv4],
    ["every /8", Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`), ipv4],
  ])("%s", (_name, cidrs, family) => expect(holdsEveryone(cidrs, family)).toBe(true));
});

describe("the networks together do not hold everyone", () => {
  test.each([
    ["no network", [], ipv4],
    ["one address", ["203.0.113.7/32"], ipv4],
    ["one half of IPv4", ["0.0.0.0/1"], ipv4],
    ["the same half twice", ["0.0.0.0/1", "0.0.0.0/1"], ipv4],
    ["a half of each family", ["0.0.0.0/1", "8000::/1"], ipv4],
    ["all of the other family", ["::/0"], ipv4],
    ["IPv4 written in IPv6", ["::ffff:0:0/96"], ipv6],
    ["all but the first /8", Array.from({ length: 255 }, (_, first) => `${first + 1}.0.0.0/8`), ipv4],
  ])("%s", (_name, cidrs, family) => expect(holdsEveryone(cidrs, family)).toBe(false));
});

test.each([
  ["203.0.113.0/24 twice", ["203.0.113.0/24", "203.0.113.0/24"], 256n],
  ["a network and a part of it", ["203.0.113.0/24", "203.0.113.128/25"], 256n],
  ["two neighbours", ["203.0.112.0/24", "203.0.113.0/24"], 512n],
])("addresses count once: %s", (_name, cidrs, size) => expect(sizeOf(cidrs, ipv4)).toBe(size));

test.each([
  ["10.0.0.0/8", "10.20.0.0/16", true],
  ["10.20.0.0/16", "10.0.0.0/8", false],
  ["10.0.0.0/8", "11.0.0.0/16", false],
  ["::/0", "10.0.0.0/8", false],
  ["fc00::/7", "fd12:3456::/32", true],
])("%s contains %s: %s", (wide, narrow, expected) => expect(contains(wide, narrow)).toBe(expected));

test("what is no network is not passed over", () => {
  expect(() => sizeOf(["203.0.113.0/24", "everyone"], ipv4)).toThrow("rangeOf: everyone is not a network");
});

/** Random cuts of the whole space into networks: each network is halved as long as the cuts say so. */
const partition = (family: Family) =>
  fc.array(fc.nat(), { maxLength: 24 }).map((cuts) => {
    const parts = [{ bits: 0n, length: 0 }];
    for (const cut of cuts) {
      const [part] = parts.splice(cut % parts.length, 1);
      if (part === undefined || part.length === family.width) continue;
      const length = part.length + 1;
      parts.push({ bits: part.bits, length }, { bits: part.bits + (1n << BigInt(family.width - length)), length });
    }
    return parts.map(({ bits, length }) => `${addressText(bits, family)}/${length}`);
  });

const addressText = (bits: bigint, { width }: Family): string =>
  width === 32
    ? [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join(".")
    : Array.from({ length: 8 }, (_, group) => ((bits >> BigInt(112 - 16 * group)) & 65535n).toString(16)).join(":");

describe.each(families.map((family) => [family.name, family] as const))("%s cut into networks at random", (_name, family) => {
  const shuffled = partition(family).chain((cidrs) => fc.shuffledSubarray(cidrs, { minLength: cidrs.length }));

  test("is everyone, in any order", () => {
    fc.assert(fc.property(shuffled, (cidrs) => holdsEveryone(cidrs, family)));
  });

  test("is not everyone without one of them", () => {
    fc.assert(fc.property(shuffled, ([, ...rest]) => !holdsEveryone(rest, family)));
  });
});
