import type { Unknown } from "../access/access-model.ts";
import type { Contribution } from "./observed-policy.ts";

/**
 * A role holds one inline policy of a name: of two resources that write it, the later one wins, and when one of them goes the
 * policy is gone. So does an attachment that one resource takes away while another makes it. Terraform orders neither.
 */
export function overwrites(held: readonly Contribution[], earlier: readonly Contribution[]): readonly Unknown[] {
  return [...sameName(held), ...takenOver(held, earlier)];
}

/** IAM may or may not tell policy names apart by case, so they are not told apart here. */
const keyOf = ({ inline, managed }: Contribution): string | undefined =>
  typeof inline === "string" ? `inline ${inline.toLowerCase()}` : managed === undefined ? undefined : `managed ${managed}`;

function sameName(held: readonly Contribution[]): readonly Unknown[] {
  const named = held.filter(({ inline }) => typeof inline === "string");
  return named
    .filter((one) => named.some((other) => other !== one && keyOf(other) === keyOf(one)))
    .map(({ by, inline }) => ({ subject: by, reason: `writes the policy ${inline ?? ""}, which is written more than once` }));
}

function takenOver(held: readonly Contribution[], earlier: readonly Contribution[]): readonly Unknown[] {
  const taken = earlier.filter((old) => !held.some((one) => one.by === old.by && keyOf(one) === keyOf(old)));
  return taken.flatMap((old) =>
    held
      .filter((one) => keyOf(old) !== undefined && keyOf(one) === keyOf(old))
      .map(({ by, inline, managed }) => ({
        subject: by,
        reason: `attaches ${inline ?? managed ?? "a policy"}, which ${old.by} takes away in the same plan`,
      })),
  );
}
