import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { connectors, targetKinds } from "../src/connectors/registry.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const files = ["src", "stacks"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
);
const text = (file: string) => readFileSync(join(root, file), "utf8");
const code = (file: string) =>
  text(file)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "");

interface Import {
  readonly from: string;
  /** A file of ours as a path from the root, or the name of a package. */
  readonly to: string;
  readonly own: boolean;
}

const imports: readonly Import[] = files.flatMap((file) =>
  [...code(file).matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)"([^"]+)"/gm)].map(([, specifier = ""]) =>
    specifier.startsWith(".")
      ? { from: file, to: relative(root, join(root, dirname(file), specifier)).replaceAll("\\", "/"), own: true }
      : { from: file, to: specifier, own: false },
  ),
);

const offending = (wrong: (one: Import) => boolean) => imports.filter(wrong).map(({ from, to }) => `${from} imports ${to}`);
const inFolder = (path: string, ...folders: readonly string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
const isEntry = (file: string) => inFolder(file, "src/cli") || file === "stacks/main.ts";
const isTerraform = (file: string) => inFolder(file, "stacks") || /^src\/connectors\/[^/]+\/terraform\.ts$/.test(file);

describe("who imports whom", () => {
  test("the check sees imports at all", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: "src/access/compare.ts", to: "src/access/grant.ts", own: true });
    expect(imports).toContainEqual({ from: "stacks/app.ts", to: "cdktf", own: false });
  });

  test("every import of ours names a file that exists", () => {
    expect(offending(({ to, own }) => own && !files.includes(to) && to !== "package.json")).toEqual([]);
  });

  test.each<[string, (one: Import) => boolean]>([
    ["access imports nothing but itself", ({ from, to }) => inFolder(from, "src/access") && !inFolder(to, "src/access")],
    [
      "terraform is read without connectors, cdktf or vendors",
      ({ from, to, own }) =>
        inFolder(from, "src/terraform") &&
        !(own ? inFolder(to, "src/terraform", "src/access") || to === "src/errors.ts" : to.startsWith("node:")),
    ],
    ["cdktf and providers stay in stacks and terraform.ts", ({ from, to }) => /^(@?cdktf)\b/.test(to) && !isTerraform(from)],
    [
      "providers are imported one resource at a time",
      ({ to }) => to.startsWith("@cdktf/provider-") && !/^@cdktf\/provider-[a-z]+\/lib\/[a-z0-9-]+\/index\.js$/.test(to),
    ],
    [
      "constructs is a type outside of stacks and terraform.ts",
      ({ from, to }) => to === "constructs" && !isTerraform(from) && from !== "src/connectors/connector.ts",
    ],
    [
      "vendor clients and database drivers stay in functions",
      ({ from, to }) => /^(@aws-sdk|@octokit|pg)(\/|$)/.test(to) && !inFolder(from, "src/functions"),
    ],
    ["nobody imports the command line", ({ from, to }) => inFolder(to, "src/cli") && !inFolder(from, "src/cli")],
    ["only the command line imports stacks", ({ from, to }) => inFolder(to, "stacks") && !inFolder(from, "stacks", "src/cli")],
    [
      "a connector does not know another",
      ({ from, to }) =>
        inFolder(from, "src/connectors") &&
        inFolder(to, "src/connectors") &&
        to.split("/").length > 3 &&
        from !== "src/connectors/registry.ts" &&
        from.split("/")[2] !== to.split("/")[2],
    ],
    [
      "connectors know no profile, settings, check or report",
      ({ from, to }) =>
        inFolder(from, "src/connectors") &&
        inFolder(to, "src/profile", "src/settings", "src/check", "src/report", "src/server", "src/workspace"),
    ],
    [
      "aws knows what connectors are, not which there are",
      ({ from, to }) => inFolder(from, "src/aws") && inFolder(to, "src/connectors") && to !== "src/connectors/connector.ts",
    ],
    [
      "reports are made from results, without files or network",
      ({ from, to }) => inFolder(from, "src/report") && to.startsWith("node:") && to !== "node:crypto",
    ],
    [
      "the file system is reached at the edges",
      ({ from, to }) =>
        to.startsWith("node:fs") && !isEntry(from) && !inFolder(from, "stacks") && from !== "src/workspace/node-source-files.ts",
    ],
    ["the AGPL simulator judges tests and never ships", ({ to }) => to.includes("iam-simulate")],
  ])("%s", (_, wrong) => {
    expect(offending(wrong)).toEqual([]);
  });

  test("nothing in the flow points backwards", () => {
    const layers = [
      "access",
      "words",
      "terraform",
      "aws",
      "connectors",
      "settings",
      "profile",
      "workspace",
      "server",
      "check",
      "report",
      "cli",
    ];
    const layer = (file: string) => layers.indexOf(file.split("/")[1] ?? "");
    const known = new Set(["src/aws imports src/connectors", "src/connectors imports src/terraform"]);
    const folder = (file: string) => file.split("/").slice(0, 2).join("/");
    const backwards = offending(
      ({ from, to, own }) =>
        own &&
        inFolder(from, "src") &&
        inFolder(to, "src") &&
        to.split("/").length > 2 &&
        layer(to) > layer(from) &&
        !known.has(`${folder(from)} imports ${folder(to)}`),
    );
    expect(backwards).toEqual([]);
  });
});

describe("what the code says", () => {
  test("process, console and the clock appear at the edges alone", () => {
    const found = files.filter(
      (file) => !isEntry(file) && /\bprocess\.|\bconsole\.|\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(/.test(code(file)),
    );
    expect(found).toEqual([]);
  });

  test("no shared module names a service", () => {
    const services = [...connectors, ...targetKinds].map(({ service }) => service);
    const names = new RegExp(`["'\`](?:${services.join("|")})(?::[^"'\`]*)?["'\`]`);
    // Terraform too has a backend of that name.
    const exempt = ["src/connectors/registry.ts", "src/settings/schema.ts"];
    const shared = files.filter(
      (file) => !inFolder(file, ...services.map((service) => `src/connectors/${service}`)) && !exempt.includes(file),
    );
    expect(shared.filter((file) => names.test(code(file)))).toEqual([]);
  });

  test("every connector's folder is registered", () => {
    const folders = readdirSync(join(root, "src/connectors"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.sort()).toEqual([...connectors, ...targetKinds].map(({ service }) => service).sort());
  });

  test("no file exports a default, and none is longer than a room", () => {
    expect(files.filter((file) => /\bexport default\b/.test(code(file)))).toEqual([]);
    expect(files.filter((file) => text(file).split("\n").length > 220)).toEqual([]);
  });
});
