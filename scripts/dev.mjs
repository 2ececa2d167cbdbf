// `npm run dev`: the server restarts and the page reloads when a file is saved.

import { buildWeb } from "./build-web.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { runNode } from "./run-node.mjs";

ensureInstalled();
await buildWeb();
const server = runNode([
  "--watch",
  "--watch-preserve-output",
  "--conditions=truceline-src",
  "apps/cli/src/main.ts",
  "watch",
  "scenarios/ukraine-2025",
  "--exercise",
  ...process.argv.slice(2),
]);
const page = runNode(
  [
    "--conditions=truceline-src",
    "node_modules/vite/bin/vite.js",
    "apps/web",
    "--configLoader",
    "native",
    "--host",
    "127.0.0.1",
    "--port",
    "8481",
  ],
  { TRUCELINE_SERVER: process.env.TRUCELINE_SERVER ?? "http://127.0.0.1:8480" },
);
console.error("Truceline: the page with reload on save is at http://127.0.0.1:8481");
process.exitCode = Math.max(...(await Promise.all([server, page])));
