// How likely it is that one unnamed report follows another of the same sender: what is known of
// reports in general, in numbers that are fitted to links and never to names.

/** Reports without identity, one a place in each array, sorted by time. */
export interface UnnamedPoints {
  readonly count: number;
  readonly atS: Float64Array;
  readonly lonDeg: Float64Array;
  readonly latDeg: Float64Array;
  readonly speedMps: Float64Array;
  readonly courseDeg: Float64Array;
  /** Worked out once: `withVelocities`. */
  readonly eastMps: Float64Array;
  readonly northMps: Float64Array;
  /** Cosine of the latitude. */
  readonly wide: Float64Array;
}

/** Adds what every pair asks for. */
export function withVelocities(
  points: Omit<UnnamedPoints, "eastMps" | "northMps" | "wide">,
): UnnamedPoints {
  const { speedMps, courseDeg, latDeg } = points;
  return {
    ...points,
    eastMps: speedMps.map((mps, at) => mps * Math.sin((courseDeg[at] as number) * DEG)),
    northMps: speedMps.map((mps, at) => mps * Math.cos((courseDeg[at] as number) * DEG)),
    wide: latDeg.map((deg) => Math.cos(deg * DEG)),
  };
}

/** Both lie still, one does, both move. */
const CLASS_COUNT = 3;
const STILL_MPS = 0.5;
/** Spread of the place: fixed part, part of the way, part of the time. */
const PLACE_SCALES = [
  { fixedM: 90, ofWay: 0, mps: 0 },
  { fixedM: 120, ofWay: 0.03, mps: 0 },
  { fixedM: 150, ofWay: 0.08, mps: 0.05 },
  { fixedM: 200, ofWay: 0.2, mps: 0.15 },
  { fixedM: 400, ofWay: 0.45, mps: 0.5 },
  { fixedM: 800, ofWay: 0.9, mps: 1.5 },
  { fixedM: 1_500, ofWay: 1.2, mps: 4 },
] as const;
/** Of a change of speed, m/s. */
const SPEED_SCALES = [0.08, 0.3, 0.9, 2.5, 6] as const;
/** Of a change of course, degrees; the last is none at all. */
const COURSE_SCALES = [0.06, 4, 15, 45, 400] as const;
const COURSE_WHOLES = COURSE_SCALES.map((scale) => 2 * scale * (1 - Math.exp(-180 / scale)));
const GAP_FINE_S = 15;
const GAP_FINE_COUNT = 256;
const GAP_COARSE_S = 1_800;
const GAP_COARSE_COUNT = 48;
const GAP_COUNT = GAP_FINE_COUNT + GAP_COARSE_COUNT;
const SPEED_BIN_MPS = 0.25;
const SPEED_BIN_COUNT = 80;
const METRES_PER_DEG = 111_195;
const DEG = Math.PI / 180;

/** Longest time between two reports that are linked, seconds. */
export const GAP_MAX_S = GAP_FINE_S * GAP_FINE_COUNT + GAP_COARSE_S * GAP_COARSE_COUNT;

/** All numbers of the model; shares sum to one over each table. */
export interface LinkModel {
  /** Chance that a report is its sender's last, or first, of all; per report. */
  readonly endRatio: number;
  /** Density of the time to the next report, per second, by bins. */
  readonly gapPerS: readonly number[];
  /** By class: share of each spread of the place, of a change of speed and of course. */
  readonly place: readonly (readonly number[])[];
  readonly speed: readonly (readonly number[])[];
  readonly course: readonly (readonly number[])[];
  /** Of both still, one, both moving, over how often chance alone would give them. */
  readonly classOdds: readonly number[];
  /** Density of speeds of moving reports, per m/s, by bins. */
  readonly speedPerMps: readonly number[];
}

/** Before anything was fitted: gaps of any length to a day, the nearer the likelier. */
export function firstLinkModel(points: UnnamedPoints): LinkModel {
  const gapPerS = Array.from({ length: GAP_COUNT }, (_, bin) => 1 / (300 + gapOfBin(bin)));
  const even = (scales: readonly unknown[]) =>
    Array.from({ length: CLASS_COUNT }, () => scales.map(() => 1 / scales.length));
  return {
    endRatio: 0.05,
    gapPerS: normalisedGaps(gapPerS),
    place: even(PLACE_SCALES),
    speed: even(SPEED_SCALES),
    course: even(COURSE_SCALES),
    classOdds: [1.5, 0.5, 1.5],
    speedPerMps: speedDensity(points),
  };
}

/** Scratch of the parts of one pair. */
const placeParts = new Float64Array(PLACE_SCALES.length);
const speedParts = new Float64Array(SPEED_SCALES.length);
const courseParts = new Float64Array(COURSE_SCALES.length);

