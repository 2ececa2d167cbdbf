import { isAssessed, type PreparedAgreement } from "@truceline/agreement";
import { type Assessment, type ClauseState, derivedId, type Origin } from "@truceline/model";
import { clauseState, type SectorHour } from "@truceline/verification";
import type { RecordEntry, Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import { hoursOf } from "./clock-hours.ts";
import type { CoverageBook } from "./coverage-book.ts";
import { clauseStateEntry, nextVersion } from "./derived-entry.ts";
import type { Period } from "./periods.ts";

export interface ClauseStage {
  readonly store: Store;
  readonly agreement: PreparedAgreement;
  readonly origin: Origin;
  readonly book: CoverageBook;
  /** Lets others have their turn between two pieces of work. */
  readonly pause: () => Promise<void>;
}

/**
 * Clause states of a period from what was known at an instant, version 1 each: articles × sectors, in
 * order. The period counts up to
 * `asOfMs` while it still runs.
 *
 * @param knownAtMs only sensor states recorded by then; the assessments are the caller's choice
 */
export async function periodStates(
  stage: Pick<ClauseStage, "agreement" | "origin" | "book" | "pause">,
  period: Period,
  asOfMs: number,
  assessments: readonly Assessment[],
  knownAtMs?: number,
): Promise<readonly ClauseState[]> {
  const { agreement, origin, book } = stage;
  const { compiled } = agreement;
  const toMs = Math.min(period.toMs, asOfMs);
  const hours = hoursOf(period.fromMs, toMs);
  const decidedMs = Math.max(book.known.recordedAtMs(period.fromMs, toMs, knownAtMs), toMs);
  const byArticle = new Map<string, Assessment[]>();
  for (const assessment of assessments) {
    const own = byArticle.get(assessment.articleId) ?? [];
    own.push(assessment);
    byArticle.set(assessment.articleId, own);
  }
  const states: ClauseState[] = [];
  for (const article of compiled.articles) {
    const coverages: ReadonlyMap<string, SectorHour>[] = [];
    if (isAssessed(article.rule)) {
      for (const hourFromMs of hours) {
        coverages.push(book.sectors(article, hourFromMs, knownAtMs));
        await stage.pause();
      }
    }
    const own = byArticle.get(article.id) ?? [];
    const recordedAtMs = Math.max(decidedMs, ...own.map((one) => one.recordedAtMs));
    for (const { id: sectorId } of agreement.sectors()) {
      const sectorHours = coverages
        .map((sectors) => sectors.get(sectorId))
        .filter((hour): hour is SectorHour => hour !== undefined);
      const content = clauseState({
        origin,
        article,
        sectorId,
        timezone: compiled.timezone,
        inForce: compiled.inForce,
        periodFromMs: period.fromMs,
        periodToMs: toMs,
        assessments: own,
        cellCount: Math.max(0, ...sectorHours.map(({ ratios }) => ratios.length)),
        hours: sectorHours,
      });
      const id = derivedId(
        "clause-state",
        origin,
        compiled.hash,
        article.id,
        sectorId,
        period.fromMs,
      );
      states.push({ ...content, id, version: 1, recordedAtMs });
    }
  }
  return states;
}

/** The standing assessments of a period, as known at an instant, under the agreement watched. */
export async function assessmentsBetween(
  { store, origin, agreement }: Pick<ClauseStage, "store" | "origin" | "agreement">,
  fromMs: number,
  toMs: number,
  knownAtMs?: number,
): Promise<readonly Assessment[]> {
  const all = await allAssessmentsBetween({ store, origin, agreement }, fromMs, toMs, knownAtMs);
  return all.filter(({ withdrawn }) => withdrawn === undefined);
}

/** The same with those that were withdrawn. */
async function allAssessmentsBetween(
  { store, origin, agreement }: Pick<ClauseStage, "store" | "origin" | "agreement">,
  fromMs: number,
  toMs: number,
  knownAtMs?: number,
): Promise<readonly Assessment[]> {
  const found: Assessment[] = [];
  const query = { kind: "assessment", origin, fromMs, toMs, knownAtMs } as const;
  for await (const record of store.stream(query)) {
    const assessment = readRecord("assessment", record);
    if (assessment.agreementHash === agreement.compiled.hash) found.push(assessment);
  }
  return found;
}

/** What a period's clause states have become, as the next versions of what is stored. */
export async function clauseEntries(
  stage: ClauseStage,
  period: Period,
  asOfMs: number,
): Promise<readonly RecordEntry[]> {
  const assessments = await allAssessmentsBetween(stage, period.fromMs, period.toMs);
  const standing = assessments.filter(({ withdrawn }) => withdrawn === undefined);
  const states = await periodStates(stage, period, asOfMs, standing);
  // What was withdrawn decides as well from when on a state is known: before, it still counted.
  const withdrawnMs = new Map<string, number>();
  for (const { articleId, recordedAtMs, withdrawn } of assessments) {
    if (withdrawn === undefined) continue;
    const newestMs = withdrawnMs.get(articleId) ?? recordedAtMs;
    withdrawnMs.set(articleId, Math.max(newestMs, recordedAtMs));
  }
  const latest = new Map<string, ClauseState>();
  const ids = states.map(({ id }) => id);
  for (const record of await stage.store.getMany("clause-state", ids)) {
    latest.set(record.id, readRecord("clause-state", record));
  }
  const entries: RecordEntry[] = [];
  for (const state of states) {
    const newestMs = withdrawnMs.get(state.articleId) ?? state.recordedAtMs;
    const recordedAtMs = Math.max(state.recordedAtMs, newestMs);
    const next = nextVersion({ ...state, recordedAtMs }, latest.get(state.id));
    if (next !== undefined) entries.push(clauseStateEntry(next));
  }
  return entries;
}
