import type { CompiledRule, TestedPlace } from "@truceline/agreement";
import {
  type Area,
  fireKinds,
  type JointSamples,
  type ObservationKind,
  type PlaceFactor,
} from "@truceline/model";
import type { TimeTest } from "./rule-time.ts";
import { bandAnswer, bandAnswerAt, shareInGround, type TestedGround } from "./share-in-ground.ts";
import { type Answer, isMeant, type Reach, reachesOf } from "./weapon-facts.ts";

/** A rule as the posterior is asked about it. */
export interface RulePredicate {
  readonly kinds: ReadonlySet<ObservationKind>;
  readonly weapons: Extract<CompiledRule, { kind: "prohibit" }>["weapons"];
  readonly tested: TestedPlace;
  readonly time: TimeTest;
}

/** How much of the posterior answers yes, and how much does not answer no. */
export interface Mass {
  readonly least: number;
  readonly most: number;
}

export interface BreachMass extends Mass {
  /** Each factor alone, over all that is left by the kind and weapon where they matter. */
  readonly place: Mass;
  readonly time: number;
  readonly kind: number;
  readonly weapon: Mass;
}

const nothing: Mass = { least: 0, most: 0 };
/** Natures that are no fire whatever was heard. */
const lawfulNatures: ReadonlySet<string> = new Set(["controlled-detonation"]);
/** An unknown end is looked at from so many samples of the known one. */
const REACH_PROBE_COUNT = 24;
const ROUNDING = 1e-9;
/** A degree is nowhere longer. */
const METRES_PER_DEG_MAX = 111_700;

/** Does the rule mean this kind of thing? Fire that was a controlled detonation is none. */
function isKindMeant(predicate: RulePredicate, kind: ObservationKind, nature: string): boolean {
  return predicate.kinds.has(kind) && !(fireKinds.has(kind) && lawfulNatures.has(nature));
}

/** Which end the rule tests: what is present is where it fires from, or where it stands. */
function endOf(tested: TestedPlace, kind: ObservationKind): "firedFrom" | "effect" {
  if (tested === "landedAt") return "effect";
  if (tested === "firedFrom") return "firedFrom";
  return fireKinds.has(kind) ? "firedFrom" : "effect";
}

/**
 * Posterior mass on which a rule is broken, by whomever: over place, time, kind, weapon class and
 * calibre together.
 *
 * Three answers: `least` is the mass that says yes, `most` all that does not say no; between them
 * lies what the evidence leaves open (an unknown place of fire, a weapon of unknown calibre). An
 * unknown end is not guessed: it lies within the weapon's reach of the known one, so it says yes only
 * where all of that does, no only where none of it does.
 *
 * Accuracy: where `factors` are given, that of `PreparedArea.shareOf` (1e-6 for sectors, circles and
 * ellipses); where an end is only described by samples, about 1/√count of what lies across an edge.
 */
export function breachMass(
  predicate: RulePredicate,
  ground: TestedGround,
  samples: JointSamples,
): BreachMass {
  const { factors, what } = samples;
  if (factors === null) return massOfSamples(predicate, ground, samples);
  const { fromMs, toMs } = factors.time;
  const time = predicate.time.shareOf(fromMs, toMs);
  let kind = 0;
  let weaponLeast = 0;
  let weaponMost = 0;
  let least = 0;
  let most = 0;
  let placed = 0;
  let placeLeast = 0;
  let placeMost = 0;
  const known = new Map<string, Mass>();
  for (const factor of what) {
    if (!isKindMeant(predicate, factor.kind, factor.nature)) continue;
    kind += factor.p;
    const answer = isMeant(predicate.weapons, factor.weapon, factor.calibreMm);
    if (answer === "no") continue;
    if (answer === "yes") weaponLeast += factor.p;
    weaponMost += factor.p;
    const end = endOf(predicate.tested, factor.kind);
    const key = `${end} ${fireKinds.has(factor.kind) ? factor.weapon : ""}`;
    let place = known.get(key);
    if (place === undefined) {
      const reaches = fireKinds.has(factor.kind) ? reachesOf(factor.weapon) : null;
      place = placeMass(ground, samples, factors.places, end, reaches);
      known.set(key, place);
    }
    placed += factor.p;
    placeLeast += factor.p * place.least;
    placeMost += factor.p * place.most;
    if (answer === "yes") least += factor.p * place.least;
    most += factor.p * place.most;
  }
  return {
    least: ratio(least * time),
    most: ratio(most * time),
    place:
      placed > 0 ? { least: ratio(placeLeast / placed), most: ratio(placeMost / placed) } : nothing,
    time,
    kind: ratio(kind),
    weapon: { least: ratio(weaponLeast), most: ratio(weaponMost) },
  };
}

