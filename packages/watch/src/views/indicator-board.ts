import {
  type BoardDay,
  type CompiledIndicator,
  type IndicatorNotice,
  type IndicatorRow,
  type IndicatorSighting,
  indicatorRows,
  type LocalText,
  showsIndicator,
} from "@truceline/agreement";
import { areaOfObservation } from "@truceline/fusion";
import { areaMedian } from "@truceline/geo";
import { addDays, type Claim, type Observation, type Origin } from "@truceline/model";
import { hourMs, hoursOf } from "../processor/clock-hours.ts";
import type { SlotCoverage } from "../processor/coverage-book.ts";
import { type Period, periodAt, periodNamed } from "../processor/periods.ts";
import { readRecord } from "../store/read-record.ts";
import { clauseStatesOf } from "./build-picture.ts";
import { ClaimsOver } from "./claims-over.ts";
import { meanOf, rounded, type ViewContext } from "./view-context.ts";

/**
 * The indicators that the parties agreed to, by sector and day: what was seen, what was not seen though
 * it could have been, and where nobody could see. Of days that were; nothing is foretold. Internal:
 * where the mission cannot see is nobody else's.
 */
export interface IndicatorBoard {
  readonly origin: Origin;
  readonly knownAtMs: number;
  /** Reporting periods, oldest first. `isOver` false: what is told of it may still change. */
  readonly days: readonly (BoardDay & { readonly isOver: boolean })[];
  readonly sectors: readonly { readonly id: string; readonly name: LocalText }[];
  /** In the order of the document. */
  readonly indicators: readonly ShownIndicator[];
}

export interface ShownIndicator
  extends Omit<CompiledIndicator, "fromMs" | "unlessNotified" | "sectors"> {
  /** Sector by sector; `days` in the order of the board's days. */
  readonly rows: readonly IndicatorRow[];
  /** Observations that show it and that nothing places: in no row, in no count. */
  readonly unplacedCount: number;
}

/** A fortnight fits beside a screen's other columns. */
const shownDayCountDefault = 14;
export const shownDayCountMax = 31;
const elsewhere = {
  id: "elsewhere",
  name: { en: "Elsewhere", uk: "Поза секторами", ru: "Вне секторов", fr: "Hors secteurs" },
};
const noticeType = "notification";
const decoder = new TextDecoder();

/**
 * @param named the last day: `today`, `yesterday`, or the local day that a period ends on
 * @param dayCount 1 to `shownDayCountMax`
 */
export async function indicatorBoard(
  context: ViewContext,
  named = "today",
  dayCount = shownDayCountDefault,
): Promise<IndicatorBoard> {
  const { agreement, origin, asOfMs } = context;
  const { compiled } = agreement;
  const indicators = compiled.indicators ?? [];
  const shownCount = Math.max(1, Math.min(shownDayCountMax, Math.floor(dayCount)));
  // Before the first day shown, as many as its count goes back over.
  const beforeCount = Math.max(0, ...indicators.map(({ threshold }) => threshold.dayCount - 1));
  const days = daysTo(lastPeriod(context, named), shownCount + beforeCount, context);
  const shown = days.slice(-shownCount);
  const { sightings, unplaced } = await sightingsOf(indicators, days, context);
  const declared = agreement.sectors();
  const isElsewhere = ({ sectorId }: IndicatorSighting) =>
    declared.every(({ id }) => id !== sectorId);
  // What lies in no sector must not fall out of the table.
  const sectors = sightings.flat().some(isElsewhere) ? [...declared, elsewhere] : declared;
  const sectorIds = sectors.map(({ id }) => id);
  const notices = await noticesOf(indicators, days, context);
  const coverage = await coverageOf(indicators, days, context);
  return {
    origin,
    knownAtMs: asOfMs,
    days: shown.map((day) => ({ ...day, isOver: day.toMs <= asOfMs })),
    sectors: sectors.map(({ id, name }) => ({ id, name })),
    indicators: indicators.map((indicator, index) => {
      const { fromMs: _from, unlessNotified: _notified, sectors: _sectors, ...told } = indicator;
      const rows = indicatorRows(indicator, {
        days,
        sectorIds,
        sightings: sightings[index] ?? [],
        notices: notices[index] ?? [],
        coverageRatio: (sectorId, day) =>
          coverage.get(coverageKey(indicator.coverageOf, sectorId, day)) ?? 0,
      });
      return {
        ...told,
        rows: rows.map((row) => ({ ...row, days: row.days.slice(-shownCount) })),
        unplacedCount: unplaced[index] ?? 0,
      };
    }),
  };
}

