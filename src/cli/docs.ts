import { writeFileSync } from "node:fs";
import { generatedDocs } from "./generated-docs.ts";

// `npm run docs`, from the root of the repository.
for (const { file, content } of generatedDocs()) writeFileSync(file, content);