function ratio(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** Mass of one end inside the ground, over all alternatives of the place. */
function placeMass(
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

/** Is all of a disc inside, none of it, or can it not be told from this? */
function discAnswer(ground: TestedGround, lonDeg: number, latDeg: number, radiusM: number): Answer {
  const { band } = ground;
  if (band !== null && band !== undefined) return bandAnswer(band, lonDeg, latDeg, radiusM);
  // An edge within the radius leaves a share that is neither; none leaves exactly 0 or 1.
  const share = ground.shareOf({
    shape: "circle",
    centre: [lonDeg, latDeg] as unknown as Extract<Area, { shape: "circle" }>["centre"],
    radiusM,
  });
  if (share >= 1 - ROUNDING) return "yes";
  return share <= ROUNDING ? "no" : "unknown";
}

/** The same, sample by sample, where place, time and what hang together. */
function massOfSamples(
  predicate: RulePredicate,
  ground: TestedGround,
  samples: JointSamples,
): BreachMass {
  const { count, weights, atMs, whatIndex, what } = samples;
  const sums = {
    least: 0,
    most: 0,
    placeLeast: 0,
    placeMost: 0,
    time: 0,
    kind: 0,
    weaponLeast: 0,
    weaponMost: 0,
  };
  for (let index = 0; index < count; index++) {
    const weight = weights[index] as number;
    const factor = what[whatIndex[index] as number];
    if (weight === 0 || factor === undefined) continue;
    const isTimely = predicate.time.holdsAt(atMs[index] as number);
    if (isTimely) sums.time += weight;
    if (!isKindMeant(predicate, factor.kind, factor.nature)) continue;
    sums.kind += weight;
    const weapon = isMeant(predicate.weapons, factor.weapon, factor.calibreMm);
    if (weapon === "no") continue;
    sums.weaponMost += weight;
    if (weapon === "yes") sums.weaponLeast += weight;
    const place = placeOfSample(predicate, ground, samples, index, factor.kind, factor.weapon);
    sums.placeLeast += weight * place.least;
    sums.placeMost += weight * place.most;
    if (!isTimely) continue;
    sums.most += weight * place.most;
    if (weapon === "yes") sums.least += weight * place.least;
  }
  const placed = sums.weaponMost;
  return {
    least: ratio(sums.least),
    most: ratio(sums.most),
    place:
      placed > 0
        ? { least: ratio(sums.placeLeast / placed), most: ratio(sums.placeMost / placed) }
        : nothing,
    time: ratio(sums.time),
    kind: ratio(sums.kind),
    weapon: { least: ratio(sums.weaponLeast), most: ratio(sums.weaponMost) },
  };
}

function placeOfSample(
  predicate: RulePredicate,
  ground: TestedGround,
  samples: JointSamples,
  index: number,
  kind: ObservationKind,
  weapon: Parameters<typeof reachesOf>[0],
): Mass {
  const end = endOf(predicate.tested, kind);
  const at = index * 2;
  const lonDeg = samples[end][at] as number;
  if (!Number.isNaN(lonDeg)) {
    const inside = ground.contains(lonDeg, samples[end][at + 1] as number) ? 1 : 0;
    return { least: inside, most: inside };
  }
  const other = end === "firedFrom" ? samples.effect : samples.firedFrom;
  const otherLonDeg = other[at] as number;
  if (!fireKinds.has(kind) || Number.isNaN(otherLonDeg)) return { least: 0, most: 1 };
  let least = 0;
  let most = 0;
  for (const { p, reachM } of reachesOf(weapon)) {
    const answer = discAnswer(ground, otherLonDeg, other[at + 1] as number, reachM);
    if (answer === "yes") least += p;
    if (answer !== "no") most += p;
  }
  return { least, most };
}
