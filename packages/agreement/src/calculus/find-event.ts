import type { LonLat, ObservationKind, WeaponClass } from "@truceline/model";
import type { WeaponSelector } from "../compiled-rule.ts";
import type { CalculusEvent } from "./event.ts";
import { findPlace, type PlaceAnswer } from "./find-place.ts";
import type { Ground } from "./ground.ts";
import type { HeightSpan, Norm } from "./norms.ts";
import { turningInstants } from "./rule-times.ts";
import { kindsOfRule, weaponMismatch } from "./weapon-match.ts";

/** What is looked for: one event that fulfils the conditions of some norms and of none of others. */
export interface EventQuery {
  /** Of these every condition holds; of a limit the number is exceeded. */
  readonly all: readonly Norm[];
  /** Limits of which everything holds but the number, which stays within. */
  readonly within?: readonly Norm[] | undefined;
  /** Of each of these some condition does not hold. */
  readonly none?: readonly Norm[] | undefined;
}

/**
 * `none`: no event is like that, but for one on ground narrower than `narrowerThanM` (0: for certain).
 * `undecided`: only the ground is left open, at that width.
 */
export type EventAnswer =
  | { readonly answer: "found"; readonly event: CalculusEvent }
  | { readonly answer: "none"; readonly narrowerThanM: number }
  | { readonly answer: "undecided"; readonly narrowerThanM: number };

const flyingKinds: ReadonlySet<ObservationKind> = new Set([
  "aircraft",
  "uncrewed-aircraft",
  "projectile-in-flight",
  "rocket-assisted-projectile",
]);
const placeNames = ["firedFrom", "landedAt", "present"] as const;

/** What an event says beside its time and places. */
interface Traits {
  readonly kind: ObservationKind;
  readonly weapon: WeaponClass | null;
  readonly calibreMm: number | null;
  readonly rangeM: number | null;
  readonly by: string;
  readonly count: number;
  readonly altitudeM: number | null;
}

/**
 * Looks for an event, by trying values that stand for all: each condition compares one trait with
 * fixed values, so between two neighbouring values nothing changes. Kinds, classes and parties are
 * tried one by one; calibres, ranges, numbers and heights at each limit and between each two; instants
 * where some rule begins or ends to hold (`turningInstants`); places by `findPlace`. The event states
 * no purpose, so no exemption takes it out.
 *
 * Complete for these conditions: no event of any kind is like that unless one that is tried is. The
 * three places of an event are independent: how far a weapon reaches is not asked.
 */
export function findEvent(query: EventQuery): EventAnswer {
  const { all, within = [], none = [] } = query;
  const needed = [...all, ...within];
  const [first] = needed;
  if (first === undefined) return { answer: "none", narrowerThanM: 0 };
  const places = new PlaceCache(needed);
  let instants: readonly Instant[] | undefined;
  let narrowerThanM = 0;
  let isOpen = false;
  for (const traits of traitsOf(query)) {
    instants ??= instantsFor(needed, none);
    const avoided = none.filter((norm) => fulfils(norm, traits));
    for (const { atMs, holding } of instants) {
      const still = avoided.filter((norm) => holding.has(norm));
      const answer = places.find(still, atMs);
      if (answer.answer === "found") {
        return { answer: "found", event: { ...traits, ...answer.places, atMs, purpose: null } };
      }
      narrowerThanM = Math.max(narrowerThanM, answer.narrowerThanM);
      isOpen ||= answer.answer === "undecided";
    }
  }
  return { answer: isOpen ? "undecided" : "none", narrowerThanM };
}

interface Instant {
  readonly atMs: number;
  /** Those of the norms to be avoided that hold then. */
  readonly holding: ReadonlySet<Norm>;
}

/** Instants at which all that is needed holds: one for each set of other norms and drawing of lines. */
function instantsFor(needed: readonly Norm[], none: readonly Norm[]): readonly Instant[] {
  const times = [...needed, ...none].map((norm) => norm.times);
  const window = {
    fromMs: Math.max(...needed.map((norm) => norm.times.fromMs)),
    untilMs: Math.min(...needed.map((norm) => norm.times.untilMs)),
  };
  if (window.fromMs >= window.untilMs) return [];
  const instants = turningInstants(times, window);
  const homes = [...new Set([...needed, ...none].map(({ home }) => home))];
  const drawn = homes.flatMap((home) => home.lineStarts);
  const all =
    drawn.length === 0 ? instants : [...new Set([...instants, ...drawn])].sort((a, b) => a - b);
  const found = new Map<string, Instant>();
  for (const atMs of all) {
    if (!needed.every((norm) => norm.times.holdsAt(atMs))) continue;
    const holding = none.filter((norm) => norm.times.holdsAt(atMs));
    const drawings = homes.map((home) => home.drawingsAt(atMs)).join();
    const key = `${drawings} ${holding.map((norm) => none.indexOf(norm)).join()}`;
    if (!found.has(key)) found.set(key, { atMs, holding: new Set(holding) });
  }
  return [...found.values()];
}

