import { chooseLeaves } from "./choose-leaves.ts";
import type { MotionEstimate } from "./motion.ts";
import type { PlaneTrackerOptions } from "./plane-tracker-options.ts";
import { TurnFilter } from "./turn-filter.ts";
import { SLOT_SIZE } from "./turn-slot.ts";

export interface MultiScanOptions extends Omit<PlaneTrackerOptions, "association"> {
  /** Decisions may be taken back for so many scans. */
  readonly scanWindow: number;
  /** Ways kept open, a track. */
  readonly branchCountMax: number;
  /** Scans of the past kept, and for so many scans tracks that have ended. */
  readonly pastCountMax: number;
}

type Past = { readonly scan: number; readonly estimate: MotionEstimate }[];

/** Where a track was at the scans so far, by all that is known now. */
export interface RevisedTrack {
  readonly id: number;
  /** Oldest first, from its second place on. */
  readonly past: Readonly<Past>;
}

/** Squared distance, as of `PlaneTracker`. */
const GATE = 16;
/** A way so much less likely than the best of its track is not followed. */
const GAIN_LOST_MAX = 14;
const MISS_COUNT_MAX = 3;

/** One way in which a track may have run, at one scan. */
interface Node {
  readonly treeId: number;
  parent: Node | undefined;
  readonly scan: number;
  readonly gain: number;
  readonly hitCount: number;
  /** Since it was received last. */
  readonly missCount: number;
  readonly slots: Float64Array;
  /** Places taken in the scans of the window, by number; every place of a window has its own. */
  readonly taken: readonly number[];
}

/**
 * Tracks of things that do not say who they are, association left open for some scans: every way in
 * which tracks may have run is kept for a while, and after each scan the ways that together explain
 * all scans of the window best are chosen, no place twice (track-oriented multiple hypotheses,
 * Blackman 2004; choice by `chooseLeaves`). What was told of earlier scans is revised with it.
 *
 * For a few things at a time: with a window as long as the scene it finds the best explanation of
 * the scene, and each scan costs some hundred times what `PlaneTracker` needs. In a dense crossing of
 * many, where ways must be dropped, `PlaneTracker` with chances is nearer to the truth at once.
 */
export class MultiScanTracker {
  readonly #options: MultiScanOptions;
  readonly #filter: TurnFilter;
  readonly #varianceM2: number;
  #trees = new Map<number, readonly Node[]>();
  #chosen: readonly Node[] = [];
  /** What stands of each track, up to the scan that left the window. */
  readonly #decided = new Map<number, Past>();
  #nextTreeId = 1;
  #scan = -1;
  #atMs: number | undefined;
  /** Places received so far: each has a number of its own. */
  #placeCount = 0;

  constructor(options: MultiScanOptions) {
    this.#options = options;
    this.#filter = new TurnFilter(options.motion);
    this.#varianceM2 = options.positionSigmaM ** 2;
  }

