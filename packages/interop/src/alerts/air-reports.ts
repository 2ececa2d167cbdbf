import {
  canonicalBytes,
  type Origin,
  sha256Hex,
  spanOfStated,
  splitStated,
  type TimeSpan,
} from "@truceline/model";
import type { CsvRow } from "../csv/read-csv.ts";
import { describeFault } from "../errors.ts";
import type { ClaimDraft } from "../mapping/decode-rows.ts";

/** Columns of the list that are read here. */
export const airReportColumns = [
  "time_start",
  "time_end",
  "model",
  "target",
  "launched",
  "destroyed",
  "not_reach_goal",
  "still_attacking",
  "affected region",
  "source",
] as const;

/**
 * One row of a list of what an air force says was sent over the line: one kind of craft, one spell of
 * time, its own counts. Whence it is said to have come is not read: a place of fire is no part of a claim.
 */
export interface AirReport {
  readonly span: TimeSpan;
  readonly weaponStated: string;
  /** Where it was going, as said; empty where nobody said. */
  readonly placeStated: string;
  readonly sentCount: number | null;
  readonly stoppedCount: number | null;
  readonly lostCount: number | null;
  readonly stillFlyingCount: number | null;
  readonly regionsHit: readonly string[];
  /** Post in which it was said. */
  readonly postId: string;
  readonly rowSha256: string;
}

const timezone = "Europe/Kyiv";
const claimants: Readonly<Record<string, string>> = {
  kpszsu: "Air Force of Ukraine",
  PvKPivden: "Air Command South of Ukraine",
};

/** A row as a report, or what is wrong with it. Times without a zone are those of Kyiv. */
export function readAirReport(
  row: CsvRow,
  name: string,
): { readonly report: AirReport } | { readonly fault: ReturnType<typeof describeFault> } {
  const { cells } = row;
  const cell = (column: (typeof airReportColumns)[number]) => (cells[column] ?? "").trim();
  const fault = (column: string) => ({
    fault: describeFault("TL_INT_ALERT_VALUE", `row ${row.row}, \`${column}\``, {
      file: name,
      line: row.line,
    }),
  });
  const span = spanOf(cell("time_start"), cell("time_end"));
  if (span === undefined) return fault("time_start");
  const weaponStated = cell("model");
  if (weaponStated === "" || weaponStated.length > 200) return fault("model");
  const counts: (number | null)[] = [];
  for (const column of ["launched", "destroyed", "not_reach_goal", "still_attacking"] as const) {
    const count = countOf(cell(column));
    if (count === undefined) return fault(column);
    counts.push(count);
  }
  const [sentCount = null, stoppedCount = null, lostCount = null, stillFlyingCount = null] = counts;
  const regionsHit = listOf(cell("affected region"));
  if (regionsHit === undefined) return fault("affected region");
  const placeStated = cell("target");
  const postId = cell("source");
  if (placeStated.length > 200) return fault("target");
  if (postId.length > 200) return fault("source");
  const rowSha256 = sha256Hex(canonicalBytes({ ...cells }));
  return {
    report: {
      span,
      weaponStated,
      placeStated,
      sentCount,
      stoppedCount,
      lostCount,
      stillFlyingCount,
      regionsHit,
      postId,
      rowSha256,
    },
  };
}

/**
 * The report as a claim, graded F6: one side's own figures, checked by nobody. Counted with nothing, and
 * never an observation.
 */
export function airReportClaim(
  report: AirReport,
  options: { readonly origin: Origin },
): ClaimDraft {
  const { span, weaponStated, placeStated, regionsHit, postId, rowSha256 } = report;
  const claimant = claimants[postId.split("/")[0] ?? ""];
  const counted: readonly (readonly [number | null, string])[] = [
    [report.sentCount, "sent"],
    [report.stoppedCount, "stopped"],
    [report.lostCount, "lost on the way"],
    [report.stillFlyingCount, "still in the air when it was said"],
  ];
  const figures = counted.flatMap(([count, words]) =>
    count === null ? [] : [`${count} ${words}`],
  );
  const said = [
    figures.length === 0 ? "no figures" : figures.join(", "),
    ...(regionsHit.length === 0 ? [] : [`regions said to be hit: ${regionsHit.join(", ")}`]),
  ];
  return {
    schema: "claim/1",
    origin: options.origin,
    source: "air-reports",
    sourceId: rowSha256,
    ...(claimant === undefined ? {} : { claimant }),
    grade: { source: "F", information: "6" },
    span,
    ...(placeStated === "" ? {} : { place: placeStated }),
    types: weaponStated.split(" and "),
    statement: `${weaponStated}: ${said.join("; ")}.`,
    rawSha256: rowSha256,
  };
}

function spanOf(from: string, to: string): TimeSpan | undefined {
  const first = splitStated(from);
  const last = splitStated(to);
  if (first === undefined || last === undefined) return undefined;
  const isDated = first.clock === undefined && last.clock === undefined;
  // With a clock time on one side only, the other counts from its midnight.
  return spanOfStated({ from, to, precision: isDated ? "day" : "minute" }, timezone);
}

/** Counts stand as decimals; a share of a craft is none. */
function countOf(cell: string): number | null | undefined {
  if (cell === "") return null;
  return /^\d{1,6}(\.0)?$/.test(cell) ? Number(cell) : undefined;
}

/** `['one', 'two']`, as another program printed its list. */
function listOf(cell: string): readonly string[] | undefined {
  if (cell === "" || cell === "[]") return [];
  if (!/^\['[^'\\]{1,100}'(, '[^'\\]{1,100}'){0,50}\]$/.test(cell)) return undefined;
  return [...cell.matchAll(/'([^']*)'/g)].map(([, name = ""]) => name);
}
