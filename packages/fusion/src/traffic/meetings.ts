import { type LonLat, lonLat } from "@truceline/model";
import { boundedIds } from "../tracks/identity-walk.ts";
import { sphericalDistanceM } from "../tracks/spherical.ts";
import type { TrafficEventDraft } from "../tracks/track.ts";
import type { TrafficRules } from "./traffic-ground.ts";
import { SLOT_MS, type WaySample } from "./way-samples.ts";

const PAIR_COUNT_MAX = 10_000;
/** A day of two who stay together; what goes on longer is not lengthened. */
const PAIR_SLOT_COUNT_MAX = 720;
/** Degrees of latitude a square of the index is high; wider than the largest nearness looked for. */
const SQUARE_DEG = 0.01;
const METRES_PER_DEG = 111_195;
/** One even instant may fail between two that hold. */
const SLOT_GAP_MAX = 2;

interface Near {
  readonly one: WaySample;
  readonly other: WaySample;
}

interface Pair {
  /** Both tracks, the lesser id first. */
  readonly key: string;
  readonly trackIds: readonly [string, string];
  readonly one: string;
  readonly other: string;
  readonly slots: Map<number, Near>;
}

interface Standing {
  readonly identity: string;
  readonly samples: ReadonlyMap<number, WaySample>;
}

/**
 * Who was near whom, at even instants between received reports: meetings of vessels lying nearly
 * still, and two identities that go one way together. Kept up to date change by change, so that the
 * work follows what is new; the outcome depends on the tracks alone.
 */
export class Meetings {
  readonly #rules: TrafficRules;
  readonly #tracks = new Map<string, Standing>();
  /** Slot, then square, then who is there. */
  readonly #squares = new Map<number, Map<string, Set<string>>>();
  readonly #pairs = new Map<string, Pair>();
  #dropped: string[] = [];

  constructor(rules: TrafficRules) {
    this.#rules = rules;
  }

  /** The even instants of a track as they are now; ones older than the oldest given stay as they were. */
  update(trackId: string, identity: string, samples: readonly WaySample[]): void {
    const before = this.#tracks.get(trackId)?.samples ?? new Map<number, WaySample>();
    const now = new Map(samples.filter((each) => !each.isInPort).map((each) => [each.slot, each]));
    const oldest = samples[0]?.slot ?? Number.POSITIVE_INFINITY;
    this.#tracks.set(trackId, { identity, samples: now });
    for (const [slot, sample] of before) {
      const same = now.get(slot);
      if (same !== undefined && isSame(same, sample)) continue;
      this.#leaveSquare(trackId, sample);
      if (slot >= oldest) this.#part(trackId, slot);
    }
    for (const [slot, sample] of now) {
      const was = before.get(slot);
      if (was !== undefined && isSame(was, sample)) continue;
      this.#enterSquare(trackId, sample);
    }
  }

  /** Forgets a track; what it did with others stays, unless it turned out that there was no such track. */
  forget(trackId: string, isRevised: boolean): void {
    for (const sample of this.#tracks.get(trackId)?.samples.values() ?? []) {
      this.#leaveSquare(trackId, sample);
      if (isRevised) this.#part(trackId, sample.slot);
    }
    this.#tracks.delete(trackId);
  }

  /** Keys of events let go since this was asked last, because there were more than are kept. */
  takeDropped(): readonly string[] {
    const dropped = this.#dropped;
    this.#dropped = [];
    return dropped;
  }

