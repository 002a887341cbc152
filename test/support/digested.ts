import { expect } from "@jest/globals";

/** A reason that ends in the digest of what was not understood. */
export const digested = (reason: string): string =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an asymmetric matcher stands for the text it matches
  expect.stringMatching(
    new RegExp(`^${reason.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)} \\(sha256 [0-9a-f]{16}\\)$`),
  ) as unknown as string;
