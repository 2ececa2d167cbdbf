import type { ObservationDraft } from "../mapping/decode-rows.ts";
import type { StationDetection, StationMessage } from "../stations/messages.ts";
import { StationReader } from "../stations/read-stations.ts";
import { waveDistance } from "../stations/wave-distance.ts";
import { plainName, plainText } from "./plain-text.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** What a station takes a sound for, as a kind of observation; what it cannot tell has none. */
const kinds: Readonly<Record<StationDetection["sound"], ObservationDraft["kind"] | undefined>> = {
  explosion: "explosion",
  burst: "burst",
  shot: "shot",
  salvo: "salvo",
  vehicle: "vehicle",
  aircraft: "aircraft",
  unknown: undefined,
};

/**
 * Messages of acoustic and seismic stations to records: a detection becomes an observation with its bearing,
 * its arrival times in its remark, its distance where two waves have a stated speed; a status the state of the
 * sensor of that name. A sound that the station cannot tell becomes a claim with the same arrivals: something was
 * heard, of no kind that could be counted. The instant of an observation is the station's own.
 */
export class StationRecords implements RecordReader {
  readonly isLines = true;
  readonly #reader: StationReader;
  readonly #options: RecordReaderOptions;

  constructor(options: RecordReaderOptions) {
    this.#options = options;
    this.#reader = new StationReader(options.name);
  }

  push(bytes: Uint8Array): readonly HeardMessage[] {
    return this.#heard((reader) => reader.push(bytes));
  }

  /** What a packet or a message of a broker holds is whole: nothing of it goes on in the next. */
  pushPacket(bytes: Uint8Array): readonly HeardMessage[] {
    return [...this.push(bytes), ...this.finish()];
  }

  finish(): readonly HeardMessage[] {
    return this.#heard((reader) => reader.finish());
  }

  takeFaults(): readonly HeardFault[] {
    return this.#reader.takeFaults();
  }

  /** Observations that are no message of a station are heard and counted, and say nothing here. */
  #heard(read: (reader: StationReader) => readonly StationMessage[]): readonly HeardMessage[] {
    const before = this.#reader.otherCount;
    const heard = read(this.#reader).map((message) => heardOf(message, this.#options));
    const others = this.#reader.otherCount - before;
    return others === 0
      ? heard
      : [
          ...heard,
          ...Array.from({ length: others }, () => ({ type: "other observation", records: [] })),
        ];
  }
}

function heardOf(message: StationMessage, options: RecordReaderOptions): HeardMessage {
  const { stationId, madeAtMs, position, kind } = message;
  const record = kind === "status" ? stateOf(message, options) : observationOf(message, options);
  return {
    type: `${message.medium} ${kind}`,
    records: record === undefined ? [] : [record],
    station: {
      id: stationId,
      statedAtMs: madeAtMs,
      position,
      ...(kind === "detection" ? { measures: true } : {}),
    },
  };
}

function observationOf(
  message: StationDetection,
  options: RecordReaderOptions,
): HeardRecord | undefined {
  const { origin, source } = options;
  const kind = kinds[message.sound];
  if (kind === undefined) return unnamedOf(message, options);
  const { stationId, heardAtMs, position, positionErrorM, bearing, medium } = message;
  const isAcoustic = medium === "acoustic";
  const distance = waveDistance(message.arrivals);
  const remark = remarkOf(message);
  return {
    kind: "observation",
    record: {
      schema: "observation/1",
      origin,
      source,
      sourceId: keyOf(message),
      span: isAcoustic
        ? spanOf(message)
        : { fromMs: heardAtMs, toMs: heardAtMs, precision: "exact" },
      observer: {
        kind: isAcoustic ? "acoustic" : "station",
        sensorId: sensorOf(stationId, options),
      },
      observerPosition: {
        position,
        ...(positionErrorM === undefined
          ? {}
          : { accuracyM: Math.min(100_000, positionErrorM * LIMIT_SIGMA) }),
      },
      means: [isAcoustic ? "heard" : "recorded"],
      kind,
      count: { qualifier: "at-least", min: 1 },
      ...(bearing === undefined ? {} : { direction: { form: "bearing" as const, ...bearing } }),
      ...(distance === undefined ? {} : { distance }),
      ...(message.temperatureDegC === undefined
        ? {}
        : { airTemperatureC: message.temperatureDegC }),
      ...(remark === undefined ? {} : { remark }),
    },
  };
}

