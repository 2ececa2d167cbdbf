import {
  type EntryObservation,
  entryObservation,
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
    const sent = new Map<string, Sent>();
    const gone = new Set(withdrawn.map(({ key }) => eventKeyOf(key)));
    const held = new Set<string>();
    for (const draft of standing) {
      const event = eventKeyOf(draft.key);
      held.add(event);
      const zone = this.#options.zones.find(({ id }) => id === draft.zoneId);
      // Most events are no entries into a closed zone.
      if (draft.kind !== "entered" || zone?.closedTo === undefined) continue;
      const observation = this.#observation(draft, zone);
      const before = this.#sent.get(event);
      if (observation === undefined) {
        // It says that it is of a kind that may be there; that nothing is known is no such word.
        if (draft.kindStated !== undefined) gone.add(event);
        continue;
      }
      if (before?.sourceId === observation.sourceId) continue;
      entries.push(this.#admitted(observation, "observation"));
      if (before !== undefined) entries.push(this.#correction(before, [observation.sourceId]));
      const { fromMs, toMs } = observation.span;
      sent.set(event, { sourceId: observation.sourceId, fromMs, toMs });
    }
    for (const [event, { fromMs }] of this.#sent.entries()) {
      if (wholeFromMs !== undefined && fromMs >= wholeFromMs && !held.has(event)) gone.add(event);
    }
    for (const event of gone) {
      const before = this.#sent.get(event);
      if (before !== undefined) entries.push(this.#correction(before, []));
    }
    if (entries.length > 0) await this.#options.store.append(entries);
    // Now and not sooner: were the database away, they are sent the next time.
    for (const [event, one] of sent) this.#sent.set(event, one);
    for (const event of gone) this.#sent.delete(event);
  }

  #observation(draft: TrafficEventDraft, zone: TrafficZone): EntryObservation | undefined {
    const { origin } = this.#options;
    const { kindStated, accuracyM } = draft;
    const found = entryObservation({ draft, zone, origin, kindStated, accuracyM });
    if (found === undefined) return undefined;
    const { sourceId: _, ...content } = found;
    return {
      ...found,
      sourceId: `${eventKeyOf(draft.key)}/${derivedId("content", canonicalJson(content))}`,
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

function eventKeyOf(draftKey: string): string {
  return derivedId("closed-entry", draftKey);
}

/** The event that an observation of this source is about: the first part of its key. */
function eventOf(sourceId: string): string {
  return sourceId.slice(0, sourceId.indexOf("/"));
}
