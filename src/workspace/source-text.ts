import type { Problem } from "../errors.ts";
import { decode, longestFile } from "./decode.ts";
import type { Fault, SourceFiles } from "./source-files.ts";

/** The text of a file, or why there is none. */
export function readText(file: string, disk: SourceFiles): { readonly text: string } | { readonly problems: readonly Problem[] } {
  const bytes = disk.read(file, longestFile + 1);
  if (typeof bytes === "string") return { problems: [faultProblem(file, bytes, "a file")] };
  const text = decode(bytes, file);
  return typeof text === "string" ? { text } : { problems: text };
}

const faults: Readonly<Record<Fault, { readonly message: string; readonly fix: string }>> = {
  missing: { message: "it is not there", fix: "make it, or mend the path" },
  "is-folder": { message: "it is a folder", fix: "put a file in its place" },
  "not-folder": { message: "it is not a folder", fix: "name the folder that holds it" },
  "not-file": { message: "it is a device or a pipe", fix: "put a file in its place" },
  denied: { message: "it may not be read", fix: "give the user who runs this permission to read it" },
  "link-loop": { message: "its links lead in a circle", fix: "mend the links" },
};

/** What a person hears of a file that cannot be read. */
export function faultProblem(path: string, fault: Fault, expected: string): Problem {
  const { message, fix } = faults[fault];
  return {
    rule: `file/${fault}`,
    subject: path,
    message: `${expected} must be readable here: ${message}`,
    fix,
    at: { file: path, line: 1, column: 1 },
  };
}
