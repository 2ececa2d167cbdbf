import { middleOfArea, type PlaceFinder, placeOfObservation } from "@truceline/fusion";
import {
  type Claim,
  claimRecord,
  correctionRecord,
  type DocumentFault,
  disturbanceRecord,
  type LonLat,
  ModelError,
  type Origin,
  observationRecord,
  patrolTrackRecord,
  positionReportRecord,
  type Rng,
  sensorStateRecord,
  TrucelineError,
  timeOrderedId,
} from "@truceline/model";
import { type WatchErrorCode, watchErrors } from "../errors.ts";
import { type Hasher, pureHasher } from "../ports/hasher.ts";
import type { InputEntry, QuarantineInput, RecordKind } from "../ports/store.ts";
import { type CanonicalTexts, canonicalTexts, type ReceivedRecord } from "./canonical-texts.ts";
import { firstJsonFault, jsonShape, lineAndColumn, memberCountOf } from "./json-scan.ts";
import { type PlainObject, readPlainObject } from "./plain-object.ts";
import { fault, type InputRecord, implausible, type WatchedBox } from "./plausibility.ts";
import { type ReceivedMembers, withReceivedMembers } from "./received-members.ts";
import { takeRoom } from "./record-room.ts";
import { leadingCode, schemaFaults } from "./schema-faults.ts";

/** One message holds one record, at most this long. */
export const messageByteCountMax = 262_144;
/** Records are at most six deep; the rest is room for what their schema will refuse. */
export const messageDepthMax = 12;

/** Kinds that come from outside; all others are worked out here. */
export const inputKinds = [
  "observation",
  "claim",
  "sensor-state",
  "correction",
  "patrol-track",
  "position-report",
  "disturbance",
] as const;
export type InputKind = (typeof inputKinds)[number];

export interface AdmitContext {
  /** What the running instance watches; records of another origin are refused. */
  readonly origin: Origin;
  readonly receivedAtMs: number;
  readonly sender: string;
  /** True for what the field log itself sends: nobody else corrects its entries. */
  readonly isFromLog?: boolean | undefined;
  /** Where the ids of new records come from. */
  readonly rng: Rng;
  readonly hasher?: Hasher | undefined;
  /** The agreement's box; without it exchanged coordinates inside the world cannot be told. */
  readonly box?: WatchedBox | undefined;
  /** Positions of places named without one; the same that association is given. */
  readonly places?: PlaceFinder | undefined;
  /** What a feed's decoder found wrong with the bytes before they came here. */
  readonly refusedFor?: readonly DocumentFault[] | undefined;
}

export type Admission =
  | { readonly status: "admitted"; readonly entry: InputEntry }
  | { readonly status: "refused"; readonly quarantine: QuarantineInput };

const records = {
  observation: observationRecord,
  claim: claimRecord,
  "sensor-state": sensorStateRecord,
  correction: correctionRecord,
  "patrol-track": patrolTrackRecord,
  "position-report": positionReportRecord,
  disturbance: disturbanceRecord,
} as const;

/**
 * The one door for input: bytes as they came, to a record ready for the store or to an entry for
 * quarantine that says what is wrong, where, and what to do.
 *
 * The receiver sets `id`, `recordedAtMs` (= `receivedAtMs`) and `rawSha256`; everything else must
 * be valid as sent. `contentSha256` is SHA-256 of the canonical record without these three.
 * Never throws for what is in the bytes.
 */
