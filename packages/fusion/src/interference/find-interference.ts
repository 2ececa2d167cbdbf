import { destination, distanceM, inverseGeodesic, LocalPlane } from "@truceline/geo";
import type { LonLat } from "@truceline/model";
import {
  type HeardReport,
  type HeardTransponder,
  type InterferenceSign,
  interferenceSigns,
  walkMemoryMs,
  walkReports,
} from "./report-walk.ts";

/** How the wrong positions lie. */
export type WrongPattern = "spot" | "circle" | "scattered" | "in-place";

/** Positions of many transponders that went wrong together. */
export interface Interference {
  readonly fromMs: number;
  readonly toMs: number;
  /** Where those affected were when they were last right: a circle that holds them all. */
  readonly area: { readonly shape: "circle"; readonly centre: LonLat; readonly radiusM: number };
  readonly affectedCount: number;
  /** All that were heard there in the block, affected or not. */
  readonly heardCount: number;
  /** Receivers that heard those affected; one alone may be at fault itself. */
  readonly receiverCount: number;
  readonly signCounts: Readonly<Record<InterferenceSign, number>>;
  readonly pattern: WrongPattern;
  /** Chance 0..1 that as many fail by accident there, for all places that were looked at. */
  readonly accidentRatio: number;
}

export interface InterferenceOptions {
  /** Fewer transponders are never enough. */
  readonly affectedCountMin: number;
  /** Chance that one transponder goes wrong by itself in a block. Assumed. */
  readonly accidentRatio: number;
  /** What is told may be an accident with this chance a block. */
  readonly falseAlarmRatio: number;
}

export const interferenceDefaults: InterferenceOptions = {
  affectedCountMin: 4,
  accidentRatio: 0.01,
  falseAlarmRatio: 1e-6,
};

/** Blocks of time in which interference is looked for. */
export const interferenceBlockMs = 600_000;
/** Reports this long before a block say where its transponders were. */
export const interferenceMemoryMs = walkMemoryMs;

const radiiM = [10_000, 25_000, 60_000, 120_000];
const foundCountMax = 5;
/** Beyond those affected: how far apart ships and aircraft commonly are. */
const marginM = 2_000;
/** So many do not move so near each other: a ship with its tugs is five. */
const spotM = 60;
const spotSpeedMinMps = 2;
const spotCountMin = 6;
/** Further apart in time they may have passed the place one after the other. */
const spotWithinMs = 60_000;

/**
 * Interference with satellite navigation, found from what transponders say: in a block of time at a place
 * more of them go wrong together than would by accident. Wrong is one that leaps where nothing of its kind
 * gets to, one whose own figures of quality fall, and one of several that say they move on one spot.
 *
 * The chance of so many accidents is the binomial tail, times the number of places and radii looked at
 * (Bonferroni); accidents are taken as independent. It is a function of the set of reports.
 *
 * @param reports of the block and of `interferenceMemoryMs` before it, in any order; others are passed over
 * @param fromMs begin of the block, `[fromMs, fromMs + interferenceBlockMs)`
 */
export function findInterference(
  reports: readonly HeardReport[],
  fromMs: number,
  options: Partial<InterferenceOptions> = {},
): readonly Interference[] {
  const settings = { ...interferenceDefaults, ...options };
  const toMs = fromMs + interferenceBlockMs;
  const heard = heardIn(reports, fromMs, toMs);
  const found: Interference[] = [];
  let left = heard;
  while (found.length < foundCountMax) {
    const best = mostUnlikely(left, settings);
    if (best === undefined) break;
    found.push(best.interference);
    left = left.filter((one) => !best.affected.includes(one));
  }
  return found;
}

function heardIn(
  reports: readonly HeardReport[],
  fromMs: number,
  toMs: number,
): readonly HeardTransponder[] {
  const own = reports.filter(
    ({ atMs, identity, position }) =>
      atMs >= fromMs - walkMemoryMs &&
      atMs < toMs &&
      position !== undefined &&
      identity.value !== undefined,
  );
  const byIdentity = Map.groupBy(
    [...own].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1)),
    ({ identity }) => `${identity.scheme} ${identity.value}`,
  );
  const onSpots = identitiesOnSpots(byIdentity, fromMs);
  return [...byIdentity]
    .flatMap(([identity, list]) => {
      const one = walkReports(identity, list, fromMs);
      const since = onSpots.get(identity);
      if (one === undefined || since === undefined) return one ?? [];
      return {
        ...one,
        // Before it came to the spot it was right.
        place: list.findLast(({ atMs }) => atMs < since.fromMs)?.position ?? one.place,
        signs: [...new Set([...one.signs, "spot" as const])],
        wrongFromMs: Math.min(one.wrongFromMs, Math.max(fromMs, since.fromMs)),
        wrongToMs: Math.max(one.wrongToMs, since.toMs),
        saidPlace: since.position,
      };
    })
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

