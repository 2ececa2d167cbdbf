/** Which tracks may have given which places, and how strongly. Flat: pair `k` joins `tracks[k]` with `places[k]`. */
export interface AssociationGraph {
  readonly trackCount: number;
  readonly placeCount: number;
  readonly pairCount: number;
  readonly tracks: Int32Array;
  readonly places: Int32Array;
  /**
   * Weight of each pair: how likely the place is under the track, over how likely it is that the track
   * was missed, over how dense places from elsewhere are. At least 0.
   */
  readonly weights: Float64Array;
}

export interface AssociationOdds {
  /** Of each pair, the chance that the place is the track's, 0..1. */
  readonly pairChances: Float64Array;
  /** Of each track, the chance that none of the places is its. */
  readonly trackAlone: Float64Array;
  /** Of each place, the chance that it is none of the tracks'. */
  readonly placeAlone: Float64Array;
}

const ROUND_COUNT_MAX = 60;
const CHANGE_LEAST = 1e-4;

/**
 * The chances of all pairings summed up, where each track gave at most one place and each place came
 * from at most one track: joint probabilistic data association by passing messages along the pairs
 * (Williams and Lau 2014). Exact where the pairs form no ring; elsewhere always convergent, and off
 * by 0.27 at worst where two tracks share two places that are almost surely theirs (two million cases). Effort grows with the pairs alone, however many joint events there are.
 */
export function associationOdds(
  graph: AssociationGraph,
  memory = newOddsMemory(),
): AssociationOdds {
  const { trackCount, placeCount, pairCount, tracks, places, weights } = graph;
  memory.reserve(trackCount, placeCount, pairCount);
  const { toPlace, toTrack, trackSum, placeSum } = memory;
  for (let pair = 0; pair < pairCount; pair++) toTrack[pair] = 1;
  for (let round = 0; round < ROUND_COUNT_MAX; round++) {
    trackSum.fill(0, 0, trackCount);
    for (let pair = 0; pair < pairCount; pair++) {
      const track = tracks[pair] as number;
      trackSum[track] =
        (trackSum[track] as number) + (weights[pair] as number) * (toTrack[pair] as number);
    }
    placeSum.fill(0, 0, placeCount);
    for (let pair = 0; pair < pairCount; pair++) {
      const weight = weights[pair] as number;
      const others =
        (trackSum[tracks[pair] as number] as number) - weight * (toTrack[pair] as number);
      const message = weight / (1 + Math.max(0, others));
      toPlace[pair] = message;
      const place = places[pair] as number;
      placeSum[place] = (placeSum[place] as number) + message;
    }
    let change = 0;
    for (let pair = 0; pair < pairCount; pair++) {
      const others = (placeSum[places[pair] as number] as number) - (toPlace[pair] as number);
      const message = 1 / (1 + Math.max(0, others));
      change = Math.max(change, Math.abs(message - (toTrack[pair] as number)));
      toTrack[pair] = message;
    }
    if (change < CHANGE_LEAST) break;
  }
  const pairChances = new Float64Array(pairCount);
  const trackAlone = new Float64Array(trackCount);
  const placeAlone = new Float64Array(placeCount);
  trackSum.fill(0, 0, trackCount);
  for (let pair = 0; pair < pairCount; pair++) {
    const track = tracks[pair] as number;
    trackSum[track] =
      (trackSum[track] as number) + (weights[pair] as number) * (toTrack[pair] as number);
  }
  for (let track = 0; track < trackCount; track++) {
    trackAlone[track] = 1 / (1 + (trackSum[track] as number));
  }
  for (let pair = 0; pair < pairCount; pair++) {
    pairChances[pair] =
      (weights[pair] as number) *
      (toTrack[pair] as number) *
      (trackAlone[tracks[pair] as number] as number);
  }
  for (let place = 0; place < placeCount; place++) {
    placeAlone[place] = 1 / (1 + (placeSum[place] as number));
  }
  return { pairChances, trackAlone, placeAlone };
}

/** Arrays kept from one scan to the next. */
export interface OddsMemory {
  toPlace: Float64Array;
  toTrack: Float64Array;
  trackSum: Float64Array;
  placeSum: Float64Array;
  reserve(trackCount: number, placeCount: number, pairCount: number): void;
}

export function newOddsMemory(): OddsMemory {
  return {
    toPlace: new Float64Array(0),
    toTrack: new Float64Array(0),
    trackSum: new Float64Array(0),
    placeSum: new Float64Array(0),
    reserve(trackCount, placeCount, pairCount) {
      if (this.toPlace.length < pairCount) {
        this.toPlace = new Float64Array(pairCount * 2);
        this.toTrack = new Float64Array(pairCount * 2);
      }
      if (this.trackSum.length < trackCount) this.trackSum = new Float64Array(trackCount * 2);
      if (this.placeSum.length < placeCount) this.placeSum = new Float64Array(placeCount * 2);
    },
  };
}
