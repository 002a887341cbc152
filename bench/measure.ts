import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { generate } from "./generate.ts";

/** What one program took. */
export interface Measurement {
  readonly seconds: number;
  /** Processor time, which a busy machine changes less than the clock's. */
  readonly processor: number;
  readonly megabytes: number;
}

/** Writes the generated profiles and their settings. */
export function writeRepository(folder: string, size: number): void {
  const inThreeHundredDays = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  for (const [path, text] of generate(size, inThreeHundredDays)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs in the child before the program: what it used is known only to itself, at its end. */
const reporter = `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(process.env.KEYWARD_BENCH_USAGE, JSON.stringify(process.resourceUsage())));`;
const usageJson = z.looseObject({ maxRSS: z.number(), userCPUTime: z.number(), systemCPUTime: z.number() });

/** Runs a program of ours in a folder, to its end. */
export function measure(folder: string, args: readonly string[]): Measurement {
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
