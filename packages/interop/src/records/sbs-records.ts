import { lonLat } from "@truceline/model";
import { type SbsMessage, SbsReader } from "../adsb/sbs.ts";
import { metresPerFoot, metresPerSecondPerKnot } from "../units.ts";
import { messageKey } from "./message-key.ts";
import type {
  HeardFault,
  HeardMessage,
  PositionReportDraft,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

/** Types of line that only an aircraft in the air sends, and the one of the ground. */
const surfacePosition = 2;
const airbornePosition = 3;
const airborneVelocity = 4;
const aircraftCountMax = 4_096;

/**
 * SBS-1 lines to records: one that names a position, a name or a movement becomes a report of what it says
 * and no more. The form has no category, so a vehicle on an airfield looks like an aircraft that taxies:
 * nothing on the ground becomes a report, and what says no place only from when its address was heard in
 * the air. The instant is the line's own; one without it gets the second in which it came.
 */
export class SbsRecords implements RecordReader {
  readonly isLines = true;
  readonly #reader: SbsReader;
  readonly #options: RecordReaderOptions;
  /** Addresses heard in the air, the one heard longest ago first. */
  readonly #inAir = new Set<string>();

  constructor(options: RecordReaderOptions) {
    this.#options = options;
    this.#reader = new SbsReader(options.name);
  }

  push(bytes: Uint8Array, atMs: number): readonly HeardMessage[] {
    return this.#reader.push(bytes).map((message) => this.#heardOf(message, atMs));
  }

  finish(atMs: number): readonly HeardMessage[] {
    return this.#reader.finish().map((message) => this.#heardOf(message, atMs));
  }

  takeFaults(): readonly HeardFault[] {
    return this.#reader.takeFaults();
  }

  #heardOf(message: SbsMessage, atMs: number): HeardMessage {
    const said = this.#isFollowed(message) ? saidOf(message) : undefined;
    return heardOf(message, said, atMs, this.#options);
  }

  #isFollowed({ type, address, isOnGround }: SbsMessage): boolean {
    if (type === surfacePosition || isOnGround === true) return false;
    if (type !== airbornePosition && type !== airborneVelocity) return this.#inAir.has(address);
    this.#inAir.delete(address);
    this.#inAir.add(address);
    if (this.#inAir.size > aircraftCountMax) {
      for (const oldest of this.#inAir) {
        this.#inAir.delete(oldest);
        break;
      }
    }
    return true;
  }
}

function heardOf(
  message: SbsMessage,
  said: ReturnType<typeof saidOf>,
  receivedAtMs: number,
  options: RecordReaderOptions,
): HeardMessage {
  const { generatedAtMs } = message;
  const atMs = generatedAtMs ?? Math.floor(receivedAtMs / 1_000) * 1_000;
  const { origin, source, receiverId } = options;
  return {
    type: `MSG ${message.type}`,
    ...(generatedAtMs === null ? {} : { station: { id: "", statedAtMs: generatedAtMs } }),
    records:
      said === undefined
        ? []
        : [
            {
              kind: "position-report",
              record: {
                schema: "position-report/1",
                origin,
                source,
                sourceId: `${message.address}-${atMs}-${messageKey(JSON.stringify(message))}`,
                medium: "aircraft",
                atMs,
                ...(receiverId === undefined ? {} : { receiverId }),
                ...said,
              },
            },
          ],
  };
}

function saidOf(message: SbsMessage): Pick<PositionReportDraft, "identity"> | undefined {
  const { lonDeg, latDeg, callSign, altitudeFt, groundSpeedKn, trackDeg } = message;
  const hasPosition = lonDeg !== null && latDeg !== null;
  if (!hasPosition && (callSign === null || callSign.trim() === "") && groundSpeedKn === null) {
    return undefined;
  }
  const altitudeM = altitudeFt === null ? undefined : rounded(altitudeFt * metresPerFoot);
  const verticalMps =
    message.verticalRateFtPerMin === null
      ? undefined
      : rounded((message.verticalRateFtPerMin * metresPerFoot) / 60);
  const said: Partial<PositionReportDraft> = {
    ...(hasPosition ? { position: lonLat(lonDeg, latDeg) } : {}),
    ...(altitudeM !== undefined && altitudeM >= -1_000 && altitudeM <= 50_000 ? { altitudeM } : {}),
    ...(groundSpeedKn === null || groundSpeedKn < 0
      ? {}
      : { speedMps: Math.min(2_000, rounded(groundSpeedKn * metresPerSecondPerKnot)) }),
    ...(trackDeg === null || trackDeg < 0 || trackDeg >= 360 ? {} : { courseDeg: trackDeg }),
    ...(verticalMps !== undefined && Math.abs(verticalMps) <= 500 ? { verticalMps } : {}),
    ...(message.isOnGround === null
      ? {}
      : { status: message.isOnGround ? "on ground" : "airborne" }),
  };
  return {
    identity: {
      scheme: "icao24",
      value: message.address,
      ...(callSign === null || callSign.trim() === "" ? {} : { callSign: callSign.trim() }),
    },
    ...said,
  };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
