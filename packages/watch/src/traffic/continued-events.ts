import { boundedIds, type TrafficEventDraft } from "@truceline/fusion";
import type { Origin, TrafficEvent } from "@truceline/model";
import type { Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";

export interface ContinuedEventsOptions {
  readonly store: Store;
  readonly origin: Origin;
  /** Reports from here on were read again. */
  readonly readFromMs: number;
  /** What begins sooner than this may have begun before. */
  readonly settledFromMs: number;
}

/** Who was heard inside a zone within this time before is not taken to have come into it again. */
const insideForMs = 30 * 86_400_000;
const wentOn = " It went on after that.";

/**
 * A process that starts again reads the reports of some hours: what began before them and goes on seems to
 * it to begin with the first. This finds the stored event of which that is the rest, so that one stay in
 * port is told once, however often the process starts.
 */
export class ContinuedEvents {
  readonly #options: ContinuedEventsOptions;
  #goingOn: Promise<readonly TrafficEvent[]> | undefined;
  /** By key of the draft; null: it is the rest of nothing that is stored. */
  readonly #found = new Map<string, string | null>();

  constructor(options: ContinuedEventsOptions) {
    this.#options = options;
  }

  /** May a draft be the rest of something? */
  isCut({ fromMs }: TrafficEventDraft): boolean {
    return fromMs < this.#options.settledFromMs;
  }

  /** The id of the stored event that a draft goes on from, which itself is not stored; undefined for none. */
  async earlierIdOf(draft: TrafficEventDraft): Promise<string | undefined> {
    const known = this.#found.get(draft.key);
    if (known !== undefined) return known ?? undefined;
    const earlier = isFirstHeardInside(draft)
      ? await this.#entryBefore(draft)
      : (await this.#eventsGoingOn()).find((event) => isRestOf(draft, event));
    this.#found.set(draft.key, earlier?.id ?? null);
    return earlier?.id;
  }

  async #eventsGoingOn(): Promise<readonly TrafficEvent[]> {
    const { store, origin, readFromMs, settledFromMs } = this.#options;
    const read = async (): Promise<readonly TrafficEvent[]> => {
      const span = { fromMs: readFromMs, toMs: settledFromMs };
      const events: TrafficEvent[] = [];
      for await (const record of store.stream({ kind: "traffic-event", origin, ...span })) {
        const event = readRecord("traffic-event", record);
        if (event.withdrawn !== true && event.span.toMs > event.span.fromMs) events.push(event);
      }
      return events;
    };
    this.#goingOn ??= read().catch((cause) => {
      this.#goingOn = undefined;
      throw cause;
    });
    return this.#goingOn;
  }

  /** That it came into the zone, unless it was told to have left since. */
  async #entryBefore(draft: TrafficEventDraft): Promise<TrafficEvent | undefined> {
    const { store, origin } = this.#options;
    let last: TrafficEvent | undefined;
    const query = {
      kind: "traffic-event",
      origin,
      subject: draft.identities[0] ?? "",
      fromMs: draft.fromMs - insideForMs,
      toMs: draft.fromMs + 1,
    } as const;
    for await (const record of store.stream(query)) {
      const event = readRecord("traffic-event", record);
      const isOfBorder =
        event.kind === "entered" || event.kind === "left" || event.kind === "height-left";
      if (event.withdrawn === true || !isOfBorder || event.zoneId !== draft.zoneId) continue;
      if (last === undefined || event.span.toMs >= last.span.toMs) last = event;
    }
    return last?.kind === "entered" ? last : undefined;
  }
}

/**
 * A stored event with what a later process saw of it.
 * @param rest what the later process would have told by itself
 */
export function withRest(earlier: TrafficEvent, rest: TrafficEvent): TrafficEvent {
  // Being inside goes on; coming in was told.
  if (rest.kind === "entered" || rest.span.toMs <= earlier.span.toMs) return earlier;
  const [firstId] = earlier.reportIds;
  return {
    ...earlier,
    recordedAtMs: rest.recordedAtMs,
    span: { ...earlier.span, toMs: rest.span.toMs },
    names: rest.names,
    reason: earlier.reason.endsWith(wentOn) ? earlier.reason : `${earlier.reason}${wentOn}`,
    reportIds: [...boundedIds([...(firstId === undefined ? [] : [firstId]), ...rest.reportIds])],
    knownAtMs: Math.max(earlier.knownAtMs, rest.knownAtMs),
  };
}

function isFirstHeardInside({ kind, fromMs, toMs }: TrafficEventDraft): boolean {
  return kind === "entered" && fromMs === toMs;
}

function isRestOf(draft: TrafficEventDraft, event: TrafficEvent): boolean {
  return (
    event.kind === draft.kind &&
    event.zoneId === draft.zoneId &&
    event.identities.join() === draft.identities.join() &&
    event.span.fromMs < draft.fromMs &&
    event.span.toMs >= draft.fromMs
  );
}
