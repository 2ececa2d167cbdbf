import { type IssuedReport, reportingPeriod } from "@truceline/model";
import { type OwnPlaces, ownPlacesIn } from "@truceline/release";
import type { DailyReport } from "@truceline/reporting";

/** What a person can do to a report that is on its way. */
export const reportMoves = ["propose", "return", "review", "release"] as const;
export type ReportMove = (typeof reportMoves)[number];

/** Why a move cannot be made: fixed words, said in the reader's language by the page. */
export type MoveFault =
  | "no-such-step"
  | "same-person"
  | "period-runs"
  | "own-places"
  | "reason-missing";

/** One line of "before it can be issued". */
export interface IssueCheck {
  readonly key:
    | "counting-rules"
    | "own-places"
    | "fire-places"
    | "period-over"
    | "languages"
    | "edits-in-place"
    | "edits-up-to-date"
    | "second-person";
  readonly ok: boolean;
  /** True: a report with this open is not released. */
  readonly blocks: boolean;
  /** How many, where it is a number of things. */
  readonly count: number;
}

const next: Readonly<Record<ReportMove, readonly IssuedReport["state"][]>> = {
  propose: ["draft"],
  return: ["proposed", "reviewed"],
  review: ["proposed"],
  release: ["reviewed"],
};

/** Everybody who wrote in it or put it forward: none of them can be its second reader. */
export function authorsOf({ edits, signatures }: IssuedReport): ReadonlySet<string> {
  return new Set([
    ...edits.map(({ by }) => by),
    ...signatures.filter(({ as }) => as === "author").map(({ by }) => by),
  ]);
}

/** Null where the move can be made. */
export function moveFault(
  report: IssuedReport,
  move: ReportMove,
  by: { readonly name: string; readonly reason: string | undefined },
  checks: readonly IssueCheck[],
): MoveFault | null {
  if (!next[move].includes(report.state)) return "no-such-step";
  if (move === "return" && (by.reason ?? "").trim() === "") return "reason-missing";
  if (move === "review" && authorsOf(report).has(by.name)) return "same-person";
  if (move === "propose" || move === "release") {
    const blocking = checks.find(({ ok, blocks }) => blocks && !ok);
    if (blocking?.key === "own-places") return "own-places";
    if (blocking?.key === "period-over") return "period-runs";
  }
  return null;
}

/** What stands in the way of issuing, and what should be looked at before. */
export function issueChecks(
  issued: IssuedReport,
  content: DailyReport,
  own: OwnPlaces,
  { nowMs, cutOff, timezone }: { nowMs: number; cutOff: string; timezone: string },
): readonly IssueCheck[] {
  const texts = issued.edits.flatMap(({ text }) => Object.values(text ?? {}));
  const found =
    issued.level === "internal"
      ? 0
      : texts.filter((text) => ownPlacesIn(text, own).length > 0).length;
  const periodEndMs = reportingPeriod(issued.periods.to, cutOff, timezone).toMs;
  const persons = content.sections.flatMap((section) =>
    [section, ...section.parts].flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.is === "sentences"
          ? block.sentences.flatMap(({ person }) => (person === undefined ? [] : [person]))
          : [],
      ),
    ),
  );
  const untranslated = persons.filter(({ text }) => Object.keys(text).length < 4).length;
  const changed = persons.filter(({ generatedChanged }) => generatedChanged).length;
  const lost = content.editsWithoutPlace.length;
  const reviewed = issued.signatures.some(({ as }) => as === "reviewer");
  const check = (key: IssueCheck["key"], count: number, blocks: boolean): IssueCheck => ({
    key,
    ok: count === 0,
    blocks,
    count,
  });
  return [
    // True by the schema of figures and by the release function; said so that readers see it was looked at.
    check("counting-rules", content.figures.filter(({ rule }) => rule === undefined).length, true),
    check("own-places", found, true),
    check("fire-places", 0, true),
    check("period-over", nowMs < periodEndMs ? 1 : 0, true),
    check("languages", untranslated, false),
    check("edits-in-place", lost, false),
    check("edits-up-to-date", changed, false),
    check("second-person", reviewed ? 0 : 1, false),
  ];
}

/** "69/2026": daily and thematic by the day of the year on which the last period ends, weekly by the week. */
export function reportNumber({ kind, periods }: Pick<IssuedReport, "kind" | "periods">): string {
  const end = Date.parse(`${periods.to}T00:00:00Z`);
  const year = new Date(end).getUTCFullYear();
  const day = Math.round((end - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
  return `${kind === "weekly" ? Math.ceil(day / 7) : day}/${year}`;
}
