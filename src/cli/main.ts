#!/usr/bin/env node
import packageJson from "../../package.json" with { type: "json" };
import { nodeFiles } from "./node-files.ts";
import { nodeSourceFiles } from "../workspace/node-source-files.ts";
import { run } from "./run.ts";
import { columnsOf } from "./width.ts";

// Before anything loads cdktf: it would report stack names and providers to its makers.
process.env["CHECKPOINT_DISABLE"] ||= "1";

// A reader such as `head` that has read enough closes the pipe: that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// The exit code is set, never forced: a pipe may still hold what was printed.
process.exitCode = await run(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTty: process.stdout.isTTY,
  showsProgress: process.stderr.isTTY,
  columns: columnsOf(process.env["COLUMNS"], process.stdout.columns),
  env: process.env,
  now: () => new Date(),
  sources: nodeSourceFiles,
  files: nodeFiles,
  version: packageJson.version,
});
