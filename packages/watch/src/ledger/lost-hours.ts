import type { CompiledArticle } from "@truceline/agreement";
import type { MovingSensor } from "@truceline/desk";
import type { LossReason, ObservationKind } from "@truceline/model";
import { stretchesWithin, type UptimePiece } from "@truceline/sensing";
import { coverageQuestionOf } from "@truceline/verification";
import { hourMs } from "../processor/clock-hours.ts";
import { lossCellCountMax } from "../processor/sector-hours.ts";
import type { ViewContext } from "../views/view-context.ts";
import {
  CellHours,
  type LedgerPeriod,
  type LostToReason,
  ledgerArticle,
  ledgerHours,
  type Pause,
  roundedHours,
} from "./ledger-hours.ts";

export const lostHoursGroupings = ["sector", "kind", "sensor"] as const;
export type LostHoursGrouping = (typeof lostHoursGroupings)[number];

/** One line of the ledger. */
export interface LostHoursRow {
  /** Sector, kind of observation, sensor, or the name of a patrol. */
  readonly id: string;
  /** Hours in question: of cells for sectors and kinds, in which it was to work for sensors. */
  readonly totalHours: number;
  readonly seenHours: number;
  readonly lostHours: number;
  /** Of sensors these add up to what was lost; of sectors and kinds each is what it alone would give back. */
  readonly reasons: readonly LostToReason[];
}

export interface LostHours {
  readonly fromMs: number;
  readonly toMs: number;
  readonly knownAtMs: number;
  readonly by: LostHoursGrouping;
  /** The article asked of; null for sensors, which serve all. */
  readonly articleId: string | null;
  readonly rows: readonly LostHoursRow[];
  /** Reasons are worked out from every so-many-th cell of a sector; 1: from all of them. */
  readonly lossCellStep: number;
}

export interface LostHoursQuestion extends LedgerPeriod {
  readonly by: LostHoursGrouping;
  /** Absent: the article the map shows. */
  readonly articleId?: string | undefined;
}

/** Above so many cell-hours reasons are worked out from a part of the cells: each costs many looks. */
const lossCellHourCountMax = 20_000;

/**
 * Hours lost over a period, by reason: per sector, per kind of observation, or per sensor. Undefined for
 * an article that nothing is asked of.
 *
 * Sectors and kinds: hours of cells, as the coverage formula has them (DESIGN section 7). Sensors and
 * patrols: hours in which they were to work, to the millisecond; a stretch that is lost for several
 * reasons goes to the one that leaves least.
 */
export async function lostHours(
  context: ViewContext,
  question: LostHoursQuestion,
  pause: Pause,
): Promise<LostHours | undefined> {
  const { fromMs, toMs, by } = question;
  const head = { fromMs, toMs, knownAtMs: context.asOfMs, by };
  if (by === "sensor") {
    return { ...head, articleId: null, rows: sensorRows(context, question), lossCellStep: 1 };
  }
  const article = ledgerArticle(context, question.articleId);
  if (article === undefined) return undefined;
  const lossCellStep = stepOf(context, article, question);
  const rows =
    by === "sector"
      ? await sectorRows(context, article, question, lossCellStep, pause)
      : await kindRows(context, article, question, lossCellStep, pause);
  return { ...head, articleId: article.id, rows, lossCellStep };
}

function stepOf(
  { book }: ViewContext,
  article: CompiledArticle,
  { fromMs, toMs }: LedgerPeriod,
): number {
  const cellCount = book.cells(article, fromMs).length;
  const hourCount = Math.ceil((toMs - fromMs) / hourMs);
  if (cellCount * hourCount <= lossCellHourCountMax) return 1;
  return Math.max(1, Math.ceil(cellCount / lossCellCountMax));
}

