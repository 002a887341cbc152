import type { Grant } from "../../access/grant.ts";
import { grantsVia } from "../../aws/observe-role.ts";
import type { PlannedResource } from "../../terraform/planned-resource.ts";

/** The grants on tables and indexes, and on keys by way of DynamoDB. */
export const observe = (resources: readonly PlannedResource[]): readonly Grant[] => grantsVia(resources, "dynamodb");
