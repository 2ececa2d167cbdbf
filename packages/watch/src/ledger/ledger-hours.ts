import type { AreaCell, CompiledArticle } from "@truceline/agreement";
import type { Loss, LossReason, ObservationKind } from "@truceline/model";
import type { CoverageHour } from "@truceline/sensing";
import { mergeLosses } from "@truceline/verification";
import { hourMs } from "../processor/clock-hours.ts";
import { mainArticle, type ViewContext } from "../views/view-context.ts";

/** Lets others work in between: a month of hours takes a while. */
export type Pause = () => Promise<void>;

/** A period asked about, `[fromMs, toMs)`. */
export interface LedgerPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Hours lost to one reason; they would have come back had it alone been gone. */
export interface LostToReason {
  readonly reason: LossReason;
  readonly hours: number;
  /** Sensors and patrols concerned, worst first. */
  readonly sensorIds: readonly string[];
}

/** A clock hour of a period, or the part of it that lies in the period. */
export interface LedgerHour extends LedgerPeriod {
  readonly cells: readonly AreaCell[];
  readonly coverage: CoverageHour;
}

/** The article asked about; of none, the one the map shows. Undefined where nothing is asked of it. */
export function ledgerArticle(
  { agreement, book }: ViewContext,
  articleId: string | undefined,
): CompiledArticle | undefined {
  if (articleId === undefined) return mainArticle(agreement);
  return book.articles().find(({ id }) => id === articleId);
}

/**
 * The clock hours of a period one after the other, as far as they have begun and the agreement is in
 * force. The last one, if it still runs, counts up to the instant of the view.
 */
export async function* ledgerHours(
  context: ViewContext,
  article: CompiledArticle,
  period: LedgerPeriod,
  pause: Pause,
  kinds?: readonly ObservationKind[],
): AsyncGenerator<LedgerHour> {
  const { agreement, book, asOfMs, knownAtMs } = context;
  const { fromMs: inForceMs, toMs: endMs = Number.POSITIVE_INFINITY } = agreement.compiled.inForce;
  const startMs = Math.max(period.fromMs, inForceMs);
  const stopMs = Math.min(period.toMs, asOfMs, endMs);
  for (let hourFromMs = Math.floor(startMs / hourMs) * hourMs; hourFromMs < stopMs; ) {
    const fromMs = Math.max(startMs, hourFromMs);
    const toMs = Math.min(stopMs, hourFromMs + hourMs);
    const isWhole = toMs - fromMs === hourMs;
    const coverage =
      isWhole && kinds === undefined
        ? book.wholeHour(article, fromMs, knownAtMs)
        : book.within(
            article,
            { fromMs, toMs, ...(kinds === undefined ? {} : { kinds }) },
            knownAtMs,
          );
    if (coverage !== undefined) {
      yield { fromMs, toMs, cells: book.cells(article, fromMs), coverage };
    }
    hourFromMs += hourMs;
    await pause();
  }
}

/** Sums of cell-hours with what took the rest away. */
export class CellHours {
  #cellMs = 0;
  #seenMs = 0;
  readonly #losses: { readonly loss: Loss; readonly weightMs: number }[] = [];

  /** @param lossCells of `cellIndexes` those from which losses are worked out; they stand for all */
  add(hour: LedgerHour, cellIndexes: readonly number[], lossCells: readonly number[]): void {
    const spanMs = hour.toMs - hour.fromMs;
    for (const index of cellIndexes) this.#seenMs += (hour.coverage.ratios[index] ?? 0) * spanMs;
    this.#cellMs += cellIndexes.length * spanMs;
    const weightMs = cellIndexes.length * spanMs;
    for (const loss of hour.coverage.losses(lossCells)) this.#losses.push({ loss, weightMs });
  }

  /** Hours of one cell each: all, those seen, those lost, and to what. */
  sums(): {
    readonly totalHours: number;
    readonly seenHours: number;
    readonly lostHours: number;
    readonly reasons: readonly LostToReason[];
  } {
    const totalHours = this.#cellMs / hourMs;
    const seenHours = this.#seenMs / hourMs;
    const reasons = this.#cellMs === 0 ? [] : lossHours(this.#losses);
    return {
      totalHours: roundedHours(totalHours),
      seenHours: roundedHours(seenHours),
      lostHours: roundedHours(totalHours - seenHours),
      reasons,
    };
  }
}

function lossHours(
  losses: readonly { readonly loss: Loss; readonly weightMs: number }[],
): readonly LostToReason[] {
  const sums = new Map<LossReason, number>();
  for (const { loss, weightMs } of losses) {
    sums.set(loss.reason, (sums.get(loss.reason) ?? 0) + loss.lossRatio * weightMs);
  }
  // Merged for the order of reasons and sensors only: its own ratios are rounded.
  return mergeLosses(losses, 1).map(({ reason, sensorIds }) => ({
    reason,
    hours: roundedHours((sums.get(reason) ?? 0) / hourMs),
    sensorIds,
  }));
}

/** To 0.0001 hours, a third of a second. */
export function roundedHours(hours: number): number {
  return Math.round(hours * 1e4) / 1e4;
}