  drafts(): readonly TrafficEventDraft[] {
    const drafts: TrafficEventDraft[] = [];
    for (const pair of this.#pairs.values()) {
      drafts.push(...this.#draftsOf(pair));
    }
    return drafts;
  }

  #draftsOf(pair: Pair): readonly TrafficEventDraft[] {
    const { meetingAfterMs, meetingDistanceM, meetingMps } = this.#rules;
    const { sameWayAfterMs, sameWayDistanceM, sameWayMps } = this.#rules;
    const slots = [...pair.slots].sort(([one], [other]) => one - other).map(([, near]) => near);
    const still = slots.filter(
      (near) =>
        Math.max(near.one.speedMps, near.other.speedMps) <= meetingMps &&
        apartM(near) <= meetingDistanceM,
    );
    const under = slots.filter(
      (near) =>
        Math.min(near.one.speedMps, near.other.speedMps) >= sameWayMps &&
        apartM(near) <= sameWayDistanceM,
    );
    return [
      ...runsOf(still, meetingAfterMs).map((run) =>
        this.#draftOf(
          pair,
          run,
          "rendezvous",
          (minutes) =>
            `Two vessels within ${meetingDistanceM} m of each other, nearly still, for ${minutes} min outside ports.`,
        ),
      ),
      ...runsOf(under, sameWayAfterMs).map((run) =>
        this.#draftOf(
          pair,
          run,
          "identity-conflict",
          (minutes) =>
            `Two identities on one way within ${sameWayDistanceM} m for ${minutes} min: one sender under two names, or two vessels side by side.`,
        ),
      ),
    ];
  }

  #draftOf(
    pair: Pair,
    run: readonly Near[],
    kind: "rendezvous" | "identity-conflict",
    reason: (minutes: number) => string,
  ): TrafficEventDraft {
    const first = run[0] as Near;
    const last = run.at(-1) as Near;
    const fromMs = first.one.slot * SLOT_MS;
    const toMs = last.one.slot * SLOT_MS;
    const ids = run.flatMap((near) => [near.one.reportId, near.other.reportId]);
    return {
      key: [pair.key, kind, first.one.slot].join("|"),
      kind,
      medium: "vessel",
      fromMs,
      toMs,
      isOpen: !this.#wentOn(pair, last.one.slot),
      identities: [pair.one, pair.other].sort(),
      names: [],
      position: placeOf(first.one),
      reason: reason(Math.round((toMs - fromMs) / 60_000)),
      reportIds: boundedIds(ids),
      knownAtMs: Math.max(...run.map((near) => Math.max(near.one.knownAtMs, near.other.knownAtMs))),
    };
  }

  /** Were both heard of for some time after an instant? */
  #wentOn({ trackIds }: Pair, slot: number): boolean {
    return trackIds.every((id) => {
      const slots = this.#tracks.get(id)?.samples;
      let newest = Number.NEGATIVE_INFINITY;
      for (const each of slots?.keys() ?? []) newest = Math.max(newest, each);
      return slots === undefined || newest > slot + SLOT_GAP_MAX;
    });
  }

  #enterSquare(trackId: string, sample: WaySample): void {
    let squares = this.#squares.get(sample.slot);
    if (squares === undefined) {
      squares = new Map();
      this.#squares.set(sample.slot, squares);
    }
    const reachM = Math.max(this.#rules.meetingDistanceM, this.#rules.sameWayDistanceM);
    for (const square of squaresAround(sample, reachM)) {
      for (const otherId of squares.get(square) ?? []) {
        const other = this.#tracks.get(otherId)?.samples.get(sample.slot);
        if (otherId === trackId || other === undefined) continue;
        if (this.#identityOf(otherId) === this.#identityOf(trackId)) continue;
        if (apartM({ one: sample, other }) > reachM) continue;
        this.#join(trackId, sample, otherId, other);
      }
    }
    const own = squareOf(sample);
    const members = squares.get(own);
    if (members === undefined) squares.set(own, new Set([trackId]));
    else members.add(trackId);
  }

  #leaveSquare(trackId: string, sample: WaySample): void {
    const squares = this.#squares.get(sample.slot);
    const own = squareOf(sample);
    const members = squares?.get(own);
    members?.delete(trackId);
    if (members?.size === 0) squares?.delete(own);
    if (squares?.size === 0) this.#squares.delete(sample.slot);
  }

  #identityOf(trackId: string): string | undefined {
    return this.#tracks.get(trackId)?.identity;
  }

  #join(trackId: string, sample: WaySample, otherId: string, other: WaySample): void {
    const isFirst = trackId < otherId;
    const key = isFirst ? `${trackId}|${otherId}` : `${otherId}|${trackId}`;
    let pair = this.#pairs.get(key);
    if (pair === undefined) {
      const one = this.#identityOf(isFirst ? trackId : otherId) ?? "";
      const second = this.#identityOf(isFirst ? otherId : trackId) ?? "";
      const trackIds = isFirst ? ([trackId, otherId] as const) : ([otherId, trackId] as const);
      pair = { key, trackIds, one, other: second, slots: new Map() };
    }
    // Put last, so that the bound drops the pair that met longest ago.
    this.#pairs.delete(key);
    this.#pairs.set(key, pair);
    pair.slots.set(sample.slot, isFirst ? { one: sample, other } : { one: other, other: sample });
    if (pair.slots.size > PAIR_SLOT_COUNT_MAX) pair.slots.delete(Math.min(...pair.slots.keys()));
    if (this.#pairs.size > PAIR_COUNT_MAX) {
      const [stalest] = this.#pairs.keys();
      if (stalest !== undefined) this.#pairs.delete(stalest);
    }
  }

  /** The track was not where it was thought at that instant. */
  #part(trackId: string, slot: number): void {
    for (const [key, pair] of this.#pairs) {
      if (!pair.slots.has(slot) || !pair.trackIds.includes(trackId)) continue;
      pair.slots.delete(slot);
      if (pair.slots.size === 0) this.#pairs.delete(key);
    }
  }
}

