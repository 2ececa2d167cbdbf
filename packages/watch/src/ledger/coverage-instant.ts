import type { Disturbance, Loss } from "@truceline/model";
import { lossParts, type UptimePiece } from "@truceline/sensing";
import { meanOf, rounded, type ViewContext } from "../views/view-context.ts";
import { ledgerArticle } from "./ledger-hours.ts";

/** What could be seen at one instant, and what could not. */
export interface CoverageInstant {
  readonly atMs: number;
  readonly knownAtMs: number;
  readonly articleId: string;
  readonly requirementRatio: number;
  readonly sectors: readonly {
    readonly sectorId: string;
    readonly cellCount: number;
    readonly meanRatio: number;
    readonly worstRatio: number;
    readonly worstCell: string;
    readonly losses: readonly Loss[];
  }[];
  /** Every cell of the article. */
  readonly cells: readonly {
    readonly cell: string;
    readonly sectorId: string;
    readonly coverageRatio: number;
  }[];
  /** Sensors from which something was taken then, and by what; the others worked. */
  readonly sensors: readonly {
    readonly id: string;
    readonly factor: number;
    readonly reasons: readonly NonNullable<UptimePiece["reason"]>[];
  }[];
  /** Jamming, interference and denied areas that held then. */
  readonly disturbances: readonly Pick<
    Disturbance,
    "id" | "kind" | "area" | "span" | "source" | "recordedAtMs"
  >[];
}

const minuteMs = 60_000;

/**
 * Coverage of an article's cells in the minute that holds an instant: the unit in which up-times count.
 * Undefined for an article that nothing is asked of, or that has no ground then.
 */
export function coverageInstant(
  context: ViewContext,
  articleId: string | undefined,
  atMs: number,
): CoverageInstant | undefined {
  const { agreement, book, deployment, disturbances, knownAtMs, asOfMs } = context;
  const article = ledgerArticle(context, articleId);
  if (article === undefined) return undefined;
  const fromMs = Math.floor(atMs / minuteMs) * minuteMs;
  const coverage = book.within(article, { fromMs, toMs: fromMs + minuteMs }, knownAtMs);
  if (coverage === undefined) return undefined;
  const cells = book.cells(article, fromMs);
  const bySector = Map.groupBy(cells.keys(), (index) => cells[index]?.sectorId ?? "");
  const uptimes = book.known.uptimes(knownAtMs);
  return {
    atMs,
    knownAtMs: asOfMs,
    articleId: article.id,
    requirementRatio: article.coverageRatio,
    sectors: agreement.sectors().flatMap(({ id: sectorId }) => {
      const indexes = bySector.get(sectorId);
      if (indexes === undefined) return [];
      const ratios = indexes.map((index) => coverage.ratios[index] ?? 0);
      const worst = ratios.indexOf(Math.min(...ratios));
      const sector = {
        sectorId,
        cellCount: indexes.length,
        meanRatio: rounded(meanOf(ratios)),
        worstRatio: rounded(ratios[worst] ?? 0),
        worstCell: cells[indexes[worst] ?? 0]?.cell ?? "",
        losses: coverage.losses(indexes),
      };
      return [sector];
    }),
    cells: cells.map(({ cell, sectorId }, index) => ({
      cell,
      sectorId,
      coverageRatio: rounded(coverage.ratios[index] ?? 0),
    })),
    sensors: deployment.sensors.flatMap(({ id }) => {
      const [piece] = uptimes.pieces(id, atMs, atMs + 1);
      if (piece === undefined || piece.reason === null) return [];
      return [{ id, factor: piece.factor, reasons: lossParts(piece).map(({ reason }) => reason) }];
    }),
    disturbances: disturbances
      .standing(atMs, atMs + 1, knownAtMs)
      .map(({ id, kind, area, span, source, recordedAtMs }) => ({
        id,
        kind,
        area,
        span,
        source,
        recordedAtMs,
      })),
  };
}
