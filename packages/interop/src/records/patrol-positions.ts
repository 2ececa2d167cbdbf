import type { LonLat, PatrolTrack } from "@truceline/model";
import type { CotEvent } from "../cot/cot-event.ts";
import type { HeardRecord, RecordReaderOptions } from "./record-reader.ts";

/** Points nearer in time to the one before show nothing that coverage counts by: half a kilometre of driving. */
const pointEveryMs = 30_000;
const accuracyMaxM = 100_000;

/**
 * Own positions of the mission's patrols: of the devices that a list names, and of nobody else. Each becomes
 * a point of that patrol's track, at most one in 30 s of the device's own time, at once: where a patrol was
 * heard last must not wait for what comes next.
 */
export class PatrolPositions {
  readonly #patrolByUid: ReadonlyMap<string, string>;
  readonly #options: RecordReaderOptions;
  /** Instant of the last point kept, by device; no larger than the list. */
  readonly #keptAtMs = new Map<string, number>();

  constructor(options: RecordReaderOptions) {
    this.#options = options;
    this.#patrolByUid = new Map(Object.entries(options.patrolByUid ?? {}));
  }

  /** True: somebody has said who is followed, and so that nobody else is. */
  get hasList(): boolean {
    return this.#patrolByUid.size > 0;
  }

  isOnList({ uid }: CotEvent): boolean {
    return this.#patrolByUid.has(uid);
  }

  /**
   * @param event An own position (`cotPurpose`) of the mission
   * @returns The point as a record; undefined for one that is too near to the last in time, or of no device of the list
   */
  take(event: CotEvent, position: LonLat, sourceId: string): HeardRecord | undefined {
    const { uid, startAtMs, horizontalErrorM } = event;
    const patrolId = this.#patrolByUid.get(uid);
    if (patrolId === undefined) return undefined;
    const keptAtMs = this.#keptAtMs.get(uid);
    if (keptAtMs !== undefined && Math.abs(startAtMs - keptAtMs) < pointEveryMs) return undefined;
    this.#keptAtMs.set(uid, startAtMs);
    const { origin, source } = this.#options;
    const record: Omit<PatrolTrack, "id" | "recordedAtMs"> = {
      schema: "patrol-track/1",
      origin,
      source,
      sourceId,
      patrolId,
      points: [
        {
          atMs: startAtMs,
          position,
          ...(horizontalErrorM === null
            ? {}
            : { accuracyM: Math.min(accuracyMaxM, horizontalErrorM) }),
        },
      ],
    };
    return { kind: "patrol-track", record };
  }
}
