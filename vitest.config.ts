import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./scripts/long-first.ts";

const conditions = ["truceline-src", "module", "import", "node", "default"];
const slow = process.env["TRUCELINE_SLOW"] === "1";
const coreCount = availableParallelism();
const exclude = ["**/node_modules/**", "**/dist/**"];

/**
 * Packages whose tests share their loaded modules, one set for each worker: loading them anew for
 * every file took longer than most of these tests. They are pure, so a file finds no trace of the one
 * before. A test that leaves one behind (fake timers, a changed global) belongs into the other project.
 */
const sharing = [
  "agreement",
  "desk",
  "explanation",
  "fusion",
  "geo",
  "interop",
  "log",
  "model",
  "planning",
  "release",
  "reporting",
  "sensing",
  "simulation",
  "verification",
  "watch",
  "wording",
].map((name) => `packages/${name}/**/*.test.ts`);

export default defineConfig({
  resolve: { conditions },
  // Not the whole list: with "import" among them, a `require` inside a package would load its ESM build.
  // The global set-up runs in an environment of its own; without this it needs built packages.
  environments: { __vitest__: { resolve: { conditions: ["truceline-src", "module", "node"] } } },
  ssr: { resolve: { conditions: ["truceline-src"], externalConditions: ["truceline-src"] } },
  test: {
    testTimeout: slow ? 600_000 : 30_000,
    hookTimeout: 120_000,
    execArgv: ["--conditions=truceline-src"],
    // By itself it leaves one core free, which on two cores means one file after the other.
    ...(slow ? {} : { maxWorkers: Math.min(coreCount, Math.max(2, coreCount - 1)) }),
    sequence: { sequencer: LongFirst },
    projects: slow
      ? [
          {
            extends: true,
            test: {
              name: "slow",
              include: ["{packages,apps,checks,e2e}/**/*.slow.test.ts"],
              exclude,
              globalSetup: ["packages/store-postgres/src/testing/global-setup.ts"],
            },
          },
        ]
      : [
          {
            extends: true,
            test: {
              name: "alone",
              include: ["{packages,apps,checks,e2e}/**/*.test.ts"],
              exclude: [...exclude, "**/*.slow.test.ts", ...sharing],
              globalSetup: ["packages/store-postgres/src/testing/global-setup.ts"],
            },
          },
          {
            extends: true,
            test: {
              name: "sharing",
              include: sharing,
              exclude: [...exclude, "**/*.slow.test.ts"],
              isolate: false,
            },
          },
        ],
  },
});
