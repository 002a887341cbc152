import type { Layout } from "../report/entry.ts";
import { paletteFor, plain } from "../report/palette.ts";
import type { Terminal } from "./terminal.ts";

/** How text is laid out: as wide as the terminal, coloured unless somebody does not want it. */
export const layoutOf = ({ color }: { readonly color: boolean }, { isTty, env, columns }: Terminal): Layout => ({
  width: columns,
  palette: color ? paletteFor({ isTty, env }) : plain,
});