/** Something that was heard and that the station cannot name. Nobody says that it was fire. */
function unnamedOf(
  message: StationDetection,
  { origin, ...options }: RecordReaderOptions,
): HeardRecord {
  const { stationId, heardAtMs, bearing, medium, madeAtMs } = message;
  const direction =
    bearing === undefined
      ? []
      : [`bearing ${bearing.bearingDeg} ± ${bearing.standardDeviationDeg}°`];
  const statement = plainText([...direction, remarkOf(message)].join("; "));
  const claimant = plainName(sensorOf(stationId, { origin, ...options }));
  return {
    kind: "claim",
    record: {
      schema: "claim/1",
      origin,
      source: options.source,
      sourceId: keyOf(message),
      ...(claimant === undefined ? {} : { claimant }),
      grade: { source: "F", information: "6" },
      span:
        medium === "acoustic"
          ? spanOf(message)
          : { fromMs: heardAtMs, toMs: heardAtMs, precision: "exact" },
      publishedAtMs: madeAtMs,
      types: ["sound without a name", medium],
      ...(statement === undefined ? {} : { statement }),
    },
  };
}

/** Limits that hold 95 %. */
const LIMIT_SIGMA = 1.96;

/**
 * The 95 % limits of the instant the blast came in: the first arrival through the air, with the errors
 * of reading it and of the clock. A shock wave runs before the bullet, not from the weapon.
 */
function spanOf({ arrivals, clock, heardAtMs }: StationDetection): ObservationDraft["span"] {
  const [first] = arrivals
    .filter(({ phase }) => phase === "sound" || phase === "muzzle")
    .sort((one, other) => one.atMs - other.atMs);
  const atMs = first?.atMs ?? heardAtMs;
  const halfMs = LIMIT_SIGMA * Math.hypot(clock.errorMs, first?.errorMs ?? 0);
  return { fromMs: Math.floor(atMs - halfMs), toMs: Math.ceil(atMs + halfMs), precision: "exact" };
}

function stateOf(
  message: Extract<StationMessage, { readonly kind: "status" }>,
  options: RecordReaderOptions,
): HeardRecord {
  const { origin, source } = options;
  const { stationId, madeAtMs, state, factor, reason } = message;
  return {
    kind: "sensor-state",
    record: {
      schema: "sensor-state/1",
      origin,
      source,
      sourceId: keyOf(message),
      sensorId: sensorOf(stationId, options),
      fromMs: madeAtMs,
      state,
      ...(factor === undefined ? {} : { factor }),
      ...(reason === undefined ? {} : { reason }),
    },
  };
}

function sensorOf(stationId: string, { sensorByStation = {} }: RecordReaderOptions): string {
  const named = Object.hasOwn(sensorByStation, stationId) ? sensorByStation[stationId] : undefined;
  return named ?? stationId;
}

const keyOf = ({ stationId, messageId }: StationMessage): string =>
  plainName(`${stationId}/${messageId}`) ?? stationId;

/** Arrivals and clock, in words: what was measured is kept with what was made of it. */
function remarkOf({ arrivals, clock, temperatureDegC }: StationDetection): string | undefined {
  const heard = arrivals.map(
    ({ phase, channel, atMs, errorMs, speed }) =>
      `${phase}${channel === undefined ? "" : ` at ${channel}`} ${atMs} ± ${errorMs} ms` +
      (speed === undefined ? "" : ` at ${speed.mps} ± ${speed.errorMps} m/s`),
  );
  const air = temperatureDegC === undefined ? [] : [`air ${temperatureDegC} °C`];
  return plainText([...heard, `clock ${clock.state} ± ${clock.errorMs} ms`, ...air].join("; "));
}
