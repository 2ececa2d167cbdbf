import { cellAt, cellCentre, destination } from "@truceline/geo";
import type { Deployment, ObservationKind } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CoverageQuery, prepareCoverage } from "./coverage-engine.ts";
import { plannedUptimes, type Uptimes } from "./sensor-timeline.ts";

const cells = [cellAt(-30, 0, 6), cellAt(-30.05, 0.05, 6)];
const centre = cellCentre(cells[0] as string);
const dayMs = Date.parse("2025-03-01T00:00Z");
const hourMs = 3_600_000;

const arbSensor = fc.record({
  means: fc.constantFrom("ear", "eye", "camera"),
  post: fc.nat({ max: 3 }),
  view: fc.option(
    fc.record({
      bearingDeg: fc.integer({ min: 0, max: 359 }),
      fieldOfViewDeg: fc.integer({ min: 10, max: 360 }),
    }),
    { nil: undefined },
  ),
  hours: fc.option(fc.constant({ from: "06:00", to: "18:00" }), { nil: undefined }),
});
type SensorDraft = typeof arbSensor extends fc.Arbitrary<infer T> ? T : never;
const arbPosts = fc.array(
  fc.record({
    awayM: fc.integer({ min: 0, max: 14_000 }),
    azimuthDeg: fc.integer({ min: 0, max: 359 }),
  }),
  { minLength: 4, maxLength: 4 },
);
const arbDrafts = fc.array(arbSensor, { minLength: 1, maxLength: 7 });
const arbKinds = fc.constantFrom<readonly ObservationKind[]>(
  ["explosion"],
  ["explosion", "shot", "muzzle-flash"],
  ["vehicle", "persons"],
);
const arbHour = fc.nat({ max: 23 }).map((hour) => dayMs + hour * hourMs);
const arbNeeded = fc.integer({ min: 1, max: 3 });

function deploymentOf(
  posts: readonly { awayM: number; azimuthDeg: number }[],
  drafts: readonly SensorDraft[],
  rename: (name: string) => string = (name) => name,
): Deployment {
  return {
    schema: "deployment/1",
    id: "mid-ocean",
    posts: posts.map(({ awayM, azimuthDeg }, index) => ({
      id: rename(`p${index}`),
      kind: "mast" as const,
      position: destination(centre, azimuthDeg, awayM),
    })),
    sensors: drafts.map(({ means, post, view, hours }, index) => ({
      id: rename(`s${index}`),
      means,
      post: rename(`p${post}`),
      ...(view === undefined ? {} : { view }),
      ...(hours === undefined ? {} : { hours }),
    })),
  };
}

function coverageOf(deployment: Deployment, query: Omit<CoverageQuery, "uptimes">, up?: Uptimes) {
  const uptimes = up ?? plannedUptimes(() => 0.9);
  const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" });
  return engine.hour({ ...query, uptimes });
}

const rounding = 1e-12;

test("[SEN-020] one more sensor never lowers coverage, which stays within 0 and 1", () => {
  fc.assert(
    fc.property(arbPosts, arbDrafts, arbSensor, arbKinds, arbHour, arbNeeded, (...drawn) => {
      const [posts, drafts, extra, kinds, hourFromMs, groupsNeeded] = drawn;
      const query = { kinds, hourFromMs, groupsNeeded };
      const before = coverageOf(deploymentOf(posts, drafts), query).ratios;
      const after = coverageOf(deploymentOf(posts, [...drafts, extra]), query).ratios;
      for (const [cell, ratio] of before.entries()) {
        expect(ratio).toBeGreaterThanOrEqual(0);
        expect(ratio).toBeLessThanOrEqual(1);
        expect(after[cell]).toBeGreaterThanOrEqual(ratio - rounding);
      }
    }),
    { numRuns: 150 },
  );
});

