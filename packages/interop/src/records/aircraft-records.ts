import { lonLat } from "@truceline/model";
import { AircraftPlaces } from "../adsb/aircraft-places.ts";
import { integrityOf } from "../adsb/integrity.ts";
import type {
  AirbornePosition,
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
import { messageKey } from "./message-key.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  PositionReportDraft,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

const metresPerFoot = 0.3048;
const metresPerSecondPerKnot = 1852 / 3600;
/** What was said of a movement longer ago than this is not told with a later position. */
const movementKeptMs = 5_000;
const aircraftCountMax = 4_096;

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
  isGroundVehicle: boolean;
}

/**
 * ADS-B to records, from Beast or from hexadecimal lines. A position of an aircraft becomes a report with
 * the speed, the name and the quality that it said shortly before; an identification one without a position.
 * Other replies and what drives on the ground give no record. Messages bear no time: the instant is when
 * they came.
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
    return received.map(({ message }) => {
      const record = this.#recordOf(message, atMs);
      return {
        type: typeOf(message),
        records: record === undefined ? [] : [record],
      };
    });
  }

  #recordOf(message: ModeSMessage, atMs: number): HeardRecord | undefined {
    switch (message.kind) {
      case "identification": {
        const heard = this.#of(message.address);
        heard.callSign = message.callSign.trim() === "" ? undefined : message.callSign.trim();
        heard.kindStated = kindOf(message.typeCode, message.category);
        // Vehicles on an airfield: nothing that drives is followed.
        heard.isGroundVehicle = message.typeCode === 2;
        if (heard.isGroundVehicle || heard.callSign === undefined) return undefined;
        return this.#report(message, atMs, {});
      }
      case "velocity":
        this.#of(message.address).velocity = { message, atMs };
        return undefined;
      case "quality":
        this.#of(message.address).quality = message;
        return undefined;
      case "airborne-position":
      case "surface-position":
        return this.#positionOf(message, atMs);
      default:
        return undefined;
    }
  }

  #positionOf(message: AirbornePosition | SurfacePosition, atMs: number): HeardRecord | undefined {
    const heard = this.#of(message.address);
    if (heard.isGroundVehicle) return undefined;
    const place = this.#places.place(message, atMs);
    // Half of a position: the other half has not come, or the two do not belong together.
    if (typeof place === "string") return undefined;
    const isAirborne = message.kind === "airborne-position";
    return this.#report(message, atMs, {
      position: lonLat(place.lonDeg, place.latDeg),
      ...(isAirborne ? airborne(message, heard, atMs) : onSurface(message)),
      ...qualityOf(message, heard.quality),
    });
  }

  #report(message: ModeSMessage, atMs: number, said: Partial<PositionReportDraft>): HeardRecord {
    const { address } = message;
    const { origin, source, receiverId } = this.#options;
    const { callSign, kindStated } = this.#of(address);
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
        identity: {
          scheme: "icao24",
          value: address,
          ...(callSign === undefined ? {} : { callSign }),
        },
        ...(kindStated === undefined ? {} : { kindStated }),
        ...said,
      },
    };
  }

  #of(address: string): Heard {
    const known = this.#aircraft.get(address);
    const heard: Heard = known ?? {
      callSign: undefined,
      kindStated: undefined,
      velocity: undefined,
      quality: undefined,
      isGroundVehicle: false,
    };
    // The order of the map is the order in which they were heard last; who was heard longest ago goes.
    if (known !== undefined) this.#aircraft.delete(address);
    else if (this.#aircraft.size >= aircraftCountMax) {
      for (const oldest of this.#aircraft.keys()) {
        this.#aircraft.delete(oldest);
        break;
      }
    }
    this.#aircraft.set(address, heard);
    return heard;
  }
}

function typeOf(message: ModeSMessage): string {
  const isSquitter = message.format === 17 || message.format === 18;
  return isSquitter ? `DF${message.format} ${message.kind}` : `DF${message.format}`;
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
    "parachutist",
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
