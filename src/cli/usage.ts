import { UserError, type Problem } from "../errors.ts";
import { closest } from "../words/closest.ts";
import { commonOptions, optionsOf, verbs, type Verb } from "./verbs.ts";

/** What is wrong with a command line, from yargs's English message: in our words, and with what was meant. */
export function usageError(args: readonly string[], message: string): UserError {
  const verb = verbs.find(({ name }) => args.includes(name));
  const subject = verb === undefined ? "keyward" : `keyward ${verb.name}`;
  return new UserError(
    problems(args, message, verb).map(({ meant: word, ...problem }) => ({ ...problem, subject, fix: fixOf(word, subject) })),
  );
}

type Draft = Pick<Problem, "rule" | "message"> & { readonly given?: string; readonly meant?: string };

const fixOf = (word: string | undefined, subject: string): string =>
  word === undefined ? `see \`${subject} --help\`` : `did you mean \`${word}\`? See \`${subject} --help\``;

function problems(args: readonly string[], message: string, verb: Verb | undefined): readonly Draft[] {
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1];
  if (unknown !== undefined) {
    const drafts = unknown.split(", ").map((word) => unknownWord(args, word, verb));
    const command = drafts.find(({ rule }) => rule === "cli/unknown-command");
    // Without the command nobody knows which options it takes.
    return command === undefined ? drafts : [command];
  }
  const choice = /Argument: (\S+), Given: "?(.*?)"?, Choices: (.*)/.exec(message);
  if (choice !== null) {
    const [, name = "", given = "", choices = ""] = choice;
    const words = choices.replaceAll('"', "").split(", ");
    return [{ rule: "cli/choice", message: `\`${name}\` must be one of ${words.join(", ")}`, given, ...meant(given, words) }];
  }
  const valueless = /^Not enough arguments following: (.*)$/.exec(message)?.[1];
  if (valueless !== undefined) return [{ rule: "cli/value", message: `\`--${valueless}\` needs a value` }];
  if (message.startsWith("Not enough non-option arguments"))
    return [{ rule: "cli/missing", message: `\`${verb?.usage}\` needs what stands in <>` }];
  if (message === "No command") return [{ rule: "cli/missing", message: "a command must be named" }];
  return [{ rule: "cli/usage", message }];
}

function unknownWord(args: readonly string[], word: string, verb: Verb | undefined): Draft {
  const given = args.find((arg) => arg.startsWith("-") && arg.replace(/^-+/, "").split("=")[0] === word);
  if (given === undefined) {
    const rule = verb === undefined ? "cli/unknown-command" : "cli/unknown-argument";
    const kind = verb === undefined ? "no such command" : "one word too many";
    return { rule, message: kind, given: word, ...(verb === undefined ? meant(word, verbNames()) : {}) };
  }
  const known = [commonOptions, verb === undefined ? {} : optionsOf(verb), { help: {}, version: {} }]
    .flatMap(Object.keys)
    .map((name) => `--${name}`);
  return { rule: "cli/unknown-option", message: "no such option", given, ...meant(`--${word}`, known) };
}

const verbNames = (): readonly string[] => verbs.filter(({ hidden }) => hidden !== true).map(({ name }) => name);

function meant(word: string, candidates: readonly string[]): { readonly meant?: string } {
  const found = closest(word, candidates);
  return found === undefined ? {} : { meant: found };
}
