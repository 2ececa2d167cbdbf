import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import { isLight, type LegTimes, MINUTES_OF_DAY, type MinuteSpan } from "./day-clock.ts";
import type { RangeEnd } from "./road-speeds.ts";

/** A chance by light. */
export interface ChanceByLight {
  readonly day: Ranged;
  readonly night: Ranged;
}

/** A place that somebody may want to use unseen. */
export interface WatchedPlace {
  readonly id: string;
  /** Row and column of the place in the driving times. */
  readonly place: number;
  /** The side it lies on, for the comparison of sides; has no part in the choice. */
  readonly side: string | null;
  /** That a patrol which looks there in an hour sees what is done there in that hour. */
  readonly chance: ChanceByLight;
  /** That it is seen anyway, by posts and sensors that stand; their places are known to all. */
  readonly already: ChanceByLight;
}

/** Patrols alike: same base, same hours. */
export interface PatrolGroup {
  readonly id: string;
  readonly count: number;
  readonly base: number;
  readonly hours: MinuteSpan;
  /** How long a look takes; not longer than a slot. */
  readonly lookMin: number;
}

export interface TimetableProblem {
  readonly places: readonly WatchedPlace[];
  readonly groups: readonly PatrolGroup[];
  readonly legs: LegTimes;
  /** Driving times at the ends of the ranges of speeds; `legs` where they have none. */
  readonly legsAt?: { readonly slow: LegTimes; readonly fast: LegTimes } | undefined;
  /** Length of a slot of the timetable: 60 means by the hour. Divides the day. */
  readonly slotMin: number;
}

/** Network of what one patrol of a group can do: it is at a place in a slot, looks, and drives on. */
export interface GroupNetwork {
  readonly group: PatrolGroup;
  /** Slots of its hours; the first is `firstSlot` of the day. */
  readonly slotCount: number;
  readonly firstSlot: number;
  /** A patrol can stand at place p in its slot s: node s × places + p. */
  readonly placeCount: number;
  /** Arcs from the base to a node. */
  readonly starts: Int32Array;
  /** For each node its arcs: `arcTo` from `firstArc[node]` up to `firstArc[node + 1]`. */
  readonly firstArc: Int32Array;
  readonly arcTo: Int32Array;
  /** 1 where the patrol can still drive home from a node. */
  readonly canEnd: Uint8Array;
  /** 1 where the base leads to the node and the node leads home, in some way. */
  readonly isUsable: Uint8Array;
}

/** The game: options (place, slot) for who wants to be unseen; networks for the patrols. */
export interface TimetableGame {
  readonly placeCount: number;
  readonly slotsOfDay: number;
  readonly slotMin: number;
  readonly networks: readonly GroupNetwork[];
  /** Chance of being seen at option p × slotsOfDay + s, if nobody looks. */
  readonly unseen: Float64Array;
  /** What a look adds to it. */
  readonly gain: Float64Array;
  /** 1 where some patrol can look. */
  readonly canLook: Uint8Array;
}

const placeCountMax = 400;
const groupCountMax = 100;
const arcCountMax = 3_000_000;

/** @throws PlanningError `TL_PLAN_PATROL` with what cannot be. */
export function checkTimetable({ places, groups, slotMin }: TimetableProblem): void {
  const refuse = (details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_PATROL", details);
  };
  if (!Number.isInteger(slotMin) || slotMin < 10 || MINUTES_OF_DAY % slotMin !== 0) {
    refuse({ reason: "a slot must divide the day and last at least 10 minutes", slotMin });
  }
  if (places.length === 0 || places.length > placeCountMax) {
    refuse({ reason: "places", placeCount: places.length, placeCountMax });
  }
  if (groups.length > groupCountMax) refuse({ reason: "too many groups", groupCountMax });
  const isChance = ({ low, value, high }: Ranged) =>
    low >= 0 && low <= value && value <= high && high <= 1;
  for (const { id, chance, already } of places) {
    const all = [chance.day, chance.night, already.day, already.night];
    if (!all.every(isChance)) refuse({ place: id, reason: "chance" });
  }
  for (const { id, count, lookMin, hours } of groups) {
    if (!(Number.isInteger(count) && count >= 0 && count <= 1_000)) {
      refuse({ group: id, reason: "count", count });
    }
    if (!(lookMin > 0 && lookMin <= slotMin)) refuse({ group: id, reason: "look", lookMin });
    const { fromMin, toMin } = hours;
    const isSound = fromMin >= 0 && toMin > fromMin && toMin - fromMin <= MINUTES_OF_DAY;
    if (!isSound) refuse({ group: id, reason: "hours", fromMin, toMin });
  }
}

