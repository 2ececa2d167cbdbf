import type { CompiledArticle } from "@truceline/agreement";
import type { SensorState } from "@truceline/model";
import type { Uptimes } from "@truceline/sensing";
import { hourMs } from "../processor/clock-hours.ts";
import { mainArticle, meanOf, rounded, type ViewContext } from "../views/view-context.ts";
import { type SensorRow, sensorRowOf } from "./sensor-board.ts";

/** A stretch of a sensor's history, and what says so. */
export interface SensorPast {
  readonly fromMs: number;
  /** Null while it holds. */
  readonly toMs: number | null;
  readonly state: SensorState["state"];
  readonly factor: number | null;
  readonly reason: string | null;
  readonly source: string;
  readonly recordedAtMs: number;
}

/** What a sensor's working is worth to a sector in the hour of the view. */
export interface SensorWorth {
  readonly sectorId: string;
  /** Cells that it can touch there. */
  readonly cellCount: number;
  /** Mean coverage of these cells with it working all hour, and without it. */
  readonly withRatio: number;
  readonly withoutRatio: number;
}

/** One sensor, opened: what is known of it and what hangs on it. */
export interface SensorSheet {
  readonly asOfMs: number;
  readonly row: SensorRow;
  readonly articleId: string | null;
  readonly hourFromMs: number;
  /** Newest first, at most `pastCountMax`. */
  readonly past: readonly SensorPast[];
  readonly worth: readonly SensorWorth[];
  /** Cells that reach the article's requirement only with it, and their area. */
  readonly onlyItCount: number;
  readonly requirementRatio: number | null;
}

/** Stretches of history shown. */
export const pastCountMax = 100;

/**
 * One sensor as known at the view's instant; undefined for one that is not in the deployment.
 *
 * Worth: the coverage formula itself (DESIGN section 7), once with this sensor working through the whole
 * hour and once with it down, everything else as it is known: patrols that were near, what was disturbed.
 */
export function sensorSheet(context: ViewContext, sensorId: string): SensorSheet | undefined {
  const row = sensorRowOf(context, sensorId);
  if (row === undefined) return undefined;
  const article = mainArticle(context.agreement);
  const hourFromMs = Math.floor(context.asOfMs / hourMs) * hourMs;
  const found = article && worthOf(context, article, sensorId, hourFromMs);
  return {
    asOfMs: context.asOfMs,
    row,
    articleId: article?.id ?? null,
    hourFromMs,
    past: pastOf(context, sensorId),
    worth: found?.worth ?? [],
    onlyItCount: found?.onlyItCount ?? 0,
    requirementRatio: article?.coverageRatio ?? null,
  };
}

function pastOf(
  { sensors, knownAtMs, asOfMs }: ViewContext,
  sensorId: string,
): readonly SensorPast[] {
  const states = sensors.statesOf(sensorId, knownAtMs).filter(({ fromMs }) => fromMs <= asOfMs);
  return states
    .map((state, index) => ({
      fromMs: state.fromMs,
      toMs: states[index + 1]?.fromMs ?? null,
      state: state.state,
      factor: state.factor ?? null,
      reason: state.reason ?? null,
      source: state.source,
      recordedAtMs: state.recordedAtMs,
    }))
    .reverse()
    .slice(0, pastCountMax);
}

function worthOf(
  context: ViewContext,
  article: CompiledArticle,
  sensorId: string,
  hourFromMs: number,
): { readonly worth: readonly SensorWorth[]; readonly onlyItCount: number } | undefined {
  const { agreement, book, knownAtMs } = context;
  const near = book.cellsNear(article, hourFromMs, sensorId);
  if (near.length === 0) return undefined;
  const cells = agreement.articleCells(article.id, hourFromMs);
  const known = book.known.uptimes(knownAtMs);
  // Only the cells near it: all others are the same with it and without it.
  const ratiosAt = (factor: 0 | 1): ReadonlyMap<number, number> => {
    const uptimes = withFactor(known, sensorId, factor);
    const ratios = book.withUptimes(article, hourFromMs, uptimes, near, knownAtMs);
    return new Map(near.map((index, place) => [index, ratios[place] ?? 0]));
  };
  const [withIt, withoutIt] = [ratiosAt(1), ratiosAt(0)];
  const bySector = Map.groupBy(near, (index) => cells[index]?.sectorId ?? "");
  const meets = (ratio: number | undefined) => (ratio ?? 0) >= article.coverageRatio;
  return {
    worth: [...bySector].map(([sectorId, indexes]) => ({
      sectorId,
      cellCount: indexes.length,
      withRatio: rounded(meanOf(indexes.map((index) => withIt.get(index) ?? 0))),
      withoutRatio: rounded(meanOf(indexes.map((index) => withoutIt.get(index) ?? 0))),
    })),
    onlyItCount: near.filter((index) => meets(withIt.get(index)) && !meets(withoutIt.get(index)))
      .length,
  };
}

/** The up-times of all, with one sensor at a factor throughout. */
function withFactor(uptimes: Uptimes, sensorId: string, factor: 0 | 1): Uptimes {
  return {
    pieces(id, fromMs, toMs) {
      if (id !== sensorId) return uptimes.pieces(id, fromMs, toMs);
      return [{ fromMs, toMs, factor, reason: factor === 1 ? null : "down" }];
    },
  };
}
