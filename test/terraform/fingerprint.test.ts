import { describe, expect, test } from "@jest/globals";
import { fingerprint } from "../../src/terraform/fingerprint.ts";

describe("fingerprint", () => {
  test.each<{ name: string; raw: unknown; text: string }>([
    // printf '%s' '…' | sha256sum
    { name: "a text", raw: "${var.policy}", text: " (sha256 d51f35a6f9e6131d)" },
    { name: "a value", raw: { a: [1] }, text: " (sha256 ff5464c34287e9ec)" },
    { name: "nothing", raw: undefined, text: "" },
  ])("of $name", ({ raw, text }) => {
    expect(fingerprint(raw)).toBe(text);
  });
});
