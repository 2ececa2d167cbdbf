import { cellCentre } from "@truceline/geo";
import { type Deployment, type LonLat, lonLat, msToLocal } from "@truceline/model";
import { type ClauseHours, clauseHours, type PlanStudy } from "@truceline/planning";
import { isNight, kindMix } from "@truceline/sensing";
import type { ChangedCoverage, FogCoverage, PlannedCoverage } from "./plan-lines.ts";

const hourMs = 3_600_000;
/** Coverage is drawn in four steps: more digits only cost. */
const digits = 1e3;
const rounded = (ratio: number): number => Math.round(digits * ratio) / digits;

/** Fog at every hour, as the catalogue has it. */
const fog = { states: [{ id: "fog", probability: 1 }], source: "fog at every hour, asked for" };

type Ground = PlanStudy["ground"];

/** Which hours of the day are dark: of an hour its middle counts, in the middle of the ground. */
export function darkHours({ middle, dayStartMs }: Ground): readonly boolean[] {
  return Array.from({ length: 24 }, (_, hour) =>
    isNight(middle, dayStartMs + (hour + 0.5) * hourMs),
  );
}

/** Local hours of light on the ground's day, whole ones: a post is not relieved at dusk to the minute. */
export function hoursOfLight(ground: Ground): { readonly from: string; readonly to: string } {
  const { timezone } = ground.prepared.compiled;
  const light = darkHours(ground).flatMap((isDark, hour) =>
    isDark ? [] : [Number(msToLocal(ground.dayStartMs + hour * hourMs, timezone).slice(11, 13))],
  );
  const written = (hour: number): string => `${String(hour % 24).padStart(2, "0")}:00`;
  // The day begins at local midnight, so that hours of light are in order.
  return { from: written(light[0] ?? 0), to: written((light.at(-1) ?? 23) + 1) };
}

/**
 * What a plan would see, cell by cell: the mean over hours of light and over the others, by the same
 * engine as the plan's own figures.
 */
export function plannedCoverage(
  ground: Ground,
  hours: readonly ClauseHours[],
): readonly PlannedCoverage[] {
  const isDark = darkHours(ground);
  return hours.map(({ clause, ratios }) => {
    const all = [...clause.cells.keys()];
    const { kinds, groupsNeeded, persistence } = clause.question;
    return {
      article: clause.article,
      weight: clause.weight,
      kinds: kindMix(kinds),
      groupsNeeded,
      lookEveryMs: persistence.is === "state" ? persistence.lookEveryMs : 0,
      cells: clause.cells.map(({ cell }) => cell),
      dayRatios: meansOver(ratios, isDark, false, all),
      nightRatios: meansOver(ratios, isDark, true, all),
    };
  });
}

/** Middle of each cell that some clause asks about; to some 10 m. */
export function cellCentres({ clauses }: Ground): Readonly<Record<string, LonLat>> {
  const cells = new Set(clauses.flatMap((clause) => clause.cells.map(({ cell }) => cell)));
  return Object.fromEntries(
    [...cells].map((cell) => {
      const [lonDeg, latDeg] = cellCentre(cell);
      return [cell, lonLat(Math.round(lonDeg * 1e4) / 1e4, Math.round(latDeg * 1e4) / 1e4)];
    }),
  );
}

/** The cells that were computed anew, as `plannedCoverage` tells them. */
export function changedCoverage(
  ground: Ground,
  changed: readonly { readonly hours: ClauseHours; readonly cells: readonly number[] }[],
): readonly ChangedCoverage[] {
  const isDark = darkHours(ground);
  return changed.map(({ hours: { clause, ratios }, cells }) => ({
    article: clause.article,
    cells,
    dayRatios: meansOver(ratios, isDark, false, cells),
    nightRatios: meansOver(ratios, isDark, true, cells),
  }));
}

/** Coverage of each cell were there fog at every hour of the day. */
export function fogCoverage(
  { ground, conditions }: PlanStudy,
  deployment: Deployment,
): readonly FogCoverage[] {
  return clauseHours(ground, deployment, { ...conditions, climate: fog }).map(
    ({ clause, ratios }) => ({
      article: clause.article,
      ratios: clause.cells.map((_, cell) =>
        rounded(ratios.reduce((sum, own) => sum + (own[cell] ?? 0), 0) / ratios.length),
      ),
    }),
  );
}

function meansOver(
  ratios: readonly Float64Array[],
  isDark: readonly boolean[],
  dark: boolean,
  cells: readonly number[],
): readonly number[] {
  const hours = ratios.filter((_, hour) => isDark[hour] === dark);
  return cells.map((cell) => {
    const sum = hours.reduce((all, own) => all + (own[cell] ?? 0), 0);
    return hours.length === 0 ? 0 : rounded(sum / hours.length);
  });
}
