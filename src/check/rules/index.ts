import type { Rule } from "../rule.ts";
import { consumerClusterAccount } from "./consumer-cluster-account.ts";
import { consumerImmutableSubject } from "./consumer-immutable-subject.ts";
import { consumerLambda } from "./consumer-lambda.ts";
import { consumerSpecific } from "./consumer-specific.ts";
import { dataConfidential } from "./data-confidential.ts";
import { dataRegulated } from "./data-regulated.ts";
import { environmentActive } from "./environment-active.ts";
import { environmentRegionKnown } from "./environment-region-known.ts";
import { expiresWithinAYear } from "./expires-within-a-year.ts";
import { networkBroad } from "./network-broad.ts";
import { networkEveryone } from "./network-everyone.ts";
import { networkPrivate } from "./network-private.ts";
import { ownerActive } from "./owner-active.ts";
import { policyFits } from "./policy-fits.ts";
import { profileExpired } from "./profile-expired.ts";
import { protectedBackend } from "./protected-backend.ts";
import { protectedNetwork } from "./protected-network.ts";
import { regionKnown } from "./region-known.ts";
import { rotationInterval } from "./rotation-interval.ts";
import { rotationUnused } from "./rotation-unused.ts";
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
  consumerClusterAccount,
  consumerImmutableSubject,
  consumerLambda,
  consumerSpecific,
  dataConfidential,
  dataRegulated,
  environmentActive,
  environmentRegionKnown,
  expiresWithinAYear,
  networkBroad,
  networkEveryone,
  networkPrivate,
  ownerActive,
  policyFits,
  profileExpired,
  protectedBackend,
  protectedNetwork,
  regionKnown,
  rotationInterval,
  rotationUnused,
  untilAfterExpires,
  untilPassed,
  waiverAllowed,
  waiverExpired,
  waiverKnown,
  waiverUnused,
  wholeStoreReason,
  writeJustified,
];
