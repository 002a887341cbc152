import { TerraformStack, type TerraformResource } from "cdktf";

/** `resource` of a stack: type → logical id → arguments. */
type Resources = Record<string, Record<string, unknown>>;

/**
 * A stack that refers to no other, and most of whose resources hold plain values alone. cdktf walks every value of a stack three times
 * in search of tokens: once for references into other stacks, twice for references within. Two thirds of the time of synthesis go with
 * that. The first walk is left out; plain resources are left out of the others.
 */
export class SeparateStack extends TerraformStack {
  readonly #plain: Resources[] = [];

  override prepareStack(): void {}

  /** Keeps a resource whose arguments hold no token out of cdktf's walks: it is written as it stands now. */
  addPlain(resource: TerraformResource): void {
    const { resource: own } = resource.toTerraform() as { readonly resource: Resources };
    this.#plain.push(own);
    resource.toTerraform = () => ({});
  }

  override toTerraform(): { resource?: Resources } {
    const stack = super.toTerraform() as { resource?: Resources };
    for (const own of this.#plain) {
      const all = (stack.resource ??= {});
      for (const [type, byId] of Object.entries(own)) Object.assign((all[type] ??= {}), byId);
    }
    return stack;
  }
}
