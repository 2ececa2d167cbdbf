import type { CompiledRule, TestedPlace } from "@truceline/agreement";
import { fireKinds, type JointSamples, type ObservationKind } from "@truceline/model";
import { type Mass, placeMass } from "./place-mass.ts";
import type { TimeTest } from "./rule-time.ts";
import { discAnswer, type TestedGround } from "./share-in-ground.ts";
import { isMeant, reachesOf } from "./weapon-facts.ts";

/** A rule as the posterior is asked about it. */
export interface RulePredicate {
  readonly kinds: ReadonlySet<ObservationKind>;
  readonly weapons: Extract<CompiledRule, { kind: "prohibit" }>["weapons"];
  readonly tested: TestedPlace;
  readonly time: TimeTest;
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
  // Entries of one end and weapon lie together more often than not: the last answer is kept.
  let place = nothing;
  let placeEnd = "";
  let placeWeapon = "";
  for (const factor of what) {
    if (!isKindMeant(predicate, factor.kind, factor.nature)) continue;
    kind += factor.p;
    const answer = isMeant(predicate.weapons, factor.weapon, factor.calibreMm);
    if (answer === "no") continue;
    if (answer === "yes") weaponLeast += factor.p;
    weaponMost += factor.p;
    const end = endOf(predicate.tested, factor.kind);
    const weapon = fireKinds.has(factor.kind) ? factor.weapon : "";
    if (end !== placeEnd || weapon !== placeWeapon) {
      const reaches = weapon === "" ? null : reachesOf(weapon);
      place = placeMass(ground, samples, factors.places, end, reaches);
      placeEnd = end;
      placeWeapon = weapon;
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
