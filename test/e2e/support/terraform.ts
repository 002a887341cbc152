import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Emulator } from "../../support/emulator.ts";
import type { Stack } from "./project.ts";
import { mustRun, type Outcome, run } from "./run.ts";

const plannedResource = z.looseObject({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  values: z.record(z.string(), z.unknown()),
});
const plan = z.looseObject({
  planned_values: z.looseObject({ root_module: z.looseObject({ resources: z.array(plannedResource).optional() }) }),
  resource_changes: z
    .array(z.looseObject({ address: z.string(), provider_name: z.string(), change: z.looseObject({ actions: z.array(z.string()) }) }))
    .optional(),
});

export type PlanJson = z.infer<typeof plan>;

/** Credentials that exist in this run only: what is secret about a deployment must be found in no file. */
export const credentials = { id: `AKID${randomUUID()}`, secret: randomUUID() };

/** The environment of a program that talks to the emulator instead of AWS. Nothing of the machine's own AWS settings gets in. */
export function awsEnvironment({ endpoint }: Emulator): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_") && !name.startsWith("TF_VAR_"));
  return {
    ...Object.fromEntries(own),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.id,
    AWS_SECRET_ACCESS_KEY: credentials.secret,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
}

/** Terraform in one stack's folder, against one emulator. */
export interface Terraform {
  readonly stack: Stack;
  try(...args: readonly string[]): Promise<Outcome>;
  init(...args: readonly string[]): Promise<string>;
  validate(): Promise<{ valid: boolean; warnings: number }>;
  /** Plans without asking the account what exists, and reads the plan. */
  plan(): Promise<PlanJson>;
  apply(): Promise<string>;
  /** 0 = nothing to change, 2 = something to change. */
  drift(): Promise<Outcome>;
  destroy(): Promise<string>;
}

export function terraform(stack: Stack, emulator: Emulator): Terraform {
  const options = { cwd: stack.folder, env: awsEnvironment(emulator) };
  const must = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run(["terraform", ...args], options);
    if (code === 0) return stdout;
    throw new Error(`${stack.name}: terraform ${args.join(" ")}: exit code ${code}\n${stdout}\n${stderr}\n${emulator.log().slice(-4000)}`);
  };
  return {
    stack,
    try: (...args) => run(["terraform", ...args], options),
    init: (...args) => must("init", "-no-color", ...args),
    validate: async () => {
      const answer = z.looseObject({ valid: z.boolean(), warning_count: z.number() }).parse(JSON.parse(await must("validate", "-json")));
      return { valid: answer.valid, warnings: answer.warning_count };
    },
    plan: async () => {
      await must("plan", "-no-color", "-refresh=false", "-out=e2e.tfplan");
      return plan.parse(JSON.parse(await must("show", "-json", "e2e.tfplan")));
    },
    apply: () => must("apply", "-no-color", "-auto-approve"),
    drift: () => run(["terraform", "plan", "-no-color", "-detailed-exitcode"], options),
    destroy: () => must("destroy", "-no-color", "-auto-approve"),
  };
}

/** Fails with a sentence where Terraform is missing. */
export async function mustHaveTerraform(): Promise<void> {
  const version = await mustRun(["terraform", "version", "-json"], { env: process.env }).catch((error: unknown) => {
    throw new Error("No Terraform on PATH. The end-to-end tests need Terraform 1.11 or later: install it, then run them again.", {
      cause: error,
    });
  });
  const { terraform_version } = z.looseObject({ terraform_version: z.string() }).parse(JSON.parse(version));
  const [major = 0, minor = 0] = terraform_version.split(".").map(Number);
  if (major < 1 || (major === 1 && minor < 11)) throw new Error(`Terraform ${terraform_version} is too old: 1.11 or later is needed.`);
}
