import type { Example, Rule } from "../check/rule.ts";

const preface = `# Rules

\`keyward check\` runs every rule over the profiles and the settings. An error makes it fail; a warning does not.
\`keyward synth\` refuses to write anything while there is an error.

The examples show only the keys that matter; \`# <- here\` marks what is found. They are read on 1 October 2026, with an
environment \`prod\` that is protected and a \`dev\` that is not.

## Waivers

Where a rule does not fit, the profile says so, why, and until when:

\`\`\`yaml
waivers:
  - rule: network-broad
    reason: The vendor publishes no narrower list.
    until: 2027-01-31      # the first day without the waiver, from 00:00 UTC
\`\`\`

What is waived stays in every report, apart from the rest, and does not count. An expired waiver waives nothing and is an error
in \`keyward check\`; \`keyward synth\` goes on honouring it, with a warning, so that time alone never blocks a deployment that takes access away.
`;

const reports = `## Reports

\`--json\` prints one document: \`version\` (1), \`kind\` (\`findings\`), \`summary\` (\`errors\`, \`warnings\`, \`waived\`) and \`findings\`, sorted by
file, line, column and rule. Each finding has \`rule\`, \`subject\`, \`message\`, \`given\` (or null), \`fix\`, \`at\` (\`file\`, \`line\`, \`column\`),
\`severity\` (\`error\` or \`warning\`) and \`waived\` (null, or \`reason\` and \`until\`, the moment at which the waiver ends). Where files cannot be
read at all, the kind is \`problems\`: \`summary\` (\`problems\`) and \`problems\`, with the first six of these keys; their \`at\` may be null.

\`--format sarif\` prints SARIF 2.1.0 for code scanning. What is waived has a suppression with the reason; the fingerprint \`keyward/v1\` stays
the same while lines move.

A rule that fails itself is reported as \`rule-failed\`, always an error: what could not be checked has not passed.
`;

/** docs/rules.md: every rule with its words and its examples. */
export function ruleReference(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, severity, waivable, words }) => `| [\`${id}\`](#${id}) | ${severity} | ${waivable ? "yes" : "no"} | ${words.what} |`,
  );
  const overview = ["## Overview", "", "| rule | severity | may be waived | what |", "|---|---|---|---|", ...rows, ""].join("\n");
  return [preface, reports, overview, ...rules.map(section)].join("\n");
}

const section = ({ id, severity, waivable, words, failing, passing }: Rule): string =>
  [
    `## ${id}`,
    "",
    `**${severity}${waivable ? "" : ", cannot be waived"}.** ${words.what}`,
    "",
    `Why: ${words.why}`,
    "",
    `Fix: ${words.fix}`,
    "",
    "Found:",
    "",
    ...exampleLines(failing),
    "Fine:",
    "",
    ...exampleLines(passing),
  ].join("\n");

const exampleLines = ({ settings, profile }: Example): readonly string[] => [
  ...(settings === undefined ? [] : block("keyward.yaml", settings)),
  ...(profile === undefined ? [] : block("profile", profile)),
];

const block = (title: string, yaml: string): readonly string[] => [
  "```yaml",
  `# ${title}`,
  ...beginning(yaml.trim().split("\n")),
  "```",
  "",
];

const most = 12;

/** One example needs a very long list, of which readers need the beginning only. */
const beginning = (lines: readonly string[]): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, 5), `  # … ${lines.length - 5} more`];