interface OnSpot {
  readonly position: LonLat;
  fromMs: number;
  toMs: number;
}

/** Transponders of which at least six say at one time that they move where the others are. */
function identitiesOnSpots(
  byIdentity: ReadonlyMap<string, readonly HeardReport[]>,
  fromMs: number,
): ReadonlyMap<string, OnSpot> {
  const moving = [...byIdentity].flatMap(([identity, list]) =>
    list.flatMap(({ atMs, position, speedMps = 0 }) =>
      atMs >= fromMs && position !== undefined && speedMps >= spotSpeedMinMps
        ? [{ identity, atMs, position }]
        : [],
    ),
  );
  // By squares of a spot's size, each with its neighbours, so that not everybody is held to everybody.
  const sideDeg = spotM / 111_000;
  const squareOf = ([lonDeg, latDeg]: LonLat): readonly [number, number] => [
    Math.floor((lonDeg * Math.max(0.05, Math.cos((latDeg * Math.PI) / 180))) / sideDeg),
    Math.floor(latDeg / sideDeg),
  ];
  const bySquare = Map.groupBy(moving, ({ position }) => squareOf(position).join());
  const found = new Map<string, OnSpot>();
  for (const one of moving) {
    const [x, y] = squareOf(one.position);
    const near = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => bySquare.get(`${x + dx},${y + dy}`) ?? []),
    );
    const others = new Set(
      near
        .filter(
          ({ atMs, position }) =>
            Math.abs(atMs - one.atMs) <= spotWithinMs && distanceM(position, one.position) <= spotM,
        )
        .map(({ identity }) => identity),
    );
    if (others.size < spotCountMin) continue;
    const known = found.get(one.identity);
    if (known === undefined) {
      found.set(one.identity, { position: one.position, fromMs: one.atMs, toMs: one.atMs });
    } else known.toMs = Math.max(known.toMs, one.atMs);
  }
  return found;
}

function mostUnlikely(
  heard: readonly HeardTransponder[],
  { affectedCountMin, accidentRatio, falseAlarmRatio }: InterferenceOptions,
):
  | { readonly interference: Interference; readonly affected: readonly HeardTransponder[] }
  | undefined {
  const wrong = heard.filter(({ signs }) => signs.length > 0);
  if (wrong.length < affectedCountMin) return undefined;
  let best: { chance: number; affected: readonly HeardTransponder[] } | undefined;
  for (const { place } of wrong) {
    const awayM = heard.map((one) => distanceM(place, one.place));
    for (const radiusM of radiiM) {
      const within = heard.filter((_, index) => (awayM[index] ?? 0) <= radiusM);
      const affected = within.filter(({ signs }) => signs.length > 0);
      if (affected.length < affectedCountMin) continue;
      const chance = atLeastChanceOf(affected.length, within.length, accidentRatio);
      if (best === undefined || chance < best.chance) best = { chance, affected };
    }
  }
  if (best === undefined) return undefined;
  const among = best.affected.filter((one) => isAmongWrong(one, heard));
  if (among.length < affectedCountMin) return undefined;
  const chance = Math.min(1, best.chance * wrong.length * radiiM.length);
  if (chance > falseAlarmRatio) return undefined;
  return { interference: describe(heard, among, chance), affected: best.affected };
}

/** Of it and its nearest neighbours so many are wrong; one that blunders by itself is among right ones. */
const neighbourCount = 5;
const wrongNeighbourCountMin = 2;

function isAmongWrong(one: HeardTransponder, heard: readonly HeardTransponder[]): boolean {
  const nearest = heard
    .map((other) => ({ other, awayM: distanceM(one.place, other.place) }))
    .sort((a, b) => a.awayM - b.awayM)
    .slice(0, neighbourCount);
  const wrongCount = nearest.filter(({ other }) => other.signs.length > 0).length;
  return wrongCount >= wrongNeighbourCountMin;
}

function describe(
  heard: readonly HeardTransponder[],
  affected: readonly HeardTransponder[],
  accidentRatio: number,
): Interference {
  const area = enclosing(affected.map(({ place }) => place));
  const isInside = ({ place }: HeardTransponder) => distanceM(area.centre, place) <= area.radiusM;
  const signCounts = Object.fromEntries(
    interferenceSigns.map((sign) => [
      sign,
      affected.filter(({ signs }) => signs.includes(sign)).length,
    ]),
  ) as Record<InterferenceSign, number>;
  return {
    fromMs: Math.min(...affected.map(({ wrongFromMs }) => wrongFromMs)),
    toMs: Math.max(...affected.map(({ wrongToMs }) => wrongToMs)),
    area,
    affectedCount: affected.length,
    heardCount: heard.filter(isInside).length,
    receiverCount: new Set(affected.flatMap(({ receiverIds }) => receiverIds)).size,
    signCounts,
    pattern: patternOf(affected, signCounts),
    accidentRatio,
  };
}

