import { lonLat, observationRecord } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reportOf } from "../testing/position-reports.ts";
import { closedKindOf, entryObservation, protectiveWarning } from "./closed-zone-entry.ts";
import { TrafficBook } from "./traffic-book.ts";
import type { TrafficZone } from "./traffic-ground.ts";

const zone: TrafficZone = {
  id: "quiet-air",
  role: "area",
  medium: "aircraft",
  closedTo: ["uncrewed-aircraft"],
  contains: (lonDeg) => lonDeg > -30,
};
const area = {
  type: "Polygon",
  coordinates: [
    [
      [-30, -1],
      [-29, -1],
      [-29, 1],
      [-30, 1],
      [-30, -1],
    ],
  ],
} as const;

function entryAt(lonDeg: number, latDeg: number, speedMps: number) {
  const book = new TrafficBook({ zones: [zone], gates: [] });
  const first = { mmsi: "4ca001", medium: "aircraft", speedMps } as const;
  book.take([
    reportOf({ ...first, atMs: 0, position: [-30.001, latDeg] }),
    reportOf({ ...first, atMs: 60_000, position: [lonDeg, latDeg] }),
  ]);
  const draft = book.events(60_000).find((event) => event.kind === "entered");
  if (draft === undefined) throw new Error("the scene has no entry");
  return { draft, zone, origin: "exercise", kindStated: "uncrewed aircraft" } as const;
}

test("[FUS-173] an entry into a closed zone is an observation that fits its schema", () => {
  const observation = entryObservation(entryAt(-29.99, 0.1, 30));
  expect(observation?.kind).toBe("uncrewed-aircraft");
  expect(observation?.area).toEqual({
    shape: "circle",
    centre: lonLat(-29.99, 0.1),
    radiusM: 500,
  });
  const whole = { ...observation, id: "00000000-0000-8000-8000-000000000001", recordedAtMs: 1 };
  expect(() => observationRecord.parse(whole)).not.toThrow();
});

test("[FUS-173] a zone is closed to the kinds it names only", () => {
  const entry = entryAt(-29.99, 0.1, 30);
  expect(entryObservation({ ...entry, kindStated: "airliner" })).toBeUndefined();
  expect(entryObservation({ ...entry, zone: { ...zone, closedTo: undefined } })).toBeUndefined();
  expect(entryObservation({ ...entry, draft: { ...entry.draft, kind: "left" } })).toBeUndefined();
});

test.each([
  ["vessel", undefined, "vessel"],
  ["vessel", "drone carrier", "vessel"],
  ["aircraft", undefined, "aircraft"],
  ["aircraft", "UAV", "uncrewed-aircraft"],
  ["aircraft", "Unmanned Aerial Vehicle", "uncrewed-aircraft"],
  ["aircraft", "large aircraft", "aircraft"],
] as const)("[FUS-173] %s that states %s is %s", (medium, stated, kind) => {
  expect(closedKindOf(medium, stated)).toBe(kind);
});

test("[FUS-174] a warning says nothing of where in the zone the aircraft is, nor how it moves", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -29.999, max: -29.9, noNaN: true }),
      fc.double({ min: -0.9, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (lonDeg, latDeg, speedMps) => {
        const one = protectiveWarning(entryAt(lonDeg, latDeg, speedMps), area);
        const other = protectiveWarning(entryAt(-29.95, 0, 50), area);
        expect(Object.keys(one ?? {}).sort()).toEqual([
          "area",
          "fromMs",
          "key",
          "kind",
          "untilMs",
          "zoneId",
        ]);
        expect(JSON.stringify(one)).not.toContain("4ca001");
        const { key: _, ...told } = one ?? { key: "" };
        const { key: _other, ...toldOther } = other ?? { key: "" };
        expect(told).toEqual(toldOther);
      },
    ),
    { numRuns: 50 },
  );
});
