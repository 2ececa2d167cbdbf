import { SensingError } from "./errors.ts";
import { chiSquareQuantile } from "./incomplete-gamma.ts";

/**
 * One-sided upper bound of a Poisson rate after `seenCount` events in an exposure:
 * ½ χ²_confidence(2 n + 2) / E.
 *
 * Shape: the answer is events per unit of the exposure; null where nothing could be seen (E = 0).
 * With n = 0 this is −ln(1 − confidence) / E. It assumes independent events that do not avoid being
 * seen, and that the exposure already holds the chance to detect (hours × coverage).
 * Accuracy: 1e-11 relative. Source: Garwood (1936); DESIGN section 7.
 *
 * @throws SensingError `TL_SENSING_QUANTILE`
 * @example upperRate(0, 24) // 0.12482… a unit of exposure
 */
export function upperRate(seenCount: number, exposure: number, confidence = 0.95): number | null {
  const isSound =
    Number.isInteger(seenCount) && seenCount >= 0 && exposure >= 0 && Number.isFinite(exposure);
  if (!isSound) throw new SensingError("TL_SENSING_QUANTILE", { seenCount, exposure });
  if (exposure === 0) return null;
  return chiSquareQuantile(confidence, 2 * seenCount + 2) / 2 / exposure;
}