/** The part of `linkDensity` that is soonest worked out: of time and place, per m² and second. */
export function gapPlaceDensity(
  points: UnnamedPoints,
  model: LinkModel,
  earlier: number,
  later: number,
): number {
  const gapS = (points.atS[later] as number) - (points.atS[earlier] as number);
  const gap = model.gapPerS[binOfGap(gapS)] ?? 0;
  if (gap === 0) return 0;
  const kind = classOf(points, earlier, later);
  return gap * placeDensity(points, earlier, later, gapS, model.place[kind] as readonly number[]);
}

/**
 * Density that `later` is the next report of the sender of `earlier`, per m² and second, over what
 * speed and course of `later` would be for anybody: to be compared with how dense reports are there.
 */
export function linkDensity(
  points: UnnamedPoints,
  model: LinkModel,
  earlier: number,
  later: number,
): number {
  const gapPlace = gapPlaceDensity(points, model, earlier, later);
  return gapPlace === 0 ? 0 : gapPlace * manner(points, model, earlier, later);
}

/** How much likelier class, speed and course are than for anybody. */
export function manner(
  points: UnnamedPoints,
  model: LinkModel,
  earlier: number,
  later: number,
): number {
  const kind = classOf(points, earlier, later);
  return (
    (model.classOdds[kind] as number) *
    speedOdds(points, earlier, later, model, kind) *
    courseOdds(points, earlier, later, model.course[kind] as readonly number[])
  );
}

/** Chance that a gap is longer than some seconds, or that there is no next report at all. */
export function silentRatios(model: LinkModel): (remainingS: number) => number {
  const longer = new Float64Array(GAP_COUNT + 1);
  for (let bin = GAP_COUNT - 1; bin >= 0; bin--) {
    longer[bin] = (longer[bin + 1] as number) + (model.gapPerS[bin] as number) * widthOfBin(bin);
  }
  return (remainingS) => {
    const bin = binOfGap(remainingS);
    const beyond = bin >= GAP_COUNT ? 0 : (longer[bin] as number);
    return model.endRatio + (1 - model.endRatio) * beyond;
  };
}

/** Fits all numbers to links (−1: none), starting from a model, by one round of expectation. */
export function fitLinkModel(
  points: UnnamedPoints,
  nextOf: Int32Array,
  from: LinkModel,
): LinkModel {
  const gaps = new Float64Array(GAP_COUNT);
  const table = (scales: readonly unknown[]) =>
    Array.from({ length: CLASS_COUNT }, () => new Float64Array(scales.length).fill(1));
  const place = table(PLACE_SCALES);
  const speed = table(SPEED_SCALES);
  const course = table(COURSE_SCALES);
  const classes = new Float64Array(CLASS_COUNT).fill(1);
  for (let earlier = 0; earlier < points.count; earlier++) {
    const later = nextOf[earlier] as number;
    if (later === -1) continue;
    const gapS = (points.atS[later] as number) - (points.atS[earlier] as number);
    const bin = binOfGap(gapS);
    if (bin < GAP_COUNT) gaps[bin] = (gaps[bin] as number) + 1;
    const kind = classOf(points, earlier, later);
    classes[kind] = (classes[kind] as number) + 1;
    placeDensity(points, earlier, later, gapS, from.place[kind] as readonly number[]);
    credit(place[kind] as Float64Array, placeParts);
    if (kind !== 0) {
      speedOdds(points, earlier, later, from, kind);
      credit(speed[kind] as Float64Array, speedParts);
    }
    courseOdds(points, earlier, later, from.course[kind] as readonly number[]);
    credit(course[kind] as Float64Array, courseParts);
  }
  const still = points.speedMps.reduce((sum, mps) => sum + Number(mps < STILL_MPS), 0);
  const stillRatio = (still + 1) / (points.count + 2);
  const byChance = [
    stillRatio ** 2,
    2 * stillRatio * (1 - stillRatio),
    (1 - stillRatio) ** 2,
  ] as const;
  const classTotal = classes.reduce((sum, value) => sum + value, 0);
  const smooth = Array.from(gaps, (count, bin) => {
    const around = ((gaps[bin - 1] ?? 0) + count + (gaps[bin + 1] ?? 0)) / 3;
    return (0.7 * count + 0.3 * around + 0.5) / widthOfBin(bin);
  });
  return {
    endRatio: from.endRatio,
    gapPerS: normalisedGaps(smooth),
    place: place.map(shares),
    speed: speed.map(shares),
    course: course.map(shares),
    classOdds: byChance.map((chance, kind) => (classes[kind] as number) / classTotal / chance),
    speedPerMps: from.speedPerMps,
  };
}

function classOf(points: UnnamedPoints, earlier: number, later: number): number {
  const isMoving = (at: number) => Number((points.speedMps[at] as number) >= STILL_MPS);
  return isMoving(earlier) + isMoving(later);
}

