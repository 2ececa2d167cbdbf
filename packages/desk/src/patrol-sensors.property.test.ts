import { cellsOfZone } from "@truceline/geo";
import { type Denial, type Deployment, denialKinds, lonLat } from "@truceline/model";
import { prepareCoverage, statedUptimes } from "@truceline/sensing";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkIn,
  denial,
  hourMs,
  minuteMs,
  noonMs,
  patrol,
  track,
} from "../testing/desk-records.ts";
import { type MovingSensor, withMovingSensors, withMovingUptimes } from "./moving-sensor.ts";
import { patrolSensors } from "./patrol-sensors.ts";

const minute = fc.integer({ min: 0, max: 60 });
const near = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }))
  .map(([x, y]) => lonLat(-30 + x / 100, 0.05 + y / 100));
const patrols = fc
  .record({ checkIns: fc.array(minute, { maxLength: 4 }), state: fc.constantFrom("out", "back") })
  .map(({ checkIns, state }) =>
    patrol({
      state: state as "out" | "back",
      recordedAtMs: noonMs + 2 * hourMs,
      checkIns: checkIns.map((minutes) => checkIn(minutes)),
    }),
  );
const tracks = fc
  .array(fc.tuple(minute, near), { minLength: 1, maxLength: 6 })
  .map((points) => track(points.map(([minutes, place]) => [minutes, place[0], place[1]] as const)));
const denials: fc.Arbitrary<Denial> = fc
  .record({
    from: minute,
    lasts: minute,
    kind: fc.constantFrom(...denialKinds),
    place: fc.oneof(
      near.map((position) => ({ position })),
      fc.constant({ name: "Stop 1" }),
    ),
  })
  .map(({ from, lasts, kind, place }) => {
    const fromMs = noonMs + from * minuteMs;
    return denial({ kind, place, span: { fromMs, toMs: fromMs + lasts * minuteMs } });
  });

const base: Deployment = {
  schema: "deployment/1",
  id: "one-post",
  posts: [{ id: "op-1", kind: "observation-post", position: lonLat(-30.03, 0.05) }],
  sensors: [{ id: "ear-1", means: "ear", post: "op-1" }],
};
const up = statedUptimes([
  {
    schema: "sensor-state/1",
    id: patrol().id,
    origin: "exercise",
    recordedAtMs: noonMs,
    source: "ear-1",
    sourceId: "up",
    sensorId: "ear-1",
    fromMs: noonMs - hourMs,
    state: "up",
  },
]);
const cells = cellsOfZone(
  {
    type: "Polygon",
    coordinates: [
      [
        [-30.05, 0.02],
        [-29.95, 0.02],
        [-29.95, 0.08],
        [-30.05, 0.08],
        [-30.05, 0.02],
      ].map(([lon, lat]) => lonLat(lon as number, lat as number)),
    ],
  },
  7,
);
function coverage(moving: readonly MovingSensor[], groupsNeeded: number) {
  return prepareCoverage({
    deployment: withMovingSensors(base, moving),
    cells,
    timezone: "Etc/UTC",
  }).hour({
    hourFromMs: noonMs,
    uptimes: withMovingUptimes(up, moving),
    kinds: ["explosion"],
    groupsNeeded,
  });
}
const groups = fc.constantFrom(1, 2);

test("[DSK-013] a denial never adds coverage, in any cell", () => {
  fc.assert(
    fc.property(patrols, tracks, denials, groups, (one, way, denied, groupsNeeded) => {
      const without = coverage(patrolSensors(one, [way], []), groupsNeeded).ratios;
      const withDenial = coverage(patrolSensors(one, [way], [denied]), groupsNeeded).ratios;
      for (const [cell, ratio] of withDenial.entries()) {
        expect(ratio).toBeLessThanOrEqual((without[cell] as number) + 1e-12);
      }
    }),
    { numRuns: 60 },
  );
});

test("[DSK-013] a patrol never takes coverage away, and what is there adds some", () => {
  fc.assert(
    fc.property(patrols, tracks, groups, (one, way, groupsNeeded) => {
      const without = coverage([], groupsNeeded).ratios;
      const withPatrol = coverage(patrolSensors(one, [way], []), groupsNeeded).ratios;
      for (const [cell, ratio] of withPatrol.entries()) {
        expect(ratio).toBeGreaterThanOrEqual((without[cell] as number) - 1e-12);
      }
      const sum = (ratios: Float64Array) => ratios.reduce((total, ratio) => total + ratio, 0);
      if (groupsNeeded === 2) expect(sum(withPatrol)).toBeGreaterThan(sum(without));
    }),
    { numRuns: 60 },
  );
});

test("[DSK-013] the same records in any order give the same sensors", () => {
  fc.assert(
    fc.property(
      patrols,
      fc.array(tracks, { maxLength: 3 }),
      fc.array(denials, { maxLength: 3 }),
      (one, ways, denied) => {
        const other = { ...one, checkIns: [...one.checkIns].reverse() };
        expect(
          coverage(patrolSensors(other, [...ways].reverse(), [...denied].reverse()), 1).ratios,
        ).toEqual(coverage(patrolSensors(one, ways, denied), 1).ratios);
      },
    ),
    { numRuns: 40 },
  );
});

test("[DSK-013] whose ground it was, and which party cleared the route, changes nothing", () => {
  fc.assert(
    fc.property(patrols, tracks, denials, (one, way, denied) => {
      const of = (own: string, other: string) => {
        const clearances = [
          { party: own, state: "cleared" as const, atMs: noonMs },
          { party: other, state: "refused" as const, atMs: noonMs },
        ];
        return patrolSensors({ ...one, clearances }, [way], [{ ...denied, groundHeldBy: own }]);
      };
      expect(of("b", "a")).toEqual(of("a", "b"));
    }),
    { numRuns: 40 },
  );
});
