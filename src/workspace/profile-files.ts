import { byText } from "../access/grant.ts";
import type { Problem } from "../errors.ts";
import { faultProblem } from "./source-text.ts";
import type { FolderEntry, SourceFiles } from "./source-files.ts";
import { shown } from "./text-place.ts";

/** The profiles below a folder, in an order that does not depend on the disk, and what stands there that is not one. */
export interface ProfileFiles {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Finds every `.yaml` and `.yml` below a folder. Hidden files and folders are left alone. */
export function findProfileFiles(folder: string, disk: SourceFiles): ProfileFiles {
  const files: string[] = [];
  const problems: Problem[] = [];
  const waiting = [folder];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const entries = disk.entries(here);
    if (typeof entries === "string") {
      problems.push(here === folder && entries === "missing" ? noFolder(folder) : faultProblem(here, entries, "a folder of profiles"));
      continue;
    }
    for (const entry of entries.filter(({ name }) => !name.startsWith("."))) {
      const path = here === "/" ? `/${entry.name}` : `${here}/${entry.name}`;
      const problem = problemOf(entry, { path, folder, disk });
      if (problem !== undefined) problems.push(problem);
      else if (entry.kind === "folder") waiting.push(path);
      else if (isProfileName(entry.name)) files.push(path);
    }
  }
  return { files: files.sort(byText), problems };
}

const isProfileName = (name: string) => /\.ya?ml$/.test(name);

interface Standing {
  readonly path: string;
  readonly folder: string;
  readonly disk: SourceFiles;
}

function problemOf({ name, kind }: FolderEntry, { path, folder, disk }: Standing): Problem | undefined {
  if (kind === "link") return linkProblem(path, { folder, disk });
  if (!isProfileName(name)) return undefined;
  if (shown(name) !== name) {
    const fix = "rename it: letters, digits, `-` and `_`";
    return {
      rule: "file/name",
      subject: shown(path),
      message: "a file name must be one line of visible characters",
      fix,
      at: top(shown(path)),
    };
  }
  if (kind === "folder") return faultProblem(path, "is-folder", "a profile");
  return kind === "other" ? faultProblem(path, "not-file", "a profile") : undefined;
}

/** A link must lead to a file below the folder: what lies outside was not reviewed with it. */
function linkProblem(path: string, { folder, disk }: Omit<Standing, "path">): Problem | undefined {
  const [real, root] = [disk.realPath(path), disk.realPath(folder)];
  if (typeof root === "string") return faultProblem(folder, root, "a folder of profiles");
  if (typeof real === "string") return brokenLink(path);
  const leadsToFolder = typeof disk.entries(real.path) !== "string";
  if (!leadsToFolder && !isProfileName(path)) return undefined;
  if (!isBelow(real.path, root.path)) return outside(path);
  const fix = "make it a folder, or link the files one by one";
  return leadsToFolder ? { rule: "file/link", subject: path, message: "a link must not lead to a folder", fix, at: top(path) } : undefined;
}

/** True for a path in a folder or below it; both without links. */
export const isBelow = (path: string, folder: string): boolean => path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);

export const brokenLink = (path: string): Problem => ({
  rule: "file/link",
  subject: path,
  message: "a link must lead to a file that is there",
  fix: "remove the link, or mend where it leads",
  at: top(path),
});

export const outside = (path: string): Problem => ({
  rule: "file/outside-folder",
  subject: path,
  message: "a link must not lead out of its folder: what is there is not reviewed with it",
  fix: "put a copy of the file in its place",
  at: top(path),
});

const top = (file: string) => ({ file, line: 1, column: 1 });

const noFolder = (folder: string): Problem => ({
  rule: "file/missing",
  subject: folder,
  message: "there must be a folder of profiles",
  fix: "run `keyward init`, or name the folder with `--profiles`; an empty one needs a file such as `.gitkeep` to stay in git",
});
