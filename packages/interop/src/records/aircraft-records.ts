import { lonLat } from "@truceline/model";
import { AircraftPlaces, senderOf } from "../adsb/aircraft-places.ts";
import { integrityOf } from "../adsb/integrity.ts";
import type {
  AirbornePosition,
  Identification,
  ModeSMessage,
  PositionQuality,
  SurfacePosition,
  Velocity,
} from "../adsb/messages.ts";
import {
  BeastReader,
  type FrameReader,
  HexReader,
  type ModeSReceived,
} from "../adsb/read-frames.ts";
import { metresPerFoot, metresPerSecondPerKnot } from "../units.ts";
import { messageKey } from "./message-key.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  PositionReportDraft,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** What was said of a movement longer ago than this is not told with a later position. */
const movementKeptMs = 5_000;
const aircraftCountMax = 4_096;
/** Clock of a frame that was made up of a place found by several receivers (mlat-client and its kin). */
const multilateratedTicks = 0xff004d4c4154;
const inAirCapability = 5;
/** Control field of ADS-R. */
const relayedControl = 6;

/** Radius that holds the true position with 95 %, by accuracy category 1 to 11 (DO-260B, table 2-71). */
const accuracyMByNacp = [
  undefined,
  18_520,
  7_408,
  3_704,
  1_852,
  926,
  555.6,
  185.2,
  92.6,
  30,
  10,
  3,
] as const;

interface Heard {
  callSign: string | undefined;
  kindStated: string | undefined;
  velocity: { readonly message: Velocity; readonly atMs: number } | undefined;
  quality: PositionQuality | undefined;
  /** By its emitter category; `other`: a vehicle, an obstacle, a person. */
  isWhat: "aircraft" | "other" | undefined;
  wasInAir: boolean;
}

/** Squitters, which say themselves who sends them. */
type Squitter = Extract<ModeSMessage, { readonly control: number }>;

/**
 * ADS-B to records, from Beast or from hexadecimal lines. A position of an aircraft becomes a report with
 * the speed, the name and the quality that it said shortly before; an identification one without a position.
 * Other replies give no record, nor do vehicles, obstacles and persons: on the ground nobody is followed before
 * saying a category of aircraft, in the air only who has a transponder of Mode S. Nor what others say of an
 * aircraft: radars on the ground (TIS-B), places worked out by several receivers. Messages bear no time: the
 * instant is when they came.
 */
export class AircraftRecords implements RecordReader {
  readonly isLines: boolean;
  readonly #reader: FrameReader;
  readonly #options: RecordReaderOptions;
  readonly #places: AircraftPlaces;
  readonly #aircraft = new Map<string, Heard>();

