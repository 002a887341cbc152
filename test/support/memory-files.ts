import type { Fault, FolderEntry, SourceFiles } from "../../src/workspace/source-files.ts";

/** What stands at a path: text or bytes, a link to another path, or a fault. Folders are there because something is in them. */
export type MemoryEntry = string | Uint8Array | { readonly link: string } | { readonly fault: Fault };

/** A disk made of a table; paths are absolute or relative to nowhere. Folders list their entries in the order of the table. */
export function memoryFiles(table: Readonly<Record<string, MemoryEntry>>): SourceFiles {
  const resolve = (given: string, hops = 0): string => {
    const path = given.replace(/^\/here\//, "");
    const entry = table[path];
    if (hops > 8) return "link-loop";
    if (typeof entry === "object" && "link" in entry) return resolve(entry.link, hops + 1);
    return entry !== undefined || isFolder(path) ? path : "missing";
  };
  const isFolder = (path: string) => path === "." || path === "/" || Object.keys(table).some((other) => other.startsWith(`${path}/`));
  const isFault = (value: string): value is Fault => ["missing", "link-loop"].includes(value);
  return {
    read(path, most) {
      const real = resolve(path);
      if (isFault(real)) return real;
      const entry = table[real];
      if (entry === undefined) return "is-folder";
      if (typeof entry === "object" && "fault" in entry) return entry.fault;
      return typeof entry === "string"
        ? new TextEncoder().encode(entry).subarray(0, most)
        : entry instanceof Uint8Array
          ? entry.subarray(0, most)
          : "missing";
    },
    entries(folder) {
      const real = resolve(folder);
      if (isFault(real)) return real;
      const entry = table[real];
      if (entry !== undefined) return typeof entry === "object" && "fault" in entry ? entry.fault : "not-folder";
      const start = real === "." ? "" : `${real}/`;
      const names = Object.keys(table).flatMap((path) => (path.startsWith(start) ? [path.slice(start.length).split("/")[0] ?? ""] : []));
      return [...new Set(names)].map((name): FolderEntry => ({ name, kind: kindOf(`${start}${name}`, table) }));
    },
    realPath(path) {
      const real = resolve(path);
      return isFault(real) ? real : { path: real === "." ? "/here" : real.startsWith("/") ? real : `/here/${real}` };
    },
  };
}

function kindOf(path: string, table: Readonly<Record<string, MemoryEntry>>): FolderEntry["kind"] {
  const entry = table[path];
  if (entry === undefined) return "folder";
  if (typeof entry === "object" && "link" in entry) return "link";
  return typeof entry === "object" && "fault" in entry && entry.fault === "not-file" ? "other" : "file";
}