export function admit(bytes: Uint8Array, kind: RecordKind, context: AdmitContext): Admission {
  const refuse = (faults: readonly DocumentFault[]): Admission => ({
    status: "refused",
    quarantine: {
      receivedAtMs: context.receivedAtMs,
      sender: context.sender,
      origin: context.origin,
      kind,
      code: leadingCode(faults),
      faults: faults.map(({ code, message, path }) => ({
        code,
        message: `${sentence(code)} ${message}`.trim(),
        path,
      })),
      bytes,
    },
  });

  const { refusedFor = [] } = context;
  if (refusedFor.length > 0) return refuse(refusedFor);
  if (!isInputKind(kind)) return refuse([fault("TL_WATCH_KIND", "", kind)]);
  const parsed = parseMessage(bytes);
  if ("faults" in parsed) return refuse(parsed.faults);
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse([fault("TL_WATCH_SCHEMA", "", "expected one JSON object")]);
  }
  const record = value as Record<string, unknown>;
  const { origin } = record as { origin?: unknown };
  if (origin !== context.origin && (origin === "observed" || isMadeUp(origin))) {
    const text = `it is "${String(origin)}", here is "${context.origin}"`;
    return refuse([fault("TL_WATCH_ORIGIN", "/origin", text)]);
  }

  const hasher = context.hasher ?? pureHasher;
  const received = {
    id: timeOrderedId(context.receivedAtMs, context.rng),
    recordedAtMs: context.receivedAtMs,
    rawSha256: hasher.sha256Hex(bytes),
  };
  Object.assign(record, received);
  const definition = records[kind];
  if (!definition.check(record)) {
    return refuse(schemaFaults(record, definition.faults(record)));
  }
  const valid = record as unknown as InputRecord;
  if (valid.schema === "correction/1" && isOfLog(valid.source) && context.isFromLog !== true) {
    return refuse([fault("TL_WATCH_LOG_SOURCE", "/source", valid.source)]);
  }
  const faults = implausible(valid, context.receivedAtMs, context.box);
  if (faults.length > 0) return refuse(faults);

  let listed: ListedUnder;
  try {
    listed = listedUnder(valid, context);
  } catch (cause) {
    // A cell that is none, a shape without extent: allowed by the schema, and no place.
    if (!(cause instanceof TrucelineError)) throw cause;
    return refuse([fault("TL_WATCH_AREA", "/area", cause.message)]);
  }
  let canonical: CanonicalBytes;
  try {
    canonical =
      plainBytes(parsed.plain, received) ??
      bytesOf(canonicalTexts(record as ReceivedRecord, parsed.mayHaveSurrogates));
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    return refuse([fault("TL_WATCH_SURROGATE", "", "")]);
  }
  return {
    status: "admitted",
    entry: {
      kind,
      id: received.id,
      version: 1,
      origin: context.origin,
      recordedAtMs: context.receivedAtMs,
      ...listed,
      source: valid.source,
      sourceId: valid.sourceId,
      bytes: canonical.full,
      contentSha256: bytesOfHex(hasher.sha256Hex(canonical.content)),
    },
  };
}

interface CanonicalBytes {
  readonly full: Uint8Array;
  /** Without what the receiver adds; may be overwritten by the next record. */
  readonly content: Uint8Array;
}

function plainBytes(
  plain: PlainObject | undefined,
  received: ReceivedMembers,
): CanonicalBytes | undefined {
  const full = plain === undefined ? undefined : withReceivedMembers(plain, received);
  return plain === undefined || full === undefined ? undefined : { full, content: plain.bytes };
}

const encoder = new TextEncoder();

function bytesOf({ full, content }: CanonicalTexts): CanonicalBytes {
  return { full: encoder.encode(full), content: encoder.encode(content) };
}

const decoder = new TextDecoder("utf-8", { fatal: true });

const surrogateEscape = /\\u[dD][89a-fA-F]/;

