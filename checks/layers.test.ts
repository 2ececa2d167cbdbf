import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { checkLayers } from "./layers.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
// Reading a thousand modules takes seconds, on a machine that is busy a minute.
vi.setConfig({ testTimeout: 180_000 });

const planted = fileURLToPath(new URL("planted/", import.meta.url));

test("[HSE-003] no package imports one of its own rank or a higher one, for types too", async () => {
  const { violations, moduleCount, blind } = await checkLayers(root, 50);
  expect(violations).toEqual([]);
  expect(blind).toBe(false);
  expect(moduleCount).toBeGreaterThan(50);
});

test("[HSE-003] each rule is seen to fail on a planted breach", async () => {
  const { violations } = await checkLayers(planted, 1);
  const broken = new Set(violations.map((violation) => violation.split(":")[0]));
  expect([...broken].sort()).toEqual([
    "every-import-resolves",
    "evidence-never-reaches-simulation",
    "no-cycle",
    "packages/planning-imports-nothing-of-its-rank",
    "rank-0-imports-nothing-higher",
    "rank-4-imports-nothing-higher",
  ]);
});

test("a tree with too few modules is called blind", async () => {
  expect((await checkLayers(planted, 1_000)).blind).toBe(true);
});