function lastPeriod({ agreement, asOfMs }: ViewContext, named: string): Period {
  const { compiled } = agreement;
  const today = periodAt(asOfMs, compiled);
  if (named === "today") return today;
  return periodNamed(named === "yesterday" ? addDays(today.name, -1) : named, compiled);
}

/** Periods up to the last, oldest first; none that has not begun. */
function daysTo(last: Period, count: number, { agreement, asOfMs }: ViewContext): BoardDay[] {
  const days: BoardDay[] = [];
  for (let back = 0; back < count; back++) {
    const { name, fromMs, toMs } = periodNamed(addDays(last.name, -back), agreement.compiled);
    if (fromMs <= asOfMs) days.unshift({ name, fromMs, toMs });
  }
  return days;
}

/** What shows each indicator, placed in a sector by the middle of where and when it may have been. */
async function sightingsOf(
  indicators: readonly CompiledIndicator[],
  days: readonly BoardDay[],
  { store, origin, knownAtMs, asOfMs, agreement, places }: ViewContext,
): Promise<{
  readonly sightings: readonly (readonly IndicatorSighting[])[];
  readonly unplaced: readonly number[];
}> {
  const sightings = indicators.map((): IndicatorSighting[] => []);
  const unplaced = indicators.map(() => 0);
  const [first] = days;
  const kinds = new Set(indicators.flatMap(({ shownBy }) => shownBy.flatMap((sign) => sign.kinds)));
  if (first === undefined || kinds.size === 0) return { sightings, unplaced };
  // Reading a record costs ten times as much as looking for its kind.
  const ofKind = new RegExp(`"kind":"(?:${[...kinds].join("|")})"`);
  const { fromMs } = first;
  const span = { fromMs, toMs: Math.min(asOfMs + 1, days.at(-1)?.toMs ?? asOfMs + 1) };
  const query = { kind: "observation", origin, knownAtMs, ...span, standing: true } as const;
  for await (const record of store.stream(query)) {
    if (!ofKind.test(decoder.decode(record.bytes))) continue;
    const observation = readRecord("observation", record);
    for (const [index, indicator] of indicators.entries()) {
      if (!showsIndicator(indicator, observation)) continue;
      const area = areaOfObservation(observation, places);
      const atMs = Math.floor((observation.span.fromMs + observation.span.toMs) / 2);
      if (area === null) {
        unplaced[index] = (unplaced[index] ?? 0) + 1;
        continue;
      }
      sightings[index]?.push({
        observationId: observation.id,
        sectorId: agreement.sectorOf(areaMedian(area), atMs),
        atMs,
        pieceCount: piecesOf(observation),
      });
    }
  }
  return { sightings, unplaced };
}

/** At least how many; what was not counted is one. */
function piecesOf({ count }: Observation): number {
  return Math.max(1, count.qualifier === "uncounted" ? 1 : (count.min ?? 1));
}

