import { cellCentre } from "@truceline/geo";
import { type CoverageCell, derivedId } from "@truceline/model";
import type { RecordEntry } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import type { ClauseStage } from "./clause-stage.ts";
import { hourMs, hoursOf } from "./clock-hours.ts";
import type { SlotCoverage } from "./coverage-book.ts";
import { coverageCellEntry, nextVersion } from "./derived-entry.ts";
import type { Period } from "./periods.ts";

interface CellLimits {
  /** Hours whose cells are in the store already, passed over. */
  readonly written: WeakSet<SlotCoverage>;
  /** Most hours to work out in one go. */
  readonly hourCountMax: number;
}

interface CellBatch {
  readonly entries: readonly RecordEntry[];
  readonly slots: readonly SlotCoverage[];
  /** No hour of the period is left. */
  readonly isAll: boolean;
}

/**
 * The coverage cells of a period's hours that are over, as the next versions of what is stored, with
 * the hours they belong to.
 *
 * Written where there is coverage, or was by an earlier version: a cell without a record, in an hour
 * that is over, was not seen. What took coverage away stands in the clause states.
 */
export async function cellEntries(
  stage: ClauseStage,
  period: Period,
  asOfMs: number,
  { written, hourCountMax }: CellLimits,
): Promise<CellBatch> {
  const { book, agreement, pause } = stage;
  const { fromMs: inForceMs, toMs: endMs = Number.POSITIVE_INFINITY } = agreement.compiled.inForce;
  const toMs = Math.min(period.toMs, endMs);
  const fresh: { readonly articleId: string; readonly slot: SlotCoverage }[] = [];
  let isAll = true;
  const freshHours = new Set<number>();
  for (const fromMs of hoursOf(Math.max(period.fromMs, inForceMs), toMs)) {
    if (fromMs + hourMs > asOfMs) break;
    if (freshHours.size >= hourCountMax) {
      isAll = false;
      break;
    }
    for (const article of book.articles()) {
      const slot = book.hour(article, fromMs);
      if (written.has(slot)) continue;
      fresh.push({ articleId: article.id, slot });
      freshHours.add(fromMs);
    }
  }
  const latest = await latestCells(stage, fresh);
  const entries: RecordEntry[] = [];
  for (const { articleId, slot } of fresh) {
    for (const entry of entriesOfSlot(stage, articleId, slot, latest)) entries.push(entry);
    await pause();
  }
  return { entries, slots: fresh.map(({ slot }) => slot), isAll };
}

/** What the store has of the cells of some hours, by id. */
async function latestCells(
  { store, origin }: ClauseStage,
  fresh: readonly { readonly slot: SlotCoverage }[],
): Promise<ReadonlyMap<string, CoverageCell>> {
  const latest = new Map<string, CoverageCell>();
  const [first] = fresh;
  if (first === undefined) return latest;
  const fromMs = first.slot.fromMs;
  const toMs = Math.max(...fresh.map(({ slot }) => slot.toMs));
  for await (const record of store.stream({ kind: "coverage-cell", origin, fromMs, toMs })) {
    latest.set(record.id, readRecord("coverage-cell", record));
  }
  return latest;
}

function entriesOfSlot(
  { agreement, origin, book }: ClauseStage,
  articleId: string,
  { fromMs, toMs, cells, ratios }: SlotCoverage,
  latest: ReadonlyMap<string, CoverageCell>,
): readonly RecordEntry[] {
  const recordedAtMs = Math.max(book.known.recordedAtMs(fromMs, toMs), toMs);
  const entries: RecordEntry[] = [];
  for (const [index, { cell, sectorId }] of cells.entries()) {
    const coverageRatio = Math.round((ratios[index] ?? 0) * 1e4) / 1e4;
    if (coverageRatio === 0 && latest.size === 0) continue;
    const { hash } = agreement.compiled;
    const id = derivedId("coverage-cell", origin, hash, articleId, cell, fromMs);
    const earlier = latest.get(id);
    if (coverageRatio === 0 && earlier === undefined) continue;
    const record: CoverageCell = {
      schema: "coverage-cell/1",
      id,
      version: 1,
      origin,
      recordedAtMs,
      articleId,
      sectorId,
      cell,
      hourFromMs: fromMs,
      coverageRatio,
      losses: [],
    };
    const next = nextVersion(record, earlier);
    if (next !== undefined) entries.push(coverageCellEntry(next, cellCentre(cell)));
  }
  return entries;
}
