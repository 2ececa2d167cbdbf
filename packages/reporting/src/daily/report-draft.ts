import { addDays } from "@truceline/model";
import type { CountRow } from "@truceline/verification";
import { type CountTable, datesBetween, sumOfRows } from "../count-table.ts";
import type { Figure, Sentence } from "./daily-report.ts";
import type { DailyReportInput, ReportPlace } from "./report-input.ts";
import type { PlainValue, ReportValue, ReportValues } from "./report-value.ts";

const recordIdMax = 100;
const weekPeriodCount = 7;

/** Periods by name, both ends included. */
export interface PeriodSpan {
  readonly from: string;
  readonly to: string;
}

/** What can be placed in a period: a count over some of them. Null where nothing was entered. */
type CountOver = (span: PeriodSpan) => { readonly value: number; readonly atLeast: boolean } | null;

/** A report while it is built: its figures, and the spans they are compared with. */
export class ReportDraft {
  readonly input: DailyReportInput;
  readonly counts: CountTable;
  readonly own: PeriodSpan;
  readonly previous: PeriodSpan;
  readonly week: PeriodSpan;
  readonly #figures = new Map<string, Figure>();

  constructor(input: DailyReportInput, counts: CountTable) {
    this.input = input;
    this.counts = counts;
    const { from, to } = input;
    this.own = { from, to };
    const spanDays = datesBetween(from, to).length;
    this.previous = { from: addDays(from, -spanDays), to: addDays(from, -1) };
    this.week = { from: addDays(to, 1 - weekPeriodCount), to };
  }

  get figures(): Figure[] {
    return [...this.#figures.values()];
  }

  figureOf(key: string): Figure | undefined {
    return this.#figures.get(key);
  }

  /** A figure with its rule and what it was before; a second one of the same key is the first. */
  figure(
    key: string,
    rule: Figure["rule"],
    over: CountOver,
    about = false,
  ): { readonly is: "figure"; readonly key: string } {
    if (!this.#figures.has(key)) {
      const now = over(this.own);
      this.#figures.set(key, {
        key,
        value: now?.value ?? null,
        atLeast: now?.atLeast ?? false,
        about: about && now !== null && !now.atLeast,
        rule,
        previous: over(this.previous),
        week: over(this.week),
      });
    }
    return { is: "figure", key };
  }

  /** How many records of a list lie in the periods: nothing entered is none. */
  recordFigure<Item>(
    key: string,
    items: readonly Item[],
    periodOf: (item: Item) => string,
    more: { readonly rule?: Figure["rule"]; readonly count?: (item: Item) => number } = {},
  ) {
    return this.figure(key, more.rule ?? "records", ({ from, to }) => ({
      value: items
        .filter((item) => periodOf(item) >= from && periodOf(item) <= to)
        .reduce((sum, item) => sum + (more.count?.(item) ?? 1), 0),
      atLeast: false,
    }));
  }

  /** A count of fire in some regions, all families or one. */
  fireFigure(key: string, regions: readonly string[], family?: keyof CountRow["byFamily"]) {
    const over: CountOver = ({ from, to }) => {
      const rows = datesBetween(from, to).flatMap((period) =>
        regions.flatMap((region) => this.counts.row(period, region) ?? []),
      );
      if (rows.length === 0) return null;
      const sum = sumOfRows(rows);
      if (family === undefined) return { value: sum.count, atLeast: sum.notes.atLeast };
      const atLeast = rows.some((row) => row.boundsByFamily[family].atLeast);
      return { value: sum.byFamily[family], atLeast };
    };
    const isAbout = datesBetween(this.own.from, this.own.to).some((period) =>
      regions.some((region) => {
        const row = this.counts.row(period, region);
        return family === undefined ? row?.about : row?.boundsByFamily[family].about;
      }),
    );
    return this.figure(key, "smm", over, isAbout);
  }

  count(of: string, figure: { readonly key: string }): PlainValue {
    return { is: "count", of, figure: figure.key };
  }

  valueOf(figure: { readonly key: string }): number {
    return this.#figures.get(figure.key)?.value ?? 0;
  }

  isOwn(period: string): boolean {
    return period >= this.own.from && period <= this.own.to;
  }

  /** What a place is called: by the agreement, by the gazetteer, or as it was written. */
  place({ name, zoneId, siteId, sectorId }: ReportPlace): PlainValue {
    const { zones, sites, sectors } = this.input.agreement;
    const known =
      zones.find(({ id }) => id === zoneId) ??
      (name === undefined ? sites.find(({ id }) => id === siteId) : undefined);
    if (known !== undefined) return { is: "name", text: { ...known.name } };
    if (name !== undefined) return { is: "place", name };
    const sector = sectors.find(({ id }) => id === sectorId);
    return sector === undefined ? { is: "unknown" } : { is: "name", text: { ...sector.name } };
  }

  party(id: string): PlainValue {
    const party = this.input.agreement.parties.find((one) => one.id === id);
    return party === undefined ? { is: "code", text: id } : { is: "name", text: { ...party.name } };
  }
}

/** Where an observation is counted that no sector holds or nothing places. */
export const unplacedRegion = "Not placed in a sector";
export const unplacedName = {
  en: unplacedRegion,
  uk: "Поза секторами",
  ru: "Вне секторов",
  fr: "Hors des secteurs",
};

export function sentence(
  key: string,
  messageKey: string,
  values: ReportValues = {},
  recordIds: readonly string[] = [],
): Sentence {
  return {
    key,
    messageKey: `report.${messageKey}`,
    values,
    recordIds: recordIds.slice(0, recordIdMax),
    recordCount: recordIds.length,
  };
}

export const word = (key: string): PlainValue => ({ is: "word", key: `report.${key}` });
export const quote = (text: string | undefined): PlainValue =>
  text === undefined || text === "" ? { is: "unknown" } : { is: "quote", text };
export const percent = (ratio: number): PlainValue => ({ is: "percent", ratio });
export const list = (items: readonly PlainValue[]): ReportValue => ({
  is: "list",
  items: items.slice(0, 200),
});
