import { UserError } from "../errors.ts";
import type { Profile } from "../profile/schema.ts";
import { closest } from "../words/closest.ts";

const idOf = ({ environment, server }: Profile): string => `${environment}/${server}`;

/** The profile that `<environment>/<server>` names, or the bare name where only one environment has it. Throws a UserError otherwise. */
export function findProfile(profiles: readonly Profile[], name: string): Profile {
  const found = profiles.filter((profile) => idOf(profile) === name || profile.server === name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw only === undefined ? unknown(profiles, name) : ambiguous(found.map(idOf), name);
}

function unknown(profiles: readonly Profile[], name: string): UserError {
  const names = profiles.map(idOf).sort();
  const meant = closest(name, [...names, ...profiles.map(({ server }) => server)]);
  const known = names.length === 0 ? "there is no profile yet: see `keyward init`" : "see `keyward list`";
  const fix = meant === undefined ? known : `did you mean \`${meant}\`? See \`keyward list\``;
  return new UserError([
    { rule: "cli/unknown-server", subject: "keyward explain", message: "no profile is of that name", given: name, fix },
  ]);
}

function ambiguous(ids: readonly string[], name: string): UserError {
  const fix = `write ${[...ids]
    .sort()
    .map((id) => `\`${id}\``)
    .join(" or ")}`;
  const message = "several environments have a server of that name";
  return new UserError([{ rule: "cli/ambiguous-server", subject: "keyward explain", message, given: name, fix }]);
}
