import type { AreaCell } from "@truceline/agreement";
import { type MovingSensor, withMovingSensors } from "@truceline/desk";
import { cellCentre, cellResolution, distanceM, meanCellEdgeM } from "@truceline/geo";
import type { Deployment, LonLat, Loss } from "@truceline/model";
import {
  type CatalogueEntry,
  type CoverageEngine,
  type CoverageHour,
  defaultCatalogue,
  prepareCoverage,
  reachM,
} from "@truceline/sensing";
import { mergeLosses } from "@truceline/verification";

/** The cells that patrols come near, with an engine for these alone: posts that reach them and patrols. */
export interface MovingCover {
  readonly engine: CoverageEngine;
  /** Index among the article's cells of each of the engine's. */
  readonly cellIndexes: readonly number[];
}

export interface MovingCoverOptions {
  readonly cells: readonly AreaCell[];
  /** Of the deployment without patrols, over the same cells. */
  readonly engine: CoverageEngine;
  readonly deployment: Deployment;
  readonly timezone: string;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
}

/** Works out where patrols change coverage. Cells elsewhere are the same with them as without. */
export function prepareMovingCover(
  { cells, engine, deployment, timezone, catalogue }: MovingCoverOptions,
  moving: readonly MovingSensor[],
): MovingCover {
  const setup = { timezone, ...(catalogue === undefined ? {} : { catalogue }) };
  const near = cellsNear(cells, moving, catalogue ?? defaultCatalogue);
  const cellIndexes = [...near].sort((a, b) => a - b);
  const sensors = deployment.sensors.filter(({ id }) =>
    engine.cellsNear(id).some((index) => near.has(index)),
  );
  return {
    engine: prepareCoverage({
      ...setup,
      deployment: withMovingSensors({ ...deployment, sensors }, moving),
      cells: cellIndexes.map((index) => cells[index]?.cell ?? ""),
    }),
    cellIndexes,
  };
}

const centres = new WeakMap<readonly AreaCell[], readonly LonLat[]>();
/** A degree of latitude is nowhere shorter. */
const metresPerDegMin = 110_500;
/** A cell's corners lie no farther from its centre than this many of its mean edges. */
const cellRadiusEdges = 1.5;

/** Within twice its range a means takes coverage away as out of range, beyond it is not there at all. */
const nearReaches = 2;

/** Indexes of the cells that some patrol may reach; a few more that none quite reaches may be among them. */
function cellsNear(
  cells: readonly AreaCell[],
  moving: readonly MovingSensor[],
  catalogue: readonly CatalogueEntry[],
): ReadonlySet<number> {
  let middles = centres.get(cells);
  if (middles === undefined) {
    middles = cells.map(({ cell }) => cellCentre(cell));
    centres.set(cells, middles);
  }
  const near = new Set<number>();
  const [first] = cells;
  if (first === undefined) return near;
  const radiusM = meanCellEdgeM(cellResolution(first.cell)) * cellRadiusEdges;
  for (const { position, means } of moving) {
    const entry = catalogue.find(({ id }) => id === means);
    if (entry === undefined) continue;
    const withinM = reachM(entry) * nearReaches + radiusM;
    const withinDeg = withinM / metresPerDegMin;
    for (const [index, middle] of middles.entries()) {
      if (Math.abs(middle[1] - position[1]) > withinDeg || near.has(index)) continue;
      if (distanceM(middle, position) <= withinM) near.add(index);
    }
  }
  return near;
}

/** An hour without patrols, with the cells they came near as they are with them. */
export function withMovingCover(
  base: CoverageHour,
  cover: MovingCover,
  own: CoverageHour,
  moving: readonly MovingSensor[],
): CoverageHour {
  const ratios = base.ratios.slice();
  const placeOf = new Map<number, number>();
  for (const [place, index] of cover.cellIndexes.entries()) {
    ratios[index] = own.ratios[place] ?? 0;
    placeOf.set(index, place);
  }
  const names = new Map(moving.map(({ id, name }) => [id, name]));
  return {
    ...base,
    ratios,
    computedCount: base.computedCount + own.computedCount,
    losses(cellIndexes) {
      const elsewhere = cellIndexes.filter((index) => !placeOf.has(index));
      const here = cellIndexes.flatMap((index) => placeOf.get(index) ?? []);
      if (here.length === 0) return base.losses(cellIndexes);
      // Each part is a mean over its cells, so it weighs by how many they are.
      const parts = [
        ...own
          .losses(here)
          .map((loss) => ({ loss: withPatrolNames(loss, names), weightMs: here.length })),
        ...(elsewhere.length === 0 ? [] : base.losses(elsewhere)).map((loss) => ({
          loss,
          weightMs: elsewhere.length,
        })),
      ];
      return mergeLosses(parts, cellIndexes.length);
    },
  };
}

/** Patrols are named once, by the name people know them by. */
export function withPatrolNames(loss: Loss, names: ReadonlyMap<string, string>): Loss {
  const sensorIds = [...new Set(loss.sensorIds.map((id) => names.get(id) ?? id))];
  return { ...loss, sensorIds };
}

interface NamedPiece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly factor?: number;
  readonly reason: string | null;
}

/** Names pieces within a span: equal names, equal up-times. */
export function nameOfPieces(pieces: readonly NamedPiece[], fromMs: number, toMs: number): string {
  return pieces
    .filter((one) => one.fromMs < toMs && one.toMs > fromMs)
    .map((one) => {
      const [startMs, endMs] = [Math.max(fromMs, one.fromMs), Math.min(toMs, one.toMs)];
      return `${startMs} ${endMs} ${one.factor ?? 0} ${one.reason};`;
    })
    .join("");
}

/** Names what patrols could see within a span. */
export function nameOfMoving(
  moving: readonly MovingSensor[],
  fromMs: number,
  toMs: number,
): string {
  return moving
    .map(
      ({ id, means, position, pieces }) =>
        `${id} ${means} ${position.join(" ")} ${nameOfPieces(pieces, fromMs, toMs)}`,
    )
    .join("|");
}
