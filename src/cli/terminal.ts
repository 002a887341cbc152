import type { SourceFiles } from "../workspace/source-files.ts";
import type { Files } from "./files.ts";

/** Everything the command line needs from the world outside: a test hands over its own. */
export interface Terminal {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** True when a person reads stdout: colours are welcome. */
  readonly isTty: boolean;
  /** True when a person reads stderr: progress is welcome. */
  readonly showsProgress: boolean;
  /** Characters on a line. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Where profiles and settings are read. */
  readonly sources: SourceFiles;
  /** What commands make or change. */
  readonly files: Files;
  /** The version of the package. */
  readonly version: string;
}
