import { describe, expect, test } from "@jest/globals";
import { plain, type Palette } from "../../src/report/palette.ts";
import { serverSummary, serversTable } from "../../src/report/servers.ts";
import { environmentOf } from "../../src/settings/environment.ts";
import { someProfile, someQuery, someRead, someSettings } from "../support/servers.ts";

const summary = (parts: Record<string, unknown>, now = new Date("2026-11-21T09:00:00Z")) => {
  const profile = someProfile(parts);
  return serverSummary(profile, environmentOf(someSettings(), profile.environment), now);
};
const reports = summary({
  access: [someRead({ until: "2026-12-31" }), someQuery()],
  waivers: [{ rule: "protected-network", reason: "the endpoint comes next month", until: "2026-12-15" }],
});
const handbook = summary({
  server: "handbook-assistant",
  environment: "dev",
  access: [someRead({ bucket: "acme-handbook", prefixes: ["published/", "drafts/2026/autumn/"], level: "write" })],
});

describe("the summary of a server", () => {
  test("says who it is, what it can do and until when, with the time", () => {
    expect(reports).toEqual({
      id: "prod/reports",
      server: "reports",
      environment: "prod",
      owner: "web",
      purpose: "Answers questions about reports.",
      can: ["read s3://acme-reports/orders/2026/ (until 2026-12-31 00:00 UTC)", "GetItem, Query on table orders"],
      expires: "2027-06-30T00:00:00Z",
      ended: false,
      stack: "servers-prod-web",
      role: "arn:aws:iam::111122223333:role/keyward/keyward-prod-reports",
      waivers: [{ rule: "protected-network", reason: "the endpoint comes next month", until: "2026-12-15T00:00:00Z", ended: false }],
    });
  });
});

describe("what is past is shown as ended", () => {
  const parts = {
    access: [someRead({ until: "2026-12-31" }), someQuery()],
    waivers: [{ rule: "protected-network", reason: "the endpoint comes next month", until: "2026-12-15" }],
  };
  const at = (now: string) => {
    const { can, ended, waivers } = summary(parts, new Date(now));
    return { first: can[0], ended, waiver: waivers[0]?.ended };
  };
  const read = "read s3://acme-reports/orders/2026/";

  test.each([
    ["2026-12-14T23:59:59.999Z", { first: `${read} (until 2026-12-31 00:00 UTC)`, ended: false, waiver: false }],
    ["2026-12-15T00:00:00Z", { first: `${read} (until 2026-12-31 00:00 UTC)`, ended: false, waiver: true }],
    ["2026-12-30T23:59:59.999Z", { first: `${read} (until 2026-12-31 00:00 UTC)`, ended: false, waiver: true }],
    ["2026-12-31T00:00:00Z", { first: `${read} (ended 2026-12-31 00:00 UTC)`, ended: false, waiver: true }],
    ["2027-06-29T23:59:59.999Z", { first: `${read} (ended 2026-12-31 00:00 UTC)`, ended: false, waiver: true }],
    ["2027-06-30T00:00:00Z", { first: `${read} (ended 2026-12-31 00:00 UTC)`, ended: true, waiver: true }],
  ])("at %s", (now, expected) => {
    expect(at(now)).toEqual(expected);
  });

  test.each([80, 120])("in the table, at %d characters too", (width) => {
    const lines = serversTable([summary(parts, new Date("2027-07-01T00:00:00Z"))], width, plain);
    expect(lines.join("\n")).toContain("ended 2027-06-30 00:00 UTC");
    expect(lines.join(" ").replace(/\s+/g, " ")).toMatch(/\(ended .*2026-12-31 00:00 UTC\)/);
  });
});

describe("the table of servers", () => {
  test("at 120 characters has a column for everything", () => {
    expect(serversTable([handbook, reports], 120, plain)).toEqual([
      "SERVER              ENVIRONMENT  OWNER  CAN                                       EXPIRES               STACK",
      "",
      "handbook-assistant  dev          web    read and write                            2027-06-30 00:00 UTC  servers-dev-web",
      "                                          s3://acme-handbook/published/",
      "                                        read and write",
      "                                          s3://acme-handbook/drafts/2026/autumn/",
      "",
      "reports             prod         web    read s3://acme-reports/orders/2026/       2027-06-30 00:00 UTC  servers-prod-web",
      "                                          (until 2026-12-31 00:00 UTC)",
      "                                        GetItem, Query on table orders",
    ]);
  });

  test("at 80 characters puts short columns on top of each other", () => {
    expect(serversTable([handbook, reports], 80, plain)).toEqual([
      "SERVER              CAN                                     EXPIRES",
      "ENVIRONMENT                                                 STACK",
      "OWNER",
      "",
      "handbook-assistant  read and write                          2027-06-30 00:00 UTC",
      "dev                   s3://acme-handbook/published/         servers-dev-web",
      "web                 read and write s3://acme-handbook/",
      "                      drafts/2026/autumn/",
      "",
      "reports             read s3://acme-reports/orders/2026/     2027-06-30 00:00 UTC",
      "prod                  (until 2026-12-31 00:00 UTC)          servers-prod-web",
      "web                 GetItem, Query on table orders",
    ]);
  });

  test.each([40, 60, 80, 100, 109, 110, 120, 200])("fits %d characters and names everything", (width) => {
    const lines = serversTable([handbook, reports], width, plain);
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    const text = lines.join("").replace(/\s/g, "");
    for (const word of ["reports", "prod", "GetItem,Query", "handbook", "dev", "published/"]) expect(text).toContain(word);
  });

  test("shows what cannot be seen in a name as an escape", () => {
    const lines = serversTable([{ ...reports, can: ["read s3://acme/\u001b[2J\u00ad/"] }], 120, plain);
    expect(lines[1]).toContain("read s3://acme/\\u{1b}[2J\\u{ad}/");
  });

  test("is painted only where the palette paints", () => {
    const marks: Palette = { ...plain, bold: (text) => `<${text}>` };
    expect(serversTable([reports], 120, marks).join("\n").match(/<.*?>/g)).toEqual(["<reports>"]);
  });
});
