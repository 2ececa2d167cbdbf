import { destination } from "@truceline/geo";
import { type LonLat, lonLat, type Observation } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { midOcean, observation } from "../testing/mid-ocean.ts";
import { weaponsStanding } from "./weapons-standing.ts";

const agreement = midOcean();
/** So many metres east of the mission's line along 30° W, within a circle. */
const gun = (eastM: number, radiusM: number, change: Partial<Observation> = {}) =>
  observation(`${eastM}/${radiusM}`, {
    kind: "weapon-present",
    nature: undefined as never,
    weapons: [{ class: "artillery" }],
    calibresMm: [122],
    area: { shape: "circle", centre: east(eastM), radiusM },
    ...change,
  });
const east = (eastM: number): LonLat => destination(lonLat(-30, 0.05), 90, eastM);
const standing = (one: Observation, storage: Parameters<typeof weaponsStanding>[2] = []) =>
  weaponsStanding([one], agreement, storage);

describe("weapons against withdrawal lines", () => {
  test("[DSK-030] it is in violation where it stood inside under every line, with its uncertainty", () => {
    const [row, ...others] = standing(gun(2_000, 300));
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      articleId: "2",
      isMeant: "yes",
      standing: "in-violation",
      least: 1,
    });
    // Party a draws its line 3 km to the east, b 3 km to the west: 16 km east of the mission's line it is
    // 13 km from the one and 19 km from the other.
    const [between] = standing(gun(16_000, 300));
    expect(between?.standing).toBe("undetermined");
    const byLine = Object.fromEntries(
      (between?.byLine ?? []).map(({ drawnBy, probability }) => [drawnBy, probability]),
    );
    expect(byLine).toMatchObject({ a: 1, b: 0 });
    expect([between?.least, between?.most]).toEqual([0, 1]);
  });

  test("[DSK-030] across the edge the probability is the share of its area inside", () => {
    const one = midOcean((text) => text.replace(/ {6}- \{ drawnBy: [ab],.*\n/g, ""));
    const [row] = weaponsStanding([gun(15_000, 1_000)], one, []);
    expect(row?.byLine).toHaveLength(1);
    expect(row?.least).toBeGreaterThan(0.45);
    expect(row?.least).toBeLessThan(0.55);
    expect(row?.standing).toBe("undetermined");
  });

  test.each([
    ["a calibre below", { calibresMm: [82] }, undefined],
    ["a calibre nobody gave", { weapons: [{ class: "mortar" }], calibresMm: undefined }, "unknown"],
    ["a class nobody gave", { weapons: undefined, calibresMm: undefined }, "unknown"],
    ["another class", { weapons: [{ class: "tank" }] }, undefined],
    [
      "two classes, one of them meant",
      { weapons: [{ class: "tank" }, { class: "artillery" }] },
      "unknown",
    ],
    ["another kind", { kind: "persons" }, undefined],
    ["before the deadline", { span: { fromMs: 1, toMs: 1, precision: "exact" } }, undefined],
  ])("[DSK-031] %s", (_what, change, meant) => {
    const [row] = standing(gun(2_000, 300, change as Partial<Observation>));
    expect(row?.isMeant).toBe(meant);
    if (row !== undefined) expect(row.standing).toBe("undetermined");
  });

  test("[DSK-032] beyond the lines it is stored, or outside storage, or beyond where none is declared", () => {
    const far = gun(25_000, 300);
    const storage = [{ name: "Depot", position: east(25_200) }];
    expect(standing(far)[0]?.standing).toBe("beyond");
    expect(standing(far, storage)[0]).toMatchObject({ standing: "stored", storedRatio: 1 });
    const elsewhere = [{ name: "Depot", position: east(30_000) }];
    expect(standing(far, elsewhere)[0]).toMatchObject({
      standing: "outside-storage",
      storedRatio: 0,
    });
  });

  test("[DSK-033] exchanging east and west with the parties exchanges nothing", () => {
    const mirror = (position: LonLat) => lonLat(-60 - position[0], position[1]);
    fc.assert(
      fc.property(
        fc.integer({ min: -30_000, max: 30_000 }),
        fc.integer({ min: 50, max: 3_000 }),
        (eastM, radiusM) => {
          const centre = east(eastM);
          const at = (position: LonLat) =>
            standing(gun(0, 0, { area: { shape: "circle", centre: position, radiusM } }))[0];
          const [one, other] = [at(centre), at(mirror(centre))];
          expect(other?.standing).toBe(one?.standing);
          expect(other?.least).toBeCloseTo(one?.least ?? -1, 2);
          const swapped = other?.byLine.map(({ drawnBy, probability }) => ({
            drawnBy: drawnBy === "a" ? "b" : drawnBy === "b" ? "a" : drawnBy,
            probability,
          }));
          for (const { drawnBy, probability } of one?.byLine ?? []) {
            const same = swapped?.find((line) => line.drawnBy === drawnBy);
            expect(same?.probability).toBeCloseTo(probability, 2);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
