import { hourMs } from "../processor/clock-hours.ts";
import { groundCells } from "./ground.ts";
import type { CoverageView } from "./picture.ts";
import { rounded, type ViewContext } from "./view-context.ts";

/**
 * Coverage of each cell of `Ground.cells`, in order, for one article and the hour that holds an
 * instant; undefined for an article that is not in the agreement.
 */
export function coverageView(
  context: ViewContext,
  articleId: string,
  atMs: number,
): CoverageView | undefined {
  const { agreement, book, knownAtMs, asOfMs, clock } = context;
  const article = agreement.compiled.articles.find(({ id }) => id === articleId);
  if (article === undefined) return undefined;
  const hourFromMs = Math.floor(atMs / hourMs) * hourMs;
  const { cells, ratios } = book.hour(article, hourFromMs, knownAtMs);
  const ratioOf = new Map(cells.map(({ cell }, index) => [cell, ratios[index] ?? 0]));
  return {
    articleId,
    hourFromMs,
    knownAtMs: asOfMs,
    requirementRatio: article.coverageRatio,
    ratios: groundCells(agreement, clock.nowMs()).map(({ cell }) => {
      const ratio = ratioOf.get(cell);
      return ratio === undefined ? -1 : rounded(ratio);
    }),
  };
}
