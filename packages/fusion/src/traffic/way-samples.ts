import { offsetM, wrappedDeg } from "../tracks/spherical.ts";
import type { TrackPoint } from "../tracks/track.ts";

/** Every track is looked at in the same instants, this far apart. */
export const SLOT_MS = 120_000;
/** Some three hours; what was nearer than that to another's way is found. */
const SAMPLE_COUNT_MAX = 90;

/** Where a track was at an even instant, on the straight way between two reports. */
export interface WaySample {
  /** Instant in units of `SLOT_MS`. */
  readonly slot: number;
  readonly lonDeg: number;
  readonly latDeg: number;
  /** Between the two reports. */
  readonly speedMps: number;
  readonly isInPort: boolean;
  /** The later of the two reports. */
  readonly reportId: string;
  readonly knownAtMs: number;
}

/** Adds the even instants after one report and up to the next, and lets the oldest go. */
export function waySamples(
  samples: readonly WaySample[],
  from: TrackPoint,
  to: TrackPoint,
  isInPort: boolean,
): readonly WaySample[] {
  const first = Math.floor(from.atMs / SLOT_MS) + 1;
  const last = Math.floor(to.atMs / SLOT_MS);
  if (last < first) return samples;
  const [eastM, northM] = offsetM(from.position, to.position);
  const spanMs = to.atMs - from.atMs;
  const speedMps = (Math.hypot(eastM, northM) * 1000) / spanMs;
  const wayDeg = wrappedDeg(to.position[0] - from.position[0]);
  const added: WaySample[] = [];
  for (let slot = first; slot <= last; slot++) {
    const share = (slot * SLOT_MS - from.atMs) / spanMs;
    added.push({
      slot,
      lonDeg: wrappedDeg(from.position[0] + share * wayDeg),
      latDeg: from.position[1] + share * (to.position[1] - from.position[1]),
      speedMps,
      isInPort,
      reportId: to.reportId,
      knownAtMs: Math.max(from.knownAtMs, to.knownAtMs),
    });
  }
  return [...samples, ...added].slice(-SAMPLE_COUNT_MAX);
}
