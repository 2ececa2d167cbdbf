import { type LonLat, lonLat } from "@truceline/model";
import type { AisMessage, AisPosition } from "../ais/messages.ts";
import { AisReader, type AisReceived } from "../ais/read-ais.ts";
import { metresPerSecondPerKnot } from "../units.ts";
import { navigationStatusWords, shipTypeWords } from "./ais-words.ts";
import { messageKey } from "./message-key.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  HeardStation,
  PositionReportDraft,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** A receiver's clock and a vessel's may differ so much: a second of the minute is read within it. */
const clockSlackMs = 5_000;

/**
 * AIS to records. What a vessel or an aircraft says of itself becomes a position report, its name and kind
 * one without a position; nothing is put together across messages, so that the same message again is the
 * same record. What is not measured says so and is not trusted. Safety texts and beacons of distress become
 * claims, those under test under their own name. Base stations and aids to navigation do
 * not move and give no record. Instants: the receiver's stamp, else when it came, moved back to the second
 * of the minute that the sender gives.
 */
export class AisRecords implements RecordReader {
  readonly isLines = true;
  readonly #reader: AisReader;
  readonly #options: RecordReaderOptions;

  constructor(options: RecordReaderOptions) {
    this.#options = options;
    this.#reader = new AisReader({ name: options.name });
  }

  push(bytes: Uint8Array, atMs: number): readonly HeardMessage[] {
    return this.#translate(this.#reader.push(bytes, atMs), atMs);
  }

  finish(atMs: number): readonly HeardMessage[] {
    return this.#translate(this.#reader.finish(), atMs);
  }

  takeFaults(): readonly HeardFault[] {
    return this.#reader.takeFaults();
  }

  #translate(received: readonly AisReceived[], atMs: number): readonly HeardMessage[] {
    return received.map((one) => {
      const record = recordOf(one, atMs, this.#options);
      const station = stationOf(one);
      return {
        type: `AIS ${one.message.type}`,
        records: record === undefined ? [] : [record],
        ...(station === undefined ? {} : { station }),
      };
    });
  }
}

function recordOf(
  { message, tag }: AisReceived,
  receivedAtMs: number,
  options: RecordReaderOptions,
): HeardRecord | undefined {
  const heardAtMs = tag?.receivedAtMs ?? receivedAtMs;
  if (message.type === 14 || isBeacon(message.mmsi)) {
    return claimOf(message, heardAtMs, options);
  }
  const said = saidOf(message);
  // Neither who nor where: nobody could do anything with it.
  if (said === undefined || (said.identity.scheme === "none" && said.position === undefined)) {
    return undefined;
  }
  const second = "second" in message ? message.second : undefined;
  const atMs = instantOf(second, heardAtMs);
  const { medium, ...rest } = said;
  return {
    kind: "position-report",
    record: {
      schema: "position-report/1",
      origin: options.origin,
      source: options.source,
      sourceId: keyOf(message, atMs),
      medium,
      atMs,
      ...(options.receiverId === undefined ? {} : { receiverId: options.receiverId }),
      ...rest,
    },
  };
}

type Said = Pick<PositionReportDraft, "medium" | "identity"> & Partial<PositionReportDraft>;

/** What a message says of a vessel or an aircraft; undefined for one about anything else. */
function saidOf(message: AisMessage): Said | undefined {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
    case 27:
      return {
        medium: "vessel",
        identity: identityOf(message.mmsi),
        ...movement(message),
        ...optional("status", navigationStatusWords(message.navStatus)),
      };
    case 18:
      return { medium: "vessel", identity: identityOf(message.mmsi), ...movement(message) };
    case 19:
      return {
        medium: "vessel",
        identity: identityOf(message.mmsi, message),
        ...optional("kindStated", shipTypeWords(message.shipType)),
        ...movement(message),
      };
    case 9:
      return {
        medium: "aircraft",
        identity: identityOf(message.mmsi),
        kindStated: "search and rescue",
        ...movement(message),
        ...optional("altitudeM", message.altitudeM ?? undefined),
      };
    case 5:
      return {
        medium: "vessel",
        identity: identityOf(message.mmsi, message),
        ...optional("kindStated", shipTypeWords(message.shipType)),
      };
    case 24:
      if (message.part === "other") return undefined;
      return {
        medium: "vessel",
        identity: identityOf(message.mmsi, message),
        ...(message.part === "B" ? optional("kindStated", shipTypeWords(message.shipType)) : {}),
      };
    default:
      return undefined;
  }
}

function identityOf(
  mmsi: number,
  said: { readonly name?: string; readonly callSign?: string } = {},
): PositionReportDraft["identity"] {
  const name = said.name?.trim() ?? "";
  const callSign = said.callSign?.trim() ?? "";
  return {
    ...(isNumbered(mmsi) ? { scheme: "mmsi", value: digitsOf(mmsi) } : { scheme: "none" }),
    ...(name === "" ? {} : { name }),
    ...(callSign === "" ? {} : { callSign }),
  };
}

const digitsOf = (mmsi: number): string => String(mmsi).padStart(9, "0");

/** 0 is what a station sends that was given no number; numbers have nine digits, the field holds more. */
const isNumbered = (mmsi: number): boolean => mmsi > 0 && mmsi <= 999_999_999;

/** Distress beacons, of vessels and of persons: 970 transmitter, 972 person overboard, 974 radio beacon. */
function isBeacon(mmsi: number): boolean {
  const first = Math.floor(mmsi / 1_000_000);
  return first === 970 || first === 972 || first === 974;
}