/** Does a norm mean events of these traits, wherever and whenever? */
function fulfils(norm: Norm, traits: Traits): boolean {
  const { rule } = norm;
  return (
    kindsOfRule(rule).includes(traits.kind) &&
    rule.by.includes(traits.by) &&
    weaponMismatch(selectorOf(norm), traits) === null &&
    isWithin(norm.heights, traits.altitudeM) &&
    (rule.kind !== "limit" || traits.count > rule.atMost)
  );
}

function isWithin({ floorM, ceilingM }: HeightSpan, altitudeM: number | null): boolean {
  const heightM = altitudeM ?? 0;
  return heightM >= floorM && heightM < ceilingM;
}

export function selectorOf({ rule }: Norm): WeaponSelector | null {
  return "weapons" in rule ? rule.weapons : null;
}

function* traitsOf({ all, within = [], none = [] }: EventQuery): Generator<Traits> {
  const needed = [...all, ...within];
  const kinds = common(needed.map(({ rule }) => kindsOfRule(rule)));
  const parties = common(needed.map(({ rule }) => rule.by));
  const weapons = weaponsFor(needed, none);
  const counts = countsFor(all, within, none);
  for (const kind of kinds) {
    const heights = flyingKinds.has(kind) ? heightsFor(needed, none) : [null];
    for (const altitudeM of heights) {
      if (!needed.every((norm) => isWithin(norm.heights, altitudeM))) continue;
      for (const weapon of weapons) {
        for (const by of parties) {
          for (const count of counts) yield { kind, ...weapon, by, count, altitudeM };
        }
      }
    }
  }
}

function common<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first = [], ...rest] = lists;
  return first.filter((item) => rest.every((list) => list.includes(item)));
}

type Weapon = Pick<Traits, "weapon" | "calibreMm" | "rangeM">;

function weaponsFor(needed: readonly Norm[], none: readonly Norm[]): readonly Weapon[] {
  const selectors = needed.map(selectorOf).filter((selector) => selector !== null);
  if (selectors.length === 0) return [{ weapon: null, calibreMm: null, rangeM: null }];
  const others = none.map(selectorOf).filter((selector) => selector !== null);
  const calibres = valuesFor(
    selectors.map(({ calibreMinMm, calibreMaxMm }) => [calibreMinMm, calibreMaxMm]),
    others.map(({ calibreMinMm, calibreMaxMm }) => [calibreMinMm, calibreMaxMm]),
  );
  const ranges = valuesFor(
    selectors.map(({ rangeMinM, rangeMaxM }) => [rangeMinM, rangeMaxM]),
    others.map(({ rangeMinM, rangeMaxM }) => [rangeMinM, rangeMaxM]),
  );
  return common(selectors.map(({ classes }) => classes)).flatMap((weapon) =>
    calibres.flatMap((calibreMm) => ranges.map((rangeM) => ({ weapon, calibreMm, rangeM }))),
  );
}

type Ends = readonly [least: number | undefined, most: number | undefined];

/**
 * Values within all of the needed ends that stand for every other: each end and one between each two.
 * `null`, not said, where no end is needed: it is within no ends that others ask for.
 */
function valuesFor(needed: readonly Ends[], others: readonly Ends[]): readonly (number | null)[] {
  const bounded = needed.filter(([least, most]) => least !== undefined || most !== undefined);
  if (bounded.length === 0) return [null];
  const least = Math.max(...bounded.map(([low]) => low ?? 0));
  const most = Math.min(...bounded.map(([, high]) => high ?? Number.POSITIVE_INFINITY));
  if (least > most) return [];
  const ends = new Set([least, ...(Number.isFinite(most) ? [most] : [])]);
  for (const [low, high] of others) {
    for (const end of [low, high]) {
      if (end !== undefined && end >= least && end <= most) ends.add(end);
    }
  }
  const sorted = [...ends].sort((a, b) => a - b);
  const between = sorted.flatMap((value, index) => {
    const next = sorted[index + 1] ?? (Number.isFinite(most) ? value : value + 1);
    return next > value ? [value, (value + next) / 2] : [value];
  });
  return between;
}

