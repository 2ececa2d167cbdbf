import { cellAt, cellCentre, cellSamplePoints, destination, inverseGeodesic } from "@truceline/geo";
import type { Deployment, ObservationKind, SensorState } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { prepareCoverage } from "./coverage-engine.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionProbability } from "./detection-probability.ts";
import { kindMix } from "./kind-mix.ts";
import { isNight } from "./light.ts";
import { pointCoverage } from "./point-coverage.ts";
import { statedUptimes } from "./sensor-timeline.ts";
import { defaultClimate } from "./weather.ts";

/**
 * The engine against the formula written out: every point, every minute, every state of the weather,
 * by exact geodesics, without prepared geometry, runs of minutes, classes of kinds or kept series.
 */
const cell = cellAt(-30, 0, 6);
const centre = cellCentre(cell);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = Date.parse("2025-03-01T00:00Z");

interface Query {
  readonly hourFromMs: number;
  readonly kinds: readonly ObservationKind[];
  readonly groupsNeeded: number;
}

function coverageWrittenOut(deployment: Deployment, states: readonly SensorState[], query: Query) {
  const uptimes = statedUptimes(states);
  let sum = 0;
  let count = 0;
  for (const point of cellSamplePoints(cell)) {
    for (let minute = 0; minute < 60; minute++) {
      const fromMs = query.hourFromMs + minute * minuteMs;
      let coverage = 0;
      for (const { kind, share } of kindMix(query.kinds)) {
        for (const weather of defaultClimate.states) {
          const sensors = deployment.sensors.map((sensor) => {
            const position = deployment.posts.find(({ id }) => id === sensor.post)?.position;
            if (position === undefined) throw new Error("no such post");
            const { distanceM, azimuthDeg } = inverseGeodesic(position, point);
            const { view } = sensor;
            const turnDeg = view === undefined ? 0 : (azimuthDeg - view.bearingDeg + 540) % 360;
            const isInView =
              view === undefined || Math.abs(turnDeg - 180) <= view.fieldOfViewDeg / 2;
            const conditions = {
              isNight: isNight(position, fromMs + minuteMs / 2),
              weather: weather.id,
            };
            const up = uptimes
              .pieces(sensor.id, fromMs, fromMs + minuteMs)
              .reduce((total, piece) => total + piece.factor * (piece.toMs - piece.fromMs), 0);
            const chance = detectionProbability(sensor.means, kind, distanceM, conditions);
            return {
              id: sensor.id,
              group: sensor.post,
              chance: isInView ? (chance * up) / minuteMs : 0,
            };
          });
          const { groupsNeeded } = query;
          coverage +=
            share * weather.probability * pointCoverage({ sensors, causes: [], groupsNeeded });
        }
      }
      sum += coverage;
      count++;
    }
  }
  return sum / count;
}

const arbDeployment = fc
  .array(
    fc.record({
      means: fc.constantFrom("ear", "eye", "camera"),
      post: fc.nat({ max: 2 }),
      bearingDeg: fc.option(fc.integer({ min: 0, max: 359 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain((drafts) =>
    fc
      .array(
        fc.record({
          awayM: fc.integer({ min: 10, max: 12_000 }),
          azimuthDeg: fc.nat({ max: 359 }),
        }),
        { minLength: 3, maxLength: 3 },
      )
      .map(
        (places): Deployment => ({
          schema: "deployment/1",
          id: "mid-ocean",
          posts: places.map(({ awayM, azimuthDeg }, index) => ({
            id: `p${index}`,
            kind: "mast" as const,
            position: destination(centre, azimuthDeg, awayM),
          })),
          sensors: drafts.map(({ means, post, bearingDeg }, index) => ({
            id: `s${index}`,
            means,
            post: `p${post}`,
            ...(bearingDeg === undefined ? {} : { view: { bearingDeg, fieldOfViewDeg: 91.37 } }),
          })),
        }),
      ),
  );

const arbStates = fc.array(
  fc.record({
    sensor: fc.nat({ max: 4 }),
    atS: fc.integer({ min: -600, max: 3600 }),
    state: fc.constantFrom<SensorState["state"]>("up", "up", "down", "degraded"),
  }),
  { maxLength: 10 },
);

test("[SEN-023] the engine gives what the formula gives written out", () => {
  expect(defaultCatalogue.length).toBeGreaterThanOrEqual(3);
  fc.assert(
    fc.property(
      arbDeployment,
      arbStates,
      // Hours without twilight at 30° W: there a minute has one light throughout.
      fc.constantFrom(2, 12, 16, 23),
      fc.constantFrom<readonly ObservationKind[]>(
        ["explosion"],
        ["shot", "tracer-round"],
        ["persons"],
      ),
      fc.integer({ min: 1, max: 2 }),
      (deployment, drafts, hour, kinds, groupsNeeded) => {
        const hourFromMs = dayMs + hour * hourMs;
        const stateAt = (sensorId: string, fromMs: number, state: SensorState["state"]) => ({
          schema: "sensor-state/1" as const,
          id: "018f0000-0000-7000-8000-000000000001",
          origin: "simulated" as const,
          recordedAtMs: fromMs,
          source: "health",
          sourceId: `${sensorId} ${fromMs} ${state}`,
          sensorId,
          fromMs,
          state,
          ...(state === "degraded" ? { factor: 0.5 } : {}),
        });
        const states = [
          ...deployment.sensors.map(({ id }) => stateAt(id, 0, "up")),
          ...drafts.map((draft) =>
            stateAt(`s${draft.sensor}`, hourFromMs + draft.atS * 1000, draft.state),
          ),
        ];
        const query = { hourFromMs, kinds, groupsNeeded };
        const engine = prepareCoverage({ deployment, cells: [cell], timezone: "Etc/UTC" });
        const [ratio] = engine.hour({ ...query, uptimes: statedUptimes(states) }).ratios;
        expect(ratio).toBeCloseTo(coverageWrittenOut(deployment, states, query), 6);
      },
    ),
    { numRuns: 25 },
  );
});
