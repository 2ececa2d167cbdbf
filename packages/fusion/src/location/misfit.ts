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

  const normal = (eastM: number, northM: number, ratio: number, out: Normal) => {
    const { matrix, slope } = out;
    matrix.fill(0);
    slope.fill(0);
    let sum = 0;
    // One row of J and its residual, both over sigma.
    const add = (residual: number, east: number, north: number, speed: number, weight = 1) => {
      sum += weight * residual * residual;
      const row = [east, north, speed];
      for (let i = 0; i < 3; i++) {
        const by = weight * (row[i] as number);
        slope[i] = (slope[i] as number) + by * residual;
        for (let j = 0; j < 3; j++) {
          matrix[i * 3 + j] = (matrix[i * 3 + j] as number) + by * (row[j] as number);
        }
      }
    };
    if (timed.length > 1) {
      const atS = emissionS(eastM, northM, ratio);
      const rows = timed.map((one) => {
        if (one.type === "emission") return { wayS: 0, east: 0, north: 0, speed: 0 };
        const east = eastM - one.sensor.eastM;
        const north = northM - one.sensor.northM;
        const far = Math.max(NEAR_M, Math.hypot(east, north));
        const by = (1 + ratio) / speedMps / far;
        const way = (far / speedMps) * (1 + ratio);
        return { wayS: way, east: east * by, north: north * by, speed: far / speedMps };
      });
      const mean = { east: 0, north: 0, speed: 0 };
      for (const [index, row] of rows.entries()) {
        const share = (weights[index] as number) / totalWeight;
        mean.east += share * row.east;
        mean.north += share * row.north;
        mean.speed += share * row.speed;
      }
      for (const [index, row] of rows.entries()) {
        const { timeS } = timed[index] as (typeof timed)[number];
        const off = row.wayS + atS - (timeS - firstS);
        add(
          off,
          row.east - mean.east,
          row.north - mean.north,
          row.speed - mean.speed,
          weights[index] as number,
        );
      }
    }
    for (const one of others) {
      switch (one.type) {
        case "bearing": {
          const east = eastM - one.sensor.eastM;
          const north = northM - one.sensor.northM;
          const square = Math.max(NEAR_M * NEAR_M, east * east + north * north);
          const sigma = one.sigmaDeg * DEG;
          const off = wrapped(Math.atan2(east, north) - one.azimuthDeg * DEG);
          add(off / sigma, north / square / sigma, -east / square / sigma, 0);
          break;
        }
        case "flash-to-bang":
        case "range": {
          const east = eastM - one.sensor.eastM;
          const north = northM - one.sensor.northM;
          const far = Math.max(NEAR_M, Math.hypot(east, north));
          if (one.type === "range") {
            add(
              (far - one.rangeM) / one.sigmaM,
              east / far / one.sigmaM,
              north / far / one.sigmaM,
              0,
            );
            break;
          }
          const by = (1 + ratio) / speedMps / one.sigmaS;
          const off = far * by - one.delayS / one.sigmaS;
          add(off, (east / far) * by, (north / far) * by, far / speedMps / one.sigmaS);
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
          add(a * east + b * north, a, b, 0);
          add(c * north, 0, c, 0);
          break;
        }
        default:
      }
    }
    if (speedSigma > 0) add(ratio / speedSigma, 0, 0, 1 / speedSigma);
    out.cost = sum;
  };

  const scratch = emptyNormal();
  const profiled = (eastM: number, northM: number) => {
    if (!(speedSigma > 0)) return cost(eastM, northM);
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

/** An angle in radians within ±π. */
function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
