import { mkdirSync, writeFileSync } from "node:fs";
import { countFindings, type Finding } from "../src/check/finding.ts";
import { runChecks } from "../src/check/run-checks.ts";
import type { Profile } from "../src/profile/schema.ts";
import { serverOf, type Server } from "../src/server/server.ts";
import type { Workspace } from "../src/workspace/load-workspace.ts";
import { synthesize, type SynthesizedStack } from "./app.ts";

/** Where the stacks go, and what decides them beside settings and profiles. */
export interface WriteOptions {
  readonly outdir: string;
  readonly now: Date;
  /** Text of the project's `.terraform.lock.hcl`: every stack gets it, so that plan and apply run the same provider. */
  readonly lock: string | undefined;
}

export interface Written {
  readonly findings: readonly Finding[];
  /** The stacks that were written; undefined when a check refused, and nothing was written. */
  readonly stacks: readonly SynthesizedStack[] | undefined;
}

/** Checks, then writes the Terraform of every stack: the one way from profiles to Terraform, for `keyward synth` and for cdktf. */
export function writeStacks(workspace: Workspace, { outdir, now, lock }: WriteOptions): Written {
  const workedOut = new Map<Profile, Server>();
  const remembered: typeof serverOf = (profile, settings) => {
    const server = workedOut.get(profile) ?? serverOf(profile, settings);
    workedOut.set(profile, server);
    return server;
  };
  // An expired waiver is for `check` to refuse: time alone must not stop a deployment that may take access away.
  const findings = runChecks(workspace, { now, waiversExpire: false, serverOf: remembered });
  if (countFindings(findings).errors > 0) return { findings, stacks: undefined };
  const servers = workspace.profiles.map(({ profile }) => remembered(profile, workspace.settings));
  mkdirSync(outdir, { recursive: true });
  const stacks = synthesize({ settings: workspace.settings, servers }, outdir);
  if (lock !== undefined) for (const { name } of stacks) writeFileSync(`${outdir}/stacks/${name}/.terraform.lock.hcl`, lock);
  return { findings, stacks };
}
