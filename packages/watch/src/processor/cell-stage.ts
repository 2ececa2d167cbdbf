import type { CompiledArticle } from "@truceline/agreement";
import { cellCentre } from "@truceline/geo";
import { type CoverageCell, derivedId } from "@truceline/model";
import type { RecordEntry } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import type { ClauseStage } from "./clause-stage.ts";
import { hourMs, hoursOf, type SlotCoverage } from "./coverage-book.ts";
import { coverageCellEntry, nextVersion } from "./derived-entry.ts";
import type { Period } from "./periods.ts";

/**
 * The coverage cells of a period's hours that are over, as the next versions of what is stored, with
 * the hours they belong to.
 *
 * Written where there is coverage, or was by an earlier version: a cell without a record, in an hour
 * that is over, was not seen. What took coverage away stands in the clause states.
 * @param written hours whose cells are in the store already, passed over
 */
export async function cellEntries(
  stage: ClauseStage,
  period: Period,
  asOfMs: number,
  written: WeakSet<SlotCoverage>,
): Promise<{ readonly entries: readonly RecordEntry[]; readonly slots: readonly SlotCoverage[] }> {
  const entries: RecordEntry[] = [];
  const slots: SlotCoverage[] = [];
  const { book, agreement, pause } = stage;
  const { fromMs: inForceMs, toMs: endMs = Number.POSITIVE_INFINITY } = agreement.compiled.inForce;
  const toMs = Math.min(period.toMs, endMs);
  for (const fromMs of hoursOf(Math.max(period.fromMs, inForceMs), toMs)) {
    if (fromMs + hourMs > asOfMs) break;
    for (const article of book.articles()) {
      const slot = book.hour(article, fromMs);
      if (written.has(slot)) continue;
      for (const entry of await entriesOfSlot(stage, article, slot)) entries.push(entry);
      slots.push(slot);
      await pause();
    }
  }
  return { entries, slots };
}

async function entriesOfSlot(
  { store, agreement, origin, sensors }: ClauseStage,
  { id: articleId }: CompiledArticle,
  { fromMs, toMs, cells, ratios }: SlotCoverage,
): Promise<readonly RecordEntry[]> {
  const latest = new Map<string, CoverageCell>();
  const query = { origin, subject: articleId, fromMs, toMs: fromMs + 1 };
  for await (const record of store.stream({ kind: "coverage-cell", ...query })) {
    latest.set(record.id, readRecord("coverage-cell", record));
  }
  const recordedAtMs = Math.max(sensors.recordedAtMs(fromMs, toMs), toMs);
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
