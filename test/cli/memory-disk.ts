import type { Files } from "../../src/cli/files.ts";
import type { FolderEntry, SourceFiles } from "../../src/workspace/source-files.ts";

/** Files in memory. A folder is there as long as something is in it. */
export class MemoryDisk implements SourceFiles, Files {
  readonly files: Map<string, string>;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
  }

  read(path: string): string | undefined;
  read(path: string, most: number): Uint8Array | "missing";
  read(path: string, most?: number): string | Uint8Array | undefined {
    const text = this.files.get(path);
    if (most === undefined) return text;
    return text === undefined ? "missing" : new TextEncoder().encode(text).slice(0, most);
  }

  entries(folder: string): readonly FolderEntry[] | "missing" {
    const names = this.list(folder);
    if (names.length === 0) return "missing";
    return names.map((name) => ({ name, kind: this.files.has(`${folder}/${name}`) ? "file" : "folder" }));
  }

  realPath(path: string): { readonly path: string } | "missing" {
    if (path === ".") return { path: "/here" };
    return this.exists(path) ? { path: `/here/${path}` } : "missing";
  }

  exists(path: string): boolean {
    return this.files.has(path) || this.list(path).length > 0;
  }

  list(folder: string): readonly string[] {
    const below = [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(below.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""))].sort();
  }

  create(path: string, text: string): void {
    if (this.files.has(path)) throw new Error(`${path} is there already`);
    this.files.set(path, text);
  }

  append(path: string, text: string): void {
    this.files.set(path, (this.files.get(path) ?? "") + text);
  }

  makeFolder(): void {
    // Folders come with what is in them.
  }

  remove(folder: string): void {
    for (const path of this.files.keys()) if (path.startsWith(`${folder}/`)) this.files.delete(path);
  }
}
