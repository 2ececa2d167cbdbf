import { type LonLat, lonLat } from "@truceline/model";
import { boundedIds } from "../tracks/bounded-ids.ts";
import { sphericalDistanceM } from "../tracks/spherical.ts";
import type { TrafficEventDraft } from "../tracks/track.ts";
import type { TrafficRules } from "./traffic-ground.ts";
import { SLOT_MS, type WaySample } from "./way-samples.ts";

const PAIR_COUNT_MAX = 10_000;
/** Instants kept of two who stay together: a day. Of what goes on longer its beginning is kept beside them. */
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

type MeetingKind = "rendezvous" | "identity-conflict";
const meetingKinds: readonly MeetingKind[] = ["rendezvous", "identity-conflict"];

/** The oldest and the newest instant of what is not kept any more, of something that may go on. */
interface Begun {
  readonly first: Near;
  readonly last: Near;
}

interface Pair {
  /** Both tracks, the lesser id first. */
  readonly key: string;
  readonly trackIds: readonly [string, string];
  readonly one: string;
  readonly other: string;
  readonly slots: Map<number, Near>;
  readonly begun: Map<MeetingKind, Begun>;
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
    const slots = [...pair.slots].sort(([one], [other]) => one - other).map(([, near]) => near);
    return meetingKinds.flatMap((kind) => {
      const leastMs = this.#rules[kind === "rendezvous" ? "meetingAfterMs" : "sameWayAfterMs"];
      const nears = slots.filter((near) => this.#isSo(kind, near));
      return runsOf(nears, pair.begun.get(kind), leastMs).map((run) =>
        this.#draftOf(pair, run, kind),
      );
    });
  }

  #isSo(kind: MeetingKind, near: Near): boolean {
    const { meetingDistanceM, meetingMps, sameWayDistanceM, sameWayMps } = this.#rules;
    const { one, other } = near;
    return kind === "rendezvous"
      ? Math.max(one.speedMps, other.speedMps) <= meetingMps && apartM(near) <= meetingDistanceM
      : Math.min(one.speedMps, other.speedMps) >= sameWayMps && apartM(near) <= sameWayDistanceM;
  }

  #reason(kind: MeetingKind, lastedMs: number): string {
    const { meetingDistanceM, sameWayDistanceM } = this.#rules;
    const minutes = Math.round(lastedMs / 60_000);
    return kind === "rendezvous"
      ? `Two vessels within ${meetingDistanceM} m of each other, nearly still, for ${minutes} min outside ports.`
      : `Two identities on one way within ${sameWayDistanceM} m for ${minutes} min: one sender under two names, or two vessels side by side.`;
  }

  #draftOf(pair: Pair, run: readonly Near[], kind: MeetingKind): TrafficEventDraft {
    const first = run[0] as Near;
    const last = run.at(-1) as Near;
    return {
      key: keyOf(pair, kind, first),
      kind,
      medium: "vessel",
      fromMs: first.one.slot * SLOT_MS,
      toMs: last.one.slot * SLOT_MS,
      isOpen: !this.#wentOn(pair, last.one.slot),
      identities: [pair.one, pair.other].sort(),
      names: [],
      position: placeOf(first.one),
      reason: this.#reason(kind, msBetween(first, last)),
      reportIds: boundedIds(run.flatMap((near) => [near.one.reportId, near.other.reportId])),
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
      pair = { key, trackIds, one, other: second, slots: new Map(), begun: new Map() };
    }
    // Put last, so that the bound drops the pair that met longest ago.
    this.#pairs.delete(key);
    this.#pairs.set(key, pair);
    pair.slots.set(sample.slot, isFirst ? { one: sample, other } : { one: other, other: sample });
    if (pair.slots.size > PAIR_SLOT_COUNT_MAX) this.#letOldestGo(pair);
    if (this.#pairs.size > PAIR_COUNT_MAX) {
      const [stalest] = this.#pairs.values();
      if (stalest === undefined) return;
      this.#dropped.push(...this.#draftsOf(stalest).map((draft) => draft.key));
      this.#pairs.delete(stalest.key);
    }
  }

  /** What began then and goes on keeps its beginning, and so its key; what was over is forgotten. */
  #letOldestGo(pair: Pair): void {
    const slot = Math.min(...pair.slots.keys());
    const near = pair.slots.get(slot);
    pair.slots.delete(slot);
    for (const kind of meetingKinds) {
      const begun = pair.begun.get(kind);
      const isOver = begun !== undefined && slot - begun.last.one.slot > SLOT_GAP_MAX;
      if (isOver) {
        this.#dropped.push(keyOf(pair, kind, begun.first));
        pair.begun.delete(kind);
      }
      if (near === undefined || !this.#isSo(kind, near)) continue;
      const first = begun === undefined || isOver ? near : begun.first;
      pair.begun.set(kind, { first, last: near });
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

/** Stretches of instants next to each other that last long enough; the first may have begun before. */
function runsOf(
  nears: readonly Near[],
  begun: Begun | undefined,
  leastMs: number,
): readonly (readonly Near[])[] {
  const runs: Near[][] = begun === undefined ? [] : [[begun.first, begun.last]];
  for (const near of nears) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (before !== undefined && near.one.slot - before.one.slot <= SLOT_GAP_MAX) run?.push(near);
    else runs.push([near]);
  }
  return runs.filter((run) => msBetween(run[0] as Near, run.at(-1) as Near) >= leastMs);
}

function msBetween(first: Near, last: Near): number {
  return (last.one.slot - first.one.slot) * SLOT_MS;
}

function keyOf({ key }: Pair, kind: MeetingKind, first: Near): string {
  return [key, kind, first.one.slot].join("|");
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
