import { assign } from "./assignment.ts";
import { type AssociationGraph, associationOdds } from "./association-odds.ts";
import type { MotionEstimate } from "./motion.ts";
import type { PlaneTrackerOptions } from "./plane-tracker-options.ts";
import { receiveAsRivals, type ScanTracks } from "./rival-tracks.ts";
import { groupsOf } from "./track-groups.ts";
import { TurnFilter } from "./turn-filter.ts";
import { SLOT_SIZE } from "./turn-slot.ts";

/** A track told by the tracker, for the instant of the last scan. */
export interface PlaneTrack extends MotionEstimate {
  /** Goes on with one of those that contested a place; with which of them, nobody can say. */
  readonly id: number;
  /** Chance that it is something at all, 0..1. */
  readonly existenceRatio: number;
}

/** Squared distance that keeps 99.97 % of what a right model gives. */
const GATE = 16;
/** Tracks less likely than this end. */
const FORGOTTEN_RATIO = 0.005;
/** A place begins a track if the chance that it is new is at least this. */
const BIRTH_RATIO = 0.01;

/**
 * Tracks of things that do not say who they are, from scans of places on a plane, each with straight
 * and turning motion mixed (`TurnFilter`) and a chance of existing (Musicki and Evans 2004; with
 * `probabilistic` the track-oriented filter of Williams 2015, the parts of tracks that contest places
 * exchanged: `receiveAsRivals`).
 *
 * Bounded by `trackCountMax`; the least likely give way. Some 4 µs a place on a slow machine.
 */
export class PlaneTracker {
  readonly #options: PlaneTrackerOptions;
  readonly #filter: TurnFilter;
  readonly #varianceM2: number;
  readonly #slots: Float64Array;
  readonly #existence: Float64Array;
  readonly #ids: Int32Array;
  #trackCount = 0;
  #nextId = 1;
  #atMs: number | undefined;
  /** New things expected in this scan, per square metre. */
  #newPerM2 = 0;
  #pairPlaces = new Int32Array(256);
  #pairDensities = new Float64Array(256);
  #pairCount = 0;
  /** First pair of each track; pairs of a track lie side by side. */
  #firstPair = new Int32Array(0);

  constructor(options: PlaneTrackerOptions) {
    this.#options = options;
    this.#filter = new TurnFilter(options.motion);
    this.#varianceM2 = options.positionSigmaM ** 2;
    this.#slots = new Float64Array(options.trackCountMax * SLOT_SIZE);
    this.#existence = new Float64Array(options.trackCountMax);
    this.#ids = new Int32Array(options.trackCountMax);
  }

  /** Takes a scan: east and north of each place, metres, one after the other. Scans come in order of time. */
  scan(atMs: number, places: Float64Array): void {
    const stepS = this.#atMs === undefined ? 0 : (atMs - this.#atMs) / 1000;
    this.#newPerM2 =
      this.#atMs === undefined ? this.#options.presentPerM2 : this.#options.birthPerM2;
    this.#atMs = atMs;
    for (let track = 0; track < this.#trackCount; track++) {
      this.#existence[track] = (this.#existence[track] as number) * this.#options.survivalRatio;
      this.#filter.advance(this.#slots, track * SLOT_SIZE, stepS);
    }
    this.#gate(places);
    const placeCount = places.length / 2;
    const placeAlone =
      this.#options.association === "probabilistic"
        ? this.#shareOut(places, placeCount, stepS)
        : this.#giveOut(places, placeCount);
    this.#forget();
    this.#begin(places, placeAlone);
  }

  /** Tracks likely enough to be told, as they are at the last scan. */
  tracks(): readonly PlaneTrack[] {
    const told: PlaneTrack[] = [];
    for (let track = 0; track < this.#trackCount; track++) {
      const existenceRatio = this.#existence[track] as number;
      if (existenceRatio < this.#options.toldRatio) continue;
      const estimate = this.#filter.estimate(this.#slots, track * SLOT_SIZE);
      told.push({ id: this.#ids[track] as number, existenceRatio, ...estimate });
    }
    return told;
  }

  /** Finds which places lie in whose gate, by going through them from west to east. */
  #gate(places: Float64Array): void {
    const placeCount = places.length / 2;
    const order = new Int32Array(placeCount);
    for (let place = 0; place < placeCount; place++) order[place] = place;
    order.sort((one, other) => (places[one * 2] as number) - (places[other * 2] as number));
    const eastM = new Float64Array(placeCount);
    for (let at = 0; at < placeCount; at++) eastM[at] = places[(order[at] as number) * 2] as number;
    this.#pairCount = 0;
    if (this.#firstPair.length <= this.#trackCount) {
      this.#firstPair = new Int32Array(this.#trackCount * 2 + 1);
    }
    for (let track = 0; track < this.#trackCount; track++) {
      this.#firstPair[track] = this.#pairCount;
      const base = track * SLOT_SIZE;
      const { fromM, toM } = this.#filter.eastRange(this.#slots, base, this.#varianceM2, GATE);
      for (let at = lowerBound(eastM, fromM); at < placeCount; at++) {
        if ((eastM[at] as number) > toM) break;
        const place = order[at] as number;
        const east = places[place * 2] as number;
        const north = places[place * 2 + 1] as number;
        const squared = this.#filter.distanceSquared(
          this.#slots,
          base,
          east,
          north,
          this.#varianceM2,
        );
        if (squared > GATE) continue;
        this.#addPair(
          place,
          this.#filter.likelihood(this.#slots, base, east, north, this.#varianceM2),
        );
      }
    }
    this.#firstPair[this.#trackCount] = this.#pairCount;
  }

