import { storesCredential, type ProfileRule, type ProfileSubject, type Violation } from "../rule.ts";

const hour = 1;
const day = 24 * hour;
const longest = 90 * day;
/** A rotation that fails must have time to be tried again before the next one is due. */
const shortest = 4 * hour;

export const rotationInterval: ProfileRule = {
  id: "rotation-interval",
  about: "profile",
  severity: "error",
  waivable: true,
  words: {
    what: "A stored credential rotates at least every 90 days, at most every 4 hours, and for less time than that two are valid.",
    why: "A password or token that leaked is worth something until it changes.",
    fix: "Write `rotation: { every: 30d, overlap: 1h }`, or another interval within 4h and 90d and an overlap below it.",
  },
  failing: {
    profile: `
# of a service that stores its credential
rotation: { every: 180d } # <- here
`,
    storing: true,
  },
  passing: {
    profile: `
# of a service that stores its credential
rotation: { every: 30d, overlap: 1h }
`,
    storing: true,
  },
  check: (subject) => {
    const storing = subject.profile.access.flatMap((entry, index) => (storesCredential(subject, entry) ? [index] : []));
    // Where nothing is stored, nothing rotates: `rotation-unused` says so.
    return storing.length === 0 ? [] : [...missing(subject, storing), ...unfit(subject)];
  },
};

/** A connector that keeps a secret needs to be told how often to change it. */
const missing = ({ profile }: ProfileSubject, storing: readonly number[]): readonly Violation[] =>
  profile.rotation === undefined ? storing.map((index) => ({ path: ["access", index], given: "no `rotation`" })) : [];

function unfit({ profile: { rotation } }: ProfileSubject): readonly Violation[] {
  if (rotation === undefined) return [];
  const every = hours(rotation.every);
  if (every > longest || every < shortest) return [{ path: ["rotation", "every"], given: rotation.every }];
  if (rotation.overlap === undefined || hours(rotation.overlap) < every) return [];
  return [{ path: ["rotation", "overlap"], given: `overlap ${rotation.overlap}, every ${rotation.every}` }];
}

const hours = (duration: string): number => Number.parseInt(duration, 10) * (duration.endsWith("d") ? day : hour);
