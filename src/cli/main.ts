#!/usr/bin/env node
import packageJson from "../../package.json" with { type: "json" };
import { nodeFiles } from "./node-files.ts";
import { exitCodes } from "../errors.ts";
import { nodeSourceFiles } from "../workspace/node-source-files.ts";
import { run } from "./run.ts";
import { columnsOf } from "./width.ts";

// Before anything loads cdktf: it would report stack names and providers to its makers.
process.env["CHECKPOINT_DISABLE"] ||= "1";

let unwritten = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader such as `head` that has read enough closes the pipe: that is no failure.
    if (error.code === "EPIPE") return;
    unwritten = true;
    process.exitCode = exitCodes.outside;
    if (stream === process.stdout) process.stderr.write(`keyward: what it printed could not be written: ${error.message}\n`);
  });
}

// The exit code is set, never forced: a pipe may still hold what was printed.
const code = await run(process.argv.slice(2), {
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
process.exitCode = unwritten ? exitCodes.outside : code;
