import { exitCodes, UserError } from "../../errors.ts";
import { jsonText } from "../../report/json.ts";
import { shells, type Command } from "../verbs.ts";

type Shell = (typeof shells)[number];

/** Each asks `keyward complete` with the words up to the cursor; where it has no answer the shell offers files. */
const scripts: Readonly<Record<Shell, string>> = {
  bash: `_keyward() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _keyward keyward
`,
  zsh: `#compdef keyward
_keyward() {
  local -a found
  found=(\${(f)"$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#found} )); then compadd -a found; else _files; fi
}
compdef _keyward keyward
`,
  fish: `complete -c keyward -f -a '(keyward complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
complete -c keyward -l profiles -r -F
complete -c keyward -l settings -r -F
complete -c keyward -l out -r -F
`,
};

/** `keyward completion`: the script that a shell reads. */
export const completion: Command = async (given, terminal) => {
  const shell = given.shell === "" ? shellOf(terminal.env["SHELL"]) : shells.find((name) => name === given.shell);
  if (shell === undefined) throw unknownShell(terminal.env["SHELL"]);
  terminal.stdout(given.format === "json" ? jsonText("completion", { shell, script: scripts[shell] }) : scripts[shell]);
  return exitCodes.fine;
};

const shellOf = (path: string | undefined): Shell | undefined => shells.find((name) => path?.split("/").at(-1) === name);

const unknownShell = (path: string | undefined): UserError =>
  new UserError([
    {
      rule: "cli/shell",
      subject: "keyward completion",
      message: "the shell must be named where $SHELL names none that is supported",
      ...(path === undefined ? {} : { given: path }),
      fix: `write one of ${shells.map((name) => `\`keyward completion ${name}\``).join(", ")}`,
    },
  ]);
