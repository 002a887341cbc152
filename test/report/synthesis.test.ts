import { describe, expect, test } from "@jest/globals";
import type { Finding } from "../../src/check/finding.ts";
import { plain } from "../../src/report/palette.ts";
import { serverSummary } from "../../src/report/servers.ts";
import { synthesisJson, synthesisText, type Synthesis } from "../../src/report/synthesis.ts";
import { environmentOf } from "../../src/settings/environment.ts";
import { someProfile, someSettings } from "../support/servers.ts";

const warning: Finding = {
  rule: "protected-network",
  severity: "warning",
  subject: "prod/reports",
  message: "A server in a protected environment says from which network its requests come.",
  fix: "add `network`",
  at: { file: "profiles/reports.yaml", line: 3, column: 14 },
};
const waived: Finding = { ...warning, rule: "whole-store-reason", waived: { reason: "moves in spring", until: "2027-03-01" } };

const profile = someProfile();
const synthesis: Synthesis = {
  out: "cdktf.out/",
  stacks: [
    { name: "bootstrap-prod", environment: "prod", owner: undefined, servers: [] },
    { name: "servers-prod-web", environment: "prod", owner: "web", servers: [{ id: "prod/reports" }] },
  ],
  removed: ["servers-prod-legacy"],
  servers: [serverSummary(profile, environmentOf(someSettings(), "prod"), new Date("2026-11-21T09:00:00Z"))],
  findings: [warning, waived],
};
const text = (parts: Partial<Synthesis>, width = 80) => synthesisText({ ...synthesis, ...parts }, { width, palette: plain });

describe("what a synth prints", () => {
  test("is the table, then what was written, what was noticed, and the next command", () => {
    expect(text({})).toEqual([
      "SERVER       CAN                                  EXPIRES",
      "ENVIRONMENT                                       STACK",
      "OWNER",
      "",
      "reports      read s3://acme-reports/orders/2026/  2027-06-30 00:00 UTC",
      "prod                                              servers-prod-web",
      "web",
      "",
      "2 stacks in cdktf.out/stacks: bootstrap-prod, servers-prod-web",
      "Removed, because the settings no longer name them: servers-prod-legacy",
      "",
      "Noticed (`keyward check` says more):",
      "  warning  protected-network   prod/reports",
      "                               profiles/reports.yaml:3:14",
      "  waived   whole-store-reason  prod/reports (until 2027-03-01 00:00 UTC: moves",
      "                               in spring)",
      "                               profiles/reports.yaml:3:14",
      "",
      "Next, bootstrap stacks first (`npx cdktf deploy` keeps the order by itself):",
      "  terraform -chdir=cdktf.out/stacks/bootstrap-prod init",
    ]);
  });

  test("says nothing of what was not noticed or removed", () => {
    expect(text({ removed: [], findings: [] }).filter((line) => /Noticed|Removed/.test(line))).toEqual([]);
  });

  test("says that stacks are empty where there is no profile", () => {
    expect(text({ servers: [] })[0]).toBe("There is no profile yet: every stack is empty.");
  });

  test("cannot be forged by the text of a profile", () => {
    const forged = { ...waived, waived: { reason: "moves\n2 stacks in elsewhere\u001b[2J", until: "2027-03-01" } };
    const lines = text({ findings: [forged] });
    expect(lines.filter((line) => line.includes("\u001b") || line.startsWith("2 stacks in elsewhere"))).toEqual([]);
  });

  test.each([40, 80, 120])("fits %d characters, the command to copy aside", (width) => {
    expect(text({}, width).filter((line) => line.length > width && !line.includes("terraform"))).toEqual([]);
  });
});

describe("what a synth prints as JSON", () => {
  test("names stacks with their folders, servers and findings", () => {
    expect(JSON.parse(synthesisJson(synthesis))).toEqual({
      version: 1,
      kind: "synthesis",
      out: "cdktf.out/",
      stacks: [
        { name: "bootstrap-prod", environment: "prod", owner: null, folder: "cdktf.out/stacks/bootstrap-prod", servers: [] },
        {
          name: "servers-prod-web",
          environment: "prod",
          owner: "web",
          folder: "cdktf.out/stacks/servers-prod-web",
          servers: ["prod/reports"],
        },
      ],
      removed: ["servers-prod-legacy"],
      servers: [expect.objectContaining({ id: "prod/reports" })],
      summary: { errors: 0, warnings: 1, waived: 1 },
      findings: [
        expect.objectContaining({ rule: "protected-network", waived: null }),
        expect.objectContaining({ rule: "whole-store-reason" }),
      ],
    });
  });
});
