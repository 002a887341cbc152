import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, type Dirent } from "node:fs";
import { sep } from "node:path";
import type { Fault, FolderEntry, SourceFiles } from "./source-files.ts";

/** The disk. */
export const nodeSourceFiles: SourceFiles = {
  read: (path, most) => attempt(() => readAtMost(path, most)),
  entries: (folder) =>
    attempt(() => readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }))),
  realPath: (path) => attempt(() => ({ path: realpathSync(path).replaceAll(sep, "/") })),
};

function readAtMost(path: string, most: number): Uint8Array | Fault {
  // A pipe would block the open until somebody writes to it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) return "is-folder";
    if (!status.isFile()) return "not-file";
    const bytes = new Uint8Array(Math.min(status.size, most));
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got) got = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function kindOf(entry: Dirent): FolderEntry["kind"] {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "folder";
  return entry.isFile() ? "file" : "other";
}

const faults: Readonly<Record<string, Fault>> = {
  ENOENT: "missing",
  EISDIR: "is-folder",
  ENOTDIR: "not-folder",
  EACCES: "denied",
  EPERM: "denied",
  ELOOP: "link-loop",
  ENXIO: "not-file",
};

function attempt<Result>(read: () => Result): Result | Fault {
  try {
    return read();
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
    const fault = faults[code];
    if (fault === undefined) throw error;
    return fault;
  }
}
