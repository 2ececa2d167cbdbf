import { type FeedSpec, type FeedStatus, openFeed, parseFeedUrl } from "@truceline/feeds";
import { type FeedFormat, GuessingReader } from "@truceline/interop";
import { type PositionReport, seededRng } from "@truceline/model";
import type { FeedMessage } from "@truceline/watch";
import { readMapping } from "../records/read-mapping.ts";
import type { Terminal } from "../terminal.ts";

/** What was heard of a feed. */
export interface HeardFeed {
  readonly url: string;
  /** Given in the address, or found out; absent where nothing made sense. */
  readonly format?: FeedFormat | undefined;
  readonly isFormatGuessed: boolean;
  readonly forMs: number;
  readonly messagesPerSecond: number;
  /** The first of different senders. */
  readonly firstPositions: readonly {
    readonly who: string;
    readonly atMs: number;
    readonly lonDeg: number;
    readonly latDeg: number;
  }[];
  readonly status: FeedStatus;
}

const positionCountMax = 5;

/**
 * Listens to a feed for a while and keeps nothing: files stay where they are, a broker keeps what it has.
 * Without a format in the address (`tcp://HOST:PORT`) it is found out.
 * @throws FeedsError `TL_FEEDS_URL` and what a source throws that can never work
 */
export async function hearFeed(
  given: string,
  limits: { readonly forMs: number; readonly messageCount: number },
  terminal: Terminal,
): Promise<HeardFeed> {
  const isFormatGuessed = /^[a-z]+:\/\//.test(given);
  const spec = withoutTraces(parseFeedUrl(isFormatGuessed ? `ais+${given}` : given));
  const url = isFormatGuessed ? spec.url.replace(/^ais\+/, "") : spec.url;
  const guessing = isFormatGuessed
    ? new GuessingReader({ name: url, source: "feed/test", origin: "observed" })
    : undefined;
  const { feed } = openFeed(spec, {
    clock: { nowMs: () => terminal.nowMs() },
    rng: seededRng(`${terminal.nowMs()}`),
    origin: "observed",
    mappingOf: (name) => readMapping(name, terminal),
    quota: { perSecond: 100_000, burstCount: 1_000_000 },
    openReader: guessing === undefined ? undefined : () => guessing,
  });
  const beganMs = performance.now();
  const stopping = new AbortController();
  const timer = setTimeout(() => stopping.abort(), limits.forMs);
  const firstPositions = new Map<string, HeardFeed["firstPositions"][number]>();
  try {
    for (
      let message = await feed.next(stopping.signal);
      message !== undefined;
      message = await feed.next(stopping.signal)
    ) {
      notePosition(message, firstPositions);
      const { messages, faults } = feed.heardCount;
      terminal.progress(`${messages} messages, ${faults} faults …`);
      if (messages >= limits.messageCount) break;
    }
  } finally {
    clearTimeout(timer);
    terminal.progress(undefined);
  }
  const status = feed.status();
  const forMs = performance.now() - beganMs;
  stopping.abort();
  await feed.stopped();
  return {
    url,
    format: guessing === undefined ? spec.format : guessing.format,
    isFormatGuessed,
    forMs: Math.round(forMs),
    messagesPerSecond: Math.round((status.messageCount / forMs) * 10_000) / 10,
    firstPositions: [...firstPositions.values()],
    // What came in the end of a stream is read when it stops.
    status: { ...status, ...countsOf(feed.status()) },
  };
}

const countsOf = ({
  messageCount,
  messageCountByType,
  faultCount,
  faultCountByCode,
  lastFaults,
}: FeedStatus) => ({ messageCount, messageCountByType, faultCount, faultCountByCode, lastFaults });

/** The same feed, so that listening to it changes nothing for whoever reads it in earnest. */
function withoutTraces(spec: FeedSpec): FeedSpec {
  const { way } = spec;
  if (way.kind === "dir") return { ...spec, way: { ...way, takenFiles: "remember" } };
  if (way.kind === "mqtt") {
    return { ...spec, id: `test-${process.pid}`, way: { ...way, qos: 0 } };
  }
  return spec;
}

function notePosition(
  { kind, bytes, refusedFor }: FeedMessage,
  first: Map<string, HeardFeed["firstPositions"][number]>,
): void {
  if (kind !== "position-report" || refusedFor !== undefined) return;
  if (first.size >= positionCountMax) return;
  const report = JSON.parse(new TextDecoder().decode(bytes)) as PositionReport;
  const { identity, position, atMs } = report;
  const who = `${identity.scheme} ${identity.value ?? "?"}`;
  if (position === undefined || first.has(who)) return;
  first.set(who, { who, atMs, lonDeg: position[0], latDeg: position[1] });
}
