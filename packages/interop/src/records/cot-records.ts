import { type LonLat, lonLat } from "@truceline/model";
import { readCotDetail } from "../cot/cot-detail.ts";
import { type CotEvent, cotPlace } from "../cot/cot-event.ts";
import { CotReader, type CotReceived, readCotDatagram } from "../cot/cot-reader.ts";
import { cotPurpose } from "../cot/cot-type.ts";
import { messageKey } from "./message-key.ts";
import { PatrolPositions } from "./patrol-positions.ts";
import { plainName, plainText } from "./plain-text.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReader,
  RecordReaderOptions,
} from "./record-reader.ts";

const errorMaxM = 500_000;
/** Where the sender does not say how far off it may be. */
const errorAssumedM = 500;

/** Type of the event by which a client ends its call for help. */
const callOver = "b-a-o-can";

/**
 * Cursor-on-Target of the mission's own clients to records: a call for help and a mark become claims with
 * what was written, and that a call is over a claim that ends those before it; a vessel or
 * an aircraft of the mission a position report; the position of a device that the feed's list says goes with a
 * patrol a point of that patrol's track. Where the mission's other people are on the ground, chats, drawings
 * and what clients tell each other are heard and give no record; what is not the mission's is refused, ground
 * forces of others before all.
 */
export class CotRecords implements RecordReader {
  readonly isLines = false;
  readonly #reader: CotReader;
  readonly #options: RecordReaderOptions;
  readonly #patrols: PatrolPositions;
  readonly #packetFaults: HeardFault[] = [];

  constructor(options: RecordReaderOptions) {
    this.#options = options;
    this.#reader = new CotReader({ name: options.name });
    this.#patrols = new PatrolPositions(options);
  }

  push(bytes: Uint8Array): readonly HeardMessage[] {
    return this.#reader.push(bytes).map((one) => heardOf(one, this.#options, this.#patrols));
  }

  pushPacket(bytes: Uint8Array): readonly HeardMessage[] {
    const read = readCotDatagram(bytes, { name: this.#options.name });
    if (!("fault" in read)) return [heardOf(read, this.#options, this.#patrols)];
    this.#packetFaults.push(read.fault);
    return [];
  }

  finish(): readonly HeardMessage[] {
    return this.#reader.finish().map((one) => heardOf(one, this.#options, this.#patrols));
  }

  takeFaults(): readonly HeardFault[] {
    return [...this.#reader.takeFaults(), ...this.#packetFaults.splice(0)];
  }
}

function heardOf(
  { event }: CotReceived,
  options: RecordReaderOptions,
  patrols: PatrolPositions,
): HeardMessage {
  if (event === undefined) return { type: "CoT control", records: [] };
  const purpose = cotPurpose(event);
  const station = { id: event.uid, statedAtMs: event.sentAtMs };
  if (typeof purpose !== "string") return { type: "CoT refused", records: [], station };
  const record = recordOf(event, purpose, options, patrols);
  const isEnd = record?.kind === "claim" && record.record.about?.kind === "ends";
  return {
    type: isEnd ? `CoT ${purpose} over` : typeOf(event, purpose, patrols, record),
    records: record === undefined ? [] : [record],
    station,
  };
}

function typeOf(
  event: CotEvent,
  purpose: string,
  patrols: PatrolPositions,
  record: HeardRecord | undefined,
): string {
  if (purpose !== "own-position" || !patrols.hasList) return `CoT ${purpose}`;
  if (patrols.isOnList(event)) return "CoT patrol position";
  return record === undefined ? "CoT position not on the list" : `CoT ${purpose}`;
}

function recordOf(
  event: CotEvent,
  purpose: string,
  options: RecordReaderOptions,
  patrols: PatrolPositions,
): HeardRecord | undefined {
  const { origin, source } = options;
  const place = cotPlace(event);
  const position = place === undefined ? undefined : lonLat(place[0], place[1]);
  const sender = plainName(event.uid)?.slice(0, 120) ?? "";
  const sourceId = `${sender} ${event.startAtMs} ${messageKey(JSON.stringify(event))}`;
  const detail = readCotDetail(event);
  const name = plainName(detail.callsign);
  if (purpose === "alert" || purpose === "mark") {
    const statement = plainText(detail.emergency?.text ?? detail.remarks ?? detail.chat?.text);
    const kind = plainName(detail.emergency?.kind);
    const isEnd =
      purpose === "alert" &&
      (event.type.startsWith(callOver) || detail.emergency?.isCancelled === true);
    const label = isEnd ? "call for help is over" : purpose === "alert" ? "call for help" : "mark";
    return {
      kind: "claim",
      record: {
        schema: "claim/1",
        origin,
        source,
        sourceId,
        ...(name === undefined ? {} : { claimant: name }),
        grade: { source: "F", information: "6" },
        span: { fromMs: event.startAtMs, toMs: event.startAtMs, precision: "exact" },
        types: [label, ...(kind === undefined ? [] : [kind])],
        // Who called is known; where somebody is who needs no help any more is nobody's to keep.
        ...(isEnd && sender !== ""
          ? { about: { kind: "ends" as const, sourceIds: [sender] } }
          : {}),
        ...(position === undefined || isEnd ? {} : { area: circleOf(event, position) }),
        ...(statement === undefined ? {} : { statement }),
      },
    };
  }
  if (purpose !== "own-position" || position === undefined) return undefined;
  if (patrols.isOnList(event)) return patrols.take(event, position, sourceId);
  const medium = mediumOf(event.type);
  if (medium === undefined) return undefined;
  const { speedMps, courseDeg } = detail;
  return {
    kind: "position-report",
    record: {
      schema: "position-report/1",
      origin,
      source,
      sourceId,
      medium,
      atMs: event.startAtMs,
      identity: { scheme: "none", ...(name === undefined ? {} : { name }) },
      position,
      ...(event.horizontalErrorM === null || event.horizontalErrorM > 100_000
        ? {}
        : { accuracyM: event.horizontalErrorM }),
      ...(speedMps === undefined || speedMps < 0 || speedMps > 2_000 ? {} : { speedMps }),
      ...(courseDeg === undefined || courseDeg < 0 || courseDeg >= 360 ? {} : { courseDeg }),
    },
  };
}

/** Air and sea only: people and vehicles on the ground are nobody's to follow. */
function mediumOf(type: string): "vessel" | "aircraft" | undefined {
  const [, , dimension] = type.split("-");
  return dimension === "A" ? "aircraft" : dimension === "S" ? "vessel" : undefined;
}

function circleOf({ horizontalErrorM }: CotEvent, centre: LonLat) {
  const radiusM = Math.min(errorMaxM, horizontalErrorM ?? errorAssumedM);
  return { shape: "circle" as const, centre, radiusM };
}
