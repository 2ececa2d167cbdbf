import type { CompiledAgreement } from "@truceline/agreement";
import { distanceM, inverseGeodesic, PreparedLine } from "@truceline/geo";
import {
  type DeployedSensor,
  type Deployment,
  type LonLat,
  localDate,
  msToLocal,
  type ObservationKind,
  type Post,
  type Rng,
  seededRng,
} from "@truceline/model";
import { type Denial, denialOfDay } from "./access-denials.ts";
import { deskOfDay } from "./desk-day.ts";
import type { DeskMessage } from "./desk-message.ts";
import { SimulationError } from "./errors.ts";
import { type ExerciseMessage, messageOf, nameOf, stateMessage } from "./exercise-message.ts";
import { faultyMessagesOfDay } from "./faulty-messages.ts";
import { isEventful, lineHotspots, siteHotspot } from "./hotspots.ts";
import { kept } from "./kept.ts";
import {
  heardReport,
  type Report,
  recordedReport,
  sawReport,
  sightedReport,
} from "./observer-report.ts";
import { cameraOutagesOfDay, type Outage, outageAt } from "./sensor-outages.ts";
import {
  clusterSpanMaxMs,
  clustersOfHour,
  type Hotspot,
  moodOfDate,
  moodOfHour,
  type TruthEvent,
} from "./truth-events.ts";
import { weaponsOfDay } from "./weapon-sightings.ts";

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
const cachedDayCountMax = 8;
const watchHours = 6;
/** What is nearer counts as being on the spot. */
const nearM = 8_000;
/** A standing weapon is told by no more than so many, the others taking it as known. */
const sightingCountMax = 3;

/**
 * The made-up world of an exercise: hotspots whose events set off others, silent nights and bad ones,
 * weapons that stand in the open, people who hear in sectors and bands and are stopped now and then,
 * cameras that fail, a device that sends what cannot be read. Everything follows from the seed, and any
 * stretch of time can be asked for by itself: the same stretch gives the same messages.
 */
export class ExerciseWorld {
  readonly #options: ExerciseOptions;
  readonly #rng: Rng;
  readonly #line: PreparedLine;
  readonly #hotspots: readonly Hotspot[];
  readonly #sensors: readonly PlacedSensor[];
  readonly #posts: readonly Post[];
  readonly #outagesByDay = new Map<number, ReadonlyMap<string, readonly Outage[]>>();
  readonly #denialsByDay = new Map<number, ReadonlyMap<string, Denial>>();
  readonly #sightingsByDay = new Map<number, readonly Report[]>();
  readonly #deskByDay = new Map<number, readonly DeskMessage[]>();
  readonly #truthByHour = new Map<number, readonly TruthEvent[]>();
  readonly #reportsByHour = new Map<number, readonly Report[]>();

