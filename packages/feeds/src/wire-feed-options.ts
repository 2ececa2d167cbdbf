import type { RecordReader } from "@truceline/interop";
import type { Clock, LonLat, Origin } from "@truceline/model";
import type { RecordKind } from "@truceline/watch";
import type { FeedLimits } from "./feed-limits.ts";
import type { ByteSource } from "./sources/byte-source.ts";
import type { StationWatchOptions } from "./station-watch.ts";

/** What a feed is made of. */
export interface WireFeedOptions {
  readonly id: string;
  readonly source: ByteSource;
  /** A reader for each sender. */
  readonly openReader: (name: string) => RecordReader;
  /** Refused bytes are kept in quarantine as this. */
  readonly refusedAs: RecordKind;
  readonly origin: Origin;
  /** Sensors of the deployment that are heard over this feed. */
  readonly sensors?: readonly string[] | undefined;
  /** Which sensor a station is, where its own name is another. */
  readonly sensorByStation?: Readonly<Record<string, string>> | undefined;
  /** Without a message that was read for longer, the feed and its sensors are silent. Without it only a closed way is. */
  readonly heartbeatMs?: number | undefined;
  readonly limits?: Partial<FeedLimits> | undefined;
  readonly stations?: Partial<StationWatchOptions> | undefined;
  /** Share of a sensor's chance to detect that is left while its clock or place is wrong; default 0.5. */
  readonly doubtfulRatio?: number | undefined;
  /** Where the deployment has a sensor. */
  readonly placeOf?: ((sensorId: string) => LonLat | undefined) | undefined;
  /** True: messages that do not say when they were made are taken to be of the instant they came. */
  readonly isTimedByReceipt?: boolean | undefined;
  /** Until when the sensors were heard before this run; what lies between is told as not received. */
  readonly heardUntilMs?: number | undefined;
  /** The latest instant for which runs before this one may have told a state. */
  readonly toldUntilMs?: number | undefined;
  /** The room's time. */
  readonly clock: Clock;
  /** A clock that only runs forwards, in ms: for quotas, rates and the heartbeat. */
  readonly steadyMs?: () => number;
  /** How often the heartbeat is looked at; default 1 s. */
  readonly tickMs?: number;
  /** Over which what was refused is told; default 60 s. */
  readonly lossPeriodMs?: number;
}
