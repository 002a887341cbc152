import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { measure, writeRepository } from "../../bench/measure.ts";
import { exampleProject, repository } from "./support/project.ts";

// Coarse limits in processor time, which hold on a busy machine too; `npm run bench` has the figures.
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keyward-speed-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synth = (where: string) => measure(where, [join(repository, "dist/cli.js"), "synth", "--out", "cdktf.out"]);

test("synth of the examples takes at most two seconds of a processor", () => {
  const project = exampleProject();
  try {
    expect(synth(project.folder).processor).toBeLessThan(2);
  } finally {
    project.discard();
  }
});

test("eight times the profiles take at most nine times the processor time, and 800 of them at most 400 MB", () => {
  const [few, many] = [100, 800].map((size) => {
    const where = join(folder, String(size));
    mkdirSync(where);
    writeRepository(where, size);
    return synth(where);
  });
  expect((many?.processor ?? 0) / (few?.processor ?? 0)).toBeLessThan(9);
  expect(many?.megabytes).toBeLessThan(400);
});
