import yargs, { type Argv } from "yargs";
import { exitCodes, type ExitCode } from "../errors.ts";
import { usageError } from "./usage.ts";
import { commonOptions, optionsOf, verbs, type Arguments, type Verb } from "./verbs.ts";

/** What the command line asks for: a verb to run, or text (help, version) that answers it already. */
export type Parsed =
  | { readonly kind: "run"; readonly verb: Verb; readonly given: Arguments }
  | { readonly kind: "print"; readonly text: string; readonly exitCode: ExitCode };

export interface Setting {
  readonly columns: number;
  readonly version: string;
}

type Given = Readonly<Record<string, unknown>>;

const widestHelp = 100;
const everywhere = "Everywhere:";
const examples: [string, string][] = [
  ["$0 init", "Make settings and a first profile here"],
  ["$0 synth", "Write Terraform, show what each server can do"],
  ["$0 explain prod/orders-analyst", "All about one server"],
];
const epilogue = ["Exit codes: 0 fine, 1 findings or refused, 2 usage or invalid input,", "4 something outside failed."].join("\n");

/** Understands a command line. Throws a UserError that says what is wrong and what is meant, most likely. */
export function parse(args: readonly string[], setting: Setting): Parsed {
  let chosen: Extract<Parsed, { kind: "run" }> | undefined;
  let output = "";
  const parser = verbs.reduce(
    (argv, verb) => addVerb(argv, verb, (given) => (chosen = { kind: "run", verb, given })),
    shell(args, setting),
  );
  parser.parseSync([...args], {}, (_error, _argv, text) => {
    output = text;
  });
  if (chosen !== undefined) return chosen;
  if (output !== "") return { kind: "print", text: `${output.trimEnd()}\n`, exitCode: exitCodes.fine };
  if (args.length > 0) throw usageError(args, "No command");
  parser.showHelp((text) => (output = text));
  return { kind: "print", text: `${output.trimEnd()}\n`, exitCode: exitCodes.usage };
}

const shell = (args: readonly string[], { columns, version }: Setting): Argv =>
  yargs()
    .scriptName("keyward")
    .usage("$0 <command>\n\nLeast-privilege credentials for MCP servers, as code.")
    .locale("en")
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": false,
      "populate--": true,
    })
    .options(commonOptions)
    .help("help", "This text, or that of one command")
    .alias("help", "h")
    .version("version", "The version", version)
    .group([...Object.keys(commonOptions), "help", "version"], everywhere)
    .example(examples)
    .epilogue(epilogue)
    .wrap(Math.min(columns, widestHelp))
    .strict()
    .exitProcess(false)
    .fail((message, error) => {
      throw message === null || message === undefined ? error : usageError(args, message);
    });

function addVerb(argv: Argv, verb: Verb, choose: (given: Arguments) => void): Argv {
  const build = (sub: Argv) => {
    for (const [name, positional] of Object.entries(verb.positionals ?? {})) sub.positional(name, { type: "string", ...positional });
    return sub
      .options(optionsOf(verb))
      .example(verb.examples.map(([command, does]): [string, string] => [command, does]))
      .epilogue(epilogue);
  };
  const handler = (given: Given) => choose(argumentsOf(given, verb));
  return argv.command({ command: verb.usage, describe: verb.hidden === true ? false : verb.does, builder: build, handler });
}

/** The plain values. yargs has checked their types; what a verb does not take is empty. */
function argumentsOf(given: Given, verb: Verb): Arguments {
  const word = (key: string, otherwise = "") => (typeof given[key] === "string" ? given[key] : otherwise);
  const rest = given["--"];
  return {
    profiles: word("profiles"),
    settings: word("settings"),
    format: given["json"] === true ? "json" : word("format", verb.formats[0]),
    color: given["no-color"] !== true,
    quiet: given["quiet"] === true,
    out: word("out"),
    server: word("server"),
    document: word("document"),
    shell: word("shell"),
    words: Array.isArray(rest) ? rest.map(String) : [],
  };
}
