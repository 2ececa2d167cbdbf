import { distanceM } from "@truceline/geo";
import type { HeardStation } from "@truceline/interop";
import type { LonLat } from "@truceline/model";

export interface StationWatchOptions {
  /** A station's clock may be off by this much. */
  readonly clockToleranceMs: number;
  /** A station that stands still may be found this far from where the deployment has it, or it was. */
  readonly placeToleranceM: number;
  /** So many times the same measurement in a row is a station that repeats itself. */
  readonly repeatCount: number;
  /** Stations remembered; the one heard longest ago is forgotten first. */
  readonly stationCountMax: number;
}

const stationWatchDefaults: StationWatchOptions = {
  clockToleranceMs: 5_000,
  placeToleranceM: 500,
  repeatCount: 10,
  stationCountMax: 1_024,
};

export type StationProblem = "clock" | "moved" | "twins" | "repeats";

/** What began to be, or is no longer, the matter with a station. */
export interface StationChange {
  readonly stationId: string;
  readonly problem: StationProblem;
  /** A sentence without positions; undefined once it is over. */
  readonly reason: string | undefined;
  /** What is left of its chance to detect where that is less than of one that contradicts itself. */
  readonly factorRatio?: number;
}

type Tell = (
  problem: StationProblem,
  reason: string | undefined,
  factorRatio?: number | undefined,
) => void;

interface Anchor {
  readonly atMs: number;
  readonly offsetMs: number;
}

interface Station {
  /** Station time less time of receipt, of the last messages. */
  readonly offsetsMs: number[];
  /** Their median, minute by minute. */
  readonly anchors: Anchor[];
  place: LonLat | undefined;
  /** Of the last messages: were they at the first place? */
  readonly isAtPlace: boolean[];
  /** Of the last messages: over which channel, and with which number. */
  readonly channels: string[];
  contentKey: string;
  sameCount: number;
  /** What is the matter, each with what was said to be left of it. */
  readonly problems: Map<StationProblem, string>;
}

const offsetCountMax = 9;
/** A step has to show in so many messages of the last nine, so that one late message is none. */
const offsetCountMin = 5;
const anchorEveryMs = 60_000;
const anchorCountMax = 120;
const lastCountMax = 12;
const movedCountMin = 3;
/** So far from its place in the deployment a station sees nothing of what it is counted for. */
const elsewhereM = 5_000;
const switchCountMin = 3;

/**
 * Watches the stations of a feed: clocks that are off, jump or drift; stations that stand elsewhere than
 * the deployment has them or, of those it does not know, than they did; two that use one name; one that says the same again and again. Pure: instants are passed in.
 */
export class StationWatch {
  readonly #options: StationWatchOptions;
  readonly #stations = new Map<string, Station>();

  constructor(options: Partial<StationWatchOptions> = {}) {
    this.#options = { ...stationWatchDefaults, ...options };
  }

  get stationCount(): number {
    return this.#stations.size;
  }

  /**
   * Takes note of one message. Gives what changed by it.
   * @param contentKey Of what it measured, without its instant and number
   * @param deployedAt Where the deployment has it
   */
  hear(
    { id, statedAtMs, position, measures }: HeardStation,
    receivedAtMs: number,
    channel: string,
    contentKey: string,
    deployedAt?: LonLat,
  ): readonly StationChange[] {
    const station = this.#of(id);
    const changes: StationChange[] = [];
    const tell: Tell = (problem, reason, factorRatio) => {
      const told = station.problems.get(problem);
      const now = reason === undefined ? undefined : String(factorRatio);
      if (told === now) return;
      if (now === undefined) station.problems.delete(problem);
      else station.problems.set(problem, now);
      const factor = factorRatio === undefined ? {} : { factorRatio };
      changes.push({ stationId: id, problem, reason, ...factor });
    };
    if (statedAtMs !== undefined) {
      tell("clock", this.#clock(station, statedAtMs - receivedAtMs, receivedAtMs));
    }
    remember(station.channels, channel, lastCountMax);
    if (position !== undefined) this.#place(station, position, deployedAt, tell);
    else if (measures === true) tell("twins", twinsByChannel(station.channels));
    if (measures === true) {
      station.sameCount = station.contentKey === contentKey ? station.sameCount + 1 : 1;
      station.contentKey = contentKey;
      const repeats = station.sameCount >= this.#options.repeatCount;
      tell(
        "repeats",
        repeats ? `it has said the same ${this.#options.repeatCount} times in a row` : undefined,
      );
    }
    return changes;
  }

  #clock(station: Station, offsetMs: number, atMs: number): string | undefined {
    const { clockToleranceMs } = this.#options;
    remember(station.offsetsMs, offsetMs, offsetCountMax);
    if (station.offsetsMs.length < offsetCountMin) return undefined;
    const middleMs = median(station.offsetsMs);
    const { anchors } = station;
    const last = anchors.at(-1);
    const isOff = Math.abs(middleMs) > clockToleranceMs;
    const reason = isOff
      ? offReason(anchors, middleMs, clockToleranceMs)
      : driftReason(anchors, { atMs, offsetMs: middleMs }, clockToleranceMs);
    // Of nine, so that each lies as far back as the others.
    const isFull = station.offsetsMs.length === offsetCountMax;
    if (isFull && (last === undefined || atMs - last.atMs >= anchorEveryMs)) {
      remember(anchors, { atMs, offsetMs: middleMs }, anchorCountMax);
    }
    return reason;
  }

