import { wholeExample } from "../../src/check/examples.ts";
import type { Example } from "../../src/check/rule.ts";
import type { Connector } from "../../src/connectors/connector.ts";
import { connectorOf } from "../../src/connectors/registry.ts";
import { profileSchema, type Profile } from "../../src/profile/schema.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import type { Workspace } from "../../src/workspace/load-workspace.ts";
import { parseYaml, type Path } from "../../src/workspace/yaml-tree.ts";

/** The example as it would be loaded from files. */
export function readExample(example: Example): Workspace {
  const texts = wholeExample(example);
  const [profile, settings] = [read(texts.profile, "profiles/orders.yaml"), read(texts.settings, "keyward.yaml")];
  return {
    settings: settingsSchema.parse(settings.value),
    settingsSource: settings,
    profiles: [{ profile: profileSchema.parse(profile.value) as unknown as Profile, source: profile }],
  };
}

function read(text: string, file: string) {
  const tree = parseYaml(text, file);
  if ("problems" in tree) throw new Error(tree.problems.map(({ message }) => message).join(", "));
  return { file, value: tree.value, at: (path: Path) => tree.at(path) };
}

/** The connector of a service as it would be if it stored its credential. */
export const storingConnector = (service: string): Connector => ({ ...connectorOf(service), credential: "secret" });

/** The lines that an example marks, as `file:line`. */
export function markedLines(example: Example): readonly string[] {
  const texts = wholeExample(example);
  const marked = (file: string, text: string) =>
    text.split("\n").flatMap((line, index) => (line.endsWith("# <- here") ? [`${file}:${index + 1}`] : []));
  return [...marked("keyward.yaml", texts.settings), ...marked("profiles/orders.yaml", texts.profile)];
}