  /** @throws SimulationError `TL_SIMULATION_NO_LINE` when the agreement has no line. */
  constructor(options: ExerciseOptions) {
    this.#options = options;
    this.#rng = seededRng(`exercise/${options.seed}/${options.agreement.id}`);
    const coordinates = options.agreement.lines[0]?.versions.at(-1)?.coordinates;
    if (coordinates === undefined) throw new SimulationError("TL_SIMULATION_NO_LINE");
    this.#line = new PreparedLine(coordinates);
    this.#posts = options.deployment.posts;
    const posts = new Map(this.#posts.map((post) => [post.id, post]));
    this.#sensors = options.deployment.sensors.flatMap((sensor) => {
      const position = sensor.position ?? posts.get(sensor.post)?.position;
      return position === undefined
        ? []
        : [{ sensor, position, rangeM: options.rangeOfM(sensor.means) }];
    });
    this.#hotspots = [
      ...lineHotspots(
        options.hotspotCount,
        this.#line,
        (place) => this.#posts.filter(({ position }) => isNear(position, place)).length,
        this.#rng.fork("hotspots"),
      ),
      ...options.agreement.sites
        .filter(
          (site) =>
            isEventful(site) &&
            this.#sensors.some(({ position }) => isNear(position, site.position)),
        )
        .map(({ id, position }) => siteHotspot(id, position)),
    ];
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
    // Day by day: what is kept of truth and reports is enough for one.
    for (let startMs = fromMs; startMs < toMs; startMs += dayMs) {
      messages.push(...this.#stretch(startMs, Math.min(toMs, startMs + dayMs)));
    }
    return messages;
  }

  #stretch(fromMs: number, toMs: number): readonly ExerciseMessage[] {
    const messages: ExerciseMessage[] = [];
    const take = (message: ExerciseMessage) => {
      if (message.receivedAtMs >= fromMs && message.receivedAtMs < toMs) messages.push(message);
    };
    const firstHour = floorTo(fromMs - reportDelayMaxMs, hourMs);
    for (let hour = firstHour; hour < toMs; hour += hourMs) {
      for (const report of this.#reportsOfHour(hour)) take(messageOf(report));
    }
    for (let day = floorTo(fromMs, dayMs) - dayMs; day < toMs; day += dayMs) {
      for (const { report } of this.#denialsOfDay(day).values()) take(messageOf(report));
      for (const report of this.#sightingsOfDay(day)) take(messageOf(report));
      for (const message of this.#faultyOfDay(day)) take(message);
      for (const message of this.#deskOfDay(day)) take(message);
    }
    for (const placed of this.#sensors) {
      for (const message of this.#statesOf(placed, fromMs, toMs)) take(message);
      for (const message of this.#nothingHeard(placed, fromMs, toMs)) take(message);
    }
    return messages.sort(
      (a, b) => a.receivedAtMs - b.receivedAtMs || compareText(nameOf(a), nameOf(b)),
    );
  }

  /** The first states of all sensors at an instant: what a room is told when it opens. */
  statesAt(atMs: number): readonly ExerciseMessage[] {
    return this.#sensors.map(({ sensor }) =>
      stateMessage(sensor.id, atMs, outageAt(this.#outagesAround(sensor, atMs), atMs), "opening"),
    );
  }

  #truthOfHour(hourFromMs: number): readonly TruthEvent[] {
    return kept(this.#truthByHour, hourFromMs, cachedHourCountMax, () => {
      const { timezone } = this.#options.agreement;
      const events: TruthEvent[] = [];
      for (let setOff = hourFromMs - clusterSpanMaxMs; setOff <= hourFromMs; setOff += hourMs) {
        const local = Number(msToLocal(setOff, timezone).slice(11, 13));
        // A night belongs to the date it began on.
        const date = localDate(setOff - 8 * hourMs, timezone);
        for (const hotspot of this.#hotspots) {
          const mood = moodOfDate(hotspot, date, this.#rng) * moodOfHour(local);
          for (const event of clustersOfHour(hotspot, setOff, mood, this.#rng)) {
            if (event.atMs >= hourFromMs && event.atMs < hourFromMs + hourMs) events.push(event);
          }
        }
      }
      return events.sort((a, b) => a.atMs - b.atMs || compareText(a.key, b.key));
    });
  }

  /** All reports of the events of one hour, whenever they are received. */
  #reportsOfHour(hourFromMs: number): readonly Report[] {
    return kept(this.#reportsByHour, hourFromMs, cachedHourCountMax, () =>
      this.#truthOfHour(hourFromMs).flatMap((event) => [...this.#reportsOf(event)]),
    );
  }

  *#reportsOf(event: TruthEvent) {
    const { chanceOf } = this.#options;
    for (const { sensor, position, rangeM } of this.#sensors) {
      // A degree of latitude is 110.6 km at least: a cheap first look.
      if (Math.abs(position[1] - event.position[1]) * 110_000 > rangeM) continue;
      const awayM = distanceM(position, event.position);
      if (awayM > rangeM || !isInView(sensor, position, event.position)) continue;
      const chance =
        chanceOf(sensor.means, event.kind, awayM / event.carryRatio, event.atMs) *
        this.#factorOf(sensor, event.atMs);
      if (this.#rng.fork(`detect/${sensor.id}/${event.key}`).nextUnit() >= chance) continue;
      if (sensor.means === "camera") yield recordedReport(event, sensor, position, this.#rng);
      else if (sensor.means === "eye") yield sawReport(event, sensor, position, this.#rng);
      else yield heardReport(event, sensor, position, this.#rng);
    }
  }

  /** How well a sensor works at an instant, 0..1. */
  #factorOf(sensor: DeployedSensor, atMs: number): number {
    const outage = outageAt(this.#outagesAround(sensor, atMs), atMs);
    return outage === undefined ? 1 : (outage.factor ?? 0);
  }

  /** Outages that may hold at an instant: those that began on its UTC day or the one before. */
  #outagesAround({ id }: DeployedSensor, atMs: number): readonly Outage[] {
    const today = floorTo(atMs, dayMs);
    return [today - dayMs, today].flatMap((day) => this.#outagesOfDay(day).get(id) ?? []);
  }

  /** Outages that begin on a UTC day, by sensor. People are relieved, but may be kept from their post. */
  #outagesOfDay(day: number): ReadonlyMap<string, readonly Outage[]> {
    return kept(this.#outagesByDay, day, cachedDayCountMax, () => {
      const denials = this.#denialsOfDay(day);
      return new Map(
        this.#sensors.map(({ sensor }) => {
          if (sensor.means === "camera")
            return [sensor.id, cameraOutagesOfDay(sensor, day, this.#rng)];
          const closing = denials.get(sensor.post)?.closing ?? null;
          return [sensor.id, closing === null ? [] : [closing]];
        }),
      );
    });
  }

  #denialsOfDay(day: number): ReadonlyMap<string, Denial> {
    return kept(this.#denialsByDay, day, cachedDayCountMax, () => {
      const denials = new Map<string, Denial>();
      for (const post of this.#posts) {
        const denial = denialOfDay(post, day, this.#rng);
        if (denial !== null) denials.set(post.id, denial);
      }
      return denials;
    });
  }

  /** Weapons of a UTC day as eyes and cameras saw them: each looks once while it stands there. */
  #sightingsOfDay(day: number): readonly Report[] {
    return kept(this.#sightingsByDay, day, cachedDayCountMax, () =>
      weaponsOfDay(this.#line, day, this.#rng).flatMap((weapon) => {
        const reports: Report[] = [];
        for (const { sensor, position, rangeM } of this.#sensors) {
          if (sensor.means === "ear") continue;
          if (Math.abs(position[1] - weapon.position[1]) * 110_000 > rangeM) continue;
          const awayM = distanceM(position, weapon.position);
          if (awayM > rangeM || !isInView(sensor, position, weapon.position)) continue;
          const own = this.#rng.fork(`look/${sensor.id}/${weapon.key}`);
          const atMs = Math.round(weapon.fromMs + own.nextUnit() * (weapon.toMs - weapon.fromMs));
          const chance =
            this.#options.chanceOf(sensor.means, "weapon-present", awayM, atMs) *
            this.#factorOf(sensor, atMs);
          if (own.nextUnit() >= chance) continue;
          reports.push(sightedReport(weapon, sensor, position, atMs, this.#rng));
        }
        return reports.sort((a, b) => a.receivedAtMs - b.receivedAtMs).slice(0, sightingCountMax);
      }),
    );
  }

  /** What the device with a fault sends on a UTC day; without a post there is none. */
  #faultyOfDay(day: number): readonly ExerciseMessage[] {
    const [post] = this.#posts;
    if (post === undefined) return [];
    const device = { id: `microphone at ${post.id}`, position: post.position };
    return faultyMessagesOfDay(device, day, this.#rng).map((message) => ({
      ...message,
      kind: "malformed",
      source: `exercise/${device.id}`,
    }));
  }

  /** What the desk writes of a UTC day: patrols, a window of silence, a visit. */
  #deskOfDay(day: number): readonly DeskMessage[] {
    return kept(this.#deskByDay, day, cachedDayCountMax, () => {
      const { agreement } = this.#options;
      return deskOfDay({ agreement, posts: this.#posts, line: this.#line }, day, this.#rng);
    });
  }

  *#statesOf({ sensor }: PlacedSensor, fromMs: number, toMs: number): Generator<ExerciseMessage> {
    const outages: Outage[] = [];
    for (let day = floorTo(fromMs, dayMs) - dayMs; day < toMs; day += dayMs) {
      outages.push(...(this.#outagesOfDay(day).get(sensor.id) ?? []));
    }
    const changes = new Set(outages.flatMap((outage) => [outage.fromMs, outage.toMs]));
    for (const atMs of changes) {
      if (atMs >= fromMs && atMs < toMs)
        yield stateMessage(sensor.id, atMs, outageAt(outages, atMs), "change");
    }
  }

  /** Each watch kept throughout that heard nothing says so at its end: that is evidence as well. */
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
      const wasClosed = this.#outagesAround(sensor, end).some(
        (outage) => outage.fromMs < end && outage.toMs > end - watchMs,
      );
      if (heard || wasClosed) continue;
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

function isInView(sensor: DeployedSensor, from: LonLat, to: LonLat): boolean {
  if (sensor.view === undefined) return true;
  const { azimuthDeg } = inverseGeodesic(from, to);
  const off = Math.abs(((azimuthDeg - sensor.view.bearingDeg + 540) % 360) - 180);
  return off <= sensor.view.fieldOfViewDeg / 2;
}

function isNear(one: LonLat, other: LonLat): boolean {
  return distanceM(one, other) < nearM;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
