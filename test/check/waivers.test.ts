import { describe, expect, test } from "@jest/globals";
import { exampleNow } from "../../src/check/examples.ts";
import { runChecks } from "../../src/check/run-checks.ts";
import { readExample } from "./read-example.ts";

const reason = "The vendor publishes no narrower list.";
const waiver = (rule: string, until = "2027-01-31") => `  - { rule: ${rule}, reason: ${reason}, until: ${until} }`;

/** A profile whose network is too broad, with these waivers: what is found, with `waived` after the rule where it is. */
function found(
  waivers: readonly string[],
  options: { readonly network?: string; readonly waiversExpire?: boolean; readonly now?: string } = {},
) {
  const { network = "192.0.0.0/2", waiversExpire = true, now } = options;
  const profile = `network:\n  source-cidrs: [${network}]\n${waivers.length > 0 ? ["waivers:", ...waivers].join("\n") : ""}`;
  return runChecks(readExample({ profile }), { now: now === undefined ? exampleNow : new Date(now), waiversExpire }).map(
    ({ rule, severity, waived }) => `${severity} ${rule}${waived === undefined ? "" : ` waived until ${waived.until}`}`,
  );
}

describe("waivers", () => {
  test.each([
    ["none: the finding counts", [], ["warning network-broad"]],
    ["a live one waives", [waiver("network-broad")], ["warning network-broad waived until 2027-01-31"]],
    [
      "an expired one does not, and is an error",
      [waiver("network-broad", "2026-09-01")],
      ["warning network-broad", "error waiver-expired"],
    ],
    [
      "one of today has expired: its day is the first without it",
      [waiver("network-broad", "2026-10-01")],
      ["warning network-broad", "error waiver-expired"],
    ],
    ["one until tomorrow is live", [waiver("network-broad", "2026-10-02")], ["warning network-broad waived until 2026-10-02"]],
    [
      "a live one beside an expired one waives; the expired one is still an error",
      [waiver("network-broad", "2026-09-01"), waiver("network-broad")],
      ["warning network-broad waived until 2027-01-31", "error waiver-expired"],
    ],
    ["an unknown rule is an error and waives nothing", [waiver("network-braod")], ["warning network-broad", "error waiver-known"]],
    ["a rule of settings cannot be waived", [waiver("protected-backend")], ["warning network-broad", "error waiver-allowed"]],
    ["a rule about waivers cannot be waived", [waiver("waiver-unused")], ["warning network-broad", "error waiver-allowed"]],
    ["a failure is no rule", [waiver("rule-failed")], ["warning network-broad", "error waiver-known"]],
    ["one for a rule that finds nothing is a warning", [waiver("profile-expired")], ["warning network-broad", "warning waiver-unused"]],
  ])("%s", (_name, waivers, expected) => expect(found(waivers)).toEqual(expected));

  test("one ends at 00:00 UTC of its day, to the millisecond", () => {
    const at = (now: string) => found([waiver("network-broad", "2026-12-01")], { now })[0];
    expect(at("2026-11-30T23:59:59.999Z")).toBe("warning network-broad waived until 2026-12-01");
    expect(at("2026-12-01T00:00:00.000Z")).toBe("warning network-broad");
  });

  test("everyone's network stays an error whatever is waived", () => {
    expect(found([waiver("network-everyone")], { network: "0.0.0.0/0" })).toEqual(["error network-everyone", "error waiver-allowed"]);
  });
});

describe("where waivers do not expire, as when Terraform is written", () => {
  const without = (...waivers: readonly string[]) => found(waivers, { waiversExpire: false });
  test("an expired one goes on waiving, and a warning says so", () => {
    expect(without(waiver("network-broad", "2026-09-01"))).toEqual([
      "warning network-broad waived until 2026-09-01",
      "warning waiver-expired",
    ]);
  });

  test("the warning says that `check` no longer honours it", () => {
    const profile = `network:\n  source-cidrs: [192.0.0.0/2]\nwaivers:\n${waiver("network-broad", "2026-09-01")}`;
    const findings = runChecks(readExample({ profile }), { now: exampleNow, waiversExpire: false });
    expect(findings.find(({ rule }) => rule === "waiver-expired")).toEqual({
      rule: "waiver-expired",
      severity: "warning",
      subject: "prod/orders-analyst: waivers[0].until",
      message: "A waiver has expired: `keyward check` no longer honours it.",
      given: "2026-09-01",
      fix: "Mend what it covered and delete it, or renew it with a reason that is still true.",
      at: { file: "profiles/orders.yaml", line: 4, column: 83 },
    });
  });

  test("one that is live comes before one that has expired", () => {
    expect(without(waiver("network-broad", "2026-09-01"), waiver("network-broad"))).toEqual([
      "warning network-broad waived until 2027-01-31",
      "warning waiver-expired",
    ]);
  });

  test("an expired one that waives nothing is told once", () => {
    expect(without(waiver("network-broad"), waiver("profile-expired", "2026-09-01"))).toEqual([
      "warning network-broad waived until 2027-01-31",
      "warning waiver-expired",
    ]);
  });

  test.each(["network-braod", "protected-backend"])("naming %s is an error there too", (rule) => {
    expect(found([waiver(rule)], { waiversExpire: false }).filter((one) => one.startsWith("error"))).toHaveLength(1);
  });

  test("no passing of time makes an error out of a profile that had none", () => {
    const options = { waiversExpire: false, now: "2039-01-01T00:00:00Z" };
    expect(found([waiver("network-broad")], options)).toEqual([
      "warning network-broad waived until 2027-01-31",
      "warning waiver-expired",
      "warning profile-expired",
    ]);
  });
});

test("what was meant by a misspelt rule is said, among those that may be waived", () => {
  const fixOf = (rule: string) =>
    runChecks(readExample({ profile: `waivers:\n${waiver(rule)}` }), { now: exampleNow, waiversExpire: true }).map(({ fix }) => fix);
  expect(fixOf("network-privat")).toEqual(["Did you mean `network-private`?"]);
  expect(fixOf("something-else-entirely")).toEqual(["Name one of the rules in docs/rules.md."]);
});
