import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { generate } from "./generate.ts";
import { comparable } from "./read-stacks.ts";
import { growth, type Measurement, median, type Row, table } from "./table.ts";

/*
 * npm run bench [-- size ...]: Keyward beside plain cdktf and beside JSON.stringify, in one run and in turn, so that a busy machine
 * slows all three. The ratios count; the seconds are this machine's.
 */

const dist = new URL(".", import.meta.url).pathname;
const cli = join(dist, "cli.js");
const self = join(dist, "bench.js");

/** Runs in the child before the program: what it used is known only to itself, at its end. */
const reporter = `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(process.env.KEYWARD_BENCH_USAGE, JSON.stringify(process.resourceUsage())));`;
const usageJson = z.looseObject({ maxRSS: z.number(), userCPUTime: z.number(), systemCPUTime: z.number() });

function measure(folder: string, args: readonly string[]): Measurement {
  const usage = join(folder, "usage");
  const preload = ["--import", `data:text/javascript,${encodeURIComponent(reporter)}`];
  const env = { ...process.env, KEYWARD_BENCH_USAGE: usage };
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...preload, ...args], { cwd: folder, env, encoding: "utf8", maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${args.join(" ")}: exit code ${status}\n${stderr}`);
  const { maxRSS, userCPUTime, systemCPUTime } = usageJson.parse(JSON.parse(readFileSync(usage, "utf8")));
  return { seconds, processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
}

function benchmark(size: number): Row {
  const folder = mkdtempSync(join(tmpdir(), "keyward-bench-"));
  try {
    const inThreeHundredDays = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
    for (const [path, text] of generate(size, inThreeHundredDays)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
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
