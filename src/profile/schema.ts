import * as z from "zod";
import type { AccessEntry } from "../connectors/connector.ts";
import { connectors } from "../connectors/registry.ts";
import { cidr, date, duration, environmentName, list, name, note, serverName, text } from "../words/words.ts";
import { consumers } from "./consumers.ts";

type Options = [z.ZodObject, ...z.ZodObject[]];
/** Typed as what every service has in common: the words of one service are its connector's alone. */
const accessEntry = z.discriminatedUnion(
  "service",
  connectors.map(({ access }) => access) as unknown as Options,
) as unknown as z.ZodType<AccessEntry>;

const network = z
  .strictObject({
    "vpc-endpoints": list(
      z
        .string()
        .regex(/^vpce-[0-9a-f]{3,17}$/, { error: "must be the id of a VPC endpoint, such as vpce-0abc" })
        .meta({ examples: ["vpce-0abc"] }),
    )
      .meta({ description: "VPC endpoints through which requests may come.", examples: [["vpce-0abc"]] })
      .optional(),
    "source-cidrs": list(cidr)
      .meta({ description: "Networks from which requests may come.", examples: [["203.0.113.0/24"]] })
      .optional(),
  })
  .refine((value) => value["vpc-endpoints"] !== undefined || value["source-cidrs"] !== undefined, {
    error: "must name `vpc-endpoints` or `source-cidrs`",
    params: { fix: "name at least one of them, for example `network: { vpc-endpoints: [vpce-0abc] }`" },
  })
  .meta({
    description: "Where requests may come from: either word lets one in. Without it, from anywhere.",
    examples: [{ "vpc-endpoints": ["vpce-0abc"] }],
    minProperties: 1,
  });

/** A check that does not apply to this profile until a date, and why. */
const waiver = z.strictObject({
  rule: name(60).meta({ description: "The rule of `keyward check` that does not apply.", examples: ["protected-network"] }),
  reason: note(500).meta({ description: "Why it does not apply, in any language.", examples: ["Runs on developer laptops"] }),
  until: date.describe("The first day on which it applies again."),
});

/** How stored credentials are renewed, and how long the old one still works. */
const rotation = z
  .strictObject({
    every: duration.describe("How often stored credentials are renewed."),
    overlap: duration.meta({ description: "How long the old credential still works after a renewal.", examples: ["1h"] }).optional(),
  })
  .meta({ description: "How stored credentials are renewed.", examples: [{ every: "30d", overlap: "1h" }] });

/** One MCP server in one environment (design, section 4). */
export const profileSchema = z.strictObject({
  version: z.literal(1).describe("Version of the format."),
  server: serverName.describe("The MCP server; with the environment, the name of everything made for it."),
  environment: environmentName.describe("An environment of keyward.yaml."),
  owner: name(39).meta({ description: "The team that answers for the server; it decides the stack.", examples: ["data-platform"] }),
  purpose: text(500).meta({
    description: "What the server is for, in a sentence of Latin text: AWS stores it with the role.",
    examples: ["Answers questions about orders."],
  }),
  access: list(accessEntry).describe("Everything the server may reach. What is not here is refused."),
  consumers,
  rotation: rotation.optional(),
  expires: date.describe("The first day without any access (from 00:00 UTC)."),
  network: network.optional(),
  waivers: list(waiver)
    .meta({
      description: "Rules of `keyward check` that do not apply here until a date, and why.",
      examples: [[{ rule: "protected-network", reason: "Runs on developer laptops", until: "2027-03-01" }]],
    })
    .optional(),
});

export type Profile = z.infer<typeof profileSchema>;
export type Waiver = z.infer<typeof waiver>;
