// `npm start`: from nothing to the lead scenario live in a browser.

import { join } from "node:path";
import { processFlags } from "../apps/cli/bin/environment.js";
import { buildWeb } from "./build-web.mjs";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { runNode } from "./run-node.mjs";

ensureInstalled();
await buildWeb();
// Stripping types and compiling is a second of each start: from the second on it is read from here.
const compileCache = join(root, "node_modules", ".cache", "truceline-compiled");
process.exitCode = await runNode(
  [
    ...processFlags,
    "--conditions=truceline-src",
    "apps/cli/src/main.ts",
    "watch",
    "scenarios/ukraine-2025",
    "--exercise",
    ...process.argv.slice(2),
  ],
  { NODE_COMPILE_CACHE: compileCache },
);
