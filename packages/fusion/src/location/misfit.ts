import { type Air, type Measurement, soundSpeedMps } from "./measurement.ts";

const DEG = Math.PI / 180;
/** Nearer to a sensor than this a bearing has no slope worth following. */
const NEAR_M = 1e-3;

/** Cost at a place, and what a Gauss-Newton step from there needs. */
export interface Normal {
  /** Sum of squared normalised residuals, the instant of emission being the best one for the place. */
  cost: number;
  /** J'J, row by row, over [eastM, northM, share of the speed of sound]. */
  readonly matrix: Float64Array;
  /** J'r. */
  readonly slope: Float64Array;
}

/** How badly measurements fit a place. */
export interface Misfit {
  /** The cost alone. */
  cost(eastM: number, northM: number, speedRatio?: number): number;
  /** With derivatives; written into `out`. */
  normal(eastM: number, northM: number, speedRatio: number, out: Normal): void;
  /** The cost at the best speed of sound for the place: residuals are linear in it, so exact. */
  profiled(eastM: number, northM: number): number;
  /** The best instant of emission for a place; null without arrivals. */
  emissionS(eastM: number, northM: number, speedRatio?: number): number | null;
  /** Is the speed of sound itself uncertain? */
  readonly isSpeedOpen: boolean;
}

export function emptyNormal(): Normal {
  return { cost: 0, matrix: new Float64Array(9), slope: new Float64Array(3) };
}

/**
 * The sum of squared normalised residuals of FIELD 5.8, bearing residuals wrapped to ±180°.
 *
 * The instant of emission enters linearly, so it is taken out: the mean of (arrival − way) by weight.
 * With equal errors that is generalised least squares on differences of arrivals. The speed of sound,
 * where it is not sure, is one more unknown with a prior of its own.
 */
export function misfitOf(measurements: readonly Measurement[], air: Air): Misfit {
  const speedMps = soundSpeedMps(air.temperatureC);
  const speedSigma = air.soundSpeedSigmaRatio ?? 0;
  const others = measurements.filter(({ type }) => type !== "arrival" && type !== "emission");
  const timed = measurements.filter((one) => one.type === "arrival" || one.type === "emission");
  const weights = timed.map(({ sigmaS }) => 1 / (sigmaS * sigmaS));
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const firstS = timed[0]?.timeS ?? 0;

  const wayS = (one: Measurement, eastM: number, northM: number, ratio: number) =>
    one.type === "arrival"
      ? (Math.hypot(eastM - one.sensor.eastM, northM - one.sensor.northM) / speedMps) * (1 + ratio)
      : 0;

  /** Mean of arrival less way, seconds after the first arrival: small numbers keep their digits. */
  const emissionS = (eastM: number, northM: number, ratio: number) => {
    let sum = 0;
    for (let index = 0; index < timed.length; index++) {
      const one = timed[index] as (typeof timed)[number];
      sum += (weights[index] as number) * (one.timeS - firstS - wayS(one, eastM, northM, ratio));
    }
    return sum / totalWeight;
  };

  const otherCost = (eastM: number, northM: number, ratio: number) => {
    let sum = 0;
    for (const one of others) {
      switch (one.type) {
        case "bearing": {
          const east = eastM - one.sensor.eastM;
          const north = northM - one.sensor.northM;
          const off = wrapped(Math.atan2(east, north) - one.azimuthDeg * DEG);
          sum += (off / (one.sigmaDeg * DEG)) ** 2;
          break;
        }
        case "flash-to-bang": {
          const far = Math.hypot(eastM - one.sensor.eastM, northM - one.sensor.northM);
          sum += (((far / speedMps) * (1 + ratio) - one.delayS) / one.sigmaS) ** 2;
          break;
        }
        case "range": {
          const far = Math.hypot(eastM - one.sensor.eastM, northM - one.sensor.northM);
          sum += ((far - one.rangeM) / one.sigmaM) ** 2;
          break;
        }
        case "fix": {
          const [[ee, en], [, nn]] = one.covarianceM2;
          const east = eastM - one.at.eastM;
          const north = northM - one.at.northM;
          const determinant = ee * nn - en * en;
          sum += (nn * east * east - 2 * en * east * north + ee * north * north) / determinant;
          break;
        }
        default:
      }
    }
    return speedSigma > 0 ? sum + (ratio / speedSigma) ** 2 : sum;
  };

  const cost = (eastM: number, northM: number, ratio = 0) => {
    let sum = otherCost(eastM, northM, ratio);
    if (timed.length > 1) {
      const atS = emissionS(eastM, northM, ratio);
      for (let index = 0; index < timed.length; index++) {
        const one = timed[index] as (typeof timed)[number];
        const off = one.timeS - firstS - wayS(one, eastM, northM, ratio) - atS;
        sum += (weights[index] as number) * off * off;
      }
    }
    return sum;
  };

  const rows = new Float64Array(timed.length * 4);
  const normal = (eastM: number, northM: number, ratio: number, out: Normal) => {
    out.matrix.fill(0);
    out.slope.fill(0);
    out.cost = 0;
    if (timed.length > 1) {
      const atS = emissionS(eastM, northM, ratio);
      let [meanEast, meanNorth, meanSpeed] = [0, 0, 0];
      for (let index = 0; index < timed.length; index++) {
        const one = timed[index] as (typeof timed)[number];
        const share = (weights[index] as number) / totalWeight;
        if (one.type === "emission") {
          rows.fill(0, index * 4, index * 4 + 4);
          continue;
        }
        const east = eastM - one.sensor.eastM;
        const north = northM - one.sensor.northM;
        const far = Math.max(NEAR_M, Math.hypot(east, north));
        const by = (1 + ratio) / speedMps / far;
        rows[index * 4] = east * by;
        rows[index * 4 + 1] = north * by;
        rows[index * 4 + 2] = far / speedMps;
        rows[index * 4 + 3] = (far / speedMps) * (1 + ratio);
        meanEast += share * east * by;
        meanNorth += share * north * by;
        meanSpeed += (share * far) / speedMps;
      }
      for (let index = 0; index < timed.length; index++) {
        const { timeS } = timed[index] as (typeof timed)[number];
        addRow(
          out,
          (rows[index * 4 + 3] as number) + atS - (timeS - firstS),
          (rows[index * 4] as number) - meanEast,
          (rows[index * 4 + 1] as number) - meanNorth,
          (rows[index * 4 + 2] as number) - meanSpeed,
          weights[index] as number,
        );
      }
    }
    for (const one of others) addOther(out, one, eastM, northM, ratio, speedMps);
    if (speedSigma > 0) addRow(out, ratio / speedSigma, 0, 0, 1 / speedSigma, 1);
  };

  let scratch: Normal | null = null;
  const profiled = (eastM: number, northM: number) => {
    if (!(speedSigma > 0)) return cost(eastM, northM);
    scratch ??= emptyNormal();
    normal(eastM, northM, 0, scratch);
    const slope = scratch.slope[2] as number;
    return scratch.cost - (slope * slope) / (scratch.matrix[8] as number);
  };

  return {
    cost,
    normal,
    profiled,
    emissionS: (eastM, northM, ratio = 0) =>
      timed.length === 0 ? null : emissionS(eastM, northM, ratio) + firstS,
    isSpeedOpen: speedSigma > 0,
  };
}

