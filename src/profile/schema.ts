import { z } from "zod";
import type { AccessEntry } from "../connectors/connector.ts";
import { connectors } from "../connectors/registry.ts";
import { cidr, date, duration, environmentName, list, name, serverName, text } from "../words/words.ts";
import { consumers } from "./consumers.ts";

const accessEntry = z.discriminatedUnion(
  "service",
  connectors.map((connector) => connector.access) as unknown as [z.ZodObject, ...z.ZodObject[]],
);

const network = z
  .strictObject({
    "vpc-endpoints": list(
      z.string().regex(/^vpce-[0-9a-f]{3,17}$/, { error: "must be the id of a VPC endpoint, such as vpce-0abc" }),
    ).optional(),
    "source-cidrs": list(cidr).optional(),
  })
  .refine((value) => value["vpc-endpoints"] !== undefined || value["source-cidrs"] !== undefined, {
    error: "must name `vpc-endpoints` or `source-cidrs`",
  });

/** A check that does not apply to this profile until a date, and why. */
const waiver = z.strictObject({ rule: name(60), reason: text(500), until: date });

/** One MCP server in one environment (design, section 4). */
export const profileSchema = z.strictObject({
  version: z.literal(1, { error: "must be 1" }),
  server: serverName,
  environment: environmentName,
  owner: name(39),
  purpose: text(500),
  access: list(accessEntry),
  consumers,
  rotation: z.strictObject({ every: duration, overlap: duration.optional() }).optional(),
  expires: date,
  network: network.optional(),
  waivers: list(waiver).optional(),
});

export type Profile = Omit<z.infer<typeof profileSchema>, "access"> & { readonly access: readonly AccessEntry[] };
export type Waiver = z.infer<typeof waiver>;
export type Network = z.infer<typeof network>;
