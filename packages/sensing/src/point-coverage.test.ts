import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DetectionCurve } from "./detection-curve.ts";
import { pointCoverage, sensorChance } from "./point-coverage.ts";
import { upperRate } from "./rate-bound.ts";

interface OracleCase {
  id: string;
  cells: number;
  hours: number;
  sensors: {
    id: string;
    curve:
      | { type: "table"; rangeKm: number[]; p: number[] }
      | { type: "exponential-power"; p0: number; scaleKm: number; shape: number; maxKm: number };
    distanceKm: number[];
    lineOfSight: boolean[];
    hourFactor: number[];
    uptime: number[];
  }[];
  groups: {
    id: string;
    states: { state: string; probability: number; factor: Record<string, number> }[];
  }[];
  eventsSeen: number[];
  expected: {
    probability: number[][];
    sumOverHours: number[];
    meanProbability: number[];
    unseenRateUpper95PerHour: (number | null)[];
    rateUpper95GivenSeenPerHour: (number | null)[];
    ifGroupsWereIgnored: number[][];
  };
}

const oracle = JSON.parse(
  readFileSync(new URL("../../../fixtures/oracles/04-coverage.json", import.meta.url), "utf8"),
) as { cases: OracleCase[]; tolerance: { probabilityAbs: number; rateRel: number } };

/** The oracle speaks of kilometres; the product of metres. */
function curveOf(curve: OracleCase["sensors"][number]["curve"]): DetectionCurve {
  return curve.type === "table"
    ? { type: "table", rangesM: curve.rangeKm.map((km) => km * 1000), chances: curve.p }
    : {
        type: "exponential-power",
        p0: curve.p0,
        scaleM: curve.scaleKm * 1000,
        shape: curve.shape,
        maxM: curve.maxKm * 1000,
      };
}

function coverageOf(item: OracleCase, cell: number, hour: number, withGroups: boolean): number {
  return pointCoverage({
    groupsNeeded: 1,
    sensors: item.sensors.map((sensor) => ({
      id: sensor.id,
      group: sensor.id,
      chance: sensorChance({
        curve: curveOf(sensor.curve),
        distanceM: (sensor.distanceKm[cell] as number) * 1000,
        isInSight: sensor.lineOfSight[cell] as boolean,
        hourFactor: sensor.hourFactor[hour] as number,
        uptimeRatio: sensor.uptime[hour] as number,
      }),
    })),
    causes: withGroups
      ? item.groups.map((group) => ({
          id: group.id,
          states: group.states.map(({ state, probability, factor }) => ({
            id: state,
            probability,
            factors: factor,
          })),
        }))
      : [],
  });
}

function expectRelative(actual: number | null, expected: number | null, tolerance: number): void {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

describe("oracle family 4", () => {
  test("[SEN-001] the file holds cases", () => expect(oracle.cases.length).toBeGreaterThan(20));

  test.each(oracle.cases.map((item) => [item.id, item] as const))(
    "[SEN-001] %s: coverage of a point, its sums and its bounds",
    (_, item) => {
      const { probabilityAbs, rateRel } = oracle.tolerance;
      for (let cell = 0; cell < item.cells; cell++) {
        let sum = 0;
        for (let hour = 0; hour < item.hours; hour++) {
          const coverage = coverageOf(item, cell, hour, true);
          const expected = item.expected.probability[cell]?.[hour] as number;
          expect(Math.abs(coverage - expected)).toBeLessThanOrEqual(probabilityAbs);
          const contrast = coverageOf(item, cell, hour, false);
          const ignored = item.expected.ifGroupsWereIgnored[cell]?.[hour] as number;
          expect(Math.abs(contrast - ignored)).toBeLessThanOrEqual(probabilityAbs);
          sum += coverage;
        }
        const { expected } = item;
        expectRelative(sum, expected.sumOverHours[cell] as number, rateRel);
        expectRelative(sum / item.hours, expected.meanProbability[cell] as number, rateRel);
        expectRelative(
          upperRate(0, sum),
          expected.unseenRateUpper95PerHour[cell] as number | null,
          rateRel,
        );
        expectRelative(
          upperRate(item.eventsSeen[cell] as number, sum),
          expected.rateUpper95GivenSeenPerHour[cell] as number | null,
          rateRel,
        );
      }
    },
  );
});

describe("pointCoverage", () => {
  const sensors = [
    { id: "s1", group: "m1", chance: 0.5 },
    { id: "s2", group: "m1", chance: 0.5 },
    { id: "s3", group: "m2", chance: 0.4 },
  ];

  test("[SEN-002] sensors on one mast are one group", () => {
    expect(pointCoverage({ sensors, causes: [], groupsNeeded: 2 })).toBeCloseTo(0.75 * 0.4, 12);
    expect(pointCoverage({ sensors, causes: [], groupsNeeded: 3 })).toBe(0);
  });

  test("states of a common cause that do not add up to 1 are refused", () => {
    const causes = [{ id: "fog", states: [{ id: "yes", probability: 0.4, factors: {} }] }];
    expect(() => pointCoverage({ sensors, causes, groupsNeeded: 1 })).toThrow(
      expect.objectContaining({ code: "TL_SENSING_STATES" }),
    );
  });

  test("more combinations than the limit are refused", () => {
    const states = [0, 1].map((k) => ({ id: `${k}`, probability: 0.5, factors: {} }));
    const causes = Array.from({ length: 13 }, (_, k) => ({ id: `c${k}`, states }));
    expect(() => pointCoverage({ sensors, causes, groupsNeeded: 1 })).toThrow(
      expect.objectContaining({ code: "TL_SENSING_STATE_LIMIT" }),
    );
  });

  test("no group at all is refused as a requirement", () => {
    expect(() => pointCoverage({ sensors, causes: [], groupsNeeded: 0 })).toThrow(
      expect.objectContaining({ code: "TL_SENSING_QUERY" }),
    );
  });
});