/** Claims of type `notification` and of the indicator's id that were made before what they announce, and stand. */
async function noticesOf(
  indicators: readonly CompiledIndicator[],
  days: readonly BoardDay[],
  { store, origin, knownAtMs, agreement, asOfMs }: ViewContext,
): Promise<readonly (readonly IndicatorNotice[])[]> {
  const notices = indicators.map((): (IndicatorNotice & { readonly claim: Claim })[] => []);
  const over = new ClaimsOver();
  const [first] = days;
  if (first === undefined || !indicators.some(({ unlessNotified }) => unlessNotified)) {
    return notices;
  }
  const query = {
    kind: "claim",
    origin,
    knownAtMs,
    fromMs: first.fromMs,
    toMs: asOfMs + 1,
  } as const;
  for await (const record of store.stream(query)) {
    const claim: Claim = readRecord("claim", record);
    const { types, span, area, publishedAtMs = claim.recordedAtMs } = claim;
    if (over.note(claim)) continue;
    if (!types.includes(noticeType) || publishedAtMs > span.fromMs) continue;
    const sectorId = area === undefined ? null : agreement.sectorOf(areaMedian(area), span.fromMs);
    for (const [index, { id }] of indicators.entries()) {
      if (!types.includes(id)) continue;
      notices[index]?.push({ sectorId, fromMs: span.fromMs, toMs: span.toMs + 1, claim });
    }
  }
  return notices.map((of) => of.filter(({ claim }) => !over.isOver(claim)).map(noticeOnly));
}

const noticeOnly = ({ sectorId, fromMs, toMs }: IndicatorNotice): IndicatorNotice => ({
  sectorId,
  fromMs,
  toMs,
});

/** Coverage of a sector over a day by article, sector and day: as its clause state holds it. */
type CoverageByDay = ReadonlyMap<string, number>;

const coverageKey = (articleId: string, sectorId: string, dayIndex: number) =>
  `${articleId}\u001f${sectorId}\u001f${dayIndex}`;

/**
 * What the clause states say of each day, so that one day has one coverage on every screen. A day that
 * was never worked in, because nothing came in that touches it, is worked out from the sensors.
 */
async function coverageOf(
  indicators: readonly CompiledIndicator[],
  days: readonly BoardDay[],
  context: ViewContext,
): Promise<CoverageByDay> {
  const articleIds = [...new Set(indicators.map((indicator) => indicator.coverageOf))];
  const coverage = new Map<string, number>();
  for (const [index, day] of days.entries()) {
    const states = await clauseStatesOf(context, day);
    for (const { articleId, sectorId, coverageRatio } of states) {
      if (!articleIds.includes(articleId)) continue;
      coverage.set(coverageKey(articleId, sectorId, index), coverageRatio);
    }
    if (states.length > 0) continue;
    for (const articleId of articleIds) {
      for (const [sectorId, ratio] of workedOut(articleId, day, context)) {
        coverage.set(coverageKey(articleId, sectorId, index), ratio);
      }
    }
  }
  return coverage;
}

/** The mean of a sector's cells and of the hours of the day that have begun. */
function workedOut(
  articleId: string,
  day: BoardDay,
  { agreement, book, knownAtMs, asOfMs }: ViewContext,
): ReadonlyMap<string, number> {
  const article = agreement.compiled.articles.find(({ id }) => id === articleId);
  const hourly = new Map<string, number[]>();
  if (article === undefined) return new Map();
  for (const fromMs of hoursOf(day.fromMs, Math.min(day.toMs, asOfMs + hourMs / 2))) {
    for (const [sectorId, mean] of sectorMeans(book.hour(article, fromMs, knownAtMs))) {
      const means = hourly.get(sectorId);
      if (means === undefined) hourly.set(sectorId, [mean]);
      else means.push(mean);
    }
  }
  return new Map([...hourly].map(([sectorId, means]) => [sectorId, rounded(meanOf(means))]));
}

/** The book gives the same object for as long as nothing in it changes. */
const knownMeans = new WeakMap<SlotCoverage, ReadonlyMap<string, number>>();

/** Mean coverage of an hour's cells, by sector. */
function sectorMeans(slot: SlotCoverage): ReadonlyMap<string, number> {
  const known = knownMeans.get(slot);
  if (known !== undefined) return known;
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [index, { sectorId }] of slot.cells.entries()) {
    const entry = sums.get(sectorId) ?? { sum: 0, count: 0 };
    entry.sum += slot.ratios[index] ?? 0;
    entry.count += 1;
    sums.set(sectorId, entry);
  }
  const means = new Map([...sums].map(([id, { sum, count }]) => [id, sum / count]));
  knownMeans.set(slot, means);
  return means;
}
