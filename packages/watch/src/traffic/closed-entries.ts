import {
  type EntryObservation,
  entryObservation,
  type Track,
  type TrafficBook,
  type TrafficEventDraft,
  type TrafficZone,
} from "@truceline/fusion";
import {
  type Clock,
  type Correction,
  canonicalBytes,
  canonicalJson,
  derivedId,
  type Origin,
  seededRng,
} from "@truceline/model";
import { admit, type InputKind } from "../admit/admit.ts";
import type { InputEntry, Store } from "../ports/store.ts";
import { BoundedCache } from "../processor/bounded-cache.ts";
import { readRecord } from "../store/read-record.ts";

export interface ClosedEntriesOptions {
  readonly store: Store;
  readonly origin: Origin;
  readonly clock: Clock;
  readonly zones: readonly TrafficZone[];
  readonly book: TrafficBook;
}

/** `source` of what is reported. */
export const entrySource = "traffic";
/** Entries that are remembered: more than the book of tracks itself can hold and so revise. */
const sentCountMax = 50_000;
const sender = "truceline/traffic";

interface Sent {
  readonly sourceId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Entries into zones that an article closes, as observations like any other: they are grouped, assessed
 * under the article and decided by people. An entry that later reports change is corrected, never
 * rewritten; what was sent before is not sent again.
 */
export class ClosedEntries {
  readonly #options: ClosedEntriesOptions;
  /** What stands of each event. */
  readonly #sent = new BoundedCache<string, Sent>("closed-entries", sentCountMax);

  constructor(options: ClosedEntriesOptions) {
    this.#options = options;
  }

  /** Reads what a process before this one reported. */
  async open(fromMs: number): Promise<void> {
    const { store, origin } = this.#options;
    const query = { kind: "observation", origin, source: entrySource, standing: true } as const;
    for await (const record of store.stream({ ...query, fromMs })) {
      const { sourceId, span } = readRecord("observation", record);
      this.#sent.set(eventOf(sourceId), { sourceId, fromMs: span.fromMs, toMs: span.toMs });
    }
  }

  /**
   * Reports entries that are new or have changed, and takes back those that did not happen.
   * @param wholeFromMs `standing` is all there is from this instant on: what is not in it did not happen
   */
  async report(
    standing: readonly TrafficEventDraft[],
    withdrawn: readonly TrafficEventDraft[],
    wholeFromMs: number | undefined,
  ): Promise<void> {
    const entries: InputEntry[] = [];
    let tracks: readonly Track[] | undefined;
    const { book, clock } = this.#options;
    for (const draft of standing) {
      if (!this.#isClosedEntry(draft)) continue;
      tracks ??= book.tracksAt(clock.nowMs());
      const observation = this.#observation(draft, tracks);
      if (observation === undefined) continue;
      const event = derivedId("closed-entry", draft.key);
      const before = this.#sent.get(event);
      if (before?.sourceId === observation.sourceId) continue;
      entries.push(this.#admitted(observation, "observation"));
      if (before !== undefined) entries.push(this.#correction(before, [observation.sourceId]));
      const { fromMs, toMs } = observation.span;
      this.#sent.set(event, { sourceId: observation.sourceId, fromMs, toMs });
    }
    const held = new Set(standing.map(({ key }) => derivedId("closed-entry", key)));
    const gone = [...this.#sent.entries()].flatMap(([event, { fromMs }]) =>
      wholeFromMs !== undefined && fromMs >= wholeFromMs && !held.has(event) ? [event] : [],
    );
    for (const event of [...gone, ...withdrawn.map(({ key }) => derivedId("closed-entry", key))]) {
      const before = this.#sent.get(event);
      if (before === undefined) continue;
      entries.push(this.#correction(before, []));
      this.#sent.delete(event);
    }
    if (entries.length > 0) await this.#options.store.append(entries);
  }

  /** Most events are none: of those no track need be looked up. */
  #isClosedEntry({ kind, zoneId }: TrafficEventDraft): boolean {
    return (
      kind === "entered" &&
      this.#options.zones.some(({ id, closedTo }) => id === zoneId && closedTo !== undefined)
    );
  }

  #observation(draft: TrafficEventDraft, tracks: readonly Track[]): EntryObservation | undefined {
    const { zones, origin } = this.#options;
    const zone = zones.find(({ id }) => id === draft.zoneId);
    if (zone === undefined) return undefined;
    const [identity] = draft.identities;
    const track = tracks.find((one) => one.identity === identity);
    const at = track?.points.find(({ reportId }) => draft.reportIds.includes(reportId));
    const found = entryObservation({
      draft,
      zone,
      origin,
      kindStated: track?.kindStated,
      accuracyM: at?.accuracyM,
    });
    if (found === undefined) return undefined;
    const { sourceId: _, ...content } = found;
    return {
      ...found,
      sourceId: `${derivedId("closed-entry", draft.key)}/${derivedId("content", canonicalJson(content))}`,
    };
  }

  #correction({ sourceId, fromMs, toMs }: Sent, replacedBy: string[]): InputEntry {
    const correction: Omit<Correction, "id" | "recordedAtMs"> = {
      schema: "correction/1",
      origin: this.#options.origin,
      source: entrySource,
      sourceId: `${sourceId}/corrected`,
      by: sender,
      reason: "Later reports showed that it did not happen so.",
      withdraws: [sourceId],
      replacedBy,
      fromMs,
      toMs,
    };
    return this.#admitted(correction, "correction");
  }

  #admitted(
    record: EntryObservation | Omit<Correction, "id" | "recordedAtMs">,
    kind: InputKind,
  ): InputEntry {
    const { origin, clock } = this.#options;
    const admission = admit(canonicalBytes(record), kind, {
      origin,
      receivedAtMs: clock.nowMs(),
      sender,
      rng: seededRng(`${sender}/${record.sourceId}/${kind}`),
    });
    // Made here from records that were admitted: a refusal is a defect of ours.
    if (admission.status === "refused") {
      throw new Error(JSON.stringify(admission.quarantine.faults));
    }
    return admission.entry;
  }
}

/** The event that an observation of this source is about: the first part of its key. */
function eventOf(sourceId: string): string {
  return sourceId.slice(0, sourceId.indexOf("/"));
}
