import type { AccessEntry, Connector } from "../connectors/connector.ts";
import type { Profile, Waiver } from "../profile/schema.ts";
import type { Server } from "../server/server.ts";
import type { EnvironmentSettings, Settings } from "../settings/schema.ts";
import type { Severity } from "./finding.ts";

/** A check: a small object in a file of its own, named after its id. Its examples are its tests and its documentation. */
export type Rule = ProfileRule | SettingsRule | WaiverRule;

export interface RuleText {
  /** Stable and kebab-case; what waivers and reports name. */
  readonly id: string;
  readonly severity: Severity;
  /** False where a waiver would hide what must never be. */
  readonly waivable: boolean;
  readonly words: {
    /** The rule, as one sentence. */
    readonly what: string;
    readonly why: string;
    readonly fix: string;
  };
  /** Found: by this rule alone, on exactly the lines that end in `# <- here`. */
  readonly failing: Example;
  readonly passing: Example;
}

/** YAML that replaces the top-level keys it names in the example profile and settings (examples.ts). */
export interface Example {
  readonly profile?: string;
  readonly settings?: string;
  /** Read as if every service stored its credential. */
  readonly storing?: true;
}

export interface ProfileRule extends RuleText {
  readonly about: "profile";
  check(subject: ProfileSubject): readonly Violation[];
}

export interface SettingsRule extends RuleText {
  readonly about: "settings";
  check(subject: SettingsSubject): readonly Violation[];
}

/** A rule about one waiver of a profile. */
export interface WaiverRule extends RuleText {
  readonly about: "waiver";
  check(subject: WaiverSubject): readonly Violation[];
}

interface SettingsSubject {
  readonly settings: Settings;
}

export interface ProfileSubject extends SettingsSubject {
  readonly profile: Profile;
  readonly now: Date;
  readonly connectorOf: (service: string) => Connector;
  /** The server worked out. Throws a UserError where its policies do not fit. */
  readonly server: () => Server;
}

export interface WaiverSubject {
  readonly waiver: Waiver;
  /** Its position in `waivers`. */
  readonly index: number;
  /** The rule it names, if there is one. */
  readonly rule: RuleText | undefined;
  readonly expired: boolean;
  /** True where it goes on waiving although it has expired. */
  readonly honoured: boolean;
  /** How many findings of its rule there are. */
  readonly matches: number;
  /** The ids that a waiver may name. */
  readonly waivable: readonly string[];
}

/** Where a rule is broken. What is left out comes from the rule's words. */
export interface Violation {
  /** Keys and indexes that lead to it in the profile, or in the settings. */
  readonly path: readonly (string | number)[];
  readonly severity?: Severity;
  readonly message?: string;
  readonly given?: string;
  readonly fix?: string;
}

/** True where the entry's credential is stored, and so must rotate. */
export const storesCredential = ({ connectorOf }: Pick<ProfileSubject, "connectorOf">, { service }: AccessEntry): boolean =>
  connectorOf(service).credential === "secret";

/** The profile's environment. Throws when there is none, so that no rule passes for want of it. */
export function environmentOf({ profile, settings }: Pick<ProfileSubject, "profile" | "settings">): EnvironmentSettings {
  const found = settings.environments[profile.environment];
  if (found === undefined) throw new Error(`the settings have no environment ${profile.environment}`);
  return found;
}
