import type { DocumentFault } from "@truceline/model";
import type { RecordKind } from "./store.ts";

/**
 * One message from outside, as it came. Of a kind that people write (`editKinds`) it is the record as it
 * is from that instant on, without version, receipt and writer, which whoever takes it gives it.
 */
export interface FeedMessage {
  readonly receivedAtMs: number;
  readonly kind: RecordKind;
  readonly bytes: Uint8Array;
  /** What the feed's own decoder found wrong: the bytes are kept in quarantine for it, as they came. */
  readonly refusedFor?: readonly DocumentFault[] | undefined;
  /** Called once the record, or its refusal, is durable: whoever sent it may forget it. */
  readonly onTaken?: (() => void) | undefined;
}

/**
 * Messages from outside, one at a time; `undefined` once the feed has ended.
 * One bad message neither ends a feed nor disturbs another.
 */
export interface Feed {
  readonly id: string;
  next(signal: AbortSignal): Promise<FeedMessage | undefined>;
}
