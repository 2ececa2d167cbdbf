// `npm start`: from nothing to the lead scenario live in a browser.

import { buildWeb } from "./build-web.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { runNode } from "./run-node.mjs";

ensureInstalled();
await buildWeb();
process.exitCode = await runNode([
  "--conditions=truceline-src",
  "apps/cli/src/main.ts",
  "watch",
  "scenarios/ukraine-2025",
  "--exercise",
  ...process.argv.slice(2),
]);
