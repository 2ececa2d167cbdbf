import type { CompiledAgreement } from "@truceline/agreement";
import { FusionError, sensorReading } from "@truceline/fusion";
import type { Observation, Origin, SensorState } from "@truceline/model";
import type { RecordEntry, StoredRecord } from "../ports/store.ts";
import { feedPages } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";
import { BoundedCache } from "./bounded-cache.ts";
import { cellEntries } from "./cell-stage.ts";
import { clauseEntries } from "./clause-stage.ts";
import type { SlotCoverage } from "./coverage-book.ts";
import { type FusedBatch, type FuseStage, fuseBatch } from "./fuse-stage.ts";
import { patrolKinds, type TouchedSpan } from "./patrol-log.ts";
import { type Period, periodsOf } from "./periods.ts";
import { type Processor, type ProcessorOptions, processorLimits } from "./processor-options.ts";
import { roomLogs } from "./room-logs.ts";
import { runSteps } from "./run-steps.ts";
import { readObservation } from "./standing-change.ts";

/** Under which name the store keeps the place that the pipeline has reached in its input. */
export function inputCursorName({ hash }: CompiledAgreement, origin: Origin): string {
  return `input/${hash}/${origin}`;
}

export const processedKinds = [
  "observation",
  "sensor-state",
  "correction",
  "disturbance",
  ...patrolKinds,
] as const;
const dayMs = 86_400_000;
/** What makes clause states out of date. */
const dirtyingKinds = [
  "sensor-state",
  "assessment",
  "disturbance",
  "correction",
  ...patrolKinds,
] as const;

/**
 * The pipeline from stored input to incidents, assessments, coverage and clause states. It keeps its
 * place in the store, together with what it wrote, so it can be stopped at any instant and another
 * process goes on. What it derives is a function of the set of input records, whatever their order.
 */
