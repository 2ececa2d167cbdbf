import { deniedUptimes, type MovingSensor } from "@truceline/desk";
import { cellCentre } from "@truceline/geo";
import type { Deployment, Disturbance, LonLat } from "@truceline/model";
import {
  areaHolds,
  type CatalogueEntry,
  defaultCatalogue,
  type Elsewhere,
  isLostWhereItWorks,
  type LossStretch,
  layeredUptimes,
  stretchOf,
  type Uptimes,
} from "@truceline/sensing";
import type { DisturbanceLog } from "./disturbance-log.ts";
import { nameOfPieces } from "./moving-cover.ts";
import type { PatrolLog } from "./patrol-log.ts";
import type { SensorLog } from "./sensor-log.ts";
import { SharedStates } from "./shared-states.ts";

export interface KnownSensorsOptions {
  readonly deployment: Deployment;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
  readonly sensors: SensorLog;
  /** Absent: no patrols and no denials of the desk. */
  readonly patrols?: PatrolLog | undefined;
  /** Absent: no jamming, interference or denied areas. */
  readonly disturbances?: DisturbanceLog | undefined;
}

/**
 * How the mission's sensors and patrols were, as known at an instant: what they stated of themselves, with
 * what denials, their posts, shared causes and disturbances took.
 */
export class KnownSensors {
  readonly #options: KnownSensorsOptions;
  readonly #shared: SharedStates;
  readonly #entries: ReadonlyMap<string, CatalogueEntry>;
  readonly #placed: ReadonlyMap<string, { readonly position: LonLat; readonly means: string }>;
  /** Sensors that move: what disturbs them where they work takes from them there. */
  readonly #mobile: ReadonlyMap<string, CatalogueEntry>;
  readonly #inside = new WeakMap<Disturbance, Map<string, boolean>>();
  #uptimesKey = "";
  #uptimesMade: Uptimes | undefined;

