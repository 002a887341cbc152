import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, type Measurement, writeRepository } from "./measure.ts";
import { comparable } from "./read-stacks.ts";
import { growth, median, type Row, table } from "./table.ts";

/*
 * npm run bench [-- size ...]: Keyward beside plain cdktf and beside JSON.stringify, in one run and in turn, so that a busy machine
 * slows all three. The ratios count; the seconds are this machine's.
 */

const dist = new URL(".", import.meta.url).pathname;
const cli = join(dist, "cli.js");
const self = join(dist, "bench.js");

function benchmark(size: number): Row {
  const folder = mkdtempSync(join(tmpdir(), "keyward-bench-"));
  try {
    writeRepository(folder, size);
    const rounds = Array.from({ length: size >= 10_000 ? 3 : 5 }, () => ({
      keyward: measure(folder, [cli, "synth", "--out", "keyward"]),
      cdktf: measure(folder, [self, "cdktf", "keyward", "cdktf"]),
      json: measure(folder, [self, "json", "keyward", "json"]),
    }));
    const expected = comparable(join(folder, "keyward"));
    for (const other of ["cdktf", "json"]) {
      if (comparable(join(folder, other)) !== expected) throw new Error(`${other} did not write what keyward wrote`);
    }
    const middle = (program: "keyward" | "cdktf" | "json"): Measurement => ({
      seconds: median(rounds.map((round) => round[program].seconds)),
      processor: median(rounds.map((round) => round[program].processor)),
      megabytes: median(rounds.map((round) => round[program].megabytes)),
    });
    return { size, keyward: middle("keyward"), cdktf: middle("cdktf"), json: middle("json") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [command = "", from = "", to = ""] = process.argv.slice(2);
// Each program loads only what it needs: loading cdktf is part of what it costs.
if (command === "cdktf") (await import("./rewrite-with-cdktf.ts")).rewriteWithCdktf(from, to);
else if (command === "json") (await import("./rewrite-as-json.ts")).rewriteAsJson(from, to);
else {
  const asked = process.argv.slice(2).map(Number);
  const rows = (asked.length > 0 ? asked : [100, 1_000, 10_000]).map((size) => {
    process.stderr.write(`${size} profiles ...\n`);
    return benchmark(size);
  });
  process.stdout.write(`${table(rows)}\n${growth(rows)}\n`);
}
