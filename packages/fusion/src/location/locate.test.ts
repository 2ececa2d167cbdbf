import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type LocatedPlace, locate } from "./locate.ts";
import { type Covariance, type Measurement, soundSpeedMps } from "./measurement.ts";

interface OracleMeasurement {
  readonly type: "arrival" | "bearing" | "flash-to-bang";
  readonly sensor: string;
}

interface OracleCase {
  readonly id: string;
  readonly temperatureC: number;
  readonly sensors: readonly { readonly id: string; eastM: number; northM: number }[];
  readonly measurements: readonly OracleMeasurement[];
  readonly expected: {
    readonly refuse: boolean;
    readonly reason?: string;
    readonly candidates?: readonly { eastM: number; northM: number; cost: number }[];
    readonly soundSpeedMps: number;
    readonly eastM: number;
    readonly northM: number;
    readonly cost: number;
    readonly covarianceM2: Covariance;
    readonly ellipse95: { semiMajorM: number; semiMinorM: number; orientationDeg: number };
  };
}

const file = new URL("../../../../fixtures/oracles/05-location.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: readonly OracleCase[] };

function measured({ sensors, measurements }: OracleCase): Measurement[] {
  return measurements.map((one) => {
    const sensor = sensors.find(({ id }) => id === one.sensor);
    return { ...one, sensor } as unknown as Measurement;
  });
}

describe("oracle 05", () => {
  test("[FUS-100] there are cases", () => expect(cases.length).toBeGreaterThanOrEqual(60));

  test.each(cases.filter(({ expected }) => !expected.refuse))(
    "[FUS-100] $id is placed as worked out independently",
    (one) => {
      const { expected } = one;
      expect(Math.abs(soundSpeedMps(one.temperatureC) - expected.soundSpeedMps)).toBeLessThan(1e-9);
      const found = locate(measured(one), { temperatureC: one.temperatureC });
      expect(found.isRefused).toBe(false);
      const placed = found as LocatedPlace;
      const { ellipse95 } = expected;
      const offM = Math.hypot(placed.eastM - expected.eastM, placed.northM - expected.northM);
      expect(offM).toBeLessThanOrEqual(
        Math.max(1, (0.02 * ellipse95.semiMinorM) / 2.447746830680816),
      );
      expect(Math.abs(placed.cost - expected.cost)).toBeLessThanOrEqual(1e-3);
      const [[ee], [, nn]] = expected.covarianceM2;
      for (const row of [0, 1] as const) {
        for (const column of [0, 1] as const) {
          const off = placed.covarianceM2[row][column] - expected.covarianceM2[row][column];
          expect(Math.abs(off)).toBeLessThanOrEqual(1e-3 * (ee + nn));
        }
      }
      for (const axis of ["semiMajorM", "semiMinorM"] as const) {
        const ratio = placed.ellipse95[axis] / ellipse95[axis];
        expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(1e-3);
      }
      if (ellipse95.semiMinorM < 0.99 * ellipse95.semiMajorM) {
        const turn = Math.abs(placed.ellipse95.orientationDeg - ellipse95.orientationDeg);
        expect(Math.min(turn, 180 - turn)).toBeLessThanOrEqual(0.2);
      }
    },
  );

  test.each(cases.filter(({ expected }) => expected.refuse))(
    "[FUS-101] $id is refused for the reason worked out independently",
    (one) => {
      const found = locate(measured(one), { temperatureC: one.temperatureC });
      expect(found).toMatchObject({ isRefused: true, reason: one.expected.reason });
      for (const candidate of one.expected.candidates ?? []) {
        const offs = (
          found as { candidates: readonly { eastM: number; northM: number }[] }
        ).candidates.map((mine) =>
          Math.hypot(mine.eastM - candidate.eastM, mine.northM - candidate.northM),
        );
        expect(Math.min(...offs)).toBeLessThanOrEqual(1);
      }
    },
  );
});
