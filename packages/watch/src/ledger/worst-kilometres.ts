import type { CompiledArticle } from "@truceline/agreement";
import { cellAt } from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import { rounded, type ViewContext } from "../views/view-context.ts";
import {
  CellHours,
  type LedgerHour,
  type LedgerPeriod,
  type LostToReason,
  ledgerArticle,
  ledgerHours,
  type Pause,
} from "./ledger-hours.ts";

/** A stretch of the line whose kilometres lie in one cell, and how little was seen of it. */
export interface LineStretch {
  readonly fromKm: number;
  readonly toKm: number;
  /** Half way along it. */
  readonly position: LonLat;
  readonly cell: string;
  readonly sectorId: string;
  /** Mean over the period. */
  readonly coverageRatio: number;
  /** Hours lost, of those of the period. */
  readonly lostHours: number;
  readonly reasons: readonly LostToReason[];
}

export interface WorstKilometres {
  readonly fromMs: number;
  readonly toMs: number;
  readonly knownAtMs: number;
  readonly articleId: string;
  readonly lineId: string;
  readonly lineKm: number;
  /** Least seen first. */
  readonly stretches: readonly LineStretch[];
}

export interface WorstKilometresQuestion extends LedgerPeriod {
  readonly articleId?: string | undefined;
  /** How many stretches to name. */
  readonly count: number;
}

interface LinePart {
  readonly fromM: number;
  toM: number;
  readonly index: number;
}

const kilometreM = 1_000;

/**
 * Where along the line least was seen over a period: kilometre by kilometre, each by the cell of the
 * article in which its middle lies, neighbours of one cell told together. Undefined where nothing is
 * asked of the article, or neither it nor the agreement has a line, or no kilometre lies in its cells.
 */
export async function worstKilometres(
  context: ViewContext,
  question: WorstKilometresQuestion,
  pause: Pause,
): Promise<WorstKilometres | undefined> {
  const { agreement, book, asOfMs } = context;
  const { fromMs, toMs, count } = question;
  const article = ledgerArticle(context, question.articleId);
  if (article === undefined) return undefined;
  const lineId = agreement.articleLine(article.id) ?? agreement.compiled.lines[0]?.id;
  const line = lineId === undefined ? undefined : agreement.mainLineVersionAt(lineId, fromMs)?.line;
  if (lineId === undefined || line === undefined) return undefined;
  const parts = partsOf(context, article, line, fromMs);
  if (parts.length === 0) return undefined;
  const indexes = [...new Set(parts.map(({ index }) => index))];
  const hours: LedgerHour[] = [];
  const seenMs = new Map<number, number>();
  let spanMs = 0;
  // A line drawn anew within the period has other cells: only the hours before count.
  const cells = book.cells(article, fromMs);
  for await (const hour of ledgerHours(context, article, question, pause)) {
    if (hour.cells !== cells) break;
    hours.push(hour);
    spanMs += hour.toMs - hour.fromMs;
    for (const index of indexes) {
      const own = (hour.coverage.ratios[index] ?? 0) * (hour.toMs - hour.fromMs);
      seenMs.set(index, (seenMs.get(index) ?? 0) + own);
    }
  }
  const seenOf = ({ index }: LinePart) => seenMs.get(index) ?? 0;
  const worst = [...parts].sort((a, b) => seenOf(a) - seenOf(b) || a.fromM - b.fromM);
  const stretches: LineStretch[] = [];
  for (const part of worst.slice(0, count)) {
    const sum = new CellHours();
    for (const hour of hours) sum.add(hour, [part.index], [part.index]);
    const { lostHours, reasons } = sum.sums();
    const [lonDeg, latDeg] = line.atChainage((part.fromM + part.toM) / 2).position;
    stretches.push({
      fromKm: part.fromM / kilometreM,
      toKm: Math.round(part.toM) / kilometreM,
      position: lonLat(rounded(lonDeg), rounded(latDeg)),
      cell: cells[part.index]?.cell ?? "",
      sectorId: cells[part.index]?.sectorId ?? "",
      coverageRatio: spanMs === 0 ? 0 : rounded(seenOf(part) / spanMs),
      lostHours,
      reasons,
    });
    await pause();
  }
  return {
    fromMs,
    toMs,
    knownAtMs: asOfMs,
    articleId: article.id,
    lineId,
    lineKm: Math.round(line.lengthM) / kilometreM,
    stretches,
  };
}

/** Kilometres of the line by the cell of the article that holds their middle; neighbours of one cell together. */
function partsOf(
  { agreement, book }: ViewContext,
  article: CompiledArticle,
  line: NonNullable<ReturnType<typeof agreement.mainLineVersionAt>>["line"],
  atMs: number,
): readonly LinePart[] {
  const resolution = agreement.compiled.cellResolution;
  const indexOf = new Map(book.cells(article, atMs).map(({ cell }, index) => [cell, index]));
  const parts: LinePart[] = [];
  for (let fromM = 0; fromM < line.lengthM; fromM += kilometreM) {
    const toM = Math.min(line.lengthM, fromM + kilometreM);
    const [lonDeg, latDeg] = line.atChainage((fromM + toM) / 2).position;
    const index = indexOf.get(cellAt(lonDeg, latDeg, resolution));
    if (index === undefined) continue;
    const last = parts.at(-1);
    if (last?.index === index && last.toM === fromM) last.toM = toM;
    else parts.push({ fromM, toM, index });
  }
  return parts;
}