/** A beacon under test: its position with status 15, its text with that word (ITU-R M.1371-5, annex 9). */
function isUnderTest(message: AisMessage): boolean {
  if (message.type === 14) return /\bTEST\b/i.test(message.text);
  return "navStatus" in message && message.navStatus === 15;
}

interface Moving extends AisPosition {
  /** Of the minute; 61 to 63 say that the position is not measured. */
  readonly second?: number;
  readonly isPositionOld?: boolean;
  readonly speedKn?: number | null;
  readonly courseDeg?: number | null;
  readonly headingDeg?: number | null;
}

/** ITU-R M.1371-5, time stamp of types 1 to 3, 9, 18 and 19. */
const positionStatedBySecond: Readonly<Record<number, string>> = {
  61: "entered by hand",
  62: "dead reckoning",
  63: "positioning system inoperative",
};
/** Type 27 gives tenths of a minute: half a step both ways is 131 m, beside the 10 m of the sender. */
const accuracyM = 10;
const coarseAccuracyM = 141;

function movement(message: Moving): Partial<PositionReportDraft> {
  const position = placeOf(message);
  const unmeasured = positionStatedBySecond[message.second ?? 0];
  const positionStated =
    unmeasured ?? (message.isPositionOld === true ? "older than 5 s" : undefined);
  // Out of range and not the number for "not available": the sender's own words cannot be relied on.
  const isBroken = position === undefined && message.lonDeg !== null && message.latDeg !== null;
  const { speedKn, courseDeg, headingDeg } = message;
  return {
    ...optional("position", position),
    ...(position === undefined ? {} : optional("positionStated", positionStated)),
    ...(position !== undefined && message.isAccurate && positionStated === undefined
      ? { accuracyM: message.isPositionOld === undefined ? accuracyM : coarseAccuracyM }
      : {}),
    ...optional("speedMps", toRange(speedKn, 0, 1_000, metresPerSecondPerKnot)),
    ...optional("courseDeg", toDirection(courseDeg)),
    ...optional("headingDeg", toDirection(headingDeg)),
    ...(isBroken || (position !== undefined && unmeasured !== undefined)
      ? { integrity: { isPositionTrusted: false } }
      : {}),
  };
}

function placeOf({ lonDeg, latDeg }: AisPosition): LonLat | undefined {
  if (lonDeg === null || latDeg === null) return undefined;
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90 ? lonLat(lonDeg, latDeg) : undefined;
}

function toRange(
  value: number | null | undefined,
  least: number,
  most: number,
  factor: number,
): number | undefined {
  if (value === null || value === undefined || value < least || value > most) return undefined;
  return Math.round(value * factor * 1_000) / 1_000;
}

function toDirection(deg: number | null | undefined): number | undefined {
  return deg === null || deg === undefined || deg < 0 || deg >= 360 ? undefined : deg;
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

/** The last instant with that second of the minute; the whole second where the sender gives none. */
function instantOf(second: number | undefined, heardAtMs: number): number {
  if (second === undefined || second > 59) return Math.floor(heardAtMs / 1_000) * 1_000;
  const inMinute = Math.floor(heardAtMs / 60_000) * 60_000 + second * 1_000;
  return inMinute > heardAtMs + clockSlackMs ? inMinute - 60_000 : inMinute;
}

function keyOf(message: AisMessage, atMs: number): string {
  const key = messageKey(JSON.stringify(message));
  return `${message.type}-${digitsOf(message.mmsi)}-${Math.floor(atMs / 1_000)}-${key}`;
}

/** Texts and beacons: somebody says that something is the matter. It is kept as said. */
function claimOf(
  message: AisMessage,
  heardAtMs: number,
  { origin, source }: RecordReaderOptions,
): HeardRecord {
  const atMs = instantOf("second" in message ? message.second : undefined, heardAtMs);
  const position = "lonDeg" in message ? placeOf(message) : undefined;
  const text = message.type === 14 ? message.text.trim() : "";
  return {
    kind: "claim",
    record: {
      schema: "claim/1",
      origin,
      source,
      sourceId: keyOf(message, atMs),
      ...(isNumbered(message.mmsi) ? { claimant: `mmsi ${digitsOf(message.mmsi)}` } : {}),
      grade: { source: "F", information: "6" },
      span: { fromMs: atMs, toMs: atMs, precision: "exact" },
      types: [claimTypeOf(message)],
      ...(position === undefined
        ? {}
        : { area: { shape: "circle" as const, centre: position, radiusM: 200 } }),
      ...(text === "" ? {} : { statement: text }),
    },
  };
}

function claimTypeOf(message: AisMessage): string {
  if (!isBeacon(message.mmsi)) return "safety text";
  return isUnderTest(message) ? "distress beacon under test" : "distress beacon";
}

function stationOf({ message, tag }: AisReceived): HeardStation | undefined {
  if (message.type === 4 && isNumbered(message.mmsi)) {
    const position = placeOf(message);
    return {
      id: `base ${digitsOf(message.mmsi)}`,
      heardBy: tag?.source ?? "",
      ...optional("statedAtMs", baseTimeMs(message)),
      ...optional("position", position),
    };
  }
  if (tag?.receivedAtMs === undefined && tag?.source === undefined) return undefined;
  return { id: tag.source ?? "", ...optional("statedAtMs", tag.receivedAtMs) };
}

function baseTimeMs(message: Extract<AisMessage, { readonly type: 4 | 11 }>): number | undefined {
  const { year, month, day, hour, minute, second } = message;
  if (year < 1 || year > 9999 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // 30 February would be 2 March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.setUTCHours(hour, minute, second);
}
