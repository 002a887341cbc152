/*
 * Every name is computed, so that nothing needs another stack's state. An environment holds no hyphen and a server no dot,
 * so no two of them meet in one name (invariant 12); all stay within IAM's 64 characters for roles and 128 for policies.
 */

/** IAM path of everything made for servers: the deploy role is limited to it. */
export const serverPath = "/keyward/";

/** IAM path of the permissions boundaries, which the deploy role cannot touch. */
export const boundaryPath = "/keyward-boundary/";

export const roleName = (environment: string, server: string): string => `keyward-${environment}-${server}`;

/** The server that a role of this name is for, as `<environment>/<server>`; undefined for any other role. */
export const serverOfRole = (role: string): string | undefined => {
  const [, environment, server] = /^keyward-([a-z0-9]+)-(.+)$/.exec(role) ?? [];
  return environment === undefined || server === undefined ? undefined : `${environment}/${server}`;
};

export const managedPolicyName = (role: string, part: string, number: number): string => `${role}.${part}.${number}`;

export type BoundaryKind = "servers" | "functions";

export const boundaryName = (environment: string, kind: BoundaryKind): string => `keyward-${environment}-${kind}`;

export const bootstrapStack = (environment: string): string => `bootstrap-${environment}`;

export const serversStack = (environment: string, owner: string): string => `servers-${environment}-${owner}`;

/** Every stack of the settings: they alone decide which there are. */
export const stackNames = (settings: { readonly environments: object; readonly owners: object }): readonly string[] =>
  Object.keys(settings.environments).flatMap((environment) => [
    bootstrapStack(environment),
    ...Object.keys(settings.owners).map((owner) => serversStack(environment, owner)),
  ]);

export const keyAlias = (environment: string, owner: string): string => `alias/keyward-${environment}-${owner}`;

/** Name of the secrets made for servers of one environment; target, server and credential follow. */
export const secretPrefix = (environment: string): string => `keyward/${environment}/`;

export const iamArn = (
  where: { readonly partition: string; readonly account: string },
  kind: "role" | "policy",
  pathAndName: string,
): string => `arn:${where.partition}:iam::${where.account}:${kind}${pathAndName}`;
