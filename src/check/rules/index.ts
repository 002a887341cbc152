import type { Rule } from "../rule.ts";
import { consumerImmutableSubject } from "./consumer-immutable-subject.ts";
import { consumerSpecific } from "./consumer-specific.ts";
import { dataConfidential } from "./data-confidential.ts";
import { dataRegulated } from "./data-regulated.ts";
import { environmentActive } from "./environment-active.ts";
import { expiresWithinAYear } from "./expires-within-a-year.ts";
import { networkBroad } from "./network-broad.ts";
import { networkEveryone } from "./network-everyone.ts";
import { networkPrivate } from "./network-private.ts";
import { ownerActive } from "./owner-active.ts";
import { policyFits } from "./policy-fits.ts";
import { profileExpired } from "./profile-expired.ts";
import { protectedBackend } from "./protected-backend.ts";
import { protectedNetwork } from "./protected-network.ts";
import { rotationInterval } from "./rotation-interval.ts";
import { untilAfterExpires } from "./until-after-expires.ts";
import { untilPassed } from "./until-passed.ts";
import { waiverAllowed } from "./waiver-allowed.ts";
import { waiverExpired } from "./waiver-expired.ts";
import { waiverKnown } from "./waiver-known.ts";
import { waiverUnused } from "./waiver-unused.ts";
import { wholeStoreReason } from "./whole-store-reason.ts";
import { writeJustified } from "./write-justified.ts";

/** Every rule: one import and one place in the list. */
export const rules: readonly Rule[] = [
  consumerImmutableSubject,
  consumerSpecific,
  dataConfidential,
  dataRegulated,
  environmentActive,
  expiresWithinAYear,
  networkBroad,
  networkEveryone,
  networkPrivate,
  ownerActive,
  policyFits,
  profileExpired,
  protectedBackend,
  protectedNetwork,
  rotationInterval,
  untilAfterExpires,
  untilPassed,
  waiverAllowed,
  waiverExpired,
  waiverKnown,
  waiverUnused,
  wholeStoreReason,
  writeJustified,
];
