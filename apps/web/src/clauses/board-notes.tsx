import type { ClauseBoard, ClauseCell } from "@truceline/watch";
import { percent, rate } from "../format/numbers.ts";
import { words } from "../words/words.ts";
import { boardTotals } from "./board-totals.ts";

/** Three things a reader must know before reading the table: bound, narrative articles, counting. */
export function BoardNotes({ board, rule }: { board: ClauseBoard; rule: string | null }) {
  const totals = boardTotals(board.cells);
  const worst = highestBound(board.cells);
  const notAssessed = board.articles.filter((article) => article.notAssessed !== null);
  const narrative = notAssessed.filter(({ kind }) => kind === "narrative");
  const names = narrative.map(({ id }) => words.inspector.article(id)).join(", ");
  const nameOf = (id: string): string =>
    board.sectors.find((sector) => sector.id === id)?.name ?? id;
  return (
    <div class="notes">
      <div>
        <h2>{words.clauses.metIsNotNone}</h2>
        {worst?.bound == null ? (
          <p>{words.clauses.noBound}</p>
        ) : (
          <p>
            {words.clauses.bound(
              nameOf(worst.sectorId),
              worst.articleId,
              worst.bound.seenCount,
              rate(worst.bound.upperPerDay),
            )}
            ½ χ²<sub>0.95</sub>(2n + 2) / E
            {words.clauses.boundWhere(
              worst.bound.seenCount,
              rate(worst.bound.exposureH),
              percent(worst.freeToAvoidRatio),
            )}
          </p>
        )}
      </div>
      <div>
        <h2>{words.clauses.neverAssessed}</h2>
        {notAssessed.length === 0 && <p>{words.clauses.noNarrative}</p>}
        {narrative.length > 0 && <p>{words.clauses.narrativeAre(names, narrative.length)}</p>}
        {board.articles.map(
          ({ id, waitsFor }) =>
            waitsFor !== null && (
              <p key={id}>
                <b>{words.inspector.article(id)}.</b>{" "}
                {words.clauses.waits(
                  waitsFor.articleId,
                  days(waitsFor.forMs),
                  days(waitsFor.metMs),
                )}
              </p>
            ),
        )}
        {notAssessed
          .filter(({ kind }) => kind !== "narrative")
          .map((article) => (
            <p key={article.id}>
              <b>{words.inspector.article(article.id)}.</b> {article.notAssessed}
            </p>
          ))}
      </div>
      <div>
        <h2>{words.clauses.counting}</h2>
        <p>
          {words.clauses.countingSay(
            rule === null ? "" : (words.strip.ruleMeaning[rule] ?? rule),
            totals.assessedCount,
            totals.expectedWrongCount.toFixed(1),
          )}
        </p>
      </div>
    </div>
  );
}

/** `7 days`, `2.5 days`. */
function days(durationMs: number): string {
  const count = Math.floor((durationMs / 86_400_000) * 10) / 10;
  return `${count} ${count === 1 ? "day" : "days"}`;
}

/** The met cell where most may have gone unseen. */
function highestBound(cells: ClauseBoard["cells"]): ClauseCell | null {
  return cells.reduce<ClauseCell | null>(
    (worst, cell) =>
      cell?.state === "met" &&
      cell.bound !== null &&
      cell.bound.upperPerDay > (worst?.bound?.upperPerDay ?? -1)
        ? cell
        : worst,
    null,
  );
}
