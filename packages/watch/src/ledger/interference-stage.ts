import {
  findInterference,
  type HeardReport,
  type Interference,
  interferenceBlockMs,
  interferenceMemoryMs,
} from "@truceline/fusion";
import {
  type Clock,
  type Disturbance,
  type Observation,
  type Origin,
  type PositionReport,
  seededRng,
  TrucelineError,
} from "@truceline/model";
import { admit, type InputKind } from "../admit/admit.ts";
import type { InputEntry, Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";

export interface InterferenceOptions {
  readonly store: Store;
  readonly origin: Origin;
  readonly clock: Clock;
  /** Waits; ends early when the signal says so. Only `run` needs it. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** Looks through position reports for interference with satellite navigation, and reports what it finds. */
export interface InterferenceSearch {
  /** Works in what there is, to the end. */
  catchUp(): Promise<void>;
  /** Goes on until the signal stops it; waits while the database is away. */
  run(signal: AbortSignal): Promise<void>;
}

/** `source` of what is reported. */
export const interferenceSource = "truceline/interference";
const pollMs = 5_000;
const feedPageSize = 1_000;
const passOverCountMin = 10_000;
const minuteMs = 60_000;
/** Reports kept; of more the oldest are dropped, and what they would have shown with them. */
const reportCountMax = 200_000;
/** Of one transponder so many are enough. */
const thinMs = 10_000;
/** A block is looked at once this much time has been heard after it. */
const graceMs = 60_000;

/**
 * Block by block of ten minutes, once each is over and heard: an `interference` observation, which becomes
 * an incident as any other, and a disturbance with its area, by which the ledger counts what was lost. A
 * block that was reported is not reported again; reports that come later than a block's end may still make
 * one that was not. Who finds it wrong withdraws it by a correction, as of any source.
 */
export function createInterferenceSearch(options: InterferenceOptions): InterferenceSearch {
  const { store, origin, clock } = options;
  const cursor = `interference/${origin}`;
  let reports: HeardReport[] = [];
  const lastKeptMs = new Map<string, number>();
  /** Begins of blocks that are to be looked at. */
  const dirty = new Set<number>();
  let newestMs = Number.NEGATIVE_INFINITY;
  let isOpened = false;

  const take = (report: PositionReport): void => {
    const { identity, atMs, position } = report;
    if (position === undefined || identity.value === undefined) return;
    newestMs = Math.max(newestMs, Math.min(atMs, clock.nowMs()));
    const key = `${identity.scheme} ${identity.value}`;
    const keptMs = lastKeptMs.get(key);
    if (keptMs !== undefined && Math.abs(atMs - keptMs) < thinMs) return;
    lastKeptMs.set(key, atMs);
    const { id, medium, accuracyM, speedMps, integrity, receiverId } = report;
    const motion = { accuracyM, speedMps, integrity, receiverId };
    reports.push({ id, medium, identity, atMs, position, ...motion });
    dirty.add(Math.floor(atMs / interferenceBlockMs) * interferenceBlockMs);
    if (reports.length > reportCountMax) forgetOld();
  };

  const forgetOld = (): void => {
    const oldestMs = newestMs - interferenceMemoryMs - 2 * interferenceBlockMs;
    const kept = reports.filter(({ atMs }) => atMs >= oldestMs);
    reports = kept.slice(Math.max(0, kept.length - Math.floor((reportCountMax * 9) / 10)));
    for (const [key, atMs] of lastKeptMs) if (atMs < oldestMs) lastKeptMs.delete(key);
  };

  /** Takes up what a process before this one had read; of more than can be kept a shorter while. */
  const open = async (): Promise<void> => {
    if (isOpened) return;
    const reachedSeq = await store.cursor(cursor);
    let backMs = interferenceMemoryMs + 2 * interferenceBlockMs;
    const queryOf = () =>
      ({ kind: "position-report", origin, fromMs: clock.nowMs() - backMs }) as const;
    while (backMs > minuteMs && (await store.count(queryOf())) > reportCountMax) backMs /= 2;
    for await (const record of store.stream(queryOf())) {
      // One that is still to come by the feed is taken then.
      if (record.seq <= reachedSeq) take(readRecord("position-report", record));
    }
    isOpened = true;
  };

  const read = async (): Promise<boolean> => {
    const fromSeq = await store.cursor(cursor);
    const head = await store.headSeq();
    const records = await store.readFeed({
      afterSeq: fromSeq,
      limit: feedPageSize,
      kinds: ["position-report"],
      origin,
    });
    for (const record of records) take(readRecord("position-report", record));
    const isAll = records.length < feedPageSize;
    const toSeq = isAll ? head : (records.at(-1)?.seq ?? head);
    // Other records lie before the cursor: passed now and then, or each look would read over them again.
    if (records.length > 0 || head - fromSeq > passOverCountMin) {
      await store.commitDerived({ cursor, fromSeq, toSeq, records: [] });
    }
    return !isAll;
  };

  const look = async (): Promise<void> => {
    const due = [...dirty]
      .filter((fromMs) => fromMs + interferenceBlockMs + graceMs <= newestMs)
      .sort((a, b) => a - b);
    for (const fromMs of due) {
      dirty.delete(fromMs);
      const found = findInterference(reports, fromMs);
      if (found.length === 0 || (await isReported(fromMs))) continue;
      await store.append(found.flatMap((one, index) => entriesOf(one, fromMs, index)));
    }
    if (due.length > 0) forgetOld();
  };

  const isReported = async (blockFromMs: number): Promise<boolean> => {
    const toMs = blockFromMs + interferenceBlockMs - 1;
    const query = { kind: "disturbance", origin, fromMs: blockFromMs, toMs } as const;
    for await (const record of store.stream(query)) {
      const { source, sourceId } = readRecord("disturbance", record);
      if (source === interferenceSource && sourceId.startsWith(`${blockFromMs}/`)) return true;
    }
    return false;
  };

  const entriesOf = (one: Interference, blockFromMs: number, index: number): InputEntry[] => {
    const head = {
      origin,
      source: interferenceSource,
      sourceId: `${blockFromMs}/${index}`,
      span: { fromMs: one.fromMs, toMs: one.toMs, precision: "exact" as const },
      area: one.area,
    };
    const observation: Omit<Observation, "id" | "recordedAtMs"> = {
      ...head,
      schema: "observation/1",
      observer: { kind: "station", id: interferenceSource },
      means: ["recorded"],
      kind: "interference",
      count: { qualifier: "exactly", min: 1, max: 1 },
      assessedAs: interferenceWords(one),
    };
    const disturbance: Omit<Disturbance, "id" | "recordedAtMs"> = {
      ...head,
      schema: "disturbance/1",
      kind: "interference",
      evidence: interferenceWords(one),
    };
    return [admitted(observation, "observation"), admitted(disturbance, "disturbance")];
  };

  const admitted = (
    record: Omit<Observation | Disturbance, "id" | "recordedAtMs">,
    kind: InputKind,
  ): InputEntry => {
    const admission = admit(new TextEncoder().encode(JSON.stringify(record)), kind, {
      origin,
      receivedAtMs: clock.nowMs(),
      sender: interferenceSource,
      rng: seededRng(`${interferenceSource}/${record.sourceId}/${kind}`),
    });
    if (admission.status === "refused")
      throw new Error(JSON.stringify(admission.quarantine.faults));
    return admission.entry;
  };

  const step = async (): Promise<boolean> => {
    await open();
    const isMore = await read();
    if (!isMore) await look();
    return isMore;
  };

  return {
    async catchUp() {
      while (await step());
    },
    async run(signal) {
      while (!signal.aborted) {
        let isBusy = false;
        try {
          isBusy = await step();
        } catch (cause) {
          const isAway =
            cause instanceof TrucelineError && ["absent", "busy"].includes(cause.fault);
          if (!isAway) throw cause;
        }
        if (!isBusy && !signal.aborted) await options.sleep?.(pollMs, signal);
      }
    },
  };
}

const patternWords: Readonly<Record<Interference["pattern"], string>> = {
  spot: "They say they are all on one spot.",
  circle: "They say they are on one ring.",
  scattered: "They say they are at places far apart.",
  "in-place": "They stay where they were and say that they cannot be relied on.",
};

/** What was found, in one paragraph; without identities. */
function interferenceWords(one: Interference): string {
  const alone =
    one.receiverCount === 1 ? " One receiver heard them all; it may be at fault itself." : "";
  return (
    `Positions of ${one.affectedCount} of the ${one.heardCount} transponders heard here went wrong ` +
    `together: ${one.signCounts.jump} leapt, ${one.signCounts.integrity} lowered their own figure of ` +
    `quality, ${one.signCounts.spot} lie on one spot. ${patternWords[one.pattern]}${alone} Chance that ` +
    `so many fail by accident: ${one.accidentRatio.toExponential(0)}.`
  );
}