  /** Takes a scan: east and north of each place, metres, one after the other. */
  scan(atMs: number, places: Float64Array): void {
    const stepS = this.#atMs === undefined ? 0 : (atMs - this.#atMs) / 1000;
    const isFirst = this.#atMs === undefined;
    this.#atMs = atMs;
    this.#scan += 1;
    const firstPlace = this.#placeCount;
    this.#placeCount += places.length / 2;
    for (const [id, leaves] of this.#trees)
      this.#trees.set(id, this.#grow(leaves, stepS, places, firstPlace));
    this.#begin(places, firstPlace, isFirst);
    this.#chosen = chooseLeaves([...this.#trees.values()]);
    this.#decide();
  }

  /** Tracks at the last scan, from their second place on. */
  tracks(): readonly (MotionEstimate & { readonly id: number })[] {
    return this.#chosen
      .filter((leaf) => leaf.hitCount > 1 && leaf.missCount < MISS_COUNT_MAX)
      .map((leaf) => ({ id: leaf.treeId, ...this.#filter.estimate(leaf.slots, 0) }));
  }

  /** All tracks of the scans kept, ended ones too, as they are seen now. */
  revisedTracks(): readonly RevisedTrack[] {
    const open = new Map(
      this.#chosen
        .filter((leaf) => leaf.hitCount > 1)
        .map((leaf) => [leaf.treeId, this.#openPast(leaf)]),
    );
    const ids = new Set([...this.#decided.keys(), ...open.keys()]);
    return [...ids].map((id) => ({
      id,
      past: [...(this.#decided.get(id) ?? []), ...(open.get(id) ?? [])],
    }));
  }

  /** The part of a way that may still be revised. */
  #openPast(leaf: Node): Past {
    const past: Past = [];
    const decidedScan = this.#scan - this.#options.scanWindow;
    for (let node: Node | undefined = leaf; node !== undefined; node = node.parent) {
      if (node.hitCount < 2 || node.scan <= decidedScan) break;
      past.push({ scan: node.scan, estimate: this.#filter.estimate(node.slots, 0) });
    }
    return past.reverse();
  }

  /** All ways on from the leaves of one tree. */
  #grow(
    leaves: readonly Node[],
    stepS: number,
    places: Float64Array,
    firstPlace: number,
  ): readonly Node[] {
    const { detectionRatio, clutterPerM2, survivalRatio, scanWindow, branchCountMax } =
      this.#options;
    const missGain = Math.log(1 - survivalRatio * detectionRatio);
    const grown: Node[] = [];
    for (const leaf of leaves) {
      if (leaf.missCount >= MISS_COUNT_MAX) {
        // Ended: what it took in the window stays its own.
        grown.push({ ...leaf, taken: within(leaf.taken, -1, scanWindow) });
        continue;
      }
      const ahead = leaf.slots.slice();
      this.#filter.advance(ahead, 0, stepS);
      const parent = this.#cut(leaf);
      const common = { treeId: leaf.treeId, parent, scan: this.#scan };
      grown.push({
        ...common,
        gain: leaf.gain + missGain,
        hitCount: leaf.hitCount,
        missCount: leaf.missCount + 1,
        slots: ahead,
        taken: within(leaf.taken, -1, scanWindow),
      });
      for (let place = 0; place < places.length / 2; place++) {
        const east = places[place * 2] as number;
        const north = places[place * 2 + 1] as number;
        if (this.#filter.distanceSquared(ahead, 0, east, north, this.#varianceM2) > GATE) continue;
        const density = this.#filter.likelihood(ahead, 0, east, north, this.#varianceM2);
        const slots = ahead.slice();
        this.#filter.receive(slots, 0, places, [place], [1], 1, this.#varianceM2);
        grown.push({
          ...common,
          gain: leaf.gain + Math.log((survivalRatio * detectionRatio * density) / clutterPerM2),
          hitCount: leaf.hitCount + 1,
          missCount: 0,
          slots,
          taken: within(leaf.taken, firstPlace + place, scanWindow),
        });
      }
    }
    grown.sort((one, other) => other.gain - one.gain);
    const best = grown[0]?.gain ?? 0;
    const likely = grown.filter((leaf) => leaf.gain > best - GAIN_LOST_MAX);
    if (likely.length <= branchCountMax) return likely;
    // The best way to each place comes first: where another track takes a place, one remains.
    const ends = new Set<number | undefined>();
    const isFirst = likely.map((leaf) => {
      const end = leaf.taken.at(-1);
      const isNew = !ends.has(end);
      ends.add(end);
      return isNew;
    });
    const order = [...likely.keys()].sort(
      (one, other) => Number(isFirst[other]) - Number(isFirst[one]) || one - other,
    );
    const kept = new Set(order.slice(0, branchCountMax));
    return likely.filter((_, index) => kept.has(index));
  }

  /** Parents beyond the window are let go. */
  #cut(leaf: Node): Node {
    let depth = 0;
    let node: Node | undefined = leaf;
    while (node !== undefined && depth < this.#options.scanWindow) {
      node = node.parent;
      depth += 1;
    }
    return node?.parent === undefined ? leaf : withoutParents(leaf, this.#options.scanWindow);
  }

  #begin(places: Float64Array, firstPlace: number, isFirst: boolean): void {
    const { presentPerM2, birthPerM2, clutterPerM2, positionSigmaM, trackCountMax } = this.#options;
    const gain = Math.log((isFirst ? presentPerM2 : birthPerM2) / clutterPerM2);
    for (let place = 0; place < places.length / 2 && this.#trees.size < trackCountMax; place++) {
      const slots = new Float64Array(SLOT_SIZE);
      const east = places[place * 2] as number;
      const north = places[place * 2 + 1] as number;
      this.#filter.begin(slots, 0, east, north, positionSigmaM);
      const treeId = this.#nextTreeId;
      this.#nextTreeId += 1;
      this.#trees.set(treeId, [
        {
          treeId,
          parent: undefined,
          scan: this.#scan,
          gain,
          hitCount: 1,
          missCount: 0,
          slots,
          taken: [firstPlace + place],
        },
      ]);
    }
  }

  /** What the chosen ways say of the scan that leaves the window stands from now on. */
  #decide(): void {
    const decidedScan = this.#scan - this.#options.scanWindow;
    this.#note(decidedScan);
    const chosen = new Map(this.#chosen.map((leaf) => [leaf.treeId, leaf]));
    const decidedPlaces = new Map<number, number>();
    if (decidedScan >= 0) {
      for (const leaf of this.#chosen) {
        if (leaf.scan - decidedScan < leaf.taken.length) {
          const place = leaf.taken[leaf.taken.length - 1 - (leaf.scan - decidedScan)];
          if (place !== undefined && place !== -1) decidedPlaces.set(place, leaf.treeId);
        }
      }
    }
    for (const [id, leaves] of this.#trees) {
      const own = chosen.get(id);
      const ancestor = own === undefined ? undefined : ancestorAt(own, decidedScan);
      const kept = leaves.filter((leaf) => {
        if (ancestor !== undefined) return ancestorAt(leaf, decidedScan) === ancestor;
        return leaf.taken.every((place) => (decidedPlaces.get(place) ?? id) === id);
      });
      const isOld =
        own === undefined && (leaves[0] === undefined || beganBy(leaves[0], decidedScan));
      if (kept.length === 0 || isOld) this.#trees.delete(id);
      else this.#trees.set(id, kept);
    }
  }

  #note(decidedScan: number): void {
    for (const leaf of this.#chosen) {
      const node = ancestorAt(leaf, decidedScan);
      if (node === undefined || node.scan !== decidedScan || node.hitCount < 2) continue;
      const past = this.#decided.get(leaf.treeId) ?? [];
      past.push({ scan: decidedScan, estimate: this.#filter.estimate(node.slots, 0) });
      this.#decided.set(leaf.treeId, past);
    }
    const oldest = decidedScan - this.#options.pastCountMax;
    for (const [id, past] of this.#decided) {
      while (past[0] !== undefined && past[0].scan <= oldest) past.shift();
      if (past.length === 0) this.#decided.delete(id);
    }
  }
}

/** Node objects are shared between ways: those that remain must stay the same ones. */
function withoutParents(leaf: Node, depth: number): Node {
  let node: Node | undefined = leaf;
  for (let step = 0; step < depth && node !== undefined; step++) node = node.parent;
  if (node !== undefined) node.parent = undefined;
  return leaf;
}

function within(taken: readonly number[], place: number, window: number): readonly number[] {
  return [...taken.slice(-window), place];
}

function ancestorAt(leaf: Node, scan: number): Node | undefined {
  let node: Node | undefined = leaf;
  while (node !== undefined && node.scan > scan) node = node.parent;
  return node;
}

function beganBy(leaf: Node, scan: number): boolean {
  return leaf.scan - (leaf.taken.length - 1) <= scan;
}