  #addPair(place: number, density: number): void {
    if (this.#pairCount === this.#pairPlaces.length) {
      this.#pairPlaces = doubled(this.#pairPlaces, Int32Array);
      this.#pairDensities = doubled(this.#pairDensities, Float64Array);
    }
    this.#pairPlaces[this.#pairCount] = place;
    this.#pairDensities[this.#pairCount] = density;
    this.#pairCount += 1;
  }

  /** Every place to every track with its chance. Returns the chance of each place to be no track's. */
  #shareOut(places: Float64Array, placeCount: number, stepS: number): Float64Array {
    const { detectionRatio, clutterPerM2 } = this.#options;
    const weights = new Float64Array(this.#pairCount);
    for (let track = 0; track < this.#trackCount; track++) {
      const heard = (this.#existence[track] as number) * detectionRatio;
      const perDensity = heard / (1 - heard) / (clutterPerM2 + this.#newPerM2);
      const last = this.#firstPair[track + 1] as number;
      for (let pair = this.#firstPair[track] as number; pair < last; pair++) {
        weights[pair] = perDensity * (this.#pairDensities[pair] as number);
      }
    }
    const graph: AssociationGraph = {
      trackCount: this.#trackCount,
      placeCount,
      firstPair: this.#firstPair,
      places: this.#pairPlaces,
      weights,
    };
    const { pairChances, trackAlone, placeAlone, exactGroups } = associationOdds(graph);
    const missed = new Float64Array(this.#trackCount);
    for (let track = 0; track < this.#trackCount; track++) {
      const existence = this.#existence[track] as number;
      const alone = trackAlone[track] as number;
      missed[track] = (alone * existence * (1 - detectionRatio)) / (1 - existence * detectionRatio);
      this.#existence[track] = Math.min(1, 1 - alone + (missed[track] as number));
    }
    const scan: ScanTracks = {
      graph,
      places,
      varianceM2: this.#varianceM2,
      stepS,
      slots: this.#slots,
      existence: this.#existence,
      missed,
      pairChances,
    };
    const isDone = new Uint8Array(this.#trackCount);
    for (const group of exactGroups) {
      for (const track of receiveAsRivals(this.#filter, group, scan)) isDone[track] = 1;
    }
    for (let track = 0; track < this.#trackCount; track++) {
      const from = this.#firstPair[track] as number;
      const count = (this.#firstPair[track + 1] as number) - from;
      if (count === 0 || isDone[track] === 1) continue;
      // Given that it exists: missed or one of the places.
      const scale = 1 / (1 - (trackAlone[track] as number) + (missed[track] as number));
      const chances = pairChances.subarray(from, from + count);
      for (let at = 0; at < count; at++) chances[at] = (chances[at] as number) * scale;
      const own = this.#pairPlaces.subarray(from, from + count);
      this.#filter.receive(
        this.#slots,
        track * SLOT_SIZE,
        places,
        own,
        chances,
        count,
        this.#varianceM2,
      );
    }
    return placeAlone;
  }

  /** One place to one track. Returns 1 for each place that none took, else 0. */
  #giveOut(places: Float64Array, placeCount: number): Float64Array {
    const placeOfTrack =
      this.#options.association === "nearest"
        ? this.#nearest(places, placeCount)
        : this.#globalNearest(placeCount);
    const { detectionRatio, clutterPerM2 } = this.#options;
    const placeAlone = new Float64Array(placeCount).fill(1);
    for (let track = 0; track < this.#trackCount; track++) {
      const existence = this.#existence[track] as number;
      const pair = placeOfTrack[track] as number;
      if (pair === -1) {
        this.#existence[track] =
          (existence * (1 - detectionRatio)) / (1 - existence * detectionRatio);
        continue;
      }
      const ratio = (detectionRatio * (this.#pairDensities[pair] as number)) / clutterPerM2;
      this.#existence[track] = (existence * ratio) / (existence * ratio + (1 - existence));
      const place = this.#pairPlaces[pair] as number;
      placeAlone[place] = 0;
      this.#filter.receive(
        this.#slots,
        track * SLOT_SIZE,
        places,
        [place],
        [1],
        1,
        this.#varianceM2,
      );
    }
    return placeAlone;
  }

  /** The surest track chooses first. Returns the pair of each track, −1 for none. */
  #nearest(places: Float64Array, placeCount: number): Int32Array {
    const pairOfTrack = new Int32Array(this.#trackCount).fill(-1);
    const isTaken = new Uint8Array(placeCount);
    const order = Array.from({ length: this.#trackCount }, (_, track) => track).sort(
      (one, other) => (this.#existence[other] as number) - (this.#existence[one] as number),
    );
    for (const track of order) {
      let least = Number.POSITIVE_INFINITY;
      let best = -1;
      for (
        let pair = this.#firstPair[track] as number;
        pair < (this.#firstPair[track + 1] as number);
        pair++
      ) {
        const place = this.#pairPlaces[pair] as number;
        if (isTaken[place] === 1) continue;
        const squared = this.#filter.distanceSquared(
          this.#slots,
          track * SLOT_SIZE,
          places[place * 2] as number,
          places[place * 2 + 1] as number,
          this.#varianceM2,
        );
        if (squared < least) {
          least = squared;
          best = pair;
        }
      }
      pairOfTrack[track] = best;
      if (best !== -1) isTaken[this.#pairPlaces[best] as number] = 1;
    }
    return pairOfTrack;
  }

  /** The likeliest pairing, solved apart for each group of tracks that share places. */
  #globalNearest(placeCount: number): Int32Array {
    const { detectionRatio, clutterPerM2 } = this.#options;
    const pairOfTrack = new Int32Array(this.#trackCount).fill(-1);
    const columnOf = new Int32Array(placeCount).fill(-1);
    const groups = groupsOf(this.#trackCount, placeCount, this.#firstPair, this.#pairPlaces);
    for (const tracks of groups) {
      const columns: number[] = [];
      for (const track of tracks) {
        for (
          let pair = this.#firstPair[track] as number;
          pair < (this.#firstPair[track + 1] as number);
          pair++
        ) {
          const place = this.#pairPlaces[pair] as number;
          if (columnOf[place] === -1) {
            columnOf[place] = columns.length;
            columns.push(place);
          }
        }
      }
      const costs = new Float64Array(tracks.length * columns.length).fill(Number.POSITIVE_INFINITY);
      const alone = new Float64Array(tracks.length);
      const pairAt = new Int32Array(costs.length);
      for (const [row, track] of tracks.entries()) {
        const existence = this.#existence[track] as number;
        alone[row] = -Math.log(1 - existence * detectionRatio);
        for (
          let pair = this.#firstPair[track] as number;
          pair < (this.#firstPair[track + 1] as number);
          pair++
        ) {
          const at = row * columns.length + (columnOf[this.#pairPlaces[pair] as number] as number);
          const density = existence * detectionRatio * (this.#pairDensities[pair] as number);
          costs[at] = -Math.log(Math.max(density, Number.MIN_VALUE));
          pairAt[at] = pair;
        }
      }
      const { columnOfRow } = assign({
        rowCount: tracks.length,
        columnCount: columns.length,
        costs,
        unmatchedRowCost: alone,
        unmatchedColumnCost: -Math.log(clutterPerM2 + this.#newPerM2),
      });
      for (const [row, track] of tracks.entries()) {
        const column = columnOfRow[row] as number;
        if (column !== -1) pairOfTrack[track] = pairAt[row * columns.length + column] as number;
      }
    }
    return pairOfTrack;
  }

  /** Drops tracks that are hardly anything any more. */
  #forget(): void {
    let kept = 0;
    for (let track = 0; track < this.#trackCount; track++) {
      if ((this.#existence[track] as number) < FORGOTTEN_RATIO) continue;
      if (kept !== track) {
        this.#existence[kept] = this.#existence[track] as number;
        this.#ids[kept] = this.#ids[track] as number;
        this.#slots.copyWithin(kept * SLOT_SIZE, track * SLOT_SIZE, (track + 1) * SLOT_SIZE);
      }
      kept += 1;
    }
    this.#trackCount = kept;
  }

  #begin(places: Float64Array, placeAlone: Float64Array): void {
    const { clutterPerM2, positionSigmaM, trackCountMax } = this.#options;
    const newRatio = this.#newPerM2 / (this.#newPerM2 + clutterPerM2);
    for (let place = 0; place < placeAlone.length; place++) {
      const existence = newRatio * (placeAlone[place] as number);
      if (existence < BIRTH_RATIO) continue;
      let slot = this.#trackCount;
      if (slot === trackCountMax) {
        slot = leastAt(this.#existence, this.#trackCount);
        if ((this.#existence[slot] as number) >= existence) continue;
      } else this.#trackCount += 1;
      this.#existence[slot] = existence;
      this.#ids[slot] = this.#nextId;
      this.#nextId += 1;
      this.#filter.begin(
        this.#slots,
        slot * SLOT_SIZE,
        places[place * 2] as number,
        places[place * 2 + 1] as number,
        positionSigmaM,
      );
    }
  }
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function leastAt(values: Float64Array, count: number): number {
  let least = 0;
  for (let at = 1; at < count; at++) {
    if ((values[at] as number) < (values[least] as number)) least = at;
  }
  return least;
}

function doubled<T extends Int32Array | Float64Array>(
  values: T,
  make: new (length: number) => T,
): T {
  const wide = new make(values.length * 2);
  wide.set(values);
  return wide;
}
