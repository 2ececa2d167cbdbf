import { getPosition } from "suncalc";

/** Night: the sun's centre is more than 6° below the horizon, the end of civil twilight. */
export const NIGHT_ALTITUDE_DEG = -6;

/**
 * The library adds the refraction it has at the horizon to every altitude below it; taken off again.
 * Meeus, Astronomical Algorithms, formula 16.4 at 0°: 28.98 arc minutes.
 */
const REFRACTION_BELOW_HORIZON_DEG =
  0.0002967 / Math.tan(0.00312536 / 0.08901179) / (Math.PI / 180);

/** The sun's altitude changes by at most this much in an hour. */
const ALTITUDE_CHANGE_MAX_DEG_PER_H = 15.1;
const HOUR_MS = 3_600_000;

/** Altitude of the sun's centre without refraction, degrees, at `[lonDeg, latDeg]`. Accuracy: 0.01°. */
export function sunAltitudeDeg(position: readonly [number, number], atMs: number): number {
  return (
    getPosition(new Date(atMs), position[1], position[0]).altitude - REFRACTION_BELOW_HORIZON_DEG
  );
}

/**
 * Is it night at a place, `[lonDeg, latDeg]`? Accuracy: a minute of time up to 65° of latitude,
 * without hills. Source: suncalc 2.0.2 (Meeus).
 */
export function isNight(position: readonly [number, number], atMs: number): boolean {
  return sunAltitudeDeg(position, atMs) < NIGHT_ALTITUDE_DEG;
}

/** A stretch of time that is night or day throughout. */
export interface LightSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isNight: boolean;
}

/**
 * Day and night at a place from one instant to another, without gaps, in order; edges to one second.
 * A night or day shorter than half an hour may be passed over (it occurs only near the polar circles).
 */
export function lightSpans(
  position: readonly [number, number],
  fromMs: number,
  toMs: number,
): readonly LightSpan[] {
  const spans: { fromMs: number; toMs: number; isNight: boolean }[] = [];
  const add = (from: number, to: number, night: boolean) => {
    if (to <= from) return;
    const last = spans.at(-1);
    if (last?.isNight === night) last.toMs = to;
    else spans.push({ fromMs: from, toMs: to, isNight: night });
  };
  let atMs = fromMs;
  let altitude = sunAltitudeDeg(position, atMs);
  while (atMs < toMs) {
    const night = altitude < NIGHT_ALTITUDE_DEG;
    // As far from the limit as the sun cannot come back in this time.
    const safeMs =
      (Math.abs(altitude - NIGHT_ALTITUDE_DEG) / ALTITUDE_CHANGE_MAX_DEG_PER_H) * HOUR_MS;
    const nextMs = Math.min(toMs, atMs + Math.max(safeMs, HOUR_MS / 2));
    const nextAltitude = sunAltitudeDeg(position, nextMs);
    if (nextAltitude < NIGHT_ALTITUDE_DEG === night) {
      add(atMs, nextMs, night);
    } else {
      // On whole seconds, so that an edge is the same wherever the search begins.
      let before = Math.floor(atMs / 1000);
      let after = Math.ceil(nextMs / 1000);
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (isNight(position, middle * 1000) === night) before = middle;
        else after = middle;
      }
      const edgeMs = Math.min(nextMs, after * 1000);
      add(atMs, edgeMs, night);
      add(edgeMs, nextMs, !night);
    }
    atMs = nextMs;
    altitude = nextAltitude;
  }
  return spans;
}