  constructor(form: "beast" | "hex", options: RecordReaderOptions) {
    this.isLines = form === "hex";
    this.#reader = form === "beast" ? new BeastReader(options.name) : new HexReader(options.name);
    this.#options = options;
    const [lonDeg, latDeg] = options.receiver ?? [];
    this.#places = new AircraftPlaces({
      aircraftCountMax,
      ...(lonDeg === undefined || latDeg === undefined ? {} : { receiver: { lonDeg, latDeg } }),
    });
  }

  push(bytes: Uint8Array, atMs: number): readonly HeardMessage[] {
    return this.#translate(this.#reader.push(bytes), atMs);
  }

  finish(atMs: number): readonly HeardMessage[] {
    return this.#translate(this.#reader.finish(), atMs);
  }

  takeFaults(): readonly HeardFault[] {
    return this.#reader.takeFaults();
  }

  #translate(received: readonly ModeSReceived[], atMs: number): readonly HeardMessage[] {
    return received.map(({ message, ticks }) => {
      const record = ticks === multilateratedTicks ? undefined : this.#recordOf(message, atMs);
      return {
        type: typeOf(message),
        records: record === undefined ? [] : [record],
      };
    });
  }

  #recordOf(message: ModeSMessage, atMs: number): HeardRecord | undefined {
    if (!("control" in message) || !isOwnWord(message)) return undefined;
    switch (message.kind) {
      case "identification":
        return this.#nameOf(message, atMs);
      case "velocity":
        this.#of(senderOf(message)).velocity = { message, atMs };
        return undefined;
      case "quality":
        this.#of(senderOf(message)).quality = message;
        return undefined;
      case "airborne-position":
      case "surface-position":
        return this.#positionOf(message, atMs);
      default:
        return undefined;
    }
  }

  #nameOf(said: Identification, atMs: number): HeardRecord | undefined {
    const message = this.#withAddress(said);
    if (message === undefined) return undefined;
    const heard = this.#of(senderOf(message));
    heard.callSign = message.callSign.trim() === "" ? undefined : message.callSign.trim();
    heard.isWhat = whatIs(message.typeCode, message.category);
    heard.kindStated =
      heard.isWhat === "aircraft" ? kindOf(message.typeCode, message.category) : undefined;
    const isInAir = heard.wasInAir || message.control === inAirCapability;
    if (!isFollowed(message, heard, isInAir) || heard.callSign === undefined) return undefined;
    return this.#report(message, atMs, {});
  }

  /** A name that was sent on does not say of which kind of address it is: it is whose place was sent on. */
  #withAddress(message: Identification): Identification | undefined {
    if (message.addressIs !== "unsaid") return message;
    const { addressIs: _, ...ofIcao } = message;
    const ofOther: Identification = { ...ofIcao, addressIs: "other" };
    const isIcao = this.#aircraft.has(senderOf(ofIcao));
    if (isIcao === this.#aircraft.has(senderOf(ofOther))) return undefined;
    return isIcao ? ofIcao : ofOther;
  }

  #positionOf(message: AirbornePosition | SurfacePosition, atMs: number): HeardRecord | undefined {
    const heard = this.#of(senderOf(message));
    const isInAir = message.kind === "airborne-position";
    if (isInAir) heard.wasInAir = true;
    if (!isFollowed(message, heard, isInAir)) return undefined;
    const place = this.#places.place(message, atMs);
    // Half of a position: the other half has not come, or the two do not belong together.
    if (typeof place === "string") return undefined;
    return this.#report(message, atMs, {
      position: lonLat(place.lonDeg, place.latDeg),
      ...(message.kind === "airborne-position"
        ? airborne(message, heard, atMs)
        : onSurface(message)),
      ...qualityOf(message, heard.quality),
    });
  }

  #report(message: Squitter, atMs: number, said: Partial<PositionReportDraft>): HeardRecord {
    const { address, addressIs } = message;
    const { origin, source, receiverId } = this.#options;
    const { callSign, kindStated } = this.#of(senderOf(message));
    return {
      kind: "position-report",
      record: {
        schema: "position-report/1",
        origin,
        source,
        sourceId: `${address}-${atMs}-${messageKey(JSON.stringify(message))}`,
        medium: "aircraft",
        atMs,
        ...(receiverId === undefined ? {} : { receiverId }),
        ...(message.format === 18 && message.control === relayedControl ? { isRelayed: true } : {}),
        identity: {
          scheme: addressIs === undefined ? "icao24" : "adsb-other",
          value: address,
          ...(callSign === undefined ? {} : { callSign }),
        },
        ...(kindStated === undefined ? {} : { kindStated }),
        ...said,
      },
    };
  }

  #of(sender: string): Heard {
    const known = this.#aircraft.get(sender);
    const heard: Heard = known ?? {
      callSign: undefined,
      kindStated: undefined,
      velocity: undefined,
      quality: undefined,
      isWhat: undefined,
      wasInAir: false,
    };
    // The order of the map is the order in which they were heard last; who was heard longest ago goes.
    if (known !== undefined) this.#aircraft.delete(sender);
    else if (this.#aircraft.size >= aircraftCountMax) {
      for (const oldest of this.#aircraft.keys()) {
        this.#aircraft.delete(oldest);
        break;
      }
    }
    this.#aircraft.set(sender, heard);
    return heard;
  }
}

function typeOf(message: ModeSMessage): string {
  const isSquitter = message.format === 17 || message.format === 18;
  return isSquitter ? `DF${message.format} ${message.kind}` : `DF${message.format}`;
}

/** Said by the sender itself, heard here or sent on from another link; not what a radar saw of it. */
function isOwnWord({ format, control }: Squitter): boolean {
  return format === 17 || control === 0 || control === 1 || control === relayedControl;
}

