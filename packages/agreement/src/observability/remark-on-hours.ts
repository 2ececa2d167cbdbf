import type { Deployment } from "@truceline/model";
import { localDate, localToMs, msToLocal } from "@truceline/model";
import {
  type CatalogueEntry,
  defaultCatalogue,
  HOUR_MS,
  plannedUptimes,
  prepareCoverage,
} from "@truceline/sensing";
import { isAssessed } from "../compiled-rule.ts";
import type { PreparedAgreement } from "../prepared-agreement.ts";
import { makeRemark, type Remark } from "../remark.ts";

/** Of an article's cells so many are looked at, in even steps. */
const cellCountMax = 400;
/** Cells named in a witness. */
const shownCellCount = 10;
const hourCount = 24;

/** In which hours of a day a deployment reaches what an article asks for, and in which cells. */
export interface HourlyReach {
  readonly article: string;
  /** Local hours of the day looked at, 0 to 23, in which no cell is reached. */
  readonly blindHours: readonly number[];
  /** Cells that are reached in no hour. */
  readonly blindCells: readonly string[];
  readonly cellCount: number;
  /** Share of cell-hours that are reached, 0..1. */
  readonly reachedRatio: number;
  /** Local date of the day looked at. */
  readonly date: string;
}

/**
 * Cells and hours that a deployment as planned cannot cover as the articles ask: coverage by the same
 * engine as in use, all sensors at their planned up-time, the declared climate, the light of the day on
 * which the agreement enters into force (or of `onMs`). Up to 400 cells of each article, in even steps.
 */
export function hourlyReaches(
  prepared: PreparedAgreement,
  deployment: Deployment,
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
  onMs = prepared.compiled.inForce.fromMs,
): readonly HourlyReach[] {
  const { timezone, articles } = prepared.compiled;
  const date = localDate(onMs, timezone);
  const startMs = localToMs(date, timezone);
  const meansOf = new Map(deployment.sensors.map(({ id, means }) => [id, means]));
  const uptimes = plannedUptimes(
    (sensorId) => catalogue.find(({ id }) => id === meansOf.get(sensorId))?.uptimeRatio.value ?? 0,
  );
  return articles.flatMap((article) => {
    const { rule, standard, coverageRatio, persistence } = article;
    if (!isAssessed(rule)) return [];
    const all = prepared.articleCells(article.id, Math.max(onMs, rule.time.fromMs));
    const step = Math.max(1, Math.ceil(all.length / cellCountMax));
    const cells = all.filter((_, index) => index % step === 0).map(({ cell }) => cell);
    if (cells.length === 0) return [];
    const engine = prepareCoverage({ deployment, cells, timezone, catalogue });
    const reachedHours = new Int32Array(cells.length);
    const blindHours: number[] = [];
    for (let hour = 0; hour < hourCount; hour++) {
      const { ratios } = engine.hour({
        hourFromMs: startMs + hour * HOUR_MS,
        uptimes,
        kinds: rule.kind === "access" ? ["access-denied"] : rule.kinds,
        groupsNeeded: standard.independentSources,
        persistence,
      });
      let isSeen = false;
      for (const [index, ratio] of ratios.entries()) {
        if (ratio < coverageRatio) continue;
        reachedHours[index] = (reachedHours[index] ?? 0) + 1;
        isSeen = true;
      }
      if (!isSeen) {
        blindHours.push(Number(msToLocal(startMs + hour * HOUR_MS, timezone).slice(11, 13)));
      }
    }
    const sum = reachedHours.reduce((total, count) => total + count, 0);
    return [
      {
        article: article.id,
        blindHours,
        blindCells: cells.filter((_, index) => reachedHours[index] === 0),
        cellCount: cells.length,
        reachedRatio: Math.round((sum / (cells.length * hourCount)) * 1e4) / 1e4,
        date,
      },
    ];
  });
}

/** Remarks on articles of which some cells, or some hours, are never covered as they ask. */
export function remarkOnHours(
  prepared: PreparedAgreement,
  deployment: Deployment,
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
): readonly Remark[] {
  return hourlyReaches(prepared, deployment, catalogue).flatMap((reach) => {
    const { article, blindHours, blindCells, cellCount, reachedRatio, date } = reach;
    if (blindHours.length === 0 && blindCells.length === 0) return [];
    const path = `/articles/${prepared.compiled.articles.findIndex(({ id }) => id === article)}`;
    const hours = blindHours.length === 0 ? "" : `, in ${blindHours.length} of 24 hours none`;
    const special = `article \`${article}\`, ${blindCells.length} of ${cellCount} cells in no hour${hours}`;
    const witness = {
      article,
      date,
      reachedRatio,
      blindHours,
      blindCellCount: blindCells.length,
      cellCount,
      blindCells: blindCells.slice(0, shownCellCount),
    };
    return [makeRemark("TL_AGR_REMARK_HOURS_UNREACHED", { path }, special, witness)];
  });
}
