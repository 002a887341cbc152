import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { type Outcome, run } from "./run.ts";

export const repository = new URL("../../../", import.meta.url).pathname.replace(/\/$/, "");

const synthesized = z.looseObject({
  provider: z.looseObject({ aws: z.array(z.looseObject({ allowed_account_ids: z.array(z.string()) })).length(1) }),
  terraform: z.looseObject({ backend: z.record(z.string(), z.looseObject({ bucket: z.string().optional() })) }),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).optional(),
});

/** One synthesized stack. */
export interface Stack {
  readonly name: string;
  readonly folder: string;
  readonly account: string;
  /** The bucket of its state, where it is kept in S3. */
  readonly bucket: string | undefined;
  /** type → logical id → arguments, as written. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** A team's repository in a temporary folder. */
export interface Project {
  readonly folder: string;
  /** Where synth writes; local state comes to lie beside it, in the project's folder. */
  readonly out: string;
  write(path: string, text: string): void;
  remove(path: string): void;
  synth(...args: readonly string[]): Promise<Outcome>;
  stacks(): readonly Stack[];
  /** Every file that synth wrote, by its path. */
  files(): Readonly<Record<string, string>>;
  discard(): void;
}

/** A project with the examples of this repository. */
export function exampleProject(): Project {
  const project = emptyProject();
  cpSync(join(repository, "keyward.yaml"), join(project.folder, "keyward.yaml"));
  cpSync(join(repository, "profiles"), join(project.folder, "profiles"), { recursive: true });
  return project;
}

export function emptyProject(): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyward-e2e-")));
  const out = join(folder, "cdktf.out");
  const cli = join(repository, "dist/cli.js");
  return {
    folder,
    out,
    write: (path, text) => writeFileSync(join(folder, path), text),
    remove: (path) => rmSync(join(folder, path)),
    synth: (...args) => run([process.execPath, cli, "synth", "--out", "cdktf.out", ...args], { cwd: folder, env: process.env }),
    stacks: () => stacksIn(out),
    files: () => textsIn(out),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Synthesizes a project that must be fine. */
export async function mustSynth(project: Project): Promise<readonly Stack[]> {
  const { code, stdout, stderr } = await project.synth();
  if (code !== 0) throw new Error(`keyward synth: exit code ${code}\n${stdout}\n${stderr}`);
  return project.stacks();
}

function stacksIn(out: string): readonly Stack[] {
  const manifest = z.looseObject({ stacks: z.record(z.string(), z.looseObject({ name: z.string() })) });
  const names = Object.keys(manifest.parse(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))).stacks);
  return names.map((name) => {
    const folder = join(out, "stacks", name);
    const content = synthesized.parse(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
    const [provider] = content.provider.aws;
    const account = provider?.allowed_account_ids[0] ?? "";
    return { name, folder, account, bucket: content.terraform.backend["s3"]?.bucket, resources: content.resource ?? {} };
  });
}

export function textsIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes("/.terraform/"));
  return Object.fromEntries(paths.toSorted().map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

const settings = z.looseObject({
  environments: z.record(z.string(), z.looseObject({ account: z.string() })),
  owners: z.record(z.string(), z.unknown()),
});
const profile = z.looseObject({ server: z.string(), environment: z.string(), owner: z.string() });

/** What the examples say, read without Keyward: the expectation must not come from the code under test. */
export function readExamples(folder: string) {
  const { environments, owners } = settings.parse(parse(readFileSync(join(folder, "keyward.yaml"), "utf8")));
  const files = readdirSync(join(folder, "profiles")).filter((file) => file.endsWith(".yaml"));
  const profiles = files.map((file) => ({ file, ...profile.parse(parse(readFileSync(join(folder, "profiles", file), "utf8"))) }));
  return { environments, owners: Object.keys(owners), profiles };
}
