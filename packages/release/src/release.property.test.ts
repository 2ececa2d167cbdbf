import { areaMedian, cellCentre, cellResolution, distanceM } from "@truceline/geo";
import { type Area, lonLat, type Observation, observationKinds } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { releaseObservation } from "./index.ts";

const terms = { delayMs: 86_400_000, cellAreaM2: 250_000_000 };
const atMs = Date.UTC(2026, 2, 10, 12);

const position = fc.tuple(
  fc.double({ min: -31, max: -29, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const anyArea: fc.Arbitrary<Area> = position.chain(([lonDeg, latDeg]) =>
  fc.oneof(
    fc.record({
      shape: fc.constant("circle" as const),
      centre: fc.constant(lonLat(lonDeg, latDeg)),
      radiusM: fc.double({ min: 0, max: 20_000, noNaN: true }),
    }),
    fc.record({
      shape: fc.constant("sector" as const),
      centre: fc.constant(lonLat(lonDeg, latDeg)),
      minM: fc.constant(500),
      maxM: fc.double({ min: 600, max: 10_000, noNaN: true }),
      bearingsDeg: fc.array(fc.double({ min: 0, max: 359, noNaN: true }), { maxLength: 4 }),
      halfWidthDeg: fc.constant(11.25),
    }),
  ),
);

test("[REL-009] outside, whatever the observation: late enough, coarse enough, nobody of the mission in it", () => {
  const marker = "PLANTED";
  fc.assert(
    fc.property(
      anyArea,
      position,
      fc.constantFrom(...observationKinds),
      fc.constantFrom("parties" as const, "public" as const),
      fc.integer({ min: -3_600_000, max: 3 * 86_400_000 }),
      (area, [lonDeg, latDeg], kind, level, ageMs) => {
        const observation: Observation = {
          schema: "observation/1",
          id: "019ac000-0000-7000-8000-000000000001",
          origin: "observed",
          recordedAtMs: atMs,
          source: marker,
          sourceId: marker,
          span: {
            fromMs: atMs,
            toMs: atMs,
            precision: "minute",
            stated: { from: marker, to: marker },
          },
          observer: { kind: "person", id: marker, sensorId: marker, mastId: marker },
          observerPosition: {
            position: lonLat(lonDeg, latDeg),
            place: marker,
            referenceTown: marker,
          },
          means: ["heard"],
          kind,
          count: { qualifier: "uncounted" },
          distance: { minM: 4_321, maxM: 4_322 },
          direction: { form: "single", points: ["NNE"] },
          area,
          assessedAs: marker,
          weapons: [{ class: "mortar", statedAs: marker }],
          insideDisengagementArea: marker,
          statement: { reportId: marker, title: marker },
          remark: marker,
          media: [{ sha256: "a".repeat(64), type: marker }],
        };
        const told = releaseObservation(
          observation,
          { area, sectorIds: ["s1"] },
          { level, nowMs: atMs + ageMs, terms },
        );
        if (told.is !== "released") return;
        const text = JSON.stringify(told.value);
        expect(text).not.toContain(marker);
        expect(text).not.toMatch(/4321|NNE/);
        if (level === "public") expect(ageMs).toBeGreaterThanOrEqual(terms.delayMs);
        const { place } = told.value;
        if (place === null || !("cell" in place)) return;
        expect(ageMs).toBeGreaterThanOrEqual(30 * 60_000);
        expect(cellResolution(place.cell)).toBeLessThanOrEqual(level === "public" ? 5 : 7);
        // The cell says the same for every place in it: its middle tells nothing of the area's.
        expect(distanceM(cellCentre(place.cell), areaMedian(area))).toBeLessThan(300_000);
      },
    ),
    { numRuns: 300 },
  );
});
