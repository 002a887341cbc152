/** The files that the command line touches. Paths are relative to where it was started, or absolute. */
export interface Files {
  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
  /** The names in a folder; none where there is no such folder. */
  list(folder: string): readonly string[];
  /** Makes a file, and its folders. Throws when something of that name is there already. */
  create(path: string, text: string): void;
  /** Adds to the end of a file that is there. */
  append(path: string, text: string): void;
  /** Makes a folder, and those above it. One that is there already is fine. */
  makeFolder(path: string): void;
  /** Removes a folder with everything in it. */
  remove(folder: string): void;
}
