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
  /** How far it carries, as a factor on the ranges of the catalogue: a grenade less than a howitzer. */
  readonly carryRatio: number;
}

/** A stretch of the line, or a site, with more than its share of events. */
export interface Hotspot {
  readonly key: string;
  /** A place of it; along and across in its own standard deviations from the middle. */
  readonly placeAt: (along: number, across: number) => LonLat;
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
/** Spread of one cluster, as a share of its hotspot's. */
const clusterSpread = 0.1;

/**
 * The events of one hotspot that were set off by an event of the hour beginning at `hourFromMs`, that
 * event included: a cluster process equal to a Hawkes process with exponential decay (Hawkes and
 * Oakes, "A cluster process representation of a self-exciting process", 1974). Any hour can be asked
 * for by itself, in any order, with the same answer.
 */
export function clustersOfHour(
  hotspot: Hotspot,
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
    const along = normal(own);
    const across = normal(own);
    for (let index = 0; index < queue.length && index < clusterSizeMax; index++) {
      const atMs = queue[index] ?? startMs;
      const offspring = poisson(hotspot.branching, own);
      for (let child = 0; child < offspring; child++) {
        const childMs = atMs - Math.log(1 - own.nextUnit()) * decayMs;
        if (childMs < startMs + clusterSpanMaxMs) queue.push(childMs);
      }
      const key = `${hotspot.key}/${hourFromMs}/${parent}/${index}`;
      const position = hotspot.placeAt(
        along + normal(own) * clusterSpread,
        across + normal(own) * clusterSpread,
      );
      events.push({ key, ...eventAt(position, Math.round(atMs), own) });
    }
  }
  return events;
}

/** How lively a local date is for a hotspot: silent, middling or bad, drawn once a date. */
export function moodOfDate(hotspot: Hotspot, date: string, rng: Rng): number {
  const draw = rng.fork(`mood/${hotspot.key}/${date}`).nextUnit();
  if (draw < 0.4) return 0;
  return draw < 0.88 ? 1 : 3.5;
}

/** Evenings and nights are livelier than mornings; mean 1 over the day. */
export function moodOfHour(localHour: number): number {
  return 1 + 0.8 * Math.cos(((localHour - 22) / 24) * 2 * Math.PI);
}

/** What an event may be, with its share of all and how far it carries. Shares add up to 1; assumed. */
const eventMix: readonly {
  readonly share: number;
  readonly kind: ObservationKind;
  readonly weapon: WeaponClass;
  readonly carryRatio: number;
  /** Rounds for one of the cluster's size. */
  readonly roundCount: number;
}[] = [
  { share: 0.1, kind: "explosion", weapon: "grenade-launcher", carryRatio: 0.4, roundCount: 1 },
  { share: 0.2, kind: "explosion", weapon: "mortar", carryRatio: 0.65, roundCount: 1 },
  { share: 0.1, kind: "explosion", weapon: "artillery", carryRatio: 1, roundCount: 1 },
  { share: 0.3, kind: "burst", weapon: "machine-gun", carryRatio: 0.9, roundCount: 3 },
  { share: 0.14, kind: "shot", weapon: "small-arms", carryRatio: 0.7, roundCount: 2 },
  {
    share: 0.06,
    kind: "projectile-in-flight",
    weapon: "undetermined",
    carryRatio: 0.7,
    roundCount: 1,
  },
  {
    share: 0.1,
    kind: "uncrewed-aircraft",
    weapon: "uncrewed-aircraft",
    carryRatio: 1,
    roundCount: 1,
  },
];

function eventAt(position: LonLat, atMs: number, rng: Rng): Omit<TruthEvent, "key"> {
  let draw = rng.nextUnit();
  const what = eventMix.find(({ share }) => {
    draw -= share;
    return draw < 0;
  }) ?? { kind: "shot", weapon: "small-arms", carryRatio: 0.7, roundCount: 2 };
  const size = 1 + poisson(1.2, rng);
  const isImpact = rng.nextUnit() < 0.5;
  // Wind and ground make the same sound carry farther on one day than on another.
  const carryRatio = what.carryRatio * Math.exp(normal(rng) * 0.15);
  return {
    atMs,
    position,
    kind: what.kind,
    nature: what.kind !== "explosion" ? "none" : isImpact ? "impact" : "outgoing",
    count: what.kind === "uncrewed-aircraft" ? 1 : size * what.roundCount,
    weapon: what.weapon,
    carryRatio,
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