/** Mixture of round normal densities about where the mean of both speeds and courses leads, per m². */
function placeDensity(
  points: UnnamedPoints,
  earlier: number,
  later: number,
  gapS: number,
  parts: readonly number[],
): number {
  const eastDeg = (points.lonDeg[later] as number) - (points.lonDeg[earlier] as number);
  const northDeg = (points.latDeg[later] as number) - (points.latDeg[earlier] as number);
  const east = eastDeg * METRES_PER_DEG * (points.wide[earlier] as number);
  const north = northDeg * METRES_PER_DEG;
  const oneMps = points.speedMps[earlier] as number;
  const otherMps = points.speedMps[later] as number;
  const halfS = gapS / 2;
  const offEast =
    east - ((points.eastMps[earlier] as number) + (points.eastMps[later] as number)) * halfS;
  const offNorth =
    north - ((points.northMps[earlier] as number) + (points.northMps[later] as number)) * halfS;
  const square = offEast * offEast + offNorth * offNorth;
  const wayM = ((oneMps + otherMps) / 2) * gapS;
  let sum = 0;
  for (let part = 0; part < PLACE_SCALES.length; part++) {
    const { fixedM, ofWay, mps } = PLACE_SCALES[part] as (typeof PLACE_SCALES)[number];
    const ofWayM = ofWay * wayM;
    const ofTimeM = mps * gapS;
    const variance = fixedM * fixedM + ofWayM * ofWayM + ofTimeM * ofTimeM;
    const density =
      ((parts[part] as number) * Math.exp(-square / (2 * variance))) / (2 * Math.PI * variance);
    placeParts[part] = density;
    sum += density;
  }
  return sum;
}

function speedOdds(
  points: UnnamedPoints,
  earlier: number,
  later: number,
  model: LinkModel,
  kind: number,
): number {
  const mps = points.speedMps[later] as number;
  if (kind === 0 || mps < STILL_MPS) return 1;
  const change = mps - (points.speedMps[earlier] as number);
  const parts = model.speed[kind] as readonly number[];
  let sum = 0;
  for (let part = 0; part < SPEED_SCALES.length; part++) {
    const scale = SPEED_SCALES[part] as number;
    const density = ((parts[part] as number) * Math.exp(-Math.abs(change) / scale)) / (2 * scale);
    speedParts[part] = density;
    sum += density;
  }
  const anybody = model.speedPerMps[binOfSpeed(mps)] as number;
  return sum / anybody;
}

function courseOdds(
  points: UnnamedPoints,
  earlier: number,
  later: number,
  parts: readonly number[],
): number {
  const raw = (points.courseDeg[later] as number) - (points.courseDeg[earlier] as number);
  const change = Math.abs(raw - 360 * Math.round(raw / 360));
  let sum = 0;
  for (let part = 0; part < COURSE_SCALES.length; part++) {
    const scale = COURSE_SCALES[part] as number;
    const density =
      ((parts[part] as number) * Math.exp(-change / scale)) / (COURSE_WHOLES[part] as number);
    courseParts[part] = density;
    sum += density;
  }
  return sum * 360;
}

function credit(table: Float64Array, parts: Float64Array): void {
  let sum = 0;
  for (const part of parts) sum += part;
  if (sum === 0) return;
  for (const [at, part] of parts.entries()) table[at] = (table[at] as number) + part / sum;
}

function shares(counts: Float64Array): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Array.from(counts, (count) => count / total);
}

function binOfGap(gapS: number): number {
  if (gapS < GAP_FINE_S * GAP_FINE_COUNT) return Math.floor(gapS / GAP_FINE_S);
  return GAP_FINE_COUNT + Math.floor((gapS - GAP_FINE_S * GAP_FINE_COUNT) / GAP_COARSE_S);
}

function gapOfBin(bin: number): number {
  if (bin < GAP_FINE_COUNT) return (bin + 0.5) * GAP_FINE_S;
  return GAP_FINE_S * GAP_FINE_COUNT + (bin - GAP_FINE_COUNT + 0.5) * GAP_COARSE_S;
}

function widthOfBin(bin: number): number {
  return bin < GAP_FINE_COUNT ? GAP_FINE_S : GAP_COARSE_S;
}

function normalisedGaps(densities: readonly number[]): readonly number[] {
  const total = densities.reduce((sum, density, bin) => sum + density * widthOfBin(bin), 0);
  return densities.map((density) => density / total);
}

function binOfSpeed(mps: number): number {
  return Math.min(SPEED_BIN_COUNT - 1, Math.floor(mps / SPEED_BIN_MPS));
}

function speedDensity(points: UnnamedPoints): readonly number[] {
  const counts = new Float64Array(SPEED_BIN_COUNT).fill(1);
  for (const mps of points.speedMps) {
    if (mps < STILL_MPS) continue;
    const bin = binOfSpeed(mps);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return shares(counts).map((share) => share / SPEED_BIN_MPS);
}
