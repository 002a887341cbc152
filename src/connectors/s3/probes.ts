import type { Grant } from "../../access/grant.ts";
import { awsProbes, type Neighbour } from "../../aws/probes.ts";
import type { Probe } from "../connector.ts";

const bucketActions = [
  "s3:ListBucketVersions",
  "s3:GetBucketPolicy",
  "s3:PutBucketPolicy",
  "s3:PutLifecycleConfiguration",
  "s3:DeleteBucket",
];
const objectActions = [
  "s3:GetObjectVersion",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:BypassGovernanceRetention",
];
const keyActions = ["kms:Encrypt", "kms:ReEncryptFrom", "kms:CreateGrant", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

/** What must work and what must not, for one grant of the connector. */
export const probes = (grant: Grant): readonly Probe[] =>
  awsProbes(grant, { resources: grant.service === "kms" ? otherKey : besides, actions: (resource) => beside(grant, resource) });

/** Buckets and prefixes that look alike. */
function besides(resource: string): readonly Neighbour[] {
  const [bucket = "", ...rest] = resource.split("/");
  const key = rest.join("/");
  const inOther = (name: string) => (rest.length === 0 ? name : `${name}/${key.replaceAll("*", "keyward-probe")}`);
  const prefix = key.replace(/\/?\*$/, "");
  return [
    { resource: inOther(`${bucket}-other`), because: "another bucket" },
    ...(prefix === ""
      ? []
      : [
          { resource: `${bucket}/${prefix}0/keyward-probe`, because: "a prefix that begins with the same text" },
          { resource: `${bucket}/keyward-probe`, because: "the same bucket outside of the prefix" },
        ]),
  ];
}

const otherKey = (key: string): readonly Neighbour[] => [{ resource: `${key}-other`, because: "another key" }];

function beside(grant: Grant, resource: string) {
  const object = resource.replaceAll("*", "keyward-probe");
  const actions = grant.service === "kms" ? keyActions : resource.includes("/") ? objectActions : bucketActions;
  return actions.map((action) => ({ action, resource: object }));
}
