import type { CompiledAgreement } from "@truceline/agreement";
import { distanceM, inverseGeodesic, PreparedLine } from "@truceline/geo";
import {
  type DeployedSensor,
  type Deployment,
  type LonLat,
  localDate,
  msToLocal,
  type ObservationKind,
  type Rng,
  type SensorState,
  seededRng,
} from "@truceline/model";
import { SimulationError } from "./errors.ts";
import {
  heardReport,
  type Report,
  recordedReport,
  type SentObservation,
  sawReport,
} from "./observer-report.ts";
import { type Outage, outageAt, outagesOfDay } from "./sensor-outages.ts";
import {
  clusterSpanMaxMs,
  clustersOfHour,
  type Hotspot,
  moodOfDate,
  moodOfHour,
  type TruthEvent,
} from "./truth-events.ts";

/** A state as its sender writes it. */
export type SentSensorState = Omit<SensorState, "id" | "recordedAtMs">;

/** One message of the made-up world, in the order in which the room receives them. */
export type ExerciseMessage =
  | {
      readonly receivedAtMs: number;
      readonly kind: "observation";
      readonly record: SentObservation;
    }
  | {
      readonly receivedAtMs: number;
      readonly kind: "sensor-state";
      readonly record: SentSensorState;
    };

export interface ExerciseOptions {
  readonly agreement: CompiledAgreement;
  readonly deployment: Deployment;
  readonly seed: string;
  /** How many stretches of the line are lively. */
  readonly hotspotCount: number;
  /** Chance that a means detects an event of a kind at a distance, with nothing in the way, 0..1. */
  readonly chanceOf: (
    means: string,
    kind: ObservationKind,
    distanceM: number,
    atMs: number,
  ) => number;
  /** Range beyond which `chanceOf` is 0. */
  readonly rangeOfM: (means: string) => number;
}

interface PlacedSensor {
  readonly sensor: DeployedSensor;
  readonly position: LonLat;
  readonly rangeM: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** No report is later than this after its event. */
const reportDelayMaxMs = 7 * hourMs;
const cachedHourCountMax = 64;
const watchHours = 4;

/**
 * The made-up world of an exercise: hotspots whose events set off others, quiet nights and bad ones,
 * people who hear in sectors and bands, cameras that fail. Everything follows from the seed, and any
 * stretch of time can be asked for by itself: the same stretch gives the same messages.
 */
export class ExerciseWorld {
  readonly #options: ExerciseOptions;
  readonly #rng: Rng;
  readonly #line: PreparedLine;
  readonly #hotspots: readonly Hotspot[];
  readonly #sensors: readonly PlacedSensor[];
  readonly #truthByHour = new Map<number, readonly TruthEvent[]>();
  readonly #reportsByHour = new Map<number, readonly Report[]>();

