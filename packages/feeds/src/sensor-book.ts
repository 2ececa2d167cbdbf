import type { Origin, SensorState } from "@truceline/model";

type State = SensorState["state"];
export type SensorStateDraft = Omit<SensorState, "id" | "recordedAtMs">;

/** Something that is the matter with what a sensor sends, although it is heard. */
export interface SensorCondition {
  readonly reason: string;
  /** Factor left on the chance to detect. */
  readonly factorRatio: number;
}

/** How a sensor that is heard over a feed is, as the feed can tell it. */
export interface ToldSensor {
  readonly id: string;
  readonly state: State | "unknown";
  readonly sinceMs: number | undefined;
  readonly reason: string | undefined;
}

interface Sensor {
  readonly id: string;
  readonly conditions: Map<string, SensorCondition>;
  /** Why nothing is heard of it although others of the feed are; undefined while it is heard. */
  silence: string | undefined;
  told: string;
  state: State | "unknown";
  sinceMs: number | undefined;
  reason: string | undefined;
}

const reasonLengthMax = 1_000;

/**
 * What a feed tells of the sensors that are heard over it: not received while it is dead, degraded while
 * something is the matter with what they send, else up. Told once for each change, never as a silence.
 */
export class SensorBook {
  readonly #sensors = new Map<string, Sensor>();
  readonly #sensorByStation: Readonly<Record<string, string>>;
  readonly #source: string;
  readonly #origin: Origin;
  readonly #run: string;
  #link: { readonly isUp: boolean; readonly reason: string } | undefined;
  #toldCount = 0;

  /** @param run Different each time the feed is started, so that what is told bears a key of its own. */
  constructor(options: {
    readonly sensors: readonly string[];
    /** Which sensor a station is, where its own name is another. */
    readonly sensorByStation: Readonly<Record<string, string>>;
    readonly source: string;
    readonly origin: Origin;
    readonly run: string;
  }) {
    this.#sensorByStation = options.sensorByStation;
    this.#source = options.source;
    this.#origin = options.origin;
    this.#run = options.run;
    for (const id of options.sensors) {
      const state = { told: "", state: "unknown" as const, sinceMs: undefined, reason: undefined };
      this.#sensors.set(id, { id, conditions: new Map(), silence: undefined, ...state });
    }
  }

  /** The way to the sensors is open or not, from an instant on. */
  link(isUp: boolean, fromMs: number, reason: string): readonly SensorStateDraft[] {
    this.#link = { isUp, reason };
    return this.#tellAll([...this.#sensors.values()], fromMs);
  }

  /**
   * Something is the matter with a sensor, or with every one (`undefined`), or no longer is.
   * @param kind Which of the things that can be the matter; one of a kind at a time
   */
  set(
    sensorId: string | undefined,
    kind: string,
    condition: SensorCondition | undefined,
    fromMs: number,
  ): readonly SensorStateDraft[] {
    const concerned = [...this.#sensors.values()].filter(
      ({ id }) => sensorId === undefined || id === sensorId,
    );
    for (const { conditions } of concerned) {
      if (condition === undefined) conditions.delete(kind);
      else conditions.set(kind, condition);
    }
    return this.#tellAll(concerned, fromMs);
  }

  /** One sensor is silent, or is heard again (`undefined`), from an instant on. */
  silence(
    sensorId: string,
    reason: string | undefined,
    fromMs: number,
  ): readonly SensorStateDraft[] {
    const sensor = this.#sensors.get(sensorId);
    if (sensor === undefined || sensor.silence === reason) return [];
    sensor.silence = reason;
    return this.#tellAll([sensor], fromMs);
  }

  /** A sensor's id; undefined for every sensor of the feed; null where the station is none of them. */
  sensorOf(stationId: string): string | undefined | null {
    const named = Object.hasOwn(this.#sensorByStation, stationId)
      ? this.#sensorByStation[stationId]
      : stationId;
    if (named !== undefined && this.#sensors.has(named)) return named;
    return stationId === "" || this.#sensors.size === 1 ? undefined : null;
  }

  list(): readonly ToldSensor[] {
    return [...this.#sensors.values()].map(({ id, state, sinceMs, reason }) => ({
      id,
      state,
      sinceMs,
      reason,
    }));
  }

  #tellAll(sensors: readonly Sensor[], fromMs: number): readonly SensorStateDraft[] {
    const link = this.#link;
    // Before anything was heard or missed there is nothing to say.
    if (link === undefined) return [];
    return sensors.flatMap((sensor) => {
      const conditions = [...sensor.conditions.values()];
      const missing = link.isUp ? sensor.silence : link.reason;
      const isMissing = !link.isUp || missing !== undefined;
      const state: State = isMissing ? "not-received" : conditions.length > 0 ? "degraded" : "up";
      const reasons = isMissing ? [missing ?? ""] : conditions.map(({ reason }) => reason);
      const reason = reasons.join("; ").slice(0, reasonLengthMax);
      const factor = conditions.reduce((least, { factorRatio }) => least * factorRatio, 1);
      const told = state === "degraded" ? `${state} ${reason} ${factor}` : state;
      if (sensor.told === told) return [];
      sensor.told = told;
      sensor.state = state;
      sensor.sinceMs = fromMs;
      sensor.reason = reason === "" ? undefined : reason;
      this.#toldCount += 1;
      return [
        {
          schema: "sensor-state/1" as const,
          origin: this.#origin,
          source: this.#source,
          sourceId: `state-${this.#run}-${this.#toldCount}`,
          sensorId: sensor.id,
          fromMs,
          state,
          ...(state === "degraded" ? { factor: Math.round(factor * 1e4) / 1e4 } : {}),
          ...(reason === "" ? {} : { reason }),
        },
      ];
    });
  }
}
