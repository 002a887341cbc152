import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { UserError } from "../../src/errors.ts";
import { loadWorkspace } from "../../src/workspace/load-workspace.ts";
import { nodeSourceFiles } from "../../src/workspace/node-source-files.ts";
import { goodProfile, goodSettings, render } from "./load.ts";

let folder = "";
/** Neither a file nor a folder: opening one may wait for ever. */
const socket = createServer();
const path = (...parts: readonly string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keyward-files-"));
  mkdirSync(path("profiles/team"), { recursive: true });
  mkdirSync(path("other"));
  writeFileSync(path("keyward.yaml"), goodSettings);
  writeFileSync(path("profiles/team/good.yaml"), goodProfile);
  writeFileSync(path("profiles/large.yaml"), Buffer.alloc(3_000_000, "#"));
  writeFileSync(path("other/a.yaml"), goodProfile);
  writeFileSync(path("profiles/denied.yaml"), goodProfile);
  chmodSync(path("profiles/denied.yaml"), 0);
  symlinkSync("../other/a.yaml", path("profiles/out.yaml"));
  symlinkSync("../other", path("profiles/out"));
  symlinkSync("gone.yaml", path("profiles/broken.yaml"));
  symlinkSync("circle.yaml", path("profiles/circle.yaml"));
  await new Promise<void>((resolve) => socket.listen(path("profiles/socket.yaml"), resolve));
});

afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Root may read everything: then nothing is denied. */
const mayReadAll = () => typeof nodeSourceFiles.read(path("profiles/denied.yaml"), 1) !== "string";

test("the disk's links, sockets and large files are told apart", () => {
  expect(nodeSourceFiles.read(path("profiles/large.yaml"), 10)).toEqual(new Uint8Array(Buffer.from("##########")));
  expect(nodeSourceFiles.read(path("profiles/team"), 10)).toBe("is-folder");
  expect(nodeSourceFiles.read(path("profiles/socket.yaml"), 10)).toBe("not-file");
  expect(nodeSourceFiles.read("/dev/null", 10)).toBe("not-file");
  expect(nodeSourceFiles.read(path("profiles/gone.yaml"), 10)).toBe("missing");
  expect(nodeSourceFiles.read(path("keyward.yaml/x"), 10)).toBe("not-folder");
  expect(nodeSourceFiles.entries(path("keyward.yaml"))).toBe("not-folder");
  expect(nodeSourceFiles.entries(path("gone"))).toBe("missing");
  expect(nodeSourceFiles.realPath(path("profiles/circle.yaml"))).toBe("link-loop");
});

test("a workspace on the disk tells everything that is wrong with its files", () => {
  const told: string[] = [];
  try {
    loadWorkspace({ profiles: path("profiles/"), settings: path("keyward.yaml") }, nodeSourceFiles);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    told.push(...error.problems.map((problem) => render(problem).replaceAll(`${folder}/`, "").split(" | ")[0] ?? ""));
  }
  const denied = mayReadAll() ? "profiles/team/good.yaml:2:9 profile/duplicate-server" : "profiles/denied.yaml:1:1 file/denied";
  const expected = [
    "profiles/broken.yaml:1:1 file/link",
    "profiles/circle.yaml:1:1 file/link",
    "profiles/large.yaml:1:1 file/too-large",
    "profiles/out.yaml:1:1 file/outside-folder",
    "profiles/out:1:1 file/outside-folder",
    "profiles/socket.yaml:1:1 file/not-file",
    denied,
  ];
  expect([...told].sort()).toEqual([...expected].sort());
});