export function createProcessor(options: ProcessorOptions): Processor {
  const { store, agreement, origin, places, clock } = options;
  const { compiled } = agreement;
  const limits = { ...processorLimits, ...options.limits };
  const inputCursor = inputCursorName(compiled, origin);
  const readingCursor = `readings/${origin}`;
  const clauseCursor = `clauses/${compiled.hash}/${origin}`;
  const observations = new BoundedCache<string, Observation>(
    "observations",
    limits.observationCacheSizeMax,
  );
  const { sensors, patrols, disturbances, book } = roomLogs(options);
  /** Periods whose clause states are out of date, by name. */
  const dirty = new Map<string, Period>();
  /** Periods whose coverage cells are to be written. */
  const cellsDue = new Map<string, Period>();
  let written = new WeakSet<SlotCoverage>();
  let isOpened = false;
  /** Has any device measured something? Kept in the store: whoever fuses next must know. */
  let hasReadings = false;
  /** The newest receipt of what was worked in. */
  let recordedMs = Number.NEGATIVE_INFINITY;
  /** Up to where clause states count time. */
  let countedToMs = Number.NEGATIVE_INFINITY;
  let batchCount = 0;
  let inputCount = 0;
  let derivedCount = 0;
  let lostCount = 0;
  let crowdedCount = 0;

  const never = new AbortController().signal;
  const pause = async () => options.sleep?.(0, never);
  const clauseStage = { store, agreement, origin, book, pause };

  const markDirty = (fromMs: number, toMs: number): void => {
    const { fromMs: inForceMs, toMs: endMs = Number.POSITIVE_INFINITY } = compiled.inForce;
    const [firstMs, lastMs] = [Math.max(fromMs, inForceMs), Math.min(toMs, endMs - 1)];
    if (firstMs > lastMs) return;
    for (const period of dirty.values()) {
      if (period.fromMs <= firstMs && lastMs < period.toMs) return;
    }
    for (const period of periodsOf(firstMs, lastMs, compiled, limits.periodCountMax)) {
      dirty.set(period.name, period);
    }
  };
  const looksBackMs = Math.max(
    0,
    ...compiled.articles.map(({ persistence }) =>
      persistence.is === "state" ? persistence.lookEveryMs : 0,
    ),
  );
  /** A state decides coverage until the sensor's next one, and what was seen stays seen for a time. */
  const markState = ({ sensorId, fromMs }: SensorState, nowMs: number): void =>
    markDirty(fromMs, Math.min(sensors.endOf(sensorId, fromMs) + looksBackMs, nowMs));

  const markSpan = ({ fromMs, toMs }: TouchedSpan, nowMs: number): void =>
    markDirty(fromMs, Math.min(toMs + looksBackMs, nowMs));

  /** Reads what an earlier process left: the sensors' states, and what it had not looked at yet. */
  const open = async (): Promise<void> => {
    if (isOpened) return;
    await sensors.readTo(await store.cursor(inputCursor));
    await patrols.readTo(await store.cursor(inputCursor));
    await disturbances.readTo(await store.cursor(inputCursor));
    const reachedSeq = await store.cursor(inputCursor);
    const query = { kinds: dirtyingKinds, origin };
    const [fromSeq, headSeq] = [await store.cursor(clauseCursor), await store.headSeq()];
    for await (const { records } of feedPages(store, query, fromSeq, headSeq)) {
      for (const record of records) {
        if (record.kind === "assessment") markDirty(record.fromMs, record.fromMs);
        else if (record.seq > reachedSeq) continue;
        else if (record.kind === "sensor-state") {
          markState(readRecord("sensor-state", record), clock.nowMs());
        } else {
          const spans = [...patrols.touchedBy(record), ...disturbances.touchedBy(record)];
          for (const span of spans) markSpan(span, clock.nowMs());
        }
        if (record.seq <= reachedSeq) recordedMs = Math.max(recordedMs, record.recordedAtMs);
      }
    }
    countedToMs = await lastCountedMs();
    isOpened = true;
  };

  /** Up to where an earlier process counted time. */
  const lastCountedMs = async (): Promise<number> => {
    const [article] = compiled.articles;
    if (article === undefined) return Number.NEGATIVE_INFINITY;
    const fromMs = clock.nowMs() - limits.periodCountMax * dayMs;
    const query = { kind: "clause-state", origin, subject: article.id, fromMs } as const;
    let lastMs = Number.NEGATIVE_INFINITY;
    for await (const record of store.stream(query)) lastMs = Math.max(lastMs, record.toMs + 1);
    return lastMs;
  };

  /** The next records, cut where more time lies between their receipts than a batch may span. */
  const nextBatch = async (afterSeq: number): Promise<readonly StoredRecord[]> => {
    const limit = limits.batchCountMax;
    const records = await store.readFeed({ afterSeq, limit, kinds: processedKinds, origin });
    let earliestMs = Number.POSITIVE_INFINITY;
    let latestMs = Number.NEGATIVE_INFINITY;
    for (const [index, { recordedAtMs }] of records.entries()) {
      earliestMs = Math.min(earliestMs, recordedAtMs);
      latestMs = Math.max(latestMs, recordedAtMs);
      if (latestMs - earliestMs > limits.batchSpanMs) return records.slice(0, index);
    }
    return records;
  };

  /**
   * The consequences of a batch; of a part of it where more observations lie near each other than may
   * be looked at. One that has too many neighbours by itself stands alone, and is counted.
   */
  const fuseAsMuchAsFits = async (
    stage: FuseStage,
    batch: readonly StoredRecord[],
  ): Promise<{ readonly fused: FusedBatch; readonly taken: readonly StoredRecord[] }> => {
    for (let taken = batch; ; taken = taken.slice(0, Math.ceil(taken.length / 2))) {
      const seen = taken.filter(({ kind }) => kind === "observation" || kind === "correction");
      try {
        return { fused: await fuseBatch(stage, seen), taken };
      } catch (cause) {
        if (!(cause instanceof FusionError) || cause.code !== "TL_FUSION_VICINITY_LIMIT")
          throw cause;
        if (taken.length > 1) continue;
        crowdedCount++;
        return { fused: await fuseBatch({ ...stage, standsAlone: true }, seen), taken };
      }
    }
  };

  /** Set before the batch with the first measurement is fused: from then on windows are wide. */
  const noteReadings = async (batch: readonly StoredRecord[]): Promise<void> => {
    if (hasReadings) return;
    hasReadings = (await store.cursor(readingCursor)) > 0;
    if (hasReadings) return;
    const first = batch.find(
      (record) =>
        record.kind === "observation" &&
        sensorReading(readObservation({ observations }, record)) !== null,
    );
    if (first === undefined) return;
    hasReadings = true;
    const toSeq = Math.max(1, first.seq);
    await store.commitDerived({ cursor: readingCursor, fromSeq: 0, toSeq, records: [] });
  };

  const stepInput = async (): Promise<boolean> => {
    const head = await store.headSeq();
    const fromSeq = await store.cursor(inputCursor);
    const batch = await nextBatch(fromSeq);
    const last = batch.at(-1);
    if (last === undefined) {
      // Own results lie behind the cursor: pass them, or each look would read over them again.
      if (head - fromSeq > limits.passOverCountMin) {
        await store.commitDerived({ cursor: inputCursor, fromSeq, toSeq: head, records: [] });
      }
      return false;
    }
    await noteReadings(batch);
    const stage = {
      store,
      hasReadings,
      agreement,
      origin,
      places,
      observations,
      vicinityCountMax: limits.vicinityCountMax,
    };
    const { fused, taken } = await fuseAsMuchAsFits(stage, batch);
    const { entries, touchedMs } = fused;
    const reached = taken.at(-1) ?? last;
    for (const { recordedAtMs } of taken) recordedMs = Math.max(recordedMs, recordedAtMs);
    // Before the commit: should its answer be lost, what it touched must not be forgotten.
    for (const state of await sensors.readTo(reached.seq)) markState(state, asOfMs(false));
    for (const span of await patrols.readTo(reached.seq)) markSpan(span, asOfMs(false));
    for (const span of await disturbances.readTo(reached.seq)) markSpan(span, asOfMs(false));
    for (const atMs of touchedMs) markDirty(atMs, atMs);
    const change = { cursor: inputCursor, fromSeq, toSeq: reached.seq, records: entries };
    if (!(await store.commitDerived(change))) {
      lostCount++;
      return true;
    }
    batchCount++;
    inputCount += taken.length;
    derivedCount += entries.length;
    return true;
  };

  /** Up to where time counts: now, or while there is more to work in, what that tells of. */
  const asOfMs = (isCaughtUp: boolean): number => {
    const tickMs = isCaughtUp ? limits.refreshMs : limits.backlogRefreshMs;
    const atMs = isCaughtUp ? Math.max(clock.nowMs(), recordedMs) : recordedMs;
    return Math.floor(atMs / tickMs) * tickMs;
  };

  /** Writes in bounded parts; the last of them moves the cursor, if it is to move. */
  const commitClauses = async (
    records: readonly RecordEntry[],
    toSeq: number | undefined,
  ): Promise<boolean> => {
    const fromSeq = await store.cursor(clauseCursor);
    const partCount = Math.ceil(records.length / limits.commitCountMax);
    const isWorthMoving = toSeq !== undefined && toSeq - fromSeq >= limits.passOverCountMin;
    for (let index = 0; index < partCount || (index === 0 && isWorthMoving); index++) {
      const at = index * limits.commitCountMax;
      const part = records.slice(at, at + limits.commitCountMax);
      const isLast = index >= partCount - 1;
      const change = {
        cursor: clauseCursor,
        fromSeq,
        toSeq: isLast ? Math.max(fromSeq, toSeq ?? fromSeq) : fromSeq,
        records: part,
      };
      if (!(await store.commitDerived(change))) return false;
      derivedCount += part.length;
    }
    return true;
  };

  const stepClauses = async (isCaughtUp: boolean): Promise<boolean> => {
    const toMs = asOfMs(isCaughtUp);
    // Before the agreement is in force there is nothing to say, nor where the clock has not been set.
    if (!(toMs > compiled.inForce.fromMs)) return false;
    if (toMs > countedToMs) {
      markDirty(Number.isFinite(countedToMs) ? countedToMs : toMs - 1, toMs - 1);
    } else if (!isCaughtUp) return false;
    const due = [...dirty.values()].filter(({ fromMs }) => fromMs < toMs);
    countedToMs = Math.max(countedToMs, toMs);
    for (const period of due.sort((a, b) => a.fromMs - b.fromMs)) {
      if (!(await commitClauses(await clauseEntries(clauseStage, period, toMs), undefined))) {
        return lost();
      }
      dirty.delete(period.name);
      cellsDue.set(period.name, period);
    }
    // The state of things first; the cells it came from can wait until no input does.
    if (isCaughtUp && (await stepCells(toMs))) return true;
    return due.length > 0;
  };

  /** Writes the cells of some hours; the cursor moves once all are written. */
  const stepCells = async (asOf: number): Promise<boolean> => {
    const [period] = cellsDue.values();
    if (period === undefined) return false;
    const head = await store.headSeq();
    const { entries, slots, isAll } = await cellEntries(clauseStage, period, asOf, {
      written,
      hourCountMax: limits.cellHourCountMax,
    });
    const isLast = isAll && cellsDue.size === 1 && dirty.size === 0;
    if (!(await commitClauses(entries, isLast ? head : undefined))) return lost();
    for (const slot of slots) written.add(slot);
    if (isAll) cellsDue.delete(period.name);
    return true;
  };

  /** Another process was faster; what it wrote is looked at afresh. */
  const lost = (): true => {
    lostCount++;
    written = new WeakSet();
    return true;
  };

  let clausesAtMs = Number.NEGATIVE_INFINITY;

  const step = async (): Promise<boolean> => {
    await open();
    if (await stepInput()) {
      await stepClauses(false);
      return true;
    }
    clausesAtMs = clock.nowMs();
    return stepClauses(true);
  };

  /** As `step`, but clause states that change with each input are not worked out at each of them. */
  const pacedStep = async (): Promise<boolean> => {
    const sinceMs = clock.nowMs() - clausesAtMs;
    const isDue = sinceMs < 0 || sinceMs >= limits.clausesEveryMs;
    if (isDue) return step();
    await open();
    return stepInput();
  };

  return {
    step,
    async catchUp() {
      while (await step());
    },
    run: (signal) =>
      runSteps(
        {
          async step(stopping) {
            await options.giveWay?.(stopping);
            return pacedStep();
          },
          sleep: options.sleep,
          pollMs: limits.pollMs,
          onBell: (listener) => store.onBell(listener),
        },
        signal,
      ),
    reachedSeq: () => store.cursor(inputCursor),
    metrics: () => ({
      batchCount,
      inputCount,
      derivedCount,
      lostCount,
      crowdedCount,
      sensorStateCount: sensors.stateCount,
      caches: [observations.metrics(), book.metrics()],
    }),
  };
}