/**
 * The game of a timetable at one end of the ranges: `slow` has the least chances of seeing, `fast` the
 * greatest. A look begins in its slot and the next one in a later slot, so that a drive between takes
 * whole slots; the slower of day and night is taken where a drive would touch both.
 * @throws PlanningError `TL_PLAN_PATROL`
 */
export function timetableGame(given: TimetableProblem, end: RangeEnd): TimetableGame {
  checkTimetable(given);
  const problem = end === "value" ? given : { ...given, legs: given.legsAt?.[end] ?? given.legs };
  const { places, groups, slotMin, legs } = problem;
  const slotsOfDay = MINUTES_OF_DAY / slotMin;
  const size = places.length * slotsOfDay;
  const unseen = new Float64Array(size);
  const gain = new Float64Array(size);
  const of = ({ value, low, high }: Ranged) =>
    end === "slow" ? low : end === "fast" ? high : value;
  for (const [place, { chance, already }] of places.entries()) {
    for (let slot = 0; slot < slotsOfDay; slot++) {
      const light = isLight(legs.daylight, (slot + 0.5) * slotMin) ? "day" : "night";
      const seen = of(already[light]);
      unseen[place * slotsOfDay + slot] = seen;
      gain[place * slotsOfDay + slot] = (1 - seen) * of(chance[light]);
    }
  }
  const networks = groups
    .filter(({ count }) => count > 0)
    .map((group) => groupNetwork(problem, group));
  const canLook = new Uint8Array(size);
  for (const network of networks) {
    for (const [node, usable] of network.isUsable.entries()) {
      if (usable === 1) canLook[optionOf(network, node, slotsOfDay)] = 1;
    }
  }
  return { placeCount: places.length, slotsOfDay, slotMin, networks, unseen, gain, canLook };
}

/** The option that a patrol at a node looks at. */
export function optionOf(network: GroupNetwork, node: number, slotsOfDay: number): number {
  const place = node % network.placeCount;
  const slot = (network.firstSlot + Math.floor(node / network.placeCount)) % slotsOfDay;
  return place * slotsOfDay + slot;
}

/** Driving minutes after a look in a slot; the slower of day and night if light changes on the way. */
export function driveAfterLookMin(
  problem: TimetableProblem,
  lookMin: number,
  from: number,
  to: number,
  slot: number,
): number {
  const { legs, slotMin } = problem;
  const startMin = slot * slotMin;
  const lightAt = (minute: number) => isLight(legs.daylight, minute);
  const byDay = legs.day[from]?.[to] ?? Number.POSITIVE_INFINITY;
  const byNight = legs.night[from]?.[to] ?? Number.POSITIVE_INFINITY;
  const first = lightAt(startMin) ? byDay : byNight;
  if (!Number.isFinite(first)) return Number.POSITIVE_INFINITY;
  // One slot more, as a look need not begin when its slot does.
  const untilMin = startMin + (Math.ceil((lookMin + first) / slotMin) + 1) * slotMin;
  for (let atMin = startMin; atMin < untilMin; atMin += slotMin) {
    if (lightAt(atMin) !== lightAt(startMin)) return Math.max(byDay, byNight);
  }
  return first;
}

function groupNetwork(problem: TimetableProblem, group: PatrolGroup): GroupNetwork {
  const { places, slotMin } = problem;
  const firstSlot = Math.ceil(group.hours.fromMin / slotMin - 1e-9);
  const slotCount = Math.max(0, Math.floor(group.hours.toMin / slotMin + 1e-9) - firstSlot);
  const n = places.length;
  const gaps = new GapTable(problem, group, firstSlot, slotCount);
  const starts: number[] = [];
  const canEnd = new Uint8Array(n * slotCount);
  for (let slot = 0; slot < slotCount; slot++) {
    for (let place = 0; place < n; place++) {
      const node = slot * n + place;
      if (gaps.fromBase(slot, place) <= slot) starts.push(node);
      if (slot + gaps.toBase(slot, place) <= slotCount) canEnd[node] = 1;
    }
  }
  const firstArc = new Int32Array(n * slotCount + 1);
  const arcTo: number[] = [];
  for (let slot = 0; slot < slotCount; slot++) {
    for (let from = 0; from < n; from++) {
      firstArc[slot * n + from] = arcTo.length;
      for (let to = 0; to < n; to++) {
        const gap = gaps.between(slot, from, to);
        if (slot + gap >= slotCount) continue;
        if (!isPassing(gaps, n, slot, from, to, gap)) arcTo.push((slot + gap) * n + to);
      }
      if (arcTo.length > arcCountMax) {
        throw new PlanningError("TL_PLAN_PATROL", { group: group.id, reason: "too many ways" });
      }
    }
  }
  firstArc[n * slotCount] = arcTo.length;
  const arcs = Int32Array.from(arcTo);
  const isUsable = usableNodes(n * slotCount, starts, firstArc, arcs, canEnd);
  return {
    group,
    slotCount,
    firstSlot,
    placeCount: n,
    starts: Int32Array.from(starts),
    firstArc,
    arcTo: arcs,
    canEnd,
    isUsable,
  };
}