  #place(station: Station, position: LonLat, deployedAt: LonLat | undefined, tell: Tell): void {
    station.place ??= position;
    const awayM = distanceM(deployedAt ?? station.place, position);
    remember(station.isAtPlace, awayM <= this.#options.placeToleranceM, lastCountMax);
    const { isAtPlace } = station;
    const switchCount = isAtPlace.filter(
      (is, index) => index > 0 && is !== isAtPlace[index - 1],
    ).length;
    const isTwins = switchCount >= switchCountMin;
    const last = isAtPlace.slice(-movedCountMin);
    // Against the deployment the first says it; among right ones a single wrong one is none.
    const countMin = deployedAt === undefined ? movedCountMin : 1;
    const isMoved = !isTwins && last.length >= countMin && last.every((is) => !is);
    const isBack = last.every((is) => is);
    if (isTwins || switchCount === 0) {
      const text = `two stations use this name, ${kilometres(awayM)} apart`;
      tell("twins", isTwins ? text : undefined);
    }
    if (isMoved && deployedAt === undefined) {
      tell("moved", `it stands ${kilometres(awayM)} from where it was, without notice`);
    } else if (isMoved) {
      const text = `it stands ${kilometres(awayM)} from where the deployment has it`;
      tell("moved", text, awayM > elsewhereM ? 0 : undefined);
    } else if (isBack || isTwins) tell("moved", undefined);
  }

  #of(id: string): Station {
    const known = this.#stations.get(id);
    if (known !== undefined) {
      this.#stations.delete(id);
    } else if (this.#stations.size >= this.#options.stationCountMax) {
      for (const oldest of this.#stations.keys()) {
        this.#stations.delete(oldest);
        break;
      }
    }
    const station: Station = known ?? {
      offsetsMs: [],
      anchors: [],
      place: undefined,
      isAtPlace: [],
      channels: [],
      contentKey: "",
      sameCount: 0,
      problems: new Map(),
    };
    this.#stations.set(id, station);
    return station;
  }
}

/** Why a clock is off: it jumped, it drifted there, or it was so from the beginning. */
function offReason(anchors: readonly Anchor[], offsetMs: number, toleranceMs: number): string {
  const before = anchors.findLast((anchor) => Math.abs(anchor.offsetMs) <= toleranceMs);
  const first = anchors.find((anchor) => Math.abs(anchor.offsetMs) <= toleranceMs);
  const where =
    offsetMs > 0
      ? `its clock is ${seconds(offsetMs)} ahead`
      : `its clock is ${seconds(offsetMs)} behind, or its messages come so late`;
  if (before === undefined || first === undefined) return where;
  const wholeMs = offsetMs - first.offsetMs;
  const stepMs = offsetMs - before.offsetMs;
  const passedMs = before.atMs - first.atMs;
  const crept = Math.abs(before.offsetMs - first.offsetMs) > Math.abs(wholeMs) / 2;
  if (crept && passedMs > 0) {
    const perHourMs = ((before.offsetMs - first.offsetMs) / passedMs) * 3_600_000;
    return `its clock drifts by ${seconds(perHourMs)} an hour and is ${seconds(offsetMs)} off`;
  }
  return `its clock jumped by ${seconds(stepMs)}`;
}

/** Not off yet, but on the way there by more than the tolerance in an hour, steadily. */
function driftReason(
  anchors: readonly Anchor[],
  now: Anchor,
  toleranceMs: number,
): string | undefined {
  const first = anchors.at(-30);
  if (first === undefined) return undefined;
  const passedMs = now.atMs - first.atMs;
  const perHourMs = ((now.offsetMs - first.offsetMs) / passedMs) * 3_600_000;
  if (!(Math.abs(perHourMs) > toleranceMs)) return undefined;
  const recent = anchors.slice(-30);
  const steadyCount = recent.filter((anchor, index) => {
    const before = recent[index - 1];
    return before !== undefined && (anchor.offsetMs - before.offsetMs) * perHourMs > 0;
  }).length;
  if (steadyCount < 0.8 * (recent.length - 1)) return undefined;
  return `its clock drifts by ${seconds(perHourMs)} an hour`;
}

/** Two that take turns under one name, each by its own way. One that reconnects changes its way once. */
function twinsByChannel(channels: readonly string[]): string | undefined {
  const switchCount = channels.filter(
    (channel, index) => index > 0 && channel !== channels[index - 1],
  ).length;
  const ways = new Set(channels);
  // More ways than two and none of them again: one sender that connects anew for each message.
  return ways.size < channels.length && switchCount >= switchCountMin + 1 && ways.size <= 4
    ? "two stations use this name, each over its own connection"
    : undefined;
}

function remember<Value>(list: Value[], value: Value, countMax: number): void {
  list.push(value);
  if (list.length > countMax) list.shift();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const seconds = (ms: number): string => {
  const value = Math.abs(ms) / 1_000;
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} s`;
};

const kilometres = (metres: number): string => `${(metres / 1_000).toFixed(1)} km`;
