import { destination, type PreparedLine } from "@truceline/geo";
import type { LonLat, ObservationKind, Rng, WeaponClass } from "@truceline/model";

/** What happens in the made-up world, whether or not anybody sees it. */
export interface TruthEvent {
  /** Unique within a world. */
  readonly key: string;
  readonly atMs: number;
  readonly position: LonLat;
  readonly kind: ObservationKind;
  readonly nature: "outgoing" | "impact" | "none";
  readonly count: number;
  readonly weapon: WeaponClass;
}

/** A stretch of the line with more than its share of events. */
export interface Hotspot {
  readonly key: string;
  readonly chainageM: number;
  /** Spread of its events along and across the line, one standard deviation. */
  readonly alongM: number;
  readonly acrossM: number;
  /** Events a hour that nothing set off, on a middling night. */
  readonly ratePerH: number;
  /** Events that each event sets off on average, below 1. */
  readonly branching: number;
}

const hourMs = 3_600_000;
/** Mean delay between an event and those it sets off. */
const decayMs = 0.6 * hourMs;
/** A cluster that ran longer is cut; the chance of that is below one in a thousand. */
export const clusterSpanMaxMs = 8 * hourMs;
const clusterSizeMax = 60;

/**
 * The events of one hotspot that were set off by an event of the hour beginning at `hourFromMs`, that
 * event included: a cluster process equal to a Hawkes process with exponential decay (Hawkes and
 * Oakes, "A cluster process representation of a self-exciting process", 1974). Any hour can be asked
 * for by itself, in any order, with the same answer.
 */
export function clustersOfHour(
  hotspot: Hotspot,
  line: PreparedLine,
  hourFromMs: number,
  moodFactor: number,
  rng: Rng,
): readonly TruthEvent[] {
  const own = rng.fork(`${hotspot.key}/${hourFromMs}`);
  const events: TruthEvent[] = [];
  const parents = poisson(hotspot.ratePerH * moodFactor, own);
  for (let parent = 0; parent < parents; parent++) {
    const startMs = hourFromMs + own.nextUnit() * hourMs;
    const queue: number[] = [startMs];
    // A cluster stays near where it began.
    const alongM = normal(own) * hotspot.alongM;
    const acrossM = normal(own) * hotspot.acrossM;
    for (let index = 0; index < queue.length && index < clusterSizeMax; index++) {
      const atMs = queue[index] ?? startMs;
      const offspring = poisson(hotspot.branching, own);
      for (let child = 0; child < offspring; child++) {
        const childMs = atMs - Math.log(1 - own.nextUnit()) * decayMs;
        if (childMs < startMs + clusterSpanMaxMs) queue.push(childMs);
      }
      const key = `${hotspot.key}/${hourFromMs}/${parent}/${index}`;
      const place = { alongM: alongM + normal(own) * 250, acrossM: acrossM + normal(own) * 250 };
      events.push({ key, ...eventAt(hotspot, line, Math.round(atMs), place, own) });
    }
  }
  return events;
}

/** How lively a local date is for a hotspot: quiet, middling or bad, drawn once a date. */
export function moodOfDate(hotspot: Hotspot, date: string, rng: Rng): number {
  const draw = rng.fork(`mood/${hotspot.key}/${date}`).nextUnit();
  if (draw < 0.3) return 0.15;
  return draw < 0.85 ? 1 : 3.5;
}

/** Evenings and nights are livelier than mornings; mean 1 over the day. */
export function moodOfHour(localHour: number): number {
  return 1 + 0.8 * Math.cos(((localHour - 22) / 24) * 2 * Math.PI);
}

function eventAt(
  hotspot: Hotspot,
  line: PreparedLine,
  atMs: number,
  place: { readonly alongM: number; readonly acrossM: number },
  rng: Rng,
): Omit<TruthEvent, "key"> {
  const chainageM = Math.min(line.lengthM, Math.max(0, hotspot.chainageM + place.alongM));
  const { position: foot, azimuthDeg } = line.atChainage(chainageM);
  const side = place.acrossM < 0 ? -90 : 90;
  const position = destination(foot, azimuthDeg + side, Math.abs(place.acrossM));
  const draw = rng.nextUnit();
  const size = 1 + poisson(1.6, rng);
  if (draw < 0.45) {
    const weapon: WeaponClass = rng.nextUnit() < 0.75 ? "mortar" : "artillery";
    const nature = rng.nextUnit() < 0.5 ? "impact" : "outgoing";
    return { atMs, position, kind: "explosion", nature, count: size, weapon };
  }
  if (draw < 0.8) {
    return {
      atMs,
      position,
      kind: "burst",
      nature: "none",
      count: size * 3,
      weapon: "machine-gun",
    };
  }
  if (draw < 0.9) {
    return { atMs, position, kind: "shot", nature: "none", count: size * 2, weapon: "small-arms" };
  }
  if (draw < 0.96) {
    return {
      atMs,
      position,
      kind: "projectile-in-flight",
      nature: "none",
      count: size,
      weapon: "undetermined",
    };
  }
  return {
    atMs,
    position,
    kind: "uncrewed-aircraft",
    nature: "none",
    count: 1,
    weapon: "uncrewed-aircraft",
  };
}

/** Poisson number by inversion; means here are small. */
export function poisson(mean: number, rng: Rng): number {
  const limit = Math.exp(-mean);
  let product = rng.nextUnit();
  let count = 0;
  while (product > limit && count < 1_000) {
    product *= rng.nextUnit();
    count += 1;
  }
  return count;
}

/** Standard normal number (Box and Muller). */
export function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
}
