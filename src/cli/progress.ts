import type { Terminal } from "./terminal.ts";

/** So many servers take long enough for a person to wonder. */
const many = 200;

/** Does the work; meanwhile a person at a terminal sees that it is being done, and afterwards no trace of that. */
export function whileWorking<Result>(
  { showsProgress, stderr }: Pick<Terminal, "showsProgress" | "stderr">,
  servers: number,
  work: () => Result,
): Result {
  if (!showsProgress || servers < many) return work();
  stderr(`Working out ${servers.toLocaleString("en")} servers…`);
  try {
    return work();
  } finally {
    stderr("\r\u001b[2K");
  }
}
