/** The version of all JSON that the command line prints. It changes when a field is renamed, removed or means something else. */
const jsonVersion = 1;

/** One JSON document for scripts: its version and kind first (docs/json.md). */
export const jsonText = (kind: string, content: object): string =>
  `${JSON.stringify({ version: jsonVersion, kind, ...content }, undefined, 2)}\n`;
