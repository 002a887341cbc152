import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { goodProfile, goodSettings, load, problemsOf } from "./load.ts";
import { fullProfile, fullSettings } from "./samples.ts";

const settings = { "keyward.yaml": goodSettings };
const profile = (server: string, environment = "prod") => goodProfile.replace("orders-analyst", server).replace("prod", environment);

/** The files of what was loaded. */
const filesOf = (table: Parameters<typeof load>[0]) => {
  const loaded = load(table);
  return "profiles" in loaded ? loaded.profiles.map(({ source }) => source.file) : loaded;
};

describe("which files are profiles", () => {
  test("every .yaml and .yml below the folder, sorted by code units; nothing hidden, nothing else", () => {
    expect(
      filesOf({
        ...settings,
        "profiles/b.yaml": profile("b1"),
        "profiles/a/z.yml": profile("z1"),
        "profiles/B.yaml": profile("b2"),
        "profiles/a.yaml": profile("a1"),
        "profiles/.hidden.yaml": "not: read",
        "profiles/.git/x.yaml": "not: read",
        "profiles/README.md": "# not read",
        "profiles/a/notes.yaml.bak": "not: read",
      }),
    ).toEqual(["profiles/B.yaml", "profiles/a.yaml", "profiles/a/z.yml", "profiles/b.yaml"]);
  });

  test("a folder without profiles is fine: its stacks are still there", () => {
    expect(filesOf({ ...settings, "profiles/.gitkeep": "" })).toEqual([]);
  });

  test.each([
    {
      name: "no folder of profiles",
      table: settings,
      problem:
        "file/missing | profiles | there must be a folder of profiles |  | run `keyward init`, or name the folder with `--profiles`; an empty one needs a file such as `.gitkeep` to stay in git",
    },
    {
      name: "no settings",
      table: { "profiles/a.yaml": goodProfile },
      problem: "file/missing | keyward.yaml | there must be a file of settings |  | run `keyward init`, or name the file with `--settings`",
    },
    {
      name: "a file in place of the folder",
      table: { ...settings, profiles: goodProfile },
      problem:
        "profiles:1:1 file/not-folder | profiles | a folder of profiles must be readable here: it is not a folder |  | name the folder that holds it",
    },
    {
      name: "a folder in place of the settings",
      table: { "keyward.yaml/x": "", "profiles/a.yaml": goodProfile },
      problem: "keyward.yaml:1:1 file/is-folder | keyward.yaml | a file must be readable here: it is a folder |  | put a file in its place",
    },
    {
      name: "a folder named as a profile",
      table: { ...settings, "profiles/a.yaml/b.yaml": goodProfile },
      problem:
        "profiles/a.yaml:1:1 file/is-folder | profiles/a.yaml | a profile must be readable here: it is a folder |  | put a file in its place",
    },
    {
      name: "a profile that may not be read",
      table: { ...settings, "profiles/a.yaml": { fault: "denied" as const } },
      problem:
        "profiles/a.yaml:1:1 file/denied | profiles/a.yaml | a file must be readable here: it may not be read |  | give the user who runs this permission to read it",
    },
    {
      name: "a pipe",
      table: { ...settings, "profiles/a.yaml": { fault: "not-file" as const } },
      problem:
        "profiles/a.yaml:1:1 file/not-file | profiles/a.yaml | a profile must be readable here: it is a device or a pipe |  | put a file in its place",
    },
    {
      name: "a link out of the folder",
      table: { ...settings, "other/a.yaml": goodProfile, "profiles/a.yaml": { link: "other/a.yaml" } },
      problem:
        "profiles/a.yaml:1:1 file/outside-folder | profiles/a.yaml | a link must not lead out of its folder: what is there is not reviewed with it |  | put a copy of the file in its place",
    },
    {
      name: "a link to a folder whose name only begins alike",
      table: { ...settings, "profiles-old/a.yaml": goodProfile, "profiles/a.yaml": { link: "profiles-old/a.yaml" } },
      problem:
        "profiles/a.yaml:1:1 file/outside-folder | profiles/a.yaml | a link must not lead out of its folder: what is there is not reviewed with it |  | put a copy of the file in its place",
    },
    {
      name: "a link to a folder outside",
      table: { ...settings, "other/a.yaml": goodProfile, "profiles/team": { link: "other" } },
      problem:
        "profiles/team:1:1 file/outside-folder | profiles/team | a link must not lead out of its folder: what is there is not reviewed with it |  | put a copy of the file in its place",
    },
    {
      name: "a link to a folder inside",
      table: { ...settings, "profiles/a/a.yaml": goodProfile, "profiles/b": { link: "profiles/a" } },
      problem:
        "profiles/b:1:1 file/link | profiles/b | a link must not lead to a folder |  | make it a folder, or link the files one by one",
    },
    {
      name: "a broken link",
      table: { ...settings, "profiles/a.yaml": { link: "profiles/gone.yaml" } },
      problem:
        "profiles/a.yaml:1:1 file/link | profiles/a.yaml | a link must lead to a file that is there |  | remove the link, or mend where it leads",
    },
    {
      name: "links in a circle",
      table: { ...settings, "profiles/a.yaml": { link: "profiles/a.yaml" } },
      problem:
        "profiles/a.yaml:1:1 file/link | profiles/a.yaml | a link must lead to a file that is there |  | remove the link, or mend where it leads",
    },
    {
      name: "settings that link elsewhere",
      table: { "keyward.yaml": { link: "/etc/keyward.yaml" }, "/etc/keyward.yaml": goodSettings, "profiles/a.yaml": goodProfile },
      problem:
        "keyward.yaml:1:1 file/outside-folder | keyward.yaml | a link must not lead out of its folder: what is there is not reviewed with it |  | put a copy of the file in its place",
    },
    {
      name: "a name that turns text around",
      table: { ...settings, "profiles/a\u202elmay.yaml": goodProfile },
      problem:
        "profiles/a\\u{202e}lmay.yaml:1:1 file/name | profiles/a\\u{202e}lmay.yaml | a file name must be one line of visible characters |  | rename it: letters, digits, `-` and `_`",
    },
  ])("$name", ({ table, problem }) => {
    expect(problemsOf(table)).toEqual([problem]);
  });

  test("a link to a file of the folder is read as that file", () => {
    expect(problemsOf({ ...settings, "profiles/a.yaml": goodProfile, "profiles/b.yaml": { link: "profiles/a.yaml" } })).toEqual([
      "profiles/b.yaml:2:9 profile/duplicate-server | orders-analyst | a server must have one profile in each environment; profiles/a.yaml:2:9 describes this one already | orders-analyst in prod | rename one of the two, or make them one profile",
    ]);
  });
});

