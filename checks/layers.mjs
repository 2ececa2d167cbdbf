// The layer rule: a package imports only packages of a lower rank, for types too.

import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cruise } from "dependency-cruiser";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** DESIGN section 3. Packages of one rank do not import each other. */
export const ranks = [
  ["packages/model"],
  ["packages/geo"],
  ["packages/sensing", "packages/interop", "packages/ledger", "packages/log", "packages/wording"],
  ["packages/agreement"],
  ["packages/fusion", "packages/verification", "packages/release", "packages/explanation"],
  ["packages/planning", "packages/simulation", "packages/reporting", "packages/desk"],
  ["packages/watch"],
  [
    "packages/store-postgres",
    "packages/feeds",
    "packages/pdf-typst",
    "packages/solver-highs",
    "packages/terrain-files",
  ],
  ["apps/server", "apps/web"],
  ["apps/cli"],
];
const anyOf = (names) => `^(${names.join("|")})/`;

const rules = {
  forbidden: [
    ...ranks.flatMap((names, rank) => {
      const higher = ranks.slice(rank + 1).flat();
      const same = names.map((name) => ({
        name: `${name}-imports-nothing-of-its-rank`,
        severity: "error",
        from: { path: anyOf([name]) },
        to: { path: anyOf(names.filter((other) => other !== name)) },
      }));
      const upward = {
        name: `rank-${rank}-imports-nothing-higher`,
        severity: "error",
        from: { path: anyOf(names) },
        to: { path: anyOf(higher) },
      };
      return [...(higher.length > 0 ? [upward] : []), ...(names.length > 1 ? same : [])];
    }),
    {
      name: "evidence-never-reaches-simulation",
      severity: "error",
      from: { path: anyOf(["packages/fusion", "packages/verification", "packages/reporting"]) },
      to: { path: anyOf(["packages/simulation"]), reachable: true },
    },
    { name: "every-import-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
  ],
};

/** Looks at every module below `packages` and `apps` of a tree. */
export async function checkLayers(baseDir, moduleCountMin) {
  const folders = ["packages", "apps"].filter((name) => readdirSync(baseDir).includes(name));
  const result = await cruise(folders, {
    baseDir,
    parser: "swc",
    tsPreCompilationDeps: true,
    ruleSet: rules,
    validate: true,
    exclude: { path: "(\\.test\\.ts|/dist/|/public/)" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["truceline-src", "import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".css", ".d.ts"],
    },
  });
  const { violations, totalCruised } = result.output.summary;
  const own = result.output.modules.filter(({ source }) => !source.includes("node_modules")).length;
  // A check that saw nothing is green for ever.
  const blind = own < moduleCountMin;
  return {
    moduleCount: own,
    totalCruised,
    blind,
    violations: violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { moduleCount, blind, violations } = await checkLayers(root, 50);
  for (const violation of violations) console.log(violation);
  console.log(`${moduleCount} modules seen, ${violations.length} breaches of the layer rule`);
  if (blind) console.log("too few modules were seen: the check is blind");
  process.exitCode = blind || violations.length > 0 ? 1 : 0;
}
