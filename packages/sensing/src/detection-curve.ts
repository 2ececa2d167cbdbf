import { SensingError } from "./errors.ts";

/**
 * Chance to detect one event by its distance, all else at its best.
 *
 * `table`: straight between the points, constant below the first range, 0 beyond the last; the last
 * range itself still counts. `exponential-power`: p0 · exp(−(d / scaleM)^shape) up to and with
 * `maxM`, 0 beyond.
 */
export type DetectionCurve =
  | {
      readonly type: "table";
      readonly rangesM: readonly number[];
      readonly chances: readonly number[];
    }
  | {
      readonly type: "exponential-power";
      readonly p0: number;
      readonly scaleM: number;
      readonly shape: number;
      readonly maxM: number;
    };

const isRatio = (value: number) => value >= 0 && value <= 1;

/** @throws SensingError `TL_SENSING_CURVE` when ranges do not rise or a number is out of range. */
export function checkCurve(curve: DetectionCurve): void {
  const isSound =
    curve.type === "table"
      ? curve.rangesM.length > 0 &&
        curve.rangesM.length === curve.chances.length &&
        curve.chances.every(isRatio) &&
        curve.rangesM.every((m, i) => m >= 0 && (i === 0 || m > (curve.rangesM[i - 1] ?? m)))
      : isRatio(curve.p0) && curve.scaleM > 0 && curve.shape > 0 && curve.maxM >= 0;
  if (!isSound) throw new SensingError("TL_SENSING_CURVE", { curve });
}

/** Chance 0..1 at a distance in metres (not negative). Exact but for rounding. */
export function detectionChance(curve: DetectionCurve, distanceM: number): number {
  if (curve.type === "exponential-power") {
    if (distanceM > curve.maxM) return 0;
    return curve.p0 * Math.exp(-((distanceM / curve.scaleM) ** curve.shape));
  }
  const { rangesM, chances } = curve;
  for (const [index, rangeM] of rangesM.entries()) {
    const chance = chances[index] ?? 0;
    if (distanceM > rangeM) continue;
    const lowerM = rangesM[index - 1];
    if (lowerM === undefined) return chance;
    const lower = chances[index - 1] ?? 0;
    return lower + ((chance - lower) * (distanceM - lowerM)) / (rangeM - lowerM);
  }
  return 0;
}

/** The largest distance at which anything is detected, metres. */
export function maxRangeM(curve: DetectionCurve): number {
  return curve.type === "table" ? (curve.rangesM.at(-1) ?? 0) : curve.maxM;
}

/**
 * The distance up to which the chance is at least half of that at distance 0, metres; at most the
 * maximum range. What "within range" means where a loss is put down to distance. To 1 m.
 */
export function effectiveRangeM(curve: DetectionCurve): number {
  const halfChance = detectionChance(curve, 0) / 2;
  let insideM = 0;
  let outsideM = maxRangeM(curve);
  if (detectionChance(curve, outsideM) >= halfChance) return outsideM;
  // Curves of the catalogue fall; for one that rises again this finds one crossing, which will do.
  while (outsideM - insideM > 1) {
    const middleM = (insideM + outsideM) / 2;
    if (detectionChance(curve, middleM) >= halfChance) insideM = middleM;
    else outsideM = middleM;
  }
  return insideM;
}
