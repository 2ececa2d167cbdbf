// `npm run check`: every static check, all of them even if one fails.
import { ensureInstalled } from "./ensure-installed.mjs";
import { runNode } from "./run-node.mjs";

ensureInstalled();
const checks = [
  ["types", ["node_modules/typescript/bin/tsc", "-b"]],
  ["types of tests", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.test.json"]],
  ["types of the page", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "apps/web"]],
  ["types of its tests", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "apps/web/dev"]],
  ["lint and format", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "."]],
  ["layers", ["checks/layers.mjs"]],
  ["dead code", ["node_modules/knip/bin/knip.js", "--no-progress"]],
  [
    "documents",
    [
      "--conditions=truceline-src",
      "node_modules/vitest/vitest.mjs",
      "run",
      "checks",
      "--reporter=dot",
    ],
  ],
];
let failed = 0;
for (const [name, args] of checks) {
  console.log(`— ${name}`);
  const code = await runNode(args);
  if (code !== 0) {
    failed += 1;
    console.log(`  ${name}: failed (exit ${code})`);
  }
}
console.log(`${checks.length - failed} checks passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
