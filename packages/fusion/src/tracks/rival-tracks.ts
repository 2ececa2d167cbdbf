import type { AssociationGraph } from "./association-odds.ts";
import { exchangedShares } from "./exchange-shares.ts";
import type { TurnFilter } from "./turn-filter.ts";
import { SLOT_SIZE } from "./turn-slot.ts";

// Chosen on 70 made scenes that no bench and no test measures; half or twice as much of any of them
// changes GOSPA there by less than 2 %.

/** Tracks less likely than this exchange no parts. */
const RIVAL_RATIO = 0.4;
/** Two tracks contest a place that either has with at least this chance. */
const CONTEST_RATIO = 0.02;
/** Parts less likely than this are left out. */
const PART_RATIO = 1e-3;
/** Parts are compared by where they would be now and so many scans later. */
const SCANS_AHEAD = 2;

/** Tracks of a scan, each carried on to it, with the places in their gates and the chances of both. */
export interface ScanTracks {
  readonly graph: AssociationGraph;
  readonly places: Float64Array;
  readonly varianceM2: number;
  readonly stepS: number;
  readonly slots: Float64Array;
  /** Of each track, the chance that it is there at all, as it is now known. */
  readonly existence: Float64Array;
  /** Of each track, the chance that it is there and was missed. */
  readonly missed: Float64Array;
  /** Of each pair, the chance that the place is the track's. */
  readonly pairChances: Float64Array;
}

/**
 * Takes the places in for those tracks of a group that contest some, with the parts of these tracks
 * exchanged so that none is spread over several places without need: without that, tracks with like
 * chances for the same places end up together in the middle. Returns the tracks that are done.
 */
export function receiveAsRivals(
  filter: TurnFilter,
  group: readonly number[],
  scan: ScanTracks,
): readonly number[] {
  const rivals = rivalsOf(group, scan);
  if (rivals.length === 0) return [];
  const tracks = [...new Set(rivals.flat())];
  const { slots, places, varianceM2, stepS } = scan;
  const { owners, chances, placeOf } = partsOf(tracks, scan);
  const partCount = owners.length;
  const states = new Float64Array(partCount * SLOT_SIZE);
  const whereabouts: number[] = [];
  for (let part = 0; part < partCount; part++) {
    const from = (tracks[owners[part] as number] as number) * SLOT_SIZE;
    const at = part * SLOT_SIZE;
    states.set(slots.subarray(from, from + SLOT_SIZE), at);
    const place = placeOf[part] as number;
    if (place !== -1) filter.receive(states, at, places, [place], [1], 1, varianceM2);
    const { eastM, northM, eastMps, northMps } = filter.estimate(states, at);
    const aheadS = SCANS_AHEAD * stepS;
    whereabouts.push(eastM, northM, eastM + aheadS * eastMps, northM + aheadS * northMps);
  }
  const indexOf = new Map(tracks.map((track, index) => [track, index]));
  const shares = exchangedShares({
    trackCount: tracks.length,
    partCount,
    owners,
    chances,
    whereabouts,
    rivals: rivals.map(
      ([one, other]) => [indexOf.get(one) as number, indexOf.get(other) as number] as const,
    ),
  });
  const own = new Float64Array(partCount * SLOT_SIZE);
  for (const [index, track] of tracks.entries()) {
    const taken: number[] = [];
    for (const [part, share] of (shares[index] as Float64Array).entries()) {
      if (share === 0) continue;
      own.set(states.subarray(part * SLOT_SIZE, (part + 1) * SLOT_SIZE), taken.length * SLOT_SIZE);
      taken.push(share);
    }
    if (taken.length > 0) filter.combine(slots, track * SLOT_SIZE, own, taken, taken.length);
  }
  return tracks;
}

/** Pairs of likely tracks that contest a place. */
function rivalsOf(
  group: readonly number[],
  { graph, existence, pairChances }: ScanTracks,
): readonly (readonly [number, number])[] {
  const { firstPair, places } = graph;
  const contenders = new Map<number, number[]>();
  const rivals = new Map<number, readonly [number, number]>();
  for (const track of group) {
    if ((existence[track] as number) < RIVAL_RATIO) continue;
    for (let pair = firstPair[track] as number; pair < (firstPair[track + 1] as number); pair++) {
      if ((pairChances[pair] as number) < CONTEST_RATIO) continue;
      const place = places[pair] as number;
      const before = contenders.get(place);
      if (before === undefined) {
        contenders.set(place, [track]);
        continue;
      }
      for (const other of before) rivals.set(other * graph.trackCount + track, [other, track]);
      before.push(track);
    }
  }
  return [...rivals.values()];
}

function partsOf(tracks: readonly number[], { graph, missed, pairChances }: ScanTracks) {
  const { firstPair, places } = graph;
  const owners: number[] = [];
  const chances: number[] = [];
  /** −1: missed. */
  const placeOf: number[] = [];
  const add = (owner: number, chance: number, place: number) => {
    if (chance < PART_RATIO) return;
    owners.push(owner);
    chances.push(chance);
    placeOf.push(place);
  };
  for (const [owner, track] of tracks.entries()) {
    add(owner, missed[track] as number, -1);
    for (let pair = firstPair[track] as number; pair < (firstPair[track + 1] as number); pair++) {
      add(owner, pairChances[pair] as number, places[pair] as number);
    }
  }
  return { owners, chances, placeOf };
}