/** One row of J and its residual, both over sigma but for the weight; no allocation. */
function addRow(
  out: Normal,
  residual: number,
  east: number,
  north: number,
  speed: number,
  weight: number,
): void {
  const { matrix, slope } = out;
  out.cost += weight * residual * residual;
  const [we, wn, ws] = [weight * east, weight * north, weight * speed];
  slope[0] = (slope[0] as number) + we * residual;
  slope[1] = (slope[1] as number) + wn * residual;
  slope[2] = (slope[2] as number) + ws * residual;
  matrix[0] = (matrix[0] as number) + we * east;
  matrix[1] = (matrix[1] as number) + we * north;
  matrix[2] = (matrix[2] as number) + we * speed;
  matrix[4] = (matrix[4] as number) + wn * north;
  matrix[5] = (matrix[5] as number) + wn * speed;
  matrix[8] = (matrix[8] as number) + ws * speed;
  matrix[3] = matrix[1];
  matrix[6] = matrix[2];
  matrix[7] = matrix[5];
}

/** The rows of what has no unknown of its own. */
function addOther(
  out: Normal,
  one: Measurement,
  eastM: number,
  northM: number,
  ratio: number,
  speedMps: number,
): void {
  switch (one.type) {
    case "bearing": {
      const east = eastM - one.sensor.eastM;
      const north = northM - one.sensor.northM;
      const square = Math.max(NEAR_M * NEAR_M, east * east + north * north);
      const sigma = one.sigmaDeg * DEG;
      const off = wrapped(Math.atan2(east, north) - one.azimuthDeg * DEG);
      addRow(out, off / sigma, north / square / sigma, -east / square / sigma, 0, 1);
      break;
    }
    case "flash-to-bang": {
      const east = eastM - one.sensor.eastM;
      const north = northM - one.sensor.northM;
      const far = Math.max(NEAR_M, Math.hypot(east, north));
      const by = (1 + ratio) / speedMps / one.sigmaS;
      const off = far * by - one.delayS / one.sigmaS;
      addRow(out, off, (east / far) * by, (north / far) * by, far / speedMps / one.sigmaS, 1);
      break;
    }
    case "range": {
      const east = eastM - one.sensor.eastM;
      const north = northM - one.sensor.northM;
      const far = Math.max(NEAR_M, Math.hypot(east, north));
      const { sigmaM } = one;
      addRow(out, (far - one.rangeM) / sigmaM, east / far / sigmaM, north / far / sigmaM, 0, 1);
      break;
    }
    case "fix": {
      // The inverse's Cholesky factor turns one fix into two independent rows.
      const [[ee, en], [, nn]] = one.covarianceM2;
      const east = eastM - one.at.eastM;
      const north = northM - one.at.northM;
      const determinant = ee * nn - en * en;
      const a = Math.sqrt(nn / determinant);
      const b = -en / determinant / a;
      const c = 1 / Math.sqrt(nn);
      addRow(out, a * east + b * north, a, b, 0, 1);
      addRow(out, c * north, 0, c, 0, 1);
      break;
    }
    default:
  }
}

/** An angle in radians within ±π. */
function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
