import { defineConfig } from "vitest/config";

const conditions = ["truceline-src", "module", "import", "node", "default"];
const slow = process.env["TRUCELINE_SLOW"] === "1";

export default defineConfig({
  resolve: { conditions },
  // Not the whole list: with "import" among them, a `require` inside a package would load its ESM build.
  // The global set-up runs in an environment of its own; without this it needs built packages.
  environments: { __vitest__: { resolve: { conditions: ["truceline-src", "module", "node"] } } },
  ssr: { resolve: { conditions: ["truceline-src"], externalConditions: ["truceline-src"] } },
  test: {
    include: slow
      ? ["{packages,apps,checks,e2e}/**/*.slow.test.ts"]
      : ["{packages,apps,checks,e2e}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", ...(slow ? [] : ["**/*.slow.test.ts"])],
    testTimeout: slow ? 600_000 : 30_000,
    hookTimeout: 120_000,
    globalSetup: ["packages/store-postgres/src/testing/global-setup.ts"],
    execArgv: ["--conditions=truceline-src"],
  },
});
