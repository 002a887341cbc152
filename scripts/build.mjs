// Bundles our own code and the small packages it is written with: a command starts in a third less time when Node has one file to find
// instead of hundreds. cdktf and its providers stay packages of their own, as `npx cdktf` must find the same ones.
import { rmSync } from "node:fs";
import { build } from "esbuild";

const root = new URL("..", import.meta.url).pathname;
rmSync(`${root}dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: "src/cli/main.ts", stacks: "stacks/main.ts", docs: "src/cli/docs.ts", bench: "bench/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  external: ["cdktf", "constructs", "@cdktf/*"],
  // CommonJS packages inside of the bundle load Node's own modules with `require`.
  banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
  legalComments: "external",
  chunkNames: "chunks/[name]-[hash]",
  logLevel: "warning",
});
