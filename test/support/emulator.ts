import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An AWS account that answers on this machine. */
export interface Emulator {
  readonly account: string;
  readonly endpoint: string;
  /** What the emulator wrote, for the message of a failing test. */
  log(): string;
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const launcher = new URL("../e2e/emulator/launcher.py", import.meta.url).pathname;
const startLimit = 60_000;
const answerLimit = 10_000;

/** Says what to do; a suite without an emulator fails with this sentence and is never skipped. */
const howToStart = (account: string): string =>
  `No AWS emulator for account ${account}. Either name a Python that has moto: ` +
  "python3 -m venv /tmp/moto && /tmp/moto/bin/pip install 'moto[server]==5.2.5' && export KEYWARD_PYTHON=/tmp/moto/bin/python; " +
  `or start one and name its address: docker run -d -p 5000:5000 -e MOTO_ACCOUNT_ID=${account} motoserver/moto:5.2.5 ` +
  `&& export KEYWARD_AWS_ENDPOINT_${account}=http://127.0.0.1:5000 (one emulator per account).`;

/** The account's emulator: the one that the environment names, emptied, or one of our own. */
export async function startEmulator(account: string, environment: Environment): Promise<Emulator> {
  const given = environment[`KEYWARD_AWS_ENDPOINT_${account}`];
  if (given !== undefined && given !== "") return useEmulator(account, given);
  const python = environment["KEYWARD_PYTHON"];
  if (python === undefined || python === "") throw new Error(howToStart(account));
  return launch(account, python, environment);
}

async function useEmulator(account: string, endpoint: string): Promise<Emulator> {
  const emulator: Emulator = { account, endpoint, log: () => `The log is with the emulator at ${endpoint}.`, stop: async () => {} };
  const answer = await fetch(`${endpoint}/moto-api/reset`, { method: "POST", signal: AbortSignal.timeout(answerLimit) });
  if (!answer.ok) throw new Error(`The emulator at ${endpoint} answered ${answer.status} to /moto-api/reset.`);
  await mustServe(emulator);
  return emulator;
}

async function launch(account: string, python: string, environment: Environment): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), "keyward-emulator-"));
  const logFile = join(folder, "log");
  const log = openSync(logFile, "w");
  const server = spawn(python, [launcher], { stdio: ["pipe", "pipe", log], env: { ...environment, MOTO_ACCOUNT_ID: account } });
  closeSync(log);
  const stop = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const endpoint = `http://127.0.0.1:${await portOf(server)}`;
    const started: Emulator = { account, endpoint, log: () => readFileSync(logFile, "utf8"), stop };
    await mustServe(started);
    return started;
  } catch (error) {
    const text = readFileSync(logFile, "utf8");
    await stop();
    throw new Error(`The emulator of ${account} did not start. ${howToStart(account)}\n${text}`, { cause: error });
  }
}

/** Reads `ready <port>`, the launcher's first line. */
function portOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const limit = setTimeout(() => reject(new Error(`no answer within ${startLimit} ms`)), startLimit);
    const settle = (act: () => void) => {
      clearTimeout(limit);
      act();
    };
    server.once("error", (error) => settle(() => reject(error)));
    server.once("exit", (code) => settle(() => reject(new Error(`ended with ${code}`))));
    server.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const port = /^ready (\d+)$/m.exec(text)?.[1];
      if (port !== undefined) settle(() => resolve(port));
    });
  });
}

/** The emulator must answer, and as the account that `allowed_account_ids` in the stacks expects. */
async function mustServe({ account, endpoint }: Emulator): Promise<void> {
  const text = await callAws(endpoint, { service: "sts", body: "Action=GetCallerIdentity&Version=2011-06-15" });
  const answered = /<Account>(\d+)<\/Account>/.exec(text)?.[1];
  if (answered !== account) throw new Error(`The emulator at ${endpoint} is account ${answered}, not ${account}. ${howToStart(account)}`);
}

interface AwsRequest {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
}

/** One request with the signature's shape; the emulator routes by its credential scope and does not verify it. */
async function callAws(endpoint: string, { service, method = "POST", path = "/", body = "" }: AwsRequest): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=tests/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
  const request = { method, headers, signal: AbortSignal.timeout(answerLimit), ...(body === "" ? {} : { body }) };
  const answer = await fetch(`${endpoint}${path}`, request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} ${method} ${path} at ${endpoint}: ${answer.status} ${text}`);
  return text;
}

/** Makes the bucket that holds Terraform's state: someone has made it before Keyward is first used. */
export async function makeBucket(emulator: Emulator, name: string): Promise<void> {
  await callAws(emulator.endpoint, { service: "s3", method: "PUT", path: `/${name}` });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGKILL");
  await ended;
}
