import { App, type TerraformStack } from "cdktf";
import { byText } from "../src/access/grant.ts";
import { bootstrapStack, serversStack } from "../src/server/names.ts";
import type { Server } from "../src/server/server.ts";
import { environmentOf } from "../src/settings/environment.ts";
import type { Settings } from "../src/settings/schema.ts";
import { fillBootstrap } from "./bootstrap.ts";
import { keywardStack, type StackPlace } from "./keyward-stack.ts";
import { fillServers } from "./servers.ts";

/** A stack that was written. */
export interface SynthesizedStack {
  readonly name: string;
  readonly environment: string;
  /** Whose servers it holds; undefined for a bootstrap stack. */
  readonly owner: string | undefined;
  readonly servers: readonly Server[];
}

/** What becomes Terraform. */
export interface SynthesisInput {
  readonly settings: Settings;
  readonly servers: readonly Server[];
}

/**
 * Writes the Terraform of all stacks below `outdir`. Stacks come from the settings alone: a team that deletes its last profile
 * still has its stack, empty, and applying it takes the access away.
 */
export function synthesize(input: SynthesisInput, outdir: string): readonly SynthesizedStack[] {
  const planned = planStacks(input, wayToState(outdir));
  const app = new App({ outdir });
  for (const { place, bootstrap, owned } of planned) {
    const base = keywardStack(app, bootstrap, place);
    const retired = place.settings.retired === true;
    if (!retired) fillBootstrap(base, place.environment);
    for (const { name, servers } of owned) {
      const stack = keywardStack(app, name, place);
      fillServers(stack, servers);
      order(base, stack, retired);
    }
  }
  app.synth();
  return planned.flatMap(({ place: { environment }, bootstrap, owned }) => [
    { name: bootstrap, environment: environment.name, owner: undefined, servers: [] },
    ...owned.map(({ name, owner, servers }) => ({ name, environment: environment.name, owner, servers })),
  ]);
}

/** Boundaries exist before the roles that must have them, and leave after them. */
function order(base: TerraformStack, servers: TerraformStack, retired: boolean): void {
  if (retired) base.addDependency(servers);
  else servers.addDependency(base);
}

/**
 * Local state stands in the project, wherever below it the output goes: the state must not be another one because the output is.
 * For an output elsewhere it stands beside it, as the way to the project would name folders of this machine.
 */
export function wayToState(outdir: string): string {
  const parts = outdir.split("/").filter((part) => part !== "" && part !== ".");
  const below = !outdir.startsWith("/") && !parts.includes("..");
  return "../".repeat(below ? parts.length + 2 : 3);
}

interface PlannedEnvironment {
  readonly place: StackPlace;
  readonly bootstrap: string;
  readonly owned: readonly { readonly name: string; readonly owner: string; readonly servers: readonly Server[] }[];
}

function planStacks({ settings, servers }: SynthesisInput, toState: string): readonly PlannedEnvironment[] {
  const byStack = new Map<string, Server[]>();
  for (const server of servers) {
    refuseUnplaced(server, settings);
    const neighbours = byStack.get(server.stack);
    if (neighbours === undefined) byStack.set(server.stack, [server]);
    else neighbours.push(server);
  }
  const serversIn = (stack: string) => (byStack.get(stack) ?? []).sort((a, b) => byText(a.id, b.id));
  return Object.entries(settings.environments)
    .sort(([a], [b]) => byText(a, b))
    .map(([name, environment]) => ({
      place: { environment: environmentOf(settings, name), settings: environment, toState },
      bootstrap: bootstrapStack(name),
      owned: Object.keys(settings.owners)
        .sort(byText)
        .map((owner) => ({ name: serversStack(name, owner), owner, servers: serversIn(serversStack(name, owner)) })),
    }));
}

/** A server whose stack does not exist or is retired would be left out in silence. Checks refuse it before; this is the second lock. */
function refuseUnplaced({ id, profile }: Server, settings: Settings): void {
  const [owner, environment] = [settings.owners[profile.owner], settings.environments[profile.environment]];
  if (owner === undefined || owner.retired === true || environment === undefined || environment.retired === true) {
    throw new Error(`synthesize: ${id} has no stack: its owner or environment is unknown or retired`);
  }
}