describe("what one file cannot know of another", () => {
  test("one server has one profile in an environment", () => {
    expect(problemsOf({ ...settings, "profiles/b.yaml": profile("chat"), "profiles/a.yaml": profile("chat") })).toEqual([
      "profiles/b.yaml:2:9 profile/duplicate-server | chat | a server must have one profile in each environment; profiles/a.yaml:2:9 describes this one already | chat in prod | rename one of the two, or make them one profile",
    ]);
  });

  test("one server may be in two environments", () => {
    expect(filesOf({ ...settings, "profiles/a.yaml": profile("chat"), "profiles/b.yaml": profile("chat", "dev") })).toHaveLength(2);
  });

  test.each([
    { environment: "prdo", fix: "did you mean `prod`?" },
    { environment: "staging", fix: "write `dev` or `prod`, or add it to keyward.yaml" },
  ])("the environment $environment is not in the settings", ({ environment, fix }) => {
    expect(problemsOf({ ...settings, "profiles/a.yaml": profile("chat", environment) })).toEqual([
      `profiles/a.yaml:3:14 profile/unknown-environment | chat: environment | an environment must be one of keyward.yaml | ${environment} | ${fix}`,
    ]);
  });

  test("targets and data name environments and targets of the settings", () => {
    const { acme } = fullSettings.targets;
    const wrong = {
      ...fullSettings,
      targets: { acme: { ...acme, environment: "prdo" } },
      data: [
        { bucket: "acme-health", classification: "regulated", environment: "dve" },
        { target: "analytics", schema: "sales", classification: "internal" },
      ],
    };
    expect(problemsOf({ "keyward.yaml": JSON.stringify(wrong, undefined, 1), "profiles/.gitkeep": "" })).toEqual([
      "keyward.yaml:41:19 settings/unknown-environment | keyward.yaml: targets.acme.environment | an environment must be one of keyward.yaml | prdo | did you mean `prod`?",
      "keyward.yaml:54:19 settings/unknown-environment | keyward.yaml: data[0].environment | an environment must be one of keyward.yaml | dve | did you mean `dev`?",
      "keyward.yaml:57:14 settings/unknown-target | keyward.yaml: data[1].target | a target must be one of keyward.yaml | analytics | write `acme`, or add it to keyward.yaml",
    ]);
  });

  test("the problems of all files are told at once, by file, line and column", () => {
    const problems = problemsOf({
      "keyward.yaml": goodSettings.replace("{ web: {} }", "{}"),
      "profiles/b.yaml": "a: &x 1",
      "profiles/a.yaml": profile("chat", "prdo").replace("expires: ", "expires: x").replace("owner: web\n", ""),
      "profiles/c.yaml": new Uint8Array([0xff]),
      "profiles/d.yaml": profile("chat", "prdo"),
    });
    expect(problems.map((problem) => problem.split(" | ")[0])).toEqual([
      "keyward.yaml:5:9 settings/wrong-value",
      "profiles/a.yaml:1:1 profile/missing",
      "profiles/a.yaml:3:14 profile/unknown-environment",
      "profiles/a.yaml:12:10 profile/wrong-value",
      "profiles/b.yaml:1:4 yaml/anchor",
      "profiles/c.yaml:1:1 file/not-utf-8",
      "profiles/d.yaml:2:9 profile/duplicate-server",
      "profiles/d.yaml:3:14 profile/unknown-environment",
    ]);
  });
});