function parseMessage(bytes: Uint8Array):
  | {
      readonly value: unknown;
      readonly plain: PlainObject | undefined;
      readonly mayHaveSurrogates: boolean;
    }
  | { readonly faults: readonly DocumentFault[] } {
  const one = (code: WatchErrorCode, text: string, path = "") => ({
    faults: [fault(code, path, text)],
  });
  if (bytes.length > messageByteCountMax) {
    return one("TL_WATCH_TOO_LARGE", `${bytes.length} bytes of ${messageByteCountMax}`);
  }
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return one("TL_WATCH_NOT_UTF8", "");
  }
  const plain = readPlainObject(bytes, messageDepthMax);
  const shape = plain === undefined ? jsonShape(bytes) : undefined;
  if (shape !== undefined && shape.depth > messageDepthMax) {
    return one("TL_WATCH_TOO_DEEP", `${shape.depth} levels of ${messageDepthMax}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return notJson(text);
  }
  // A key written twice is parsed once, without a word.
  if (shape !== undefined && memberCountOf(value) !== shape.memberCount) return notJson(text);
  const mayHaveSurrogates = plain === undefined && surrogateEscape.test(text);
  return { value, plain, mayHaveSurrogates };
}

function notJson(text: string): { readonly faults: readonly DocumentFault[] } {
  const found = firstJsonFault(text);
  const at = found?.at ?? 0;
  const { line, column } = lineAndColumn(text, at);
  const where = `line ${line}, column ${column}`;
  if (found?.is === "duplicate-key") {
    const path = `${found.path}/${found.key ?? ""}`;
    const entry = fault("TL_WATCH_DUPLICATE_KEY", path, `"${found.key}" again at ${where}`);
    return { faults: [{ ...entry, line, column }] };
  }
  const entry = fault("TL_WATCH_NOT_JSON", found?.path ?? "", `first fault at ${where}`);
  return { faults: [{ ...entry, line, column }] };
}

type ListedUnder = Pick<InputEntry, "fromMs" | "toMs" | "subject" | "position">;

function listedUnder(record: InputRecord, context: AdmitContext): ListedUnder {
  switch (record.schema) {
    case "sensor-state/1":
      return { fromMs: record.fromMs, toMs: record.fromMs, subject: record.sensorId };
    case "correction/1":
      return { fromMs: record.fromMs, toMs: record.toMs, subject: record.by };
    case "patrol-track/1": {
      const [first, last] = [record.points[0], record.points.at(-1)];
      const [fromMs, toMs] = [first?.atMs ?? 0, last?.atMs ?? 0];
      return { fromMs, toMs, subject: record.patrolId, position: first?.position };
    }
    case "position-report/1": {
      const { atMs, position, identity } = record;
      const subject = identity.value === undefined ? "" : `${identity.scheme}:${identity.value}`;
      return { fromMs: atMs, toMs: atMs, subject, position };
    }
    case "disturbance/1":
      return {
        fromMs: record.span.fromMs,
        toMs: record.span.toMs,
        subject: record.kind,
        position: middleOfArea(record.area),
      };
    case "claim/1":
      return {
        fromMs: record.span.fromMs,
        toMs: record.span.toMs,
        subject: record.claimant ?? "",
        position: placeOfClaim(record, context),
      };
    case "observation/1":
      return {
        fromMs: record.span.fromMs,
        toMs: record.span.toMs,
        subject: record.observer.sensorId ?? record.observer.id ?? "",
        position: placeOfObservation(record, context.places) ?? undefined,
      };
  }
}

/** A place named without a position is taken only where one place bears that name. */
function placeOfClaim({ area, place }: Claim, { places }: AdmitContext): LonLat | undefined {
  if (area !== undefined) return middleOfArea(area);
  const [found, other] = place === undefined ? [] : (places?.find(place) ?? []);
  return other === undefined ? found?.position : undefined;
}

function isInputKind(kind: RecordKind): kind is InputKind {
  return (inputKinds as readonly RecordKind[]).includes(kind);
}

/** Sources of the field log: `log/` and the post's name. */
function isOfLog(source: string): boolean {
  return source.startsWith("log/");
}

function isMadeUp(origin: unknown): boolean {
  return origin === "exercise" || origin === "simulated";
}

function sentence(code: string): string {
  return code in watchErrors ? watchErrors[code as WatchErrorCode].message : "";
}

/** The bytes that lower-case hex digits stand for. */
function bytesOfHex(hex: string): Uint8Array {
  const bytes = takeRoom(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = (digitOf(hex, 2 * index) << 4) | digitOf(hex, 2 * index + 1);
  }
  return bytes;
}

function digitOf(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code > 0x39 ? code - 0x57 : code - 0x30;
}