/**
 * What is no aircraft by its own word never is. Who says no category may be: only aircraft have a transponder
 * of Mode S (format 17), and none of them is a vehicle while in the air; format 18 is of anything.
 */
function isFollowed({ format }: Squitter, { isWhat }: Heard, isInAir: boolean): boolean {
  return isWhat === undefined ? format === 17 && isInAir : isWhat === "aircraft";
}

/** Set C (type code 2) is of vehicles and obstacles, 3 of set B a person; 0 says nothing. */
function whatIs(typeCode: number, category: number): Heard["isWhat"] {
  if (typeCode === 2 || (typeCode === 3 && category === 3)) return "other";
  return kindOf(typeCode, category) === undefined ? undefined : "aircraft";
}

/** What an aircraft says it is: emitter category sets A (type code 4) and B (3) of the standard. */
function kindOf(typeCode: number, category: number): string | undefined {
  if (typeCode === 4) {
    return [
      undefined,
      "light aeroplane",
      "small aeroplane",
      "large aeroplane",
      "high-vortex aeroplane",
      "heavy aeroplane",
      "high-performance aeroplane",
      "rotorcraft",
    ][category];
  }
  if (typeCode !== 3) return undefined;
  return [
    undefined,
    "glider",
    "lighter than air",
    undefined,
    "ultralight",
    undefined,
    "uncrewed-aircraft",
    "space vehicle",
  ][category];
}

function airborne(
  { altitudeFt }: AirbornePosition,
  { velocity }: Heard,
  atMs: number,
): Partial<PositionReportDraft> {
  const altitudeM = altitudeFt === null ? undefined : rounded(altitudeFt * metresPerFoot);
  const isFresh = velocity !== undefined && atMs - velocity.atMs <= movementKeptMs;
  return {
    status: "airborne",
    ...(altitudeM !== undefined && altitudeM >= -1_000 && altitudeM <= 50_000 ? { altitudeM } : {}),
    ...(isFresh ? movementOf(velocity.message) : {}),
  };
}

function movementOf(message: Velocity): Partial<PositionReportDraft> {
  const { eastKn, northKn, headingDeg, verticalRateFtPerMin } = message;
  const vertical =
    verticalRateFtPerMin === null
      ? {}
      : { verticalMps: rounded((verticalRateFtPerMin * metresPerFoot) / 60) };
  if (eastKn === null || northKn === null) {
    return { ...vertical, ...(headingDeg === null || headingDeg >= 360 ? {} : { headingDeg }) };
  }
  const courseDeg = (Math.atan2(eastKn, northKn) * 180) / Math.PI;
  const speedKn = Math.hypot(eastKn, northKn);
  return {
    ...vertical,
    speedMps: rounded(speedKn * metresPerSecondPerKnot),
    ...(speedKn === 0
      ? {}
      : { courseDeg: rounded(courseDeg < 0 ? courseDeg + 360 : courseDeg) % 360 }),
  };
}

function onSurface({ groundSpeedKn, trackDeg }: SurfacePosition): Partial<PositionReportDraft> {
  return {
    status: "on ground",
    ...(groundSpeedKn === null
      ? {}
      : { speedMps: rounded(groundSpeedKn * metresPerSecondPerKnot) }),
    ...(trackDeg === null || trackDeg >= 360 ? {} : { courseDeg: trackDeg }),
  };
}

function qualityOf(
  message: AirbornePosition | SurfacePosition,
  quality: PositionQuality | undefined,
): Partial<PositionReportDraft> {
  const found = integrityOf(message.typeCode, {
    a: quality?.nicSupplementA ?? false,
    b: message.kind === "airborne-position" ? message.nicSupplementB : false,
    c: quality?.nicSupplementC ?? false,
  });
  const nacp = quality?.nacP ?? undefined;
  const isCategory = nacp !== undefined && nacp <= 11;
  const accuracyM = isCategory ? accuracyMByNacp[nacp] : undefined;
  return {
    ...(accuracyM === undefined ? {} : { accuracyM }),
    ...(found === undefined
      ? {}
      : { integrity: { nic: found.nic, ...(isCategory ? { nacp } : {}) } }),
  };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
