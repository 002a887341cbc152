import { type Emulator, makeBucket, startEmulator } from "../../support/emulator.ts";
import type { Stack } from "./project.ts";
import { type Terraform, mustHaveTerraform, terraform } from "./terraform.ts";

/** One emulator per account of some stacks, with the buckets that hold their state. */
export interface Cloud {
  emulator(account: string): Emulator;
  terraform(stack: Stack): Terraform;
  stop(): Promise<void>;
}

export async function startCloud(stacks: readonly Stack[]): Promise<Cloud> {
  await mustHaveTerraform();
  const accounts = [...new Set(stacks.map((stack) => stack.account))];
  const emulators = await Promise.all(accounts.map((account) => startEmulator(account, process.env)));
  const emulator = (account: string): Emulator => {
    const found = emulators.find((candidate) => candidate.account === account);
    if (found === undefined) throw new Error(`no emulator of account ${account}`);
    return found;
  };
  const buckets = new Map(stacks.flatMap((stack) => (stack.bucket === undefined ? [] : [[stack.bucket, stack.account] as const])));
  for (const [bucket, account] of buckets) await makeBucket(emulator(account), bucket);
  return {
    emulator,
    terraform: (stack) => terraform(stack, emulator(stack.account)),
    stop: async () => {
      await Promise.all(emulators.map((running) => running.stop()));
    },
  };
}