async function sectorRows(
  context: ViewContext,
  article: CompiledArticle,
  period: LedgerPeriod,
  step: number,
  pause: Pause,
): Promise<readonly LostHoursRow[]> {
  const sums = new Map<string, CellHours>();
  for await (const hour of ledgerHours(context, article, period, pause)) {
    const indexes = Map.groupBy(hour.cells.keys(), (index) => hour.cells[index]?.sectorId ?? "");
    for (const [sectorId, own] of indexes) {
      const sum = sums.get(sectorId) ?? new CellHours();
      sums.set(sectorId, sum);
      sum.add(hour, own, everyNth(own, step));
    }
  }
  return context.agreement.sectors().flatMap(({ id }) => {
    const sum = sums.get(id);
    return sum === undefined ? [] : [{ id, ...sum.sums() }];
  });
}

async function kindRows(
  context: ViewContext,
  article: CompiledArticle,
  period: LedgerPeriod,
  step: number,
  pause: Pause,
): Promise<readonly LostHoursRow[]> {
  const kinds: readonly ObservationKind[] = coverageQuestionOf(article)?.kinds ?? [];
  const rows: LostHoursRow[] = [];
  for (const kind of kinds) {
    const sum = new CellHours();
    for await (const hour of ledgerHours(context, article, period, pause, [kind])) {
      const all = [...hour.cells.keys()];
      sum.add(hour, all, everyNth(all, step));
    }
    rows.push({ id: kind, ...sum.sums() });
  }
  return rows;
}

function everyNth(indexes: readonly number[], step: number): readonly number[] {
  return step === 1 ? indexes : indexes.filter((_, position) => position % step === 0);
}

function sensorRows(context: ViewContext, period: LedgerPeriod): readonly LostHoursRow[] {
  const { deployment, agreement, book, asOfMs, knownAtMs } = context;
  const { timezone } = agreement.compiled;
  const uptimes = book.known.uptimes(knownAtMs);
  const fromMs = period.fromMs;
  const toMs = Math.max(fromMs, Math.min(period.toMs, asOfMs));
  const rows = deployment.sensors.map(({ id, hours }) => {
    const open =
      hours === undefined ? [{ fromMs, toMs }] : stretchesWithin(hours, fromMs, toMs, timezone);
    const pieces = open.flatMap((stretch) =>
      stretch.toMs > stretch.fromMs ? uptimes.pieces(id, stretch.fromMs, stretch.toMs) : [],
    );
    return rowOf(id, pieces);
  });
  const patrols = Map.groupBy(
    book.known.patrolsBetween(fromMs, toMs, knownAtMs).filter(isOnePerPlace),
    ({ name }) => name,
  );
  for (const [name, places] of patrols) {
    const pieces = places.flatMap((place) =>
      place.pieces.flatMap((piece) => {
        const cut = {
          ...piece,
          fromMs: Math.max(fromMs, piece.fromMs),
          toMs: Math.min(toMs, piece.toMs),
        };
        return cut.toMs > cut.fromMs ? [cut] : [];
      }),
    );
    if (pieces.length > 0) rows.push(rowOf(name, pieces));
  }
  return rows.sort((a, b) => b.lostHours - a.lostHours || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Ears and eyes of a patrol are at the same places; the eyes, which see while driving, stand for it. */
function isOnePerPlace({ means }: MovingSensor): boolean {
  return means === "eye";
}

function rowOf(id: string, pieces: readonly UptimePiece[]): LostHoursRow {
  let totalMs = 0;
  let seenMs = 0;
  const lostMs = new Map<LossReason, number>();
  for (const piece of pieces) {
    const spanMs = piece.toMs - piece.fromMs;
    totalMs += spanMs;
    seenMs += spanMs * piece.factor;
    // Of several at once a piece names the one that leaves least.
    if (piece.reason === null) continue;
    lostMs.set(piece.reason, (lostMs.get(piece.reason) ?? 0) + spanMs * (1 - piece.factor));
  }
  return {
    id,
    totalHours: roundedHours(totalMs / hourMs),
    seenHours: roundedHours(seenMs / hourMs),
    lostHours: roundedHours((totalMs - seenMs) / hourMs),
    reasons: [...lostMs]
      .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
      .map(([reason, ms]) => ({ reason, hours: roundedHours(ms / hourMs), sensorIds: [id] })),
  };
}
