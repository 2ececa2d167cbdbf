import type { Origin, SensorState } from "@truceline/model";

type State = SensorState["state"];
export type SensorStateDraft = Omit<SensorState, "id" | "recordedAtMs">;
/** How a station says that it is. */
export type OwnState = Pick<SensorState, "state" | "factor" | "reason">;

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

/** A time in which a sensor was heard, before it no longer was, and what was the matter with it. */
interface HeardSpan {
  fromMs: number;
  readonly untilMs: number;
  readonly own: OwnState | undefined;
  readonly conditions: Map<string, SensorCondition>;
}

interface Sensor {
  readonly id: string;
  readonly conditions: Map<string, SensorCondition>;
  /** Why nothing is heard of it; undefined while it is heard. */
  missing: string | undefined;
  /** What it said of itself last; undefined where that is nothing, or that it is up. */
  own: OwnState | undefined;
  /** The latest of the times it was heard: what is told late of one of them is still told of it. */
  readonly spans: HeardSpan[];
  told: string;
  state: State | "unknown";
  sinceMs: number | undefined;
  reason: string | undefined;
}

const reasonLengthMax = 1_000;
/** What lies no further apart happened at one instant. */
const instantMs = 10;
/** More than any wire loses its sensors in the minute over which a loss is looked at. */
const spanCountMax = 20;

/**
 * What a feed tells of the sensors that are heard over it: not received while nothing is heard of them, as
 * they say themselves, degraded while something is the matter with what they send, else up. Told once for
 * each change, never as a silence.
 */
export class SensorBook {
  readonly #sensors = new Map<string, Sensor>();
  readonly #sensorByStation: Readonly<Record<string, string>>;
  readonly #source: string;
  readonly #origin: Origin;
  readonly #run: string;
  #toldCount = 0;
  #furthestMs = Number.NEGATIVE_INFINITY;

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
      this.#sensors.set(id, {
        id,
        conditions: new Map(),
        spans: [],
        ...{ missing: undefined, own: undefined, told: "", state: "unknown" },
        ...{ sinceMs: undefined, reason: undefined },
      });
    }
  }

  /** The latest instant from which anything was told to hold. */
  get furthestMs(): number {
    return this.#furthestMs;
  }

  /** Nothing is heard of a sensor, or of any (`undefined`), from an instant on. */
  missing(
    sensorId: string | undefined,
    reason: string,
    fromMs: number,
  ): readonly SensorStateDraft[] {
    const concerned = this.#concerned(sensorId);
    for (const sensor of concerned) {
      keepSpan(sensor, fromMs);
      sensor.missing = reason;
    }
    return concerned.flatMap((sensor) => {
      const { sinceMs = fromMs } = sensor;
      if (fromMs >= sinceMs - instantMs) return this.#tellAll([sensor], fromMs);
      // Something was told to hold since: it goes over that, too.
      sensor.sinceMs = undefined;
      const early = this.#tellAll([sensor], fromMs);
      if (early.length === 0) sensor.sinceMs = sinceMs;
      else sensor.told = "";
      return early.length === 0 ? [] : [...early, ...this.#tellAll([sensor], sinceMs)];
    });
  }

  /** Something was heard of a sensor at an instant. */
  heard(sensorId: string, atMs: number): readonly SensorStateDraft[] {
    const sensor = this.#sensors.get(sensorId);
    if (sensor === undefined || sensor.missing === undefined) return [];
    sensor.missing = undefined;
    return this.#tellAll([sensor], atMs);
  }

  /**
   * A sensor says how it is, in a record of its own. That record goes before what was told here: where
   * something else is the matter too, it is told again.
   */
  said(sensorId: string, own: OwnState, fromMs: number): readonly SensorStateDraft[] {
    const sensor = this.#sensors.get(sensorId);
    if (sensor === undefined) return [];
    sensor.own = own.state === "up" ? undefined : own;
    // Nothing was heard of it so far: how it is, is told with that it is heard.
    if (sensor.missing !== undefined) return [];
    sensor.told = keyOf(statedOf({ ...sensor, conditions: new Map() }));
    return this.#tellAll([sensor], fromMs);
  }

  /** It said how it is when nobody listened: that it is not received is told again over it. */
  saidUnheard(sensorId: string, own: OwnState, fromMs: number): readonly SensorStateDraft[] {
    const sensor = this.#sensors.get(sensorId);
    if (sensor?.missing === undefined) return this.said(sensorId, own, fromMs + 1);
    sensor.own = own.state === "up" ? undefined : own;
    if (sensor.sinceMs !== undefined && fromMs < sensor.sinceMs) return [];
    sensor.told = "";
    return this.#tellAll([sensor], fromMs + 1);
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
    const concerned = this.#concerned(sensorId);
    for (const { conditions } of concerned) {
      if (condition === undefined) conditions.delete(kind);
      else conditions.set(kind, condition);
    }
    const past = condition === undefined ? [] : this.#tellPast(concerned, kind, condition, fromMs);
    return [...past, ...this.#tellAll(concerned, fromMs)];
  }

  /** How every sensor is, once more, from an instant on: something else was told for it before. */
  tellAgain(fromMs: number): readonly SensorStateDraft[] {
    const sensors = this.#concerned(undefined);
    for (const sensor of sensors) {
      sensor.told = "";
      sensor.sinceMs = undefined;
      sensor.spans.length = 0;
    }
    return this.#tellAll(sensors, fromMs);
  }

  /** A sensor's id; undefined for every sensor of the feed; null where the station is none of them. */
  sensorOf(stationId: string): string | undefined | null {
    const named = Object.hasOwn(this.#sensorByStation, stationId)
      ? this.#sensorByStation[stationId]
      : stationId;
    if (named !== undefined && this.#sensors.has(named)) return named;
    if (stationId === "") return undefined;
    // One sensor whose stations nobody named: whatever they call themselves, it is they.
    const isOnly = this.#sensors.size === 1 && Object.keys(this.#sensorByStation).length === 0;
    return isOnly ? undefined : null;
  }

  list(): readonly ToldSensor[] {
    return [...this.#sensors.values()].map(({ id, state, sinceMs, reason }) => ({
      id,
      state,
      sinceMs,
      reason,
    }));
  }

  #concerned(sensorId: string | undefined): readonly Sensor[] {
    return [...this.#sensors.values()].filter(
      ({ id }) => sensorId === undefined || id === sensorId,
    );
  }

  /** Of sensors that were heard since an instant and then no longer were: what was the matter while they were. */
  #tellPast(
    sensors: readonly Sensor[],
    kind: string,
    condition: SensorCondition,
    fromMs: number,
  ): readonly SensorStateDraft[] {
    return sensors.flatMap(({ id, spans }) =>
      spans.flatMap((span) => {
        const atMs = Math.max(fromMs, span.fromMs + 1);
        if (atMs >= span.untilMs) return [];
        span.fromMs = atMs;
        span.conditions.set(kind, condition);
        return [this.#draft(id, statedOf({ ...span, missing: undefined }), atMs)];
      }),
    );
  }

  #tellAll(sensors: readonly Sensor[], atMs: number): readonly SensorStateDraft[] {
    return sensors.flatMap((sensor) => {
      const { sinceMs } = sensor;
      const stated = statedOf(sensor);
      const { state, reason } = stated;
      const told = keyOf(stated);
      if (sensor.told === told) return [];
      // A state that began later would go before this one, and of two of one instant the worst holds.
      const isWorst = state === "not-received";
      const leastMs = sinceMs === undefined ? atMs : sinceMs + (isWorst ? 0 : 1);
      const fromMs = Math.max(atMs, leastMs);
      sensor.told = told;
      sensor.state = state;
      sensor.sinceMs = fromMs;
      sensor.reason = reason === "" ? undefined : reason;
      return [this.#draft(sensor.id, stated, fromMs)];
    });
  }

  #draft(sensorId: string, { state, reason, factor }: Stated, fromMs: number): SensorStateDraft {
    this.#toldCount += 1;
    this.#furthestMs = Math.max(this.#furthestMs, fromMs);
    return {
      schema: "sensor-state/1",
      origin: this.#origin,
      source: this.#source,
      sourceId: `state-${this.#run}-${this.#toldCount}`,
      sensorId,
      fromMs,
      state,
      ...(state === "degraded" ? { factor: Math.round(factor * 1e4) / 1e4 } : {}),
      ...(reason === "" ? {} : { reason }),
    };
  }
}