/** A circle that holds all places: half way between the two farthest apart, as wide as it needs. */
function enclosing(places: readonly LonLat[]): Interference["area"] {
  const [first] = places as readonly [LonLat, ...LonLat[]];
  const farthestFrom = (place: LonLat) =>
    places.reduce((far, one) => (distanceM(place, one) > distanceM(place, far) ? one : far), first);
  const one = farthestFrom(first);
  const other = farthestFrom(one);
  const { distanceM: acrossM, azimuthDeg } = inverseGeodesic(one, other);
  const centre = acrossM === 0 ? one : destination(one, azimuthDeg, acrossM / 2);
  const radiusM = Math.max(...places.map((place) => distanceM(centre, place))) + marginM;
  return { shape: "circle", centre, radiusM: Math.round(radiusM) };
}

/** A ring is told where so many of the places lie so near it, by share of its radius. */
const ringToleranceRatio = 0.1;
const ringShareMin = 0.8;
const ringCountMin = 5;
/** Narrower, it is a spot. */
const spotRadiusM = 500;

function patternOf(
  affected: readonly HeardTransponder[],
  { jump, spot }: Readonly<Record<InterferenceSign, number>>,
): WrongPattern {
  if (jump + spot === 0) return "in-place";
  if (spot * 2 > affected.length) return "spot";
  const said = affected.flatMap(({ signs, saidPlace }) =>
    saidPlace !== null && signs.includes("jump") ? [saidPlace] : [],
  );
  if (said.length === 0) return "scattered";
  if (enclosing(said).radiusM - marginM <= spotRadiusM) return "spot";
  return said.length >= ringCountMin && isRing(said) ? "circle" : "scattered";
}

/**
 * Do the places lie on a ring, whatever its centre? By the circle of least algebraic error.
 * Source: I. Kåsa, "A circle fitting procedure and its error analysis", IEEE Trans. Instrum. Meas. 25
 * (1976). In the plane at the first place; of no use beyond some hundred kilometres, where no ring is told.
 */
function isRing(places: readonly LonLat[]): boolean {
  const [first] = places as readonly [LonLat, ...LonLat[]];
  const plane = new LocalPlane(first[0], first[1]);
  const xy = new Float64Array(2);
  const points = places.map(([lonDeg, latDeg]) => {
    plane.toPlane(lonDeg, latDeg, xy, 0);
    return { x: (xy[0] ?? 0) / 1_000, y: (xy[1] ?? 0) / 1_000 };
  });
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const centred = points.map((point) => ({ u: point.x - x, v: point.y - y }));
  const sum = (of: (point: { u: number; v: number }) => number) =>
    centred.reduce((total, point) => total + of(point), 0);
  const [suu, svv, suv] = [sum(({ u }) => u * u), sum(({ v }) => v * v), sum(({ u, v }) => u * v)];
  const right = sum(({ u, v }) => u * (u * u + v * v)) / 2;
  const left = sum(({ u, v }) => v * (u * u + v * v)) / 2;
  const determinant = suu * svv - suv * suv;
  if (Math.abs(determinant) < 1e-9) return false;
  const centreU = (right * svv - left * suv) / determinant;
  const centreV = (left * suu - right * suv) / determinant;
  const radii = centred.map(({ u, v }) => Math.hypot(u - centreU, v - centreV));
  const radius = Math.sqrt(centreU * centreU + centreV * centreV + (suu + svv) / centred.length);
  const onRing = radii.filter((one) => Math.abs(one - radius) <= ringToleranceRatio * radius);
  return onRing.length >= ringShareMin * places.length;
}

/**
 * Chance that at least `k` of `n` fail, each with chance `p`. Sum of binomial terms from the largest on,
 * in logarithms; relative accuracy 1e-9 for n up to 10,000.
 */
function atLeastChanceOf(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  let logTerm = 0;
  for (let index = 1; index <= k; index++) {
    logTerm += Math.log(n - k + index) - Math.log(index) + Math.log(p);
  }
  logTerm += (n - k) * Math.log1p(-p);
  let term = Math.exp(logTerm);
  let sum = 0;
  for (let count = k; count <= n && term > 0; count++) {
    sum += term;
    term *= ((n - count) / (count + 1)) * (p / (1 - p));
  }
  return Math.min(1, sum);
}
