import type { HeapInfo } from "node:v8";
import type {
  EscalationEvent,
  ObligationEvent,
  PreparedAgreement,
  Remark,
} from "@truceline/agreement";
import type { Gazetteer } from "@truceline/geo";
import type { Clock, Deployment, Origin } from "@truceline/model";
import type { Entered, Ingest, Store, Views } from "@truceline/watch";

import type { FeedManager } from "./feeds/feed-manager.ts";
import type { StreamHub } from "./stream-hub.ts";

/** One agreement being watched: its own store, its own origin, its own stream. Rooms never mix. */
export interface Room {
  /** The scenario's folder name. */
  readonly id: string;
  readonly title: string;
  readonly origin: Origin;
  /** The sentence of the band nobody can close; null for the world. */
  readonly banner: string | null;
  readonly agreement: PreparedAgreement;
  /** What reading the agreement's document remarked. */
  readonly remarks: readonly Remark[];
  /** What people entered about its obligations, as the file beside it stands now. */
  enteredEvents(): Entered<ObligationEvent>;
  /** What happened that its escalation ladder goes by, as the file beside it stands now. */
  enteredLadder(): Entered<EscalationEvent>;
  readonly deployment: Deployment;
  /** Names of places, in the reader's language. */
  readonly places: Gazetteer;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly views: Views;
  readonly stream: StreamHub;
  /** Where its messages come from, but for an exercise's own and a replay's. */
  readonly feeds: Pick<FeedManager, "list" | "push">;
  readonly clock: Clock;
  /** Number of the newest change that the pipeline has worked in. */
  reachedSeq(): number;
  /** False while the pipeline has ended by itself and is about to be started again. */
  isPipelineRunning(): boolean;
  /** What the pipeline's heap holds now; undefined while it is not running. */
  pipelineHeap(): Promise<HeapInfo | undefined>;
  /** Says that input is coming in, so that the pipeline gives way to it. */
  noteInput(): void;
  stop(): Promise<void>;
}