/** What a sensor was until now, before nothing is heard of it from an instant on. */
function keepSpan(sensor: Sensor, untilMs: number): void {
  const { missing, state, sinceMs, own, conditions, spans } = sensor;
  if (missing !== undefined || sinceMs === undefined || sinceMs >= untilMs) return;
  if (state !== "up" && state !== "degraded") return;
  spans.push({ fromMs: sinceMs, untilMs, own, conditions: new Map(conditions) });
  if (spans.length > spanCountMax) spans.shift();
}

interface Stated {
  readonly state: State;
  readonly reason: string;
  readonly factor: number;
}

function statedOf({
  missing,
  own,
  conditions,
}: Pick<Sensor, "missing" | "own" | "conditions">): Stated {
  if (missing !== undefined) return stated("not-received", [missing], 0);
  const ownReason = own?.reason ?? "";
  if (own !== undefined && own.state !== "degraded") return stated(own.state, [ownReason], 0);
  const found = [...conditions.values()];
  if (own === undefined && found.length === 0) return stated("up", [], 1);
  const factor = found.reduce((left, { factorRatio }) => left * factorRatio, own?.factor ?? 1);
  return stated("degraded", [ownReason, ...found.map(({ reason }) => reason)], factor);
}

function stated(state: State, reasons: readonly string[], factor: number): Stated {
  const reason = reasons.filter((one) => one !== "").join("; ");
  return { state, reason: reason.slice(0, reasonLengthMax), factor };
}

/** What it is told apart by: of a sensor that is not received the first reason stands. */
const keyOf = ({ state, reason, factor }: Stated): string =>
  state === "degraded" ? `${state} ${reason} ${factor}` : state;
