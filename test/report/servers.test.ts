import { describe, expect, test } from "@jest/globals";
import { plain, type Palette } from "../../src/report/palette.ts";
import { serverSummary, serversTable } from "../../src/report/servers.ts";
import { environmentOf } from "../../src/settings/environment.ts";
import { someProfile, someQuery, someRead, someSettings } from "../support/servers.ts";

const summary = (parts: Record<string, unknown>) => {
  const profile = someProfile(parts);
  return serverSummary(profile, environmentOf(someSettings(), profile.environment));
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
      stack: "servers-prod-web",
      role: "arn:aws:iam::111122223333:role/keyward/keyward-prod-reports",
      waivers: [{ rule: "protected-network", reason: "the endpoint comes next month", until: "2026-12-15T00:00:00Z" }],
    });
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