/** Looking at a place on the way takes no longer: then the direct way is never better. */
function isPassing(
  gaps: GapTable,
  n: number,
  slot: number,
  from: number,
  to: number,
  gap: number,
): boolean {
  if (gap < 2) return false;
  for (let via = 0; via < n; via++) {
    if (via === from || via === to) continue;
    const first = gaps.between(slot, from, via);
    if (first < gap && first + gaps.between(slot + first, via, to) <= gap) return true;
  }
  // Looking once more where one is, then driving, arrives no later either.
  return from !== to && 1 + gaps.between(slot + 1, from, to) <= gap;
}

/** Nodes on some way from the base and home again. Arcs lead to later slots only. */
function usableNodes(
  nodeCount: number,
  starts: readonly number[],
  firstArc: Int32Array,
  arcTo: Int32Array,
  canEnd: Uint8Array,
): Uint8Array {
  const isReached = new Uint8Array(nodeCount);
  for (const node of starts) isReached[node] = 1;
  for (let node = 0; node < nodeCount; node++) {
    if (isReached[node] === 0) continue;
    for (let arc = firstArc[node] as number; arc < (firstArc[node + 1] as number); arc++) {
      isReached[arcTo[arc] as number] = 1;
    }
  }
  const leadsHome = new Uint8Array(nodeCount);
  for (let node = nodeCount - 1; node >= 0; node--) {
    leadsHome[node] = canEnd[node] as number;
    for (let arc = firstArc[node] as number; arc < (firstArc[node + 1] as number); arc++) {
      if (leadsHome[arcTo[arc] as number] === 1) leadsHome[node] = 1;
    }
  }
  return isReached.map((reached, node) => (reached === 1 && leadsHome[node] === 1 ? 1 : 0));
}

/** Whole slots between looks, by place, place and slot of the patrol's hours. */
class GapTable {
  readonly #count: number;
  readonly #slotCount: number;
  readonly #gaps: Uint16Array;
  readonly #home: Uint16Array;
  readonly #out: Uint16Array;

  constructor(problem: TimetableProblem, group: PatrolGroup, firstSlot: number, slotCount: number) {
    const { places } = problem;
    const n = places.length;
    this.#count = n;
    this.#slotCount = slotCount;
    this.#gaps = new Uint16Array(n * n * slotCount);
    this.#home = new Uint16Array(n * slotCount);
    const never = slotCount + 1;
    // Slots from a look that begins at the start of a slot to the next that can begin.
    const gap = (lookMin: number, from: number, to: number, slot: number) => {
      const minutes = driveAfterLookMin(problem, lookMin, from, to, firstSlot + slot);
      return Math.min(never, Math.ceil((lookMin + minutes) / problem.slotMin - 1e-9));
    };
    this.#out = new Uint16Array(n * slotCount);
    for (let slot = 0; slot < slotCount; slot++) {
      for (const [from, one] of places.entries()) {
        // Whoever waits at the base may leave in better light and be there sooner.
        const before = slot > 0 ? (this.#out[(slot - 1) * n + from] as number) : never;
        const now = slot + gap(0, group.base, one.place, slot);
        this.#out[slot * n + from] = Math.min(before, now, never);
        this.#home[slot * n + from] = gap(group.lookMin, one.place, group.base, slot);
        for (const [to, other] of places.entries()) {
          const slots = gap(group.lookMin, one.place, other.place, slot);
          this.#gaps[(slot * n + from) * n + to] = Math.max(1, slots);
        }
      }
    }
  }

  between(slot: number, from: number, to: number): number {
    if (slot >= this.#slotCount) return this.#slotCount + 1;
    return this.#gaps[(slot * this.#count + from) * this.#count + to] as number;
  }

  toBase(slot: number, from: number): number {
    return this.#home[slot * this.#count + from] as number;
  }

  /** The first slot in which a patrol can be there that has left by the slot given. */
  fromBase(slot: number, to: number): number {
    return this.#out[slot * this.#count + to] as number;
  }
}
