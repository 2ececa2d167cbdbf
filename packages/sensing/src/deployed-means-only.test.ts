import { cellAt } from "@truceline/geo";
import { type Deployment, lonLat, observationKinds } from "@truceline/model";
import { expect, test } from "vitest";
import type { CatalogueEntry } from "./catalogue.ts";
import { prepareCoverage } from "./coverage-engine.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { plannedUptimes } from "./sensor-timeline.ts";

const deployment: Deployment = {
  schema: "deployment/1",
  id: "mid-ocean",
  posts: [
    { id: "p0", kind: "observation-post", position: lonLat(-30, 0.1) },
    { id: "p1", kind: "mast", position: lonLat(-30.02, 0.09) },
  ],
  sensors: [
    { id: "ear", means: "ear", post: "p0" },
    { id: "eye", means: "eye", post: "p0" },
    { id: "camera", means: "camera", post: "p1" },
  ],
};
const cells = [cellAt(-30, 0.1, 7), cellAt(-30.05, 0.12, 7)];

test("[SEN-041] coverage is to the last bit that of a catalogue without the means not deployed", () => {
  const own = defaultCatalogue.filter(({ id }) => ["ear", "eye", "camera"].includes(id));
  const firstSix = defaultCatalogue.slice(0, 6);
  const ratiosBy = (catalogue: readonly CatalogueEntry[]) =>
    [2, 14].map((hour) => {
      const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC", catalogue });
      const found = engine.hour({
        hourFromMs: Date.UTC(2025, 2, 1, hour),
        uptimes: plannedUptimes(() => 0.9),
        kinds: observationKinds,
        groupsNeeded: 2,
      });
      return { ratios: [...found.ratios], losses: found.losses([0, 1]) };
    });
  const all = ratiosBy(defaultCatalogue);
  expect(all[1]?.ratios[0]).toBeGreaterThan(0);
  expect(ratiosBy(own)).toEqual(all);
  expect(ratiosBy(firstSix)).toEqual(all);
});

test("[SEN-034] an hour's result says where its weather comes from", () => {
  const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" });
  const question = {
    hourFromMs: Date.UTC(2025, 2, 1, 12),
    uptimes: plannedUptimes(() => 0.9),
    kinds: ["explosion"],
    groupsNeeded: 1,
  } as const;
  expect(engine.hour(question).weatherSource).toMatch(/^assumed: temperate plain/);
  const weather = [{ id: "fog", probability: 1 }];
  expect(engine.hour({ ...question, weather }).weatherSource).toBe("given");
});
