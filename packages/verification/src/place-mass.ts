import type { Area, JointSamples, PlaceFactor } from "@truceline/model";
import { bandAnswerAt, discAnswer, shareInGround, type TestedGround } from "./share-in-ground.ts";
import type { Reach } from "./weapon-facts.ts";

/** How much of a posterior answers yes, and how much does not answer no. */
export interface Mass {
  readonly least: number;
  readonly most: number;
}

/** An unknown end is looked at from so many samples of the known one. */
const REACH_PROBE_COUNT = 24;
/** A degree is nowhere longer. */
const METRES_PER_DEG_MAX = 111_700;

/**
 * Mass of one end inside the ground, over all alternatives of the place. An unknown end lies within
 * the weapon's reach of the known one; without a reach, or with both unknown, all of it is open.
 */
export function placeMass(
  ground: TestedGround,
  samples: JointSamples,
  places: readonly PlaceFactor[],
  end: "firedFrom" | "effect",
  reaches: readonly Reach[] | null,
): Mass {
  let least = 0;
  let most = 0;
  for (const factor of places) {
    const area = factor[end];
    if (area !== null) {
      const inside =
        area === "samples"
          ? shareOfSamples(ground, samples, samples[end], factor)
          : shareInGround(ground, area);
      least += factor.p * inside;
      most += factor.p * inside;
      continue;
    }
    const other = end === "firedFrom" ? "effect" : "firedFrom";
    if (reaches === null || factor[other] === null) {
      most += factor.p;
      continue;
    }
    const within = massWithinReach(ground, samples, other, factor, reaches);
    least += factor.p * within.least;
    most += factor.p * within.most;
  }
  return { least, most };
}

/** Share of an alternative's samples that lie inside; one look decides where they are all or none. */
function shareOfSamples(
  ground: TestedGround,
  { weights }: JointSamples,
  places: Float64Array,
  { fromIndex, toIndex }: PlaceFactor,
): number {
  const around = circleRoundSamples(weights, places, fromIndex, toIndex);
  if (around === null) return 0;
  const atOnce = discAnswer(ground, around.lonDeg, around.latDeg, around.radiusM);
  if (atOnce !== "unknown") return atOnce === "yes" ? 1 : 0;
  let inside = 0;
  let total = 0;
  for (let index = fromIndex; index < toIndex; index++) {
    const weight = weights[index] as number;
    if (weight === 0) continue;
    total += weight;
    const at = index * 2;
    if (ground.contains(places[at] as number, places[at + 1] as number)) inside += weight;
  }
  return inside / total;
}

/** A circle that holds all samples with weight, a hundredth too large; null if there are none. */
function circleRoundSamples(
  weights: Float64Array,
  places: Float64Array,
  fromIndex: number,
  toIndex: number,
) {
  let westDeg = Number.POSITIVE_INFINITY;
  let southDeg = Number.POSITIVE_INFINITY;
  let eastDeg = Number.NEGATIVE_INFINITY;
  let northDeg = Number.NEGATIVE_INFINITY;
  for (let index = fromIndex; index < toIndex; index++) {
    if (weights[index] === 0) continue;
    const lonDeg = places[index * 2] as number;
    const latDeg = places[index * 2 + 1] as number;
    if (lonDeg < westDeg) westDeg = lonDeg;
    if (lonDeg > eastDeg) eastDeg = lonDeg;
    if (latDeg < southDeg) southDeg = latDeg;
    if (latDeg > northDeg) northDeg = latDeg;
  }
  if (!(eastDeg >= westDeg)) return null;
  const latDeg = (southDeg + northDeg) / 2;
  const nearestLatDeg = southDeg > 0 ? southDeg : northDeg < 0 ? northDeg : 0;
  const tallM = ((northDeg - southDeg) / 2) * METRES_PER_DEG_MAX;
  const wideM =
    ((eastDeg - westDeg) / 2) * METRES_PER_DEG_MAX * Math.cos((nearestLatDeg * Math.PI) / 180);
  return { lonDeg: (westDeg + eastDeg) / 2, latDeg, radiusM: Math.hypot(tallM, wideM) * 1.01 };
}

/** What the known end and the weapon's reach say of the unknown one. */
function massWithinReach(
  ground: TestedGround,
  samples: JointSamples,
  knownEnd: "firedFrom" | "effect",
  factor: PlaceFactor,
  reaches: readonly Reach[],
): Mass {
  const area = factor[knownEnd];
  const whole = area === null || area === "samples" ? null : circleOf(area);
  let least = 0;
  let most = 0;
  let open: Reach[] | undefined;
  for (const reach of reaches) {
    // One look at everything the reach can hold often decides.
    const radiusM = (whole?.radiusM ?? 0) + reach.reachM;
    const answer =
      whole === null ? "unknown" : discAnswer(ground, whole.lonDeg, whole.latDeg, radiusM);
    if (answer === "yes") {
      least += reach.p;
      most += reach.p;
    } else if (answer === "unknown") {
      open ??= [];
      open.push(reach);
    }
  }
  if (open === undefined) return { least, most };
  const { weights } = samples;
  const places = samples[knownEnd];
  const { fromIndex, toIndex } = factor;
  const step = Math.max(1, Math.floor((toIndex - fromIndex) / REACH_PROBE_COUNT));
  let yes = 0;
  let notNo = 0;
  let total = 0;
  for (let index = fromIndex; index < toIndex; index += step) {
    const weight = weights[index] as number;
    if (weight === 0) continue;
    total += weight;
    const lonDeg = places[index * 2] as number;
    const latDeg = places[index * 2 + 1] as number;
    const signedM = ground.band?.line.fastSignedDistanceM(lonDeg, latDeg);
    for (const { p, reachM } of open) {
      const answer =
        signedM !== undefined && ground.band
          ? bandAnswerAt(ground.band, signedM, reachM)
          : discAnswer(ground, lonDeg, latDeg, reachM);
      if (answer === "yes") yes += weight * p;
      if (answer !== "no") notNo += weight * p;
    }
  }
  const openP = open.reduce((sum, { p }) => sum + p, 0);
  return total === 0
    ? { least, most: most + openP }
    : { least: least + yes / total, most: most + notNo / total };
}

/** A circle that holds all of the area; null if not simple. */
function circleOf(area: Area) {
  if (area.shape !== "circle" && area.shape !== "sector") return null;
  const ownM = area.shape === "circle" ? area.radiusM : area.maxM;
  const [lonDeg, latDeg] = area.centre;
  return { lonDeg, latDeg, radiusM: ownM };
}
