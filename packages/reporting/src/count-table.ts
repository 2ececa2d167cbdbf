import { addDays } from "@truceline/model";
import { type CountRow, smmFamilies } from "@truceline/verification";
import type { RegionCount } from "./daily/report-parts.ts";

/** Counts under the rule `smm` by period and region, for looking up and adding up. */
export class CountTable {
  readonly #rows = new Map<string, CountRow>();

  constructor(rows: Iterable<CountRow>) {
    for (const row of rows) this.#rows.set(keyOf(row.period, row.region), row);
  }

  /** Undefined where no observation was entered. */
  row(period: string, region: string): CountRow | undefined {
    return this.#rows.get(keyOf(period, region));
  }

  /** The region's count in a period beside the period before. */
  regionCount(period: string, region: string): RegionCount {
    const row = this.row(period, region);
    const before = addDays(period, -1);
    const earlier = this.row(before, region);
    const notes = sumOfRows(row === undefined ? [] : [row]);
    return {
      region,
      period,
      count: row?.count ?? null,
      countWithoutLawful: row?.countWithoutLawful ?? null,
      byFamily: notes.byFamily,
      ...notes.notes,
      previous: {
        period: before,
        count: earlier?.count ?? null,
        atLeast: earlier?.atLeast ?? false,
      },
    };
  }
}

/** Rows added up, with what must be known to read the sum. */
export function sumOfRows(rows: readonly CountRow[]) {
  const byFamily = { explosions: 0, "bursts-and-shots": 0, "in-flight": 0, other: 0 };
  let count = 0;
  const notes = {
    atLeast: false,
    about: false,
    observationCount: 0,
    uncountedCount: 0,
    includedElsewhereCount: 0,
    unsurePeriodCount: 0,
  };
  for (const row of rows) {
    count += row.count;
    for (const family of smmFamilies) byFamily[family] += row.byFamily[family];
    notes.atLeast ||= row.atLeast;
    notes.about ||= row.about;
    notes.observationCount += row.observationCount;
    notes.uncountedCount += row.uncountedCount;
    notes.includedElsewhereCount += row.includedElsewhereCount;
    notes.unsurePeriodCount += row.unsurePeriodCount;
  }
  return { count, byFamily, notes };
}

const keyOf = (period: string, region: string) => JSON.stringify([period, region]);

/** The dates from one to another, both included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