  constructor(options: KnownSensorsOptions) {
    this.#options = options;
    const { deployment, sensors, catalogue = defaultCatalogue } = options;
    this.#shared = new SharedStates(deployment, sensors);
    this.#entries = new Map(catalogue.map((entry) => [entry.id, entry]));
    const posts = new Map(deployment.posts.map(({ id, position }) => [id, position]));
    this.#placed = new Map(
      deployment.sensors.flatMap(({ id, means, post, position = posts.get(post) }) =>
        position === undefined ? [] : [[id, { position, means }]],
      ),
    );
    this.#mobile = this.#mobileAmong(deployment.sensors.map(({ id, means }) => [id, means]));
  }

  /** Entries of the catalogue of sensors that move. */
  #mobileAmong(meansOf: Iterable<readonly [string, string]>): Map<string, CatalogueEntry> {
    const found = new Map<string, CatalogueEntry>();
    for (const [id, means] of meansOf) {
      const entry = this.#entries.get(means);
      if (entry?.movement !== undefined) found.set(id, entry);
    }
    return found;
  }

  /** Names what has been read, and as known when: the same name, the same answers. */
  readName(knownAtMs: number | undefined): string {
    const { sensors, patrols, disturbances } = this.#options;
    const counts = [sensors.readCount, patrols?.readCount ?? 0, disturbances?.readCount ?? 0];
    return `${counts.join("/")}/${knownAtMs ?? ""}`;
  }

  /** Up-times of the deployment's sensors. */
  uptimes(knownAtMs?: number): Uptimes {
    const { sensors, patrols } = this.#options;
    const key = this.readName(knownAtMs);
    if (this.#uptimesMade === undefined || this.#uptimesKey !== key) {
      const stated = sensors.uptimes(knownAtMs);
      const allowed =
        patrols === undefined
          ? stated
          : deniedUptimes(stated, (sensorId) => patrols.denied(sensorId, knownAtMs));
      this.#uptimesMade = layeredUptimes(allowed, (sensorId, fromMs, toMs) =>
        this.#takenFrom(sensorId, fromMs, toMs, knownAtMs),
      );
      this.#uptimesKey = key;
    }
    return this.#uptimesMade;
  }

  /** Names what decides a span for a sensor: equal names, equal up-times; empty where nothing is known. */
  fingerprint(sensorId: string, fromMs: number, toMs: number, knownAtMs?: number): string {
    const { sensors, patrols } = this.#options;
    const stated = sensors.fingerprint(sensorId, fromMs, toMs, knownAtMs);
    const denied = patrols?.denied(sensorId, knownAtMs) ?? [];
    const taken = this.#takenFrom(sensorId, fromMs, toMs, knownAtMs);
    const there = this.#disturbedThere(sensorId, fromMs, toMs, knownAtMs);
    if (denied.length + taken.length + there.length === 0) return stated;
    const name = nameOfPieces([...denied, ...taken], fromMs, toMs);
    return `${stated}${name}${there.map(({ id }) => `${id};`).join("")}`;
  }

  /** Disturbances that take from a sensor that moves, wherever in them it works. */
  #disturbedThere(
    sensorId: string,
    fromMs: number,
    toMs: number,
    knownAtMs: number | undefined,
  ): readonly Disturbance[] {
    const entry = this.#mobile.get(sensorId);
    if (entry === undefined) return [];
    const standing = this.#options.disturbances?.standing(fromMs, toMs, knownAtMs) ?? [];
    return standing.filter((disturbance) => isLostWhereItWorks(disturbance, entry));
  }

  /**
   * Up-times for the cells in whose middle something disturbs sensors that move, such as a drone whose base
   * lies outside; undefined where nothing does.
   * @param base up-times to lay them over
   * @param more further sensors that are not in the deployment, by id, with their means
   */
  elsewhere(
    base: Uptimes,
    { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
    knownAtMs?: number,
    more: Iterable<readonly [string, string]> = [],
  ): Elsewhere | undefined {
    const mobile = new Map([...this.#mobile, ...this.#mobileAmong(more)]);
    if (mobile.size === 0) return undefined;
    const entries = new Set(mobile.values());
    const standing = this.#options.disturbances?.standing(fromMs, toMs, knownAtMs) ?? [];
    const active = standing.filter((one) =>
      [...entries].some((entry) => isLostWhereItWorks(one, entry)),
    );
    if (active.length === 0) return undefined;
    const zones = new Map<string, number>();
    const uptimes: Uptimes[] = [];
    const zoneOf = (cell: string): number => {
      const holding = active.filter((one) => this.#holds(one, cell));
      if (holding.length === 0) return -1;
      const key = holding.map(({ id }) => id).join();
      const known = zones.get(key);
      if (known !== undefined) return known;
      zones.set(key, uptimes.length);
      uptimes.push(
        layeredUptimes(base, (sensorId) => {
          const entry = mobile.get(sensorId);
          return entry === undefined ? [] : holding.map((one) => stretchOf(one, entry));
        }),
      );
      return uptimes.length - 1;
    };
    return { zoneOf, uptimes };
  }

  #holds(disturbance: Disturbance, cell: string): boolean {
    const known = this.#inside.get(disturbance) ?? new Map<string, boolean>();
    this.#inside.set(disturbance, known);
    const isInside = known.get(cell) ?? areaHolds(disturbance.area, cellCentre(cell));
    known.set(cell, isInside);
    return isInside;
  }

  /** What a sensor's post, the causes it shares, and disturbances took from it. */
  #takenFrom(
    sensorId: string,
    fromMs: number,
    toMs: number,
    knownAtMs: number | undefined,
  ): readonly LossStretch[] {
    const shared = this.#shared.stretches(sensorId, fromMs, toMs, knownAtMs);
    const placed = this.#placed.get(sensorId);
    const entry = this.#entries.get(placed?.means ?? "");
    const { disturbances } = this.#options;
    if (disturbances === undefined || placed === undefined || entry === undefined) return shared;
    return [...shared, ...disturbances.stretches(placed.position, entry, knownAtMs)];
  }

  /** Patrols as sensors that speak of some instant of `[fromMs, toMs)`, with what areas denied to them took. */
  patrolsBetween(fromMs: number, toMs: number, knownAtMs?: number): readonly MovingSensor[] {
    const { patrols, disturbances } = this.#options;
    const all = patrols?.moving(fromMs, toMs, knownAtMs) ?? [];
    if (disturbances === undefined) return all;
    return all.map((moving) => {
      const entry = this.#entries.get(moving.means);
      return entry === undefined ? moving : disturbances.onPatrol(moving, entry, knownAtMs);
    });
  }

  /** The newest `recordedAtMs` of what decides coverage of a span; 0 where nothing does. */
  recordedAtMs(fromMs: number, toMs: number, knownAtMs?: number): number {
    const { sensors, patrols, disturbances } = this.#options;
    return Math.max(
      sensors.recordedAtMs(fromMs, toMs, knownAtMs),
      patrols?.recordedAtMs(fromMs, toMs, knownAtMs) ?? 0,
      disturbances?.recordedAtMs(fromMs, toMs, knownAtMs) ?? 0,
    );
  }
}
