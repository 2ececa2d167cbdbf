import type { Observation, Origin } from "@truceline/model";
import type { Store, StoredRecord } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import type { BoundedCache } from "./bounded-cache.ts";

/** What reading observations needs. */
export interface ObservationReader {
  readonly store: Store;
  readonly origin: Origin;
  readonly observations: BoundedCache<string, Observation>;
}

/** What a batch changes in the set of observations that stand. */
export interface StandingChange {
  /** New ones that stand. */
  readonly added: readonly Observation[];
  /** Those of earlier batches that stood and do so no longer. */
  readonly removed: readonly Observation[];
  /** The newest receipt of what removed them; infinitely long ago where nothing is removed. */
  readonly correctedMs: number;
}

/**
 * The change as of the last record of a batch. An observation whose correction came first, or with it,
 * never stood; one that an earlier correction withdrew is not removed again.
 *
 * @param batch observations and corrections, in order of `seq`, at least one
 */
export async function standingChange(
  stage: ObservationReader,
  batch: readonly StoredRecord[],
): Promise<StandingChange> {
  const { store, origin } = stage;
  const firstSeq = batch[0]?.seq ?? 0;
  const untilSeq = batch.at(-1)?.seq ?? 0;
  const read = (record: StoredRecord) => readObservation(stage, record);
  const arrived = batch.filter(({ kind }) => kind === "observation");
  const corrections = batch
    .filter(({ kind }) => kind === "correction")
    .map((record) => readRecord("correction", record));

  const corrected = await store.correctionsOf(arrived.map(({ id }) => id));
  const added = arrived.filter(
    ({ id }) => (corrected.get(id)?.seq ?? Number.POSITIVE_INFINITY) > untilSeq,
  );

  const removed = new Map<string, StoredRecord>();
  let correctedMs = Number.NEGATIVE_INFINITY;
  for (const { source, withdraws, recordedAtMs } of corrections) {
    const named = await store.observationsByKey(origin, source, withdraws);
    const before = named.filter(({ id, seq }) => seq < firstSeq && !removed.has(id));
    const firsts = await store.correctionsOf(before.map(({ id }) => id));
    for (const record of before) {
      if ((firsts.get(record.id)?.seq ?? firstSeq) < firstSeq) continue;
      removed.set(record.id, record);
      correctedMs = Math.max(correctedMs, recordedAtMs);
    }
  }
  return { added: added.map(read), removed: [...removed.values()].map(read), correctedMs };
}

/** The observation of a stored record, from memory where it was read before. */
export function readObservation(
  { observations }: Pick<ObservationReader, "observations">,
  record: StoredRecord,
): Observation {
  const known = observations.get(record.id);
  if (known !== undefined) return known;
  const observation = readRecord("observation", record);
  observations.set(record.id, observation);
  return observation;
}