function countsFor(
  all: readonly Norm[],
  within: readonly Norm[],
  none: readonly Norm[],
): readonly number[] {
  const mostOf = (norms: readonly Norm[]) =>
    norms.flatMap(({ rule }) => (rule.kind === "limit" ? [rule.atMost] : []));
  const least = Math.max(1, ...mostOf(all).map((most) => most + 1));
  const most = Math.min(Number.POSITIVE_INFINITY, ...mostOf(within));
  const values = [least, ...mostOf(none), ...mostOf(none).map((value) => value + 1)];
  return [...new Set(values)]
    .filter((value) => value >= least && value <= most)
    .sort((a, b) => a - b);
}

/** Heights that stand for all: on the ground, at each end and between each two. */
function heightsFor(needed: readonly Norm[], none: readonly Norm[]): readonly (number | null)[] {
  const ends = new Set<number>();
  for (const { heights } of [...needed, ...none]) {
    if (heights.floorM > 0 && Number.isFinite(heights.floorM)) ends.add(heights.floorM);
    if (heights.ceilingM > 0 && Number.isFinite(heights.ceilingM)) ends.add(heights.ceilingM);
  }
  const sorted = [...ends].sort((a, b) => a - b);
  return [
    null,
    ...sorted.flatMap((value, index) => {
      const before = index === 0 ? 0 : (sorted[index - 1] ?? 0);
      return [(before + value) / 2, value];
    }),
    ...(sorted.length === 0 ? [] : [(sorted.at(-1) ?? 0) + 100]),
  ];
}

type Places = Pick<CalculusEvent, "firedFrom" | "landedAt" | "present">;
type PlacesAnswer =
  | { readonly answer: "found"; readonly places: Places }
  | Exclude<PlaceAnswer, { readonly answer: "found" }>;

/** Places for an event, asked once for each set of grounds. */
class PlaceCache {
  readonly #needed: readonly Norm[];
  readonly #kept = new Map<string, PlaceAnswer>();

  constructor(needed: readonly Norm[]) {
    this.#needed = needed;
  }

  find(avoided: readonly Norm[], atMs: number): PlacesAnswer {
    // A rule without ground means every place, and so does one that asks for no place at all.
    if (avoided.some((norm) => norm.tested === null || groundOf(norm, atMs) === null)) {
      return { answer: "none", narrowerThanM: 0 };
    }
    const places: Record<(typeof placeNames)[number], LonLat | null> = {
      firedFrom: null,
      landedAt: null,
      present: null,
    };
    for (const name of placeNames) {
      const inAll = groundsOf(this.#needed, name, atMs);
      if (inAll.length === 0) continue;
      const answer = this.#find(inAll, groundsOf(avoided, name, atMs));
      if (answer.answer !== "found") return answer;
      places[name] = answer.at;
    }
    return { answer: "found", places };
  }

  #find(inAll: readonly Ground[], inNone: readonly Ground[]): PlaceAnswer {
    const key = `${keysOf(inAll)} but ${keysOf(inNone)}`;
    let answer = this.#kept.get(key);
    if (answer === undefined) {
      answer = findPlace(inAll, inNone);
      this.#kept.set(key, answer);
    }
    return answer;
  }
}

function keysOf(grounds: readonly Ground[]): string {
  return grounds
    .map(({ key }) => key)
    .sort()
    .join(" and ");
}

function groundsOf(norms: readonly Norm[], tested: string, atMs: number): readonly Ground[] {
  return norms
    .filter((norm) => norm.tested === tested)
    .map((norm) => groundOf(norm, atMs))
    .filter((ground) => ground !== null);
}

/** The ground of a norm at an instant; null where it names none. */
export function groundOf(norm: Norm, atMs: number): Ground | null {
  const { rule, home } = norm;
  if (rule.kind === "withdraw")
    return home.grounds.band(rule.line, rule.beyondM, rule.beyondM, atMs);
  return rule.zone === null ? null : home.grounds.zone(rule.zone, atMs);
}
