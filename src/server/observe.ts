import { accessModel, type AccessModel } from "../access/access-model.ts";
import { observeRoles, type ObservedRole } from "../aws/observe-role.ts";
import type { Planned } from "../terraform/planned-resource.ts";
import { serverOfRole } from "./names.ts";

/**
 * Terraform, synthesized or planned, read back into the models of the roles in it: the inverse of synthesis.
 * A role that is not a server's is observed too, under its own name.
 */
export const observeModels = (planned: Planned): readonly AccessModel[] => observeRoles(planned).map(observedModel);

const observedModel = (role: ObservedRole): AccessModel =>
  accessModel({
    server: role.name === null ? role.address : (serverOfRole(role.name) ?? role.name),
    grants: role.grants,
    principals: role.principals,
    sessionSeconds: role.sessionSeconds,
    boundary: role.boundary,
    secretReaders: [],
    unknown: role.unknown,
  });