/** Stretches of instants next to each other that last long enough. */
function runsOf(nears: readonly Near[], leastMs: number): readonly (readonly Near[])[] {
  const runs: Near[][] = [];
  for (const near of nears) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (
      run !== undefined &&
      before !== undefined &&
      near.one.slot - before.one.slot <= SLOT_GAP_MAX
    )
      run.push(near);
    else runs.push([near]);
  }
  return runs.filter((run) => {
    const slotCount = (run.at(-1) as Near).one.slot - (run[0] as Near).one.slot;
    return slotCount * SLOT_MS >= leastMs;
  });
}

function placeOf(sample: WaySample): LonLat {
  return lonLat(sample.lonDeg, sample.latDeg);
}

function apartM({ one, other }: Near): number {
  return sphericalDistanceM([one.lonDeg, one.latDeg], [other.lonDeg, other.latDeg]);
}

function isSame(one: WaySample, other: WaySample): boolean {
  return (
    one.lonDeg === other.lonDeg &&
    one.latDeg === other.latDeg &&
    one.speedMps === other.speedMps &&
    one.reportId === other.reportId
  );
}

function squareOf({ lonDeg, latDeg }: WaySample): string {
  return squareName(Math.floor(lonDeg / SQUARE_DEG), Math.floor(latDeg / SQUARE_DEG));
}

function squareName(column: number, row: number): string {
  // The 180th meridian lies between two squares that are neighbours.
  const count = Math.round(360 / SQUARE_DEG);
  return `${((column % count) + count) % count}/${row}`;
}

function* squaresAround({ lonDeg, latDeg }: WaySample, reachM: number): Generator<string> {
  const reachDeg = reachM / METRES_PER_DEG;
  const wideDeg = reachDeg / Math.max(0.01, Math.cos((Math.abs(latDeg) * Math.PI) / 180));
  const rows = [latDeg - reachDeg, latDeg + reachDeg].map((deg) => Math.floor(deg / SQUARE_DEG));
  const columns = [lonDeg - wideDeg, lonDeg + wideDeg].map((deg) => Math.floor(deg / SQUARE_DEG));
  for (let row = rows[0] as number; row <= (rows[1] as number); row++) {
    for (let column = columns[0] as number; column <= (columns[1] as number); column++) {
      yield squareName(column, row);
    }
  }
}