  /** @throws SimulationError `TL_SIMULATION_NO_LINE` when the agreement has no line. */
  constructor(options: ExerciseOptions) {
    this.#options = options;
    this.#rng = seededRng(`exercise/${options.seed}/${options.agreement.id}`);
    const coordinates = options.agreement.lines[0]?.versions.at(-1)?.coordinates;
    if (coordinates === undefined) throw new SimulationError("TL_SIMULATION_NO_LINE");
    this.#line = new PreparedLine(coordinates);
    this.#hotspots = drawHotspots(
      options.hotspotCount,
      this.#line.lengthM,
      this.#rng.fork("hotspots"),
    );
    const posts = new Map(options.deployment.posts.map((post) => [post.id, post]));
    this.#sensors = options.deployment.sensors.flatMap((sensor) => {
      const position = sensor.position ?? posts.get(sensor.post)?.position;
      return position === undefined
        ? []
        : [{ sensor, position, rangeM: options.rangeOfM(sensor.means) }];
    });
  }

  /** What really happens in the world in `[fromMs, toMs)`, by time. Never shown as evidence. */
  truthBetween(fromMs: number, toMs: number): readonly TruthEvent[] {
    const events: TruthEvent[] = [];
    for (let hour = floorTo(fromMs, hourMs); hour < toMs; hour += hourMs) {
      events.push(...this.#truthOfHour(hour).filter(({ atMs }) => atMs >= fromMs && atMs < toMs));
    }
    return events;
  }

  /** The messages received in `[fromMs, toMs)`, by time of receipt. */
  messagesBetween(fromMs: number, toMs: number): readonly ExerciseMessage[] {
    const messages: ExerciseMessage[] = [];
    const take = (message: ExerciseMessage) => {
      if (message.receivedAtMs >= fromMs && message.receivedAtMs < toMs) messages.push(message);
    };
    const firstHour = floorTo(fromMs - reportDelayMaxMs, hourMs);
    for (let hour = firstHour; hour < toMs; hour += hourMs) {
      for (const { receivedAtMs, observation } of this.#reportsOfHour(hour)) {
        take({ receivedAtMs, kind: "observation", record: observation });
      }
    }
    for (const placed of this.#sensors) {
      for (const message of this.#statesOf(placed, fromMs, toMs)) take(message);
      for (const message of this.#nothingHeard(placed, fromMs, toMs)) take(message);
    }
    return messages.sort(
      (a, b) =>
        a.receivedAtMs - b.receivedAtMs ||
        (a.record.source < b.record.source ? -1 : a.record.source > b.record.source ? 1 : 0) ||
        (a.record.sourceId < b.record.sourceId ? -1 : 1),
    );
  }

  /** The first states of all sensors at an instant: what a room is told when it opens. */
  statesAt(atMs: number): readonly ExerciseMessage[] {
    return this.#sensors.map(({ sensor }) =>
      stateMessage(sensor.id, atMs, outageAt(this.#outages(sensor, atMs), atMs), "opening"),
    );
  }

  #truthOfHour(hourFromMs: number): readonly TruthEvent[] {
    const known = this.#truthByHour.get(hourFromMs);
    if (known !== undefined) return known;
    const { timezone } = this.#options.agreement;
    const events: TruthEvent[] = [];
    for (let setOff = hourFromMs - clusterSpanMaxMs; setOff <= hourFromMs; setOff += hourMs) {
      const local = Number(msToLocal(setOff, timezone).slice(11, 13));
      // A night belongs to the date it began on.
      const date = localDate(setOff - 8 * hourMs, timezone);
      for (const hotspot of this.#hotspots) {
        const mood = moodOfDate(hotspot, date, this.#rng) * moodOfHour(local);
        for (const event of clustersOfHour(hotspot, this.#line, setOff, mood, this.#rng)) {
          if (event.atMs >= hourFromMs && event.atMs < hourFromMs + hourMs) events.push(event);
        }
      }
    }
    events.sort((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
    remember(this.#truthByHour, hourFromMs, events);
    return events;
  }

  /** All reports of the events of one hour, whenever they are received. */
  #reportsOfHour(hourFromMs: number): readonly Report[] {
    const known = this.#reportsByHour.get(hourFromMs);
    if (known !== undefined) return known;
    const reports = this.#truthOfHour(hourFromMs).flatMap((event) => [...this.#reportsOf(event)]);
    remember(this.#reportsByHour, hourFromMs, reports);
    return reports;
  }

  *#reportsOf(event: TruthEvent) {
    const { chanceOf } = this.#options;
    for (const { sensor, position, rangeM } of this.#sensors) {
      // A degree of latitude is 110.6 km at least: a cheap first look.
      if (Math.abs(position[1] - event.position[1]) * 110_000 > rangeM) continue;
      const awayM = distanceM(position, event.position);
      if (awayM > rangeM || !isInView(sensor, position, event.position)) continue;
      const outage = outageAt(this.#outages(sensor, event.atMs), event.atMs);
      const chance =
        chanceOf(sensor.means, event.kind, awayM, event.atMs) *
        (outage === undefined ? 1 : (outage.factor ?? 0));
      if (this.#rng.fork(`detect/${sensor.id}/${event.key}`).nextUnit() >= chance) continue;
      if (sensor.means === "camera") yield recordedReport(event, sensor, position, this.#rng);
      else if (sensor.means === "eye") yield sawReport(event, sensor, position, this.#rng);
      else yield heardReport(event, sensor, position, this.#rng);
    }
  }

  #outages(sensor: DeployedSensor, atMs: number): readonly Outage[] {
    if (sensor.means !== "camera") return []; // People are relieved; a post is never left empty.
    const today = floorTo(atMs, dayMs);
    return [today - dayMs, today].flatMap((day) =>
      outagesOfDay(sensor.id, sensor.post, day, this.#rng),
    );
  }

  *#statesOf({ sensor }: PlacedSensor, fromMs: number, toMs: number): Generator<ExerciseMessage> {
    if (sensor.means !== "camera") return;
    const outages: Outage[] = [];
    for (let day = floorTo(fromMs, dayMs) - dayMs; day < toMs; day += dayMs) {
      outages.push(...outagesOfDay(sensor.id, sensor.post, day, this.#rng));
    }
    const changes = new Set(outages.flatMap((outage) => [outage.fromMs, outage.toMs]));
    for (const atMs of changes) {
      if (atMs >= fromMs && atMs < toMs)
        yield stateMessage(sensor.id, atMs, outageAt(outages, atMs), "change");
    }
  }

  /** Each watch that heard nothing says so at its end: "nothing" with its hours is evidence. */
  *#nothingHeard(placed: PlacedSensor, fromMs: number, toMs: number): Generator<ExerciseMessage> {
    const { sensor, position } = placed;
    if (sensor.means !== "ear") return;
    const watchMs = watchHours * hourMs;
    for (let end = floorTo(fromMs, watchMs); end < toMs; end += watchMs) {
      const receivedAtMs = end + 5 * 60_000;
      if (receivedAtMs < fromMs || receivedAtMs >= toMs) continue;
      const source = `exercise/${sensor.id}`;
      let heard = false;
      for (let hour = end - watchMs; hour < end; hour += hourMs) {
        heard ||= this.#reportsOfHour(hour).some(
          ({ observation }) => observation.source === source,
        );
      }
      if (heard) continue;
      yield {
        receivedAtMs,
        kind: "observation",
        record: {
          schema: "observation/1",
          origin: "exercise",
          source,
          sourceId: `nothing/${end}`,
          span: { fromMs: end - watchMs, toMs: end, precision: "minute" },
          observer: { kind: "person", id: sensor.post, sensorId: sensor.id, mastId: sensor.post },
          observerPosition: { position },
          means: ["heard"],
          kind: "nothing",
          count: { qualifier: "exactly", min: 0 },
        },
      };
    }
  }
}

function stateMessage(
  sensorId: string,
  fromMs: number,
  outage: Outage | undefined,
  why: string,
): ExerciseMessage {
  return {
    receivedAtMs: fromMs,
    kind: "sensor-state",
    record: {
      schema: "sensor-state/1",
      origin: "exercise",
      source: `exercise/${sensorId}`,
      sourceId: `${why}/${fromMs}`,
      sensorId,
      fromMs,
      state: outage?.state ?? "up",
      factor: outage === undefined ? 1 : (outage.factor ?? 0),
      ...(outage === undefined ? {} : { reason: outage.reason }),
    },
  };
}

function drawHotspots(count: number, lengthM: number, rng: Rng): readonly Hotspot[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `h${index + 1}`,
    // One in each equal stretch, so that no part of the line is always silent.
    chainageM: ((index + 0.2 + rng.nextUnit() * 0.6) / count) * lengthM,
    alongM: 1_500 + rng.nextUnit() * 4_500,
    acrossM: 800 + rng.nextUnit() * 1_800,
    ratePerH: 0.12 + rng.nextUnit() ** 2 * 0.9,
    branching: 0.35 + rng.nextUnit() * 0.35,
  }));
}

function isInView(sensor: DeployedSensor, from: LonLat, to: LonLat): boolean {
  if (sensor.view === undefined) return true;
  const { azimuthDeg } = inverseGeodesic(from, to);
  const off = Math.abs(((azimuthDeg - sensor.view.bearingDeg + 540) % 360) - 180);
  return off <= sensor.view.fieldOfViewDeg / 2;
}

function remember<Value>(cache: Map<number, Value>, key: number, value: Value): void {
  if (cache.size >= cachedHourCountMax) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(key, value);
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
