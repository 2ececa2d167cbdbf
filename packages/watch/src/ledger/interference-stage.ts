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
} from "@truceline/model";
import { admit, type InputKind } from "../admit/admit.ts";
import type { InputEntry, Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import { ReportReader } from "../traffic/report-reader.ts";
import { reportsBackFromMs } from "../traffic/reports-back.ts";

export interface InterferenceOptions {
  readonly store: Store;
  readonly origin: Origin;
  readonly clock: Clock;
  /** Shared with others that read the same reports; absent: one of its own. */
  readonly reader?: ReportReader | undefined;
}

/** Looks through position reports for interference with satellite navigation, and reports what it finds. */
export interface InterferenceSearch {
  /** Works in the next reports, or looks through those before; false when there were no more. */
  step(): Promise<boolean>;
  /** Works in what there is, to the end. */
  catchUp(): Promise<void>;
}

/** `source` of what is reported. */
export const interferenceSource = "truceline/interference";
/**
 * The place reached is written once it is so far from the one in the store. A process that starts again
 * reads what lies between once more, and knows it: what was taken is taken once, what was reported stands.
 */
const passOverCountMin = 1_000;
/** Reports kept; of more the oldest are dropped, and what they would have shown with them. */
const reportCountMax = 200_000;
const reportCountKept = 180_000;
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
  const reader = options.reader ?? new ReportReader({ store, origin });
  const cursor = `interference/${origin}`;
  /** Up to where reports were taken, and what of that the store knows. */
  let reachedSeq = 0;
  let keptSeq = 0;
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
    const key = nameOf(identity);
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
    const over = kept.splice(0, Math.max(0, kept.length - reportCountKept));
    reports = kept;
    for (const [key, atMs] of lastKeptMs) if (atMs < oldestMs) lastKeptMs.delete(key);
    // Nobody is remembered of whom no report is: ever new names must not fill memory.
    for (const { identity, atMs } of over) {
      const key = nameOf(identity);
      if (lastKeptMs.get(key) === atMs) lastKeptMs.delete(key);
    }
  };

  /** Takes up what a process before this one had read; of more than can be kept a shorter while. */
  const open = async (): Promise<void> => {
    if (isOpened) return;
    // A start that a fault broke off is begun anew.
    reports = [];
    lastKeptMs.clear();
    keptSeq = await store.cursor(cursor);
    reachedSeq = keptSeq;
    const nowMs = clock.nowMs();
    const memoryMs = interferenceMemoryMs + 2 * interferenceBlockMs;
    const query = { kind: "position-report", origin, fromMs: nowMs - memoryMs } as const;
    const fromMs = await reportsBackFromMs(store, query, nowMs, reportCountMax);
    for await (const record of store.stream({ ...query, fromMs })) {
      // One that is still to come by the feed is taken then.
      if (record.seq <= reachedSeq) take(readRecord("position-report", record));
    }
    isOpened = true;
  };

  const read = async (): Promise<boolean> => {
    const page = await reader.pageAfter(reachedSeq);
    for (const report of page.reports) take(report);
    reachedSeq = page.reachedSeq;
    if (reachedSeq - keptSeq >= passOverCountMin) {
      const change = { cursor, fromSeq: keptSeq, toSeq: reachedSeq, records: [] };
      // Where another process moved it, it stands where that one got to.
      keptSeq = (await store.commitDerived(change)) ? reachedSeq : await store.cursor(cursor);
    }
    return !page.isAll;
  };

  const look = async (): Promise<void> => {
    const due = [...dirty]
      .filter((fromMs) => fromMs + interferenceBlockMs + graceMs <= newestMs)
      .sort((a, b) => a - b);
    for (const fromMs of due) {
      const found = findInterference(reports, fromMs);
      if (found.length > 0 && !(await isReported(fromMs))) {
        await store.append(found.flatMap((one, index) => entriesOf(one, fromMs, index)));
      }
      // Now and not sooner: were the database away, it is looked at again.
      dirty.delete(fromMs);
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
    step,
    async catchUp() {
      while (await step());
    },
  };
}

function nameOf({ scheme, value }: HeardReport["identity"]): string {
  return `${scheme} ${value}`;
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
