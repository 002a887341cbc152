import { createHash } from "node:crypto";

/**
 * Says which text was not understood, without showing it: what is unknown about another text is another unknown, so that
 * nobody approves the second by having approved the first.
 */
export function fingerprint(raw: unknown): string {
  const text = typeof raw === "string" ? raw : JSON.stringify(raw);
  return text === undefined ? "" : ` (sha256 ${createHash("sha256").update(text).digest("hex").slice(0, 16)})`;
}
