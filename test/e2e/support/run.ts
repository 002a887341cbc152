import { spawn } from "node:child_process";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; a run that takes longer is ended with all its children. */
  readonly limit?: number;
}

/** Runs a program to its end, with a limit: a provider that meets an error of the emulator would retry for many minutes in silence. */
export function run(command: readonly [string, ...string[]], { cwd, env, limit = 120_000 }: RunOptions): Promise<Outcome> {
  const [program, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true, ...(cwd === undefined ? {} : { cwd }) });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      // Its own process group, so that Terraform's provider processes end too.
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      reject(new Error(`${command.join(" ")}: still running after ${limit} ms\n${stdout}\n${stderr}`));
    }, limit);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, stdout, stderr });
    });
  });
}

/** Runs a program that must succeed; returns its standard output. */
export async function mustRun(command: readonly [string, ...string[]], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, options);
  if (code !== 0) throw new Error(`${command.join(" ")}: exit code ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Maps with at most `limit` at work at once, results in the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const queue = items.map((item, index) => ({ item, index }));
  const results: { index: number; result: Result }[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results.push({ index: next.index, result: await work(next.item) });
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results.toSorted((a, b) => a.index - b.index).map(({ result }) => result);
}
