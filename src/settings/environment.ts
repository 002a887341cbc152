import type { Environment } from "../connectors/connector.ts";
import type { Settings } from "./schema.ts";

/** An environment of the settings. Throws when there is none: the loader has refused the profile before. */
export function environmentOf(settings: Settings, name: string): Environment {
  const found = settings.environments[name];
  if (found === undefined) throw new Error(`environmentOf: the settings have no environment ${name}`);
  return { name, account: found.account, region: found.region, partition: found.partition ?? partitionOf(found.region) };
}

/** AWS partitions by region name (AWS general reference, "AWS partitions"). */
const partitionOf = (region: string): string => (region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
