import type { AreaCell } from "@truceline/agreement";
import type { DeployedSensor, Deployment, LonLat } from "@truceline/model";
import {
  defaultCatalogue,
  type LossStretch,
  layeredUptimes,
  prepareCoverage,
  type Uptimes,
} from "@truceline/sensing";
import { hourMs } from "../processor/clock-hours.ts";
import type { OtherDeployment } from "../processor/hour-engines.ts";
import { rounded, type ViewContext } from "../views/view-context.ts";
import {
  type LedgerPeriod,
  ledgerArticle,
  ledgerHours,
  type Pause,
  roundedHours,
} from "./ledger-hours.ts";

/** A sensor that is not there, and a period in which it might have been. */
export interface OneMoreQuestion extends LedgerPeriod {
  readonly articleId?: string | undefined;
  /** Entry of the catalogue. */
  readonly means: string;
  readonly position: LonLat;
  readonly view?: DeployedSensor["view"];
  readonly heightM?: number | undefined;
}

/** What one more sensor would have given. */
export interface OneMore {
  readonly fromMs: number;
  readonly toMs: number;
  readonly knownAtMs: number;
  readonly articleId: string;
  readonly means: string;
  readonly position: LonLat;
  /** Share of the time it is taken to work, by the catalogue. */
  readonly uptimeRatio: number;
  /** Cells it would have touched. */
  readonly cellCount: number;
  /** Cell-hours that would have been seen beside those that were. */
  readonly gainedHours: number;
  /** Hours of cells that reached the article's requirement, as it was and with it. */
  readonly reachedHours: { readonly without: number; readonly with: number };
  readonly sectors: readonly {
    readonly sectorId: string;
    readonly cellHours: number;
    /** Mean over the sector's cells and the period. */
    readonly withoutRatio: number;
    readonly withRatio: number;
  }[];
}

const newId = "one more";

/**
 * What one more sensor would have given in a period: the coverage formula with it and without it, hour
 * by hour, everything else as it is known to have been. It stands on a post of its own, so it is a source
 * of its own; it works for the catalogue's share of the time; jamming and denied areas take from it as
 * from any other. Undefined for an article that nothing is asked of, or a means the catalogue has not.
 */
export async function oneMore(
  context: ViewContext,
  question: OneMoreQuestion,
  pause: Pause,
): Promise<OneMore | undefined> {
  const { agreement, book, deployment, disturbances, knownAtMs, asOfMs } = context;
  const article = ledgerArticle(context, question.articleId);
  const catalogue = context.catalogue ?? defaultCatalogue;
  const entry = catalogue.find(({ id }) => id === question.means);
  if (article === undefined || entry === undefined) return undefined;
  const uptimeRatio = entry.uptimeRatio.value;
  const taken = disturbances.stretches(question.position, entry, knownAtMs);
  const other: OtherDeployment = {
    deployment: withSensor(deployment, question),
    uptimes: withUptime(book.known.uptimes(knownAtMs), uptimeRatio, taken),
  };
  const sums = new Map<string, { hours: number; without: number; with: number }>();
  const touched = new Set<string>();
  const reached = { without: 0, with: 0 };
  let near:
    | { readonly cells: readonly AreaCell[]; readonly indexes: readonly number[] }
    | undefined;
  for await (const hour of ledgerHours(context, article, question, pause)) {
    const { cells, fromMs, toMs } = hour;
    if (near?.cells !== cells) near = { cells, indexes: cellsNear(context, question, cells) };
    const would = book.otherwise(article, { fromMs, toMs }, other, near.indexes, knownAtMs);
    const withIt = Float64Array.from(hour.coverage.ratios);
    for (const [place, index] of near.indexes.entries()) withIt[index] = would[place] ?? 0;
    const hours = (toMs - fromMs) / hourMs;
    for (const [index, { cell, sectorId }] of cells.entries()) {
      const [was, next] = [hour.coverage.ratios[index] ?? 0, withIt[index] ?? 0];
      const sum = sums.get(sectorId) ?? { hours: 0, without: 0, with: 0 };
      sums.set(sectorId, sum);
      sum.hours += hours;
      sum.without += was * hours;
      sum.with += next * hours;
      if (next > was) touched.add(cell);
      if (was >= article.coverageRatio) reached.without += hours;
      if (next >= article.coverageRatio) reached.with += hours;
    }
  }
  const all = [...sums.values()];
  const gained = all.reduce((sum, one) => sum + one.with - one.without, 0);
  return {
    fromMs: question.fromMs,
    toMs: question.toMs,
    knownAtMs: asOfMs,
    articleId: article.id,
    means: question.means,
    position: question.position,
    uptimeRatio,
    cellCount: touched.size,
    gainedHours: roundedHours(gained),
    reachedHours: {
      without: roundedHours(reached.without),
      with: roundedHours(reached.with),
    },
    sectors: agreement.sectors().flatMap(({ id: sectorId }) => {
      const sum = sums.get(sectorId);
      if (sum === undefined) return [];
      const cellHours = roundedHours(sum.hours);
      const withoutRatio = rounded(sum.without / sum.hours);
      return [{ sectorId, cellHours, withoutRatio, withRatio: rounded(sum.with / sum.hours) }];
    }),
  };
}

/** Cells that the sensor alone comes near. */
function cellsNear(
  { agreement, deployment, catalogue }: ViewContext,
  question: OneMoreQuestion,
  cells: readonly AreaCell[],
): readonly number[] {
  return prepareCoverage({
    deployment: withSensor({ ...deployment, posts: [], sensors: [] }, question),
    cells: cells.map(({ cell }) => cell),
    timezone: agreement.compiled.timezone,
    ...(catalogue === undefined ? {} : { catalogue }),
  }).cellsNear(newId);
}

function withSensor(
  deployment: Deployment,
  { means, position, view, heightM }: OneMoreQuestion,
): Deployment {
  return {
    ...deployment,
    posts: [...deployment.posts, { id: newId, kind: "mast", position }],
    sensors: [
      ...deployment.sensors,
      {
        id: newId,
        means,
        post: newId,
        ...(view === undefined ? {} : { view }),
        ...(heightM === undefined ? {} : { heightM }),
      },
    ],
  };
}

function withUptime(base: Uptimes, factor: number, taken: readonly LossStretch[]): Uptimes {
  const own: Uptimes = {
    pieces: (_sensorId, fromMs, toMs) => [
      { fromMs, toMs, factor, reason: factor >= 1 ? null : "down" },
    ],
  };
  const disturbed = layeredUptimes(own, () => taken);
  return {
    pieces: (sensorId, fromMs, toMs) =>
      sensorId === newId
        ? disturbed.pieces(sensorId, fromMs, toMs)
        : base.pieces(sensorId, fromMs, toMs),
  };
}
