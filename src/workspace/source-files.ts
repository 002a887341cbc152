/** Why a file or folder could not be read. */
export type Fault = "missing" | "is-folder" | "not-folder" | "not-file" | "denied" | "link-loop";

export interface FolderEntry {
  readonly name: string;
  /** `other` is a device, a pipe, a socket: reading one could wait for ever. */
  readonly kind: "file" | "folder" | "link" | "other";
}

/** The files that profiles and settings are read from. Paths use `/`, and are relative to where the command was started, or absolute. */
export interface SourceFiles {
  /** The bytes of a file; of a longer one, the first `most`. */
  read(path: string, most: number): Uint8Array | Fault;
  /** What a folder holds, in any order. */
  entries(folder: string): readonly FolderEntry[] | Fault;
  /** The path with every symbolic link resolved. */
  realPath(path: string): { readonly path: string } | Fault;
}