test("[SEN-020] more up-time never lowers coverage", () => {
  const arbRatio = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      arbPosts,
      arbDrafts,
      arbKinds,
      arbHour,
      arbNeeded,
      arbRatio,
      arbRatio,
      (...drawn) => {
        const [posts, drafts, kinds, hourFromMs, groupsNeeded, one, other] = drawn;
        const deployment = deploymentOf(posts, drafts);
        const query = { kinds, hourFromMs, groupsNeeded };
        const lower = coverageOf(
          deployment,
          query,
          plannedUptimes(() => Math.min(one, other)),
        );
        const first = (id: string) => (id === "s0" ? Math.max(one, other) : Math.min(one, other));
        const higher = coverageOf(deployment, query, plannedUptimes(first));
        for (const [cell, ratio] of lower.ratios.entries()) {
          expect(higher.ratios[cell]).toBeGreaterThanOrEqual(ratio - rounding);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("[SEN-020] asking for more groups never raises coverage", () => {
  fc.assert(
    fc.property(arbPosts, arbDrafts, arbKinds, arbHour, arbNeeded, (...drawn) => {
      const [posts, drafts, kinds, hourFromMs, groupsNeeded] = drawn;
      const deployment = deploymentOf(posts, drafts);
      const fewer = coverageOf(deployment, { kinds, hourFromMs, groupsNeeded }).ratios;
      const query = { kinds, hourFromMs, groupsNeeded: groupsNeeded + 1 };
      for (const [cell, ratio] of coverageOf(deployment, query).ratios.entries()) {
        expect(ratio).toBeLessThanOrEqual((fewer[cell] as number) + rounding);
      }
    }),
    { numRuns: 150 },
  );
});

test("[SEN-021] an hour's coverage is the mean of its parts", () => {
  fc.assert(
    fc.property(
      arbPosts,
      arbDrafts,
      arbKinds,
      arbHour,
      fc.integer({ min: 1, max: 59 }),
      (...drawn) => {
        const [posts, drafts, kinds, hourFromMs, minutes] = drawn;
        const deployment = deploymentOf(posts, drafts);
        const query = { kinds, groupsNeeded: 1 };
        const cutMs = hourFromMs + minutes * 60_000;
        const toMs = hourFromMs + hourMs;
        const whole = coverageOf(deployment, { ...query, hourFromMs }).ratios;
        const first = coverageOf(deployment, { ...query, hourFromMs, toMs: cutMs }).ratios;
        const second = coverageOf(deployment, { ...query, hourFromMs: cutMs, toMs }).ratios;
        for (const [cell, ratio] of whole.entries()) {
          const mean =
            ((first[cell] as number) * minutes + (second[cell] as number) * (60 - minutes)) / 60;
          expect(mean).toBeCloseTo(ratio, 10);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("[SEN-022] names carry no weight: posts and sensors renamed, cells covered alike", () => {
  const exchanged = (name: string) => `${name.startsWith("p") ? "p" : "s"}${9 - Number(name[1])}`;
  fc.assert(
    fc.property(arbPosts, arbDrafts, arbKinds, arbHour, arbNeeded, (...drawn) => {
      const [posts, drafts, kinds, hourFromMs, groupsNeeded] = drawn;
      const query = { kinds, hourFromMs, groupsNeeded };
      const one = coverageOf(deploymentOf(posts, drafts), query);
      const other = coverageOf(deploymentOf(posts, drafts, exchanged), query);
      for (const [cell, ratio] of one.ratios.entries()) {
        expect(other.ratios[cell]).toBeCloseTo(ratio, 12);
      }
      const byReason = (hour: typeof one) =>
        new Map(hour.losses([0, 1]).map(({ reason, lossRatio }) => [reason, lossRatio]));
      const [left, right] = [byReason(one), byReason(other)];
      expect([...right.keys()].sort()).toEqual([...left.keys()].sort());
      for (const [reason, loss] of left) expect(right.get(reason)).toBeCloseTo(loss, 9);
    }),
    { numRuns: 80 },
  );
});

test("[SEN-011] a loss never gives back more than is missing, and a dark cell has a reason", () => {
  fc.assert(
    fc.property(arbPosts, arbDrafts, arbKinds, arbHour, arbNeeded, (...drawn) => {
      const [posts, drafts, kinds, hourFromMs, groupsNeeded] = drawn;
      const query = { kinds, hourFromMs, groupsNeeded };
      const hour = coverageOf(deploymentOf(posts, drafts), query);
      for (const [cell, ratio] of hour.ratios.entries()) {
        const losses = hour.losses([cell]);
        for (const { lossRatio } of losses) expect(lossRatio).toBeLessThanOrEqual(1 - ratio + 1e-9);
        if (ratio < 0.5) expect(losses.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 150 },
  );
});

test("[SEN-017] a late change computed where it can matter gives the hour computed anew, to the last digit", () => {
  fc.assert(
    fc.property(arbPosts, arbDrafts, fc.nat(), arbKinds, arbHour, arbNeeded, (...drawn) => {
      const [posts, drafts, which, kinds, hourFromMs, groupsNeeded] = drawn;
      const deployment = deploymentOf(posts, drafts);
      const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" });
      const changed = `s${which % drafts.length}`;
      const query = { kinds, hourFromMs, groupsNeeded };
      const before = engine.hour({ ...query, uptimes: plannedUptimes(() => 0.9) });
      const late = { ...query, uptimes: plannedUptimes((id) => (id === changed ? 0.2 : 0.9)) };
      const updated = engine.hour(late, { ratios: before.ratios, changedSensorIds: [changed] });
      const anew = engine.hour(late);
      expect([...updated.ratios]).toEqual([...anew.ratios]);
      expect(updated.computedCount).toBeLessThanOrEqual(engine.cellsNear(changed).length);
    }),
  );
});
