import {
  type LocatedPlace,
  locate,
  type Measurement,
  type PlanePlace,
  soundSpeedMps,
} from "@truceline/fusion";
import { type Rng, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { type ReliabilityCurve, reliabilitySvg } from "../../testing/reliability-svg.ts";

const caseCount = 700;
const levels = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
const temperatureC = 12;
const sound = soundSpeedMps(temperatureC);

function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
}

function somewhere(rng: Rng, farM: number): PlanePlace {
  const angle = rng.nextUnit() * 2 * Math.PI;
  const far = farM * Math.sqrt(rng.nextUnit());
  return { eastM: far * Math.sin(angle), northM: far * Math.cos(angle) };
}

interface Scene {
  readonly name: string;
  readonly speedSigmaRatio?: number;
  measure(truth: PlanePlace, rng: Rng, speedMps: number): Measurement[];
}

const wayM = (from: PlanePlace, to: PlanePlace) =>
  Math.hypot(to.eastM - from.eastM, to.northM - from.northM);

function arrivalsAt(
  sensors: readonly PlanePlace[],
  truth: PlanePlace,
  rng: Rng,
  speedMps: number,
  sigmaS: number,
): Measurement[] {
  return sensors.map((sensor) => ({
    type: "arrival",
    sensor,
    timeS: 40 + wayM(sensor, truth) / speedMps + normal(rng) * sigmaS,
    sigmaS,
  }));
}

function bearingsAt(
  sensors: readonly PlanePlace[],
  truth: PlanePlace,
  rng: Rng,
  sigmaDeg: number,
): Measurement[] {
  return sensors.map((sensor) => {
    const azimuth = Math.atan2(truth.eastM - sensor.eastM, truth.northM - sensor.northM);
    const azimuthDeg = (azimuth * 180) / Math.PI + normal(rng) * sigmaDeg;
    return { type: "bearing", sensor, azimuthDeg, sigmaDeg };
  });
}

const several = (rng: Rng, count: number) =>
  Array.from({ length: count }, () => somewhere(rng, 5_000));

const scenes: readonly Scene[] = [
  {
    name: "five stations, arrivals ± 5 ms",
    measure: (truth, rng) => arrivalsAt(several(rng, 5), truth, rng, sound, 0.005),
  },
  {
    name: "four stations, bearings ± 1.5°",
    measure: (truth, rng) => bearingsAt(several(rng, 4), truth, rng, 1.5),
  },
  {
    name: "three stations, arrivals ± 20 ms and bearings ± 2°; a flash seen",
    measure(truth, rng) {
      const stations = several(rng, 3);
      return [
        ...arrivalsAt(stations, truth, rng, sound, 0.02),
        ...bearingsAt(stations, truth, rng, 2),
        { type: "emission", timeS: 40 + normal(rng) * 0.05, sigmaS: 0.05 },
      ];
    },
  },
  {
    name: "four stations, arrivals ± 10 ms; speed of sound off by 1.5 %",
    speedSigmaRatio: 0.015,
    measure: (truth, rng, speedMps) => arrivalsAt(several(rng, 4), truth, rng, speedMps, 0.01),
  },
];

interface Outcome {
  readonly name: string;
  readonly placedCount: number;
  readonly refusedCount: number;
  /** Share of truths inside the ellipse of each level. */
  readonly shares: readonly number[];
  readonly medianErrorM: number;
}

function outcomeOf({ name, speedSigmaRatio, measure }: Scene): Outcome {
  const rng = seededRng(`calibration/${name}`);
  const squares: number[] = [];
  const errorsM: number[] = [];
  let refusedCount = 0;
  for (let index = 0; index < caseCount; index++) {
    const truth = somewhere(rng, 5_000);
    const speedMps = sound / (1 + normal(rng) * (speedSigmaRatio ?? 0));
    const answer = locate(measure(truth, rng, speedMps), {
      temperatureC,
      soundSpeedSigmaRatio: speedSigmaRatio,
    });
    if (answer.isRefused) refusedCount += 1;
    else {
      squares.push(squareOf(answer, truth));
      errorsM.push(wayM(answer, truth));
    }
  }
  errorsM.sort((one, other) => one - other);
  return {
    name,
    placedCount: squares.length,
    refusedCount,
    shares: levels.map(
      (level) =>
        squares.filter((square) => square <= -2 * Math.log(1 - level)).length / squares.length,
    ),
    medianErrorM: errorsM[errorsM.length >> 1] ?? 0,
  };
}

/** Squared distance of the truth in the standard deviations stated. */
function squareOf({ eastM, northM, covarianceM2 }: LocatedPlace, truth: PlanePlace): number {
  const [[ee, en], [, nn]] = covarianceM2;
  const east = truth.eastM - eastM;
  const north = truth.northM - northM;
  return (nn * east * east - 2 * en * east * north + ee * north * north) / (ee * nn - en * en);
}

describe("ellipses hold what they state", () => {
  const outcomes = scenes.map(outcomeOf);

  test.each(outcomes)("[FUS-102] 95 % ± 2 % of truths: $name", ({ shares, placedCount }) => {
    expect(placedCount).toBeGreaterThan(caseCount * 0.6);
    expect(Math.abs((shares[levels.indexOf(0.95)] ?? 0) - 0.95)).toBeLessThanOrEqual(0.02);
  });

  test("[FUS-102] the plot and the table in the reference are these figures", () => {
    const curves: ReliabilityCurve[] = outcomes.map(({ name, shares, placedCount }) => ({
      name,
      points: levels.map((stated, index) => ({
        stated,
        found: shares[index] ?? 0,
        count: placedCount,
      })),
    }));
    const svg = reliabilitySvg(
      "Error ellipses: share of true places inside",
      "stated by the ellipse",
      "found",
      curves,
    );
    const folder = new URL("../../../../docs/reference/", import.meta.url);
    expectGolden(new URL("fusion-ellipses.svg", folder), svg);
    const rows = outcomes.map(
      ({ name, placedCount, refusedCount, shares, medianErrorM }) =>
        `| ${name} | ${placedCount} | ${refusedCount} | ${shares.map((share) => share.toFixed(3)).join(" | ")} | ${Math.round(medianErrorM)} m |`,
    );
    const head = `| scene | placed | refused | ${levels.map((level) => `${level * 100} %`).join(" | ")} | median error |`;
    const rule = `|${" --- |".repeat(levels.length + 4)}`;
    expectGolden(
      new URL("fusion-ellipses.md", folder),
      `${[
        "# How often error ellipses hold the truth",
        "",
        "Written by `REGEN=1 npx vitest run packages/watch/src/calibration`. True places in a disc of 5 km, stations anew in each case, temperature 12 °C. Columns: share of truths inside the ellipse that states so much. See [fusion.md](fusion.md).",
        "",
        head,
        rule,
        ...rows,
        "",
        "![Reliability of the ellipses](fusion-ellipses.svg)",
      ].join("\n")}\n`,
    );
  });
});
