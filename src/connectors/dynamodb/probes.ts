import type { Grant } from "../../access/grant.ts";
import { awsProbes, type Neighbour } from "../../aws/probes.ts";
import type { Probe } from "../connector.ts";

const tableActions = [
  ..."GetItem BatchGetItem Query Scan ConditionCheckItem DescribeTable PutItem UpdateItem DeleteItem BatchWriteItem".split(" "),
  ..."PartiQLSelect PartiQLDelete DeleteTable UpdateTable CreateBackup ExportTableToPointInTime PutResourcePolicy".split(" "),
].map((action) => `dynamodb:${action}`);
const keyActions = ["kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

/** What must work and what must not, for one grant of the connector. */
export const probes = (grant: Grant): readonly Probe[] =>
  awsProbes(grant, {
    resources: grant.service === "kms" ? otherKey : besides,
    actions: (resource) => (grant.service === "kms" ? keyActions : tableActions).map((action) => ({ action, resource })),
  });

/** Tables and indexes that look alike. */
function besides(resource: string): readonly Neighbour[] {
  const [table = "", index] = resource.split("/index/");
  return [
    { resource: `${table}-other${index === undefined ? "" : `/index/${index}`}`, because: "another table" },
    { resource: index === undefined ? `${table}/index/keyward-other` : `${resource}-other`, because: "another index" },
    { resource: resource.replace(/^((?:[^:]*:){3})[^:]*/, "$1keyward-elsewhere"), because: "a table of that name in another region" },
  ];
}

const otherKey = (key: string): readonly Neighbour[] => [{ resource: `${key}-other`, because: "another key" }];
