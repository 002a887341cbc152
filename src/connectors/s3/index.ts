import { awsCovers } from "../../aws/covers.ts";
import type { Connector } from "../connector.ts";
import { access, bucketName, type S3Entry } from "./access.ts";
import { actions, grants } from "./grants.ts";
import { limits } from "./limits.ts";
import { observe } from "./observe.ts";
import { probes } from "./probes.ts";
import { provision } from "./terraform.ts";
import { words } from "./words.ts";

/** Amazon S3: objects under prefixes of one bucket. */
export const s3: Connector<S3Entry> = {
  service: "s3",
  access,
  data: { shape: { bucket: bucketName }, touches: (entry, fact) => fact["bucket"] === entry.bucket },
  actions,
  credential: "role",
  writes: (entry) => entry.level === "write",
  wholeStore: (entry) => entry.prefixes === "whole-bucket",
  words,
  limits,
  grants,
  covers: awsCovers,
  probes,
  provision,
  observe,
};
