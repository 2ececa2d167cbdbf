import type { PublishedTotal } from "@truceline/interop";
import { addDays } from "@truceline/model";
import { type CountTable, datesBetween, sumOfRows } from "./count-table.ts";
import type { PublishedRow } from "./daily/report-parts.ts";

/** Which of our counts stands beside a published kind of count. Others have none. */
const familyOfCountKind: Readonly<Record<string, "all" | "explosions" | "in-flight">> = {
  ceasefire_violations: "all",
  explosions: "explosions",
  projectiles: "in-flight",
};

export interface CompareOptions {
  /** First and last period of the report. */
  readonly from: string;
  readonly to: string;
  readonly regions: readonly string[];
  /** The first period of each report, where it is known. */
  readonly begins: ReadonlyMap<string, string>;
}

/**
 * Published totals of the periods, each beside what was entered here, over the same periods and
 * regions. The mission printed a few of its observations in the texts that were read, so the
 * difference is what was not entered; it is shown and never made up for.
 *
 * A published region stands for the regions whose names begin with it ("Donetsk" for "Donetsk region,
 * north"); "Donetsk and Luhansk" for both. Running totals over months are left out.
 */
export function comparePublished(
  totals: readonly PublishedTotal[],
  counts: CountTable,
  options: CompareOptions,
): PublishedRow[] {
  return totals.flatMap((total): PublishedRow[] => {
    const periods = periodsOf(total, options.begins);
    if (periods === undefined || periods.to < options.from || periods.from > options.to) return [];
    const regions = regionsOf(total.region, options.regions);
    const family = familyOfCountKind[total.countKind];
    const isPartOfPeriod = total.part !== null && total.part.from === total.part.to;
    const isComparable = regions.length > 0 && family !== undefined && !isPartOfPeriod;
    const rows = isComparable
      ? datesBetween(periods.from, periods.to).flatMap((period) =>
          regions.flatMap((region) => counts.row(period, region) ?? []),
        )
      : [];
    const sum = sumOfRows(rows);
    const count = family === undefined || family === "all" ? sum.count : sum.byFamily[family];
    const { reportId, region, countKind, published, previous, comparison, remark } = total;
    return [
      {
        reportId,
        region,
        periods,
        isPartOfPeriod,
        countKind,
        published,
        previous,
        comparison,
        remark,
        entered: isComparable ? { count, ...sum.notes } : null,
        notEntered: isComparable && published !== null ? published.count - count : null,
      },
    ];
  });
}

/** The periods a total is about; undefined for running totals and reports without a date. */
function periodsOf(
  { reportId, part }: PublishedTotal,
  begins: ReadonlyMap<string, string>,
): { from: string; to: string } | undefined {
  const date = /^\d{4}-\d{2}-\d{2}$/;
  if (part !== null) {
    if (!date.test(part.from) || !date.test(part.to)) return undefined;
    // "Between the evenings of 21 and 22 September" is the period named 22 September.
    return { from: part.from === part.to ? part.to : addDays(part.from, 1), to: part.to };
  }
  const to = /(\d{4}-\d{2}-\d{2})$/.exec(reportId)?.[1];
  if (to === undefined) return undefined;
  const from = begins.get(reportId) ?? to;
  return { from: from <= to ? from : to, to };
}

function regionsOf(published: string, regions: readonly string[]): string[] {
  const names = published.split(" and ");
  const found = names.map((name) => regions.filter((region) => region.startsWith(name)));
  return found.some((one) => one.length === 0) ? [] : found.flat();
}
