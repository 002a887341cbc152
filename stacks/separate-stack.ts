import { TerraformStack, type TerraformResource } from "cdktf";

/** `resource` of a stack: type → logical id → arguments. */
type Resources = Record<string, Record<string, unknown>>;

/**
 * A stack that refers to no other, and most of whose resources hold plain values alone. cdktf walks every value of a stack three times
 * in search of tokens: once for references into other stacks, twice for references within. Two thirds of the time of synthesis go with
 * that. The first walk is left out; plain resources are left out of the others.
 */
export class SeparateStack extends TerraformStack {
  readonly #plain: Resources = {};

  override prepareStack(): void {}

  /** Takes a resource whose arguments hold no token out of the tree: it is written as it stands now. Throws where its address is taken. */
  addPlain(resource: TerraformResource): void {
    const { resource: own } = resource.toTerraform() as { readonly resource: Resources };
    for (const [type, byId] of Object.entries(own)) {
      const all = (this.#plain[type] ??= {});
      for (const [id, body] of Object.entries(byId)) {
        if (Object.hasOwn(all, id)) throw new Error(`addPlain: there is a ${type}.${id} already`);
        all[id] = body;
      }
    }
    this.node.tryRemoveChild(resource.node.id);
  }

  override toTerraform(): { resource?: Resources } {
    const stack = super.toTerraform() as { resource?: Resources };
    if (Object.keys(this.#plain).length === 0) return stack;
    const resource: Resources = { ...stack.resource };
    for (const [type, byId] of Object.entries(this.#plain)) resource[type] = { ...resource[type], ...byId };
    return { ...stack, resource };
  }
}
