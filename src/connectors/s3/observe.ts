import type { Grant } from "../../access/grant.ts";
import { grantsVia } from "../../aws/observe-role.ts";
import type { PlannedResource } from "../../terraform/planned-resource.ts";

/** The grants on objects and buckets, and on keys by way of S3. */
export const observe = (resources: readonly PlannedResource[]): readonly Grant[] => grantsVia(resources, "s3");
