import type { Options as YargsOption } from "yargs";
import type { ExitCode } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

/** Every value that any command may get from the command line. */
export interface Arguments {
  readonly profiles: string;
  readonly settings: string;
  readonly format: string;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly out: string;
  readonly server: string;
  readonly document: string;
  readonly shell: string;
  /** What follows `--`: the words of a line to complete. */
  readonly words: readonly string[];
}

export type Command = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;

/** One verb of the command line. Its code is loaded only when it runs: `keyward list` must not wait for cdktf. */
export interface Verb {
  readonly name: string;
  /** The verb with its positional arguments, as yargs writes them. */
  readonly usage: string;
  readonly does: string;
  /** `text`, `json` and so on; the first one is the default. One alone means that there is no choice to make. */
  readonly formats: readonly string[];
  readonly options?: Readonly<Record<string, YargsOption>>;
  readonly positionals?: Readonly<Record<string, Positional>>;
  readonly examples: readonly (readonly [command: string, does: string])[];
  readonly hidden?: boolean;
  load(): Promise<Command>;
}

interface Positional {
  readonly describe: string;
  readonly choices?: readonly string[];
}

export const shells = ["bash", "zsh", "fish"] as const;
const documents = ["profile", "settings"] as const;

/** The options that every verb takes. */
export const commonOptions = {
  profiles: { type: "string", requiresArg: true, default: "profiles", describe: "Folder of the profiles" },
  settings: { type: "string", requiresArg: true, default: "keyward.yaml", describe: "File of the settings" },
  json: { type: "boolean", describe: "JSON on stdout, for scripts" },
  "no-color": { type: "boolean", describe: "No colours; NO_COLOR does the same" },
} as const satisfies Record<string, YargsOption>;

/** The options of one verb, the common ones aside. */
export const optionsOf = ({ options, formats }: Verb): Readonly<Record<string, YargsOption>> => ({
  ...options,
  ...(formats.length > 1
    ? { format: { type: "string", requiresArg: true, choices: formats, describe: `What to print; ${formats[0]} unless said` } }
    : {}),
});

export const verbs: readonly Verb[] = [
  {
    name: "check",
    usage: "check",
    does: "Hold profiles and settings against every rule",
    formats: ["text", "json", "sarif"],
    examples: [
      ["$0 check", "Findings as text; exit code 1 when one is an error"],
      ["$0 check --format sarif > keyward.sarif", "For a code scanning upload"],
    ],
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "synth",
    usage: "synth",
    does: "Write Terraform; show what each server can do",
    formats: ["text", "json"],
    options: {
      out: { type: "string", requiresArg: true, default: "cdktf.out", describe: "Folder to write to" },
      quiet: { type: "boolean", describe: "Print nothing when all is well" },
    },
    examples: [
      ["$0 synth", "Writes cdktf.out, shows what each server can do"],
      ["$0 synth --out build --json", "Writes elsewhere, for a script"],
    ],
    load: async () => (await import("./commands/synth.ts")).synth,
  },
  {
    name: "list",
    usage: "list",
    does: "Show what each server can do; write nothing",
    formats: ["text", "json"],
    examples: [
      ["$0 list", "The table"],
      ["$0 list --json", "The same, for a script"],
    ],
    load: async () => (await import("./commands/list.ts")).list,
  },
  {
    name: "explain",
    usage: "explain <server>",
    does: "What one server can and cannot do, and its policies",
    formats: ["text", "json"],
    positionals: { server: { describe: "Its name, or <environment>/<name>" } },
    examples: [
      ["$0 explain orders-analyst", "By name"],
      ["$0 explain prod/orders-analyst", "One of several with that name"],
    ],
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "schema",
    usage: "schema [document]",
    does: "JSON Schema of a profile or the settings",
    formats: ["json"],
    positionals: { document: { describe: "Which one; a profile unless said", choices: documents } },
    examples: [["$0 schema profile", "What editors check a profile with"]],
    load: async () => (await import("./commands/schema.ts")).schema,
  },
  {
    name: "init",
    usage: "init",
    does: "Settings and a first profile in this folder",
    formats: ["text", "json"],
    examples: [["$0 init", "Makes what is missing, overwrites nothing"]],
    load: async () => (await import("./commands/init.ts")).init,
  },
  {
    name: "completion",
    usage: "completion [shell]",
    does: "Script that completes lines in your shell",
    formats: ["text", "json"],
    positionals: { shell: { describe: "The shell; the one in $SHELL unless said", choices: shells } },
    examples: [
      ['eval "$($0 completion bash)"', "In ~/.bashrc; likewise for zsh"],
      ["$0 completion fish | source", "In ~/.config/fish/config.fish"],
    ],
    load: async () => (await import("./commands/completion.ts")).completion,
  },
  {
    name: "complete",
    usage: "complete",
    does: "Print what may stand next on a line; the completion scripts call it",
    formats: ["text"],
    examples: [],
    hidden: true,
    load: async () => (await import("./commands/complete.ts")).complete,
  },
];
