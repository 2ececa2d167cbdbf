import type {
  Claim,
  Disturbance,
  DocumentFault,
  LonLat,
  Observation,
  Origin,
  PatrolTrack,
  PositionReport,
  SensorState,
} from "@truceline/model";

type Received = "id" | "recordedAtMs";
export type PositionReportDraft = Omit<PositionReport, Received>;

/** An input record as a sender's message gives it: whoever takes it in sets `id` and `recordedAtMs`. */
export type HeardRecord =
  | { readonly kind: "position-report"; readonly record: PositionReportDraft }
  | { readonly kind: "observation"; readonly record: Omit<Observation, Received> }
  | { readonly kind: "claim"; readonly record: Omit<Claim, Received> }
  | { readonly kind: "sensor-state"; readonly record: Omit<SensorState, Received> }
  | { readonly kind: "patrol-track"; readonly record: Omit<PatrolTrack, Received> }
  | { readonly kind: "disturbance"; readonly record: Omit<Disturbance, Received> };

/** Who made or relayed a message, as far as the message says it: by this its clock and its place are watched. */
export interface HeardStation {
  /** Name within the feed; empty for the feed's one and only sender. */
  readonly id: string;
  /** Who received it, where that is another than who sent it; empty where the message does not name it. */
  readonly heardBy?: string;
  /** The station's own time when it sent the message. */
  readonly statedAtMs?: number;
  /** Where a station that stands still says it is. */
  readonly position?: LonLat;
  /** Number that the station counts its messages by. */
  readonly sequence?: number;
  /** True: what it says is a measurement, and the same again and again is no news. */
  readonly measures?: boolean;
}

/** One message that was read, and what it became. */
export interface HeardMessage {
  /** Kind of message in the format's own words: "AIS 1", "MSG 3". */
  readonly type: string;
  /** Empty for what says nothing that is kept: part of another message, of a thing that does not move. */
  readonly records: readonly HeardRecord[];
  readonly station?: HeardStation;
}

/** A fault in what came; with the bytes it is about, where the format has any to show. */
export interface HeardFault extends DocumentFault {
  readonly bytesHex?: string;
}

/** Bytes of one sender to records. Memory does not grow with what is sent. */
export interface RecordReader {
  /** True: the format is lines, and a message may end where a packet ends. */
  readonly isLines: boolean;
  /** What is complete with these bytes; `atMs` is when they came. */
  push(bytes: Uint8Array, atMs: number): readonly HeardMessage[];
  /** For a format whose packets are not pieces of a stream: what one packet holds. */
  pushPacket?(bytes: Uint8Array, atMs: number): readonly HeardMessage[];
  /** What is complete because nothing more comes. */
  finish(atMs: number): readonly HeardMessage[];
  /** Takes the faults found since the last call. */
  takeFaults(): readonly HeardFault[];
}

export interface RecordReaderOptions {
  /** Of the feed or file, for faults. */
  readonly name: string;
  /** `source` of the records: one feed, one source. */
  readonly source: string;
  readonly origin: Origin;
  /** The sensor of the deployment that hears, if it is one. */
  readonly receiverId?: string | undefined;
  /** Which sensor a station is, where its own name is another. */
  readonly sensorByStation?: Readonly<Record<string, string>> | undefined;
  /** Which patrol of the mission a device of CoT goes with, by its uid. No other device is followed. */
  readonly patrolByUid?: Readonly<Record<string, string>> | undefined;
  /** Where the receiver stands: needed for aircraft on the ground only. */
  readonly receiver?: LonLat | undefined;
}
