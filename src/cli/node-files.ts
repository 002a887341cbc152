import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Files } from "./files.ts";

/** The disk. */
export const nodeFiles: Files = {
  read: (path) => orElse(() => readFileSync(path, "utf8"), undefined),
  exists: (path) => existsSync(path),
  list: (folder) => orElse(() => readdirSync(folder).sort(), []),
  create(path, text) {
    mkdirSync(dirname(path), { recursive: true });
    // `wx` fails where a file appeared since we looked: nobody's file is ever overwritten.
    writeFileSync(path, text, { flag: "wx" });
  },
  append: (path, text) => appendFileSync(path, text),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  remove: (folder) => rmSync(folder, { recursive: true }),
};

function orElse<Value, Otherwise>(read: () => Value, otherwise: Otherwise): Value | Otherwise {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return otherwise;
    throw error;
  }
}
