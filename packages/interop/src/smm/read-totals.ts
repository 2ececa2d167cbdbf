import type { DocumentFault } from "@truceline/model";
import { readCsv } from "../csv/read-csv.ts";
import { describeFault } from "../errors.ts";

/** A total as published, for comparison with what was entered. Never a sum of our own. */
export interface PublishedTotal {
  readonly reportId: string;
  readonly region: string;
  /**
   * The part of the report's period that it is about, where the report splits it, as printed: dates
   * stand for their evenings ("between the evenings of"), so no instants are made of them.
   */
  readonly part: { readonly from: string; readonly to: string } | null;
  /** `ceasefire_violations`, `explosions`, … as in the file. */
  readonly countKind: string;
  readonly published: CountStated | null;
  readonly previous: CountStated | null;
  /** `more`, `fewer`, `similar`, `same`; empty where nothing was said. */
  readonly comparison: string;
  readonly remark: string;
}

export interface CountStated {
  /** `exactly`, `about`, `at_least`; empty where only the number is known. */
  readonly qualifier: string;
  readonly count: number;
}

const columns = [
  "report_id",
  "region",
  "part_from",
  "part_to",
  "count_kind",
  "published_qualifier",
  "published_total",
  "previous_qualifier",
  "previous_total",
  "comparison",
  "remark",
] as const;

/** Reads `totals.csv` of the typed SMM facts: one row a total, region and report. */
export function readPublishedTotals(
  text: string,
  options: { readonly name: string },
): { readonly totals: readonly PublishedTotal[]; readonly faults: readonly DocumentFault[] } {
  const { name } = options;
  const table = readCsv(text, { name });
  const faults = [...table.faults];
  for (const column of columns) {
    if (!table.header.includes(column)) {
      faults.push(describeFault("TL_INT_COLUMN_MISSING", `\`${column}\``, { file: name, line: 1 }));
    }
  }
  if (faults.length > table.faults.length) return { totals: [], faults };
  const totals: PublishedTotal[] = [];
  for (const { cells, line, row } of table.rows) {
    const tell = (column: string) =>
      faults.push(
        describeFault(
          "TL_INT_VALUE",
          `row ${row}, \`${column}\`: ${JSON.stringify(cells[column])}`,
          {
            file: name,
            line,
            column: table.header.indexOf(column) + 1,
          },
        ),
      );
    const counted = (kind: "published" | "previous"): CountStated | null | undefined => {
      const total = cells[`${kind}_total`] ?? "";
      if (total === "") return null;
      if (/^\d{1,9}$/.test(total)) {
        return { qualifier: cells[`${kind}_qualifier`] ?? "", count: Number(total) };
      }
      tell(`${kind}_total`);
      return undefined;
    };
    const published = counted("published");
    const previous = counted("previous");
    if (published === undefined || previous === undefined) continue;
    const from = cells["part_from"] ?? "";
    const to = cells["part_to"] ?? "";
    totals.push({
      reportId: cells["report_id"] ?? "",
      region: cells["region"] ?? "",
      part: from === "" && to === "" ? null : { from, to },
      countKind: cells["count_kind"] ?? "",
      published,
      previous,
      comparison: cells["comparison"] ?? "",
      remark: cells["remark"] ?? "",
    });
  }
  return { totals, faults };
}