describe("where a value stands", () => {
  test.each([
    { path: [], at: [1, 1] },
    { path: ["server"], at: [2, 9] },
    { path: ["access", 0, "prefixes", 0], at: [9, 16] },
    { path: ["access", 0, "until"], at: [7, 5] },
    { path: ["access", 7, "until"], at: [7, 3] },
    { path: ["network", "source-cidrs", 0], at: [1, 1] },
  ])("$path", ({ path, at: [line, column] }) => {
    const loaded = load({ ...settings, "profiles/a.yaml": goodProfile });
    expect("profiles" in loaded && loaded.profiles[0]?.source.at(path)).toEqual({ file: "profiles/a.yaml", line, column });
  });
});

/** The same value with the keys of every mapping in another order. */
function shuffled(value: unknown, order: (index: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part], index) => ({ key, part: shuffled(part, order), rank: order(index) }));
  return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ key, part }) => [key, part]));
}

describe("laws", () => {
  const values = { "keyward.yaml": JSON.stringify(fullSettings), "profiles/a.yaml": JSON.stringify(fullProfile) };
  const valueOf = (loaded: ReturnType<typeof load>) =>
    "profiles" in loaded ? { settings: loaded.settings, profiles: loaded.profiles.map((one) => one.profile) } : loaded;

  test("the order of files does not matter", () => {
    const table = {
      ...settings,
      ...Object.fromEntries(["a", "b", "c/d", "c/e", "B"].map((name, i) => [`profiles/${name}.yaml`, profile(`s${i}`)])),
    };
    const bad = { ...table, "profiles/x.yaml": "a: 1", "profiles/y.yaml": profile("s1") };
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(bad), { minLength: 8, maxLength: 8 }), (order) => {
        const ordered = (files: Readonly<Record<string, string>>) =>
          Object.fromEntries(order.filter((file) => Object.hasOwn(files, file)).map((file) => [file, files[file] ?? ""]));
        expect(valueOf(load(ordered(table)))).toEqual(valueOf(load(table)));
        expect(problemsOf(ordered(bad))).toEqual(problemsOf(bad));
      }),
      { numRuns: 30 },
    );
  });

  test("the order of keys does not matter, to the byte", () => {
    const expected = JSON.stringify(valueOf(load(values)));
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (ranks) => {
        const order = () => Number(ranks.next().value);
        const table = {
          "keyward.yaml": JSON.stringify(shuffledSettings(order)),
          "profiles/a.yaml": JSON.stringify(shuffled(fullProfile, order)),
        };
        expect(JSON.stringify(valueOf(load(table)))).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  /** Names (not words) keep their order here: who uses them sorts them. */
  function shuffledSettings(order: () => number): unknown {
    const { environments, owners, targets, ...rest } = fullSettings;
    const inner = (names: object) => Object.fromEntries(Object.entries(names).map(([name, value]) => [name, shuffled(value, order)]));
    return {
      ...Object.fromEntries(Object.entries(shuffled(rest, order) ?? {})),
      environments: inner(environments),
      owners: inner(owners),
      targets: inner(targets),
    };
  }

  test("an unknown word anywhere is refused", () => {
    const mappings = (value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] => {
      if (Array.isArray(value)) return value.flatMap((item, index) => mappings(item, [...path, index]));
      if (typeof value !== "object" || value === null) return [];
      return [path, ...Object.entries(value).flatMap(([key, part]) => mappings(part, [...path, key]))];
    };
    const named = [["environments"], ["owners"], ["targets"], ["environments", "prod", "tags"]].map((path) => JSON.stringify(path));
    const places = [
      ...mappings(fullProfile).map((path) => ({ file: "profiles/a.yaml", value: fullProfile as unknown, path })),
      ...mappings(fullSettings)
        .filter((path) => !named.includes(JSON.stringify(path)))
        .map((path) => ({ file: "keyward.yaml", value: fullSettings as unknown, path })),
    ];
    const word = fc.oneof(
      fc.stringMatching(/^[a-z][a-z-]{0,12}x$/),
      fc.string({ minLength: 1 }),
      fc.constantFrom("constructor", "toString", "x-note", "<<"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), word, ({ file, value, path }, unknown) => {
        fc.pre(!JSON.stringify(value).includes(`${JSON.stringify(unknown)}:`));
        expect(problemsOf({ ...values, [file]: JSON.stringify(withKey(value, path, unknown)) })).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function withKey(value: unknown, [step, ...rest]: readonly (string | number)[], key: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withKey(item, rest, key) : item));
  if (typeof value !== "object" || value === null) throw new Error("withKey: no mapping there");
  if (step === undefined) return { ...value, [key]: 1 };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, name === step ? withKey(part, rest, key) : part]));
}
