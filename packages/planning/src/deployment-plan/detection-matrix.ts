import { cellCentre, cellSamplePoints, LocalPlane, normaliseDeg } from "@truceline/geo";
import type { LonLat } from "@truceline/model";
import type { CoverageTerrain } from "@truceline/sensing";
import type { CandidateSite } from "./candidate-sites.ts";
import {
  type Conditions,
  heightsOf,
  PatternDetection,
  type QuestionStates,
  questionStates,
} from "./detection-question.ts";
import type { PlanGround } from "./plan-ground.ts";
import type { PricedPattern } from "./post-patterns.ts";

/** A question that clauses ask, with the cells they ask it of. */
export interface MatrixQuestion extends QuestionStates {
  /** By index of `DetectionMatrix.cells`, ascending. */
  readonly cells: Int32Array;
  /** First point of each of its cells, and one number more. */
  readonly pointStart: Int32Array;
  readonly pointCount: number;
  /** Clauses that ask it: index of the clause, and its cells by place in `cells`. */
  readonly clauses: readonly { readonly clause: number; readonly cells: Int32Array }[];
}

/** What one candidate detects of one question. */
export interface OptionRow {
  readonly question: number;
  /** Points within reach. */
  readonly points: Int32Array;
  readonly distanceM: Float32Array;
  /** For each point the heights of the pattern from which the ground hides it; null: flat ground. */
  readonly hidden: Uint8Array | null;
  /** Chance by [point][state] at the middle of the ranges. */
  readonly chances: Float32Array;
}

export interface PlanOption {
  readonly site: CandidateSite;
  readonly rows: readonly OptionRow[];
  /** Cells that it touches, by index of `DetectionMatrix.cells`. */
  readonly cells: Int32Array;
  /** Share of the places within its reach that the ground hides from some of its heights; null: flat. */
  readonly hiddenRatio: number | null;
}

/** Chances to detect of every candidate at every point, for every question and state. */
export interface DetectionMatrix {
  readonly cells: readonly string[];
  readonly questions: readonly MatrixQuestion[];
  readonly options: readonly PlanOption[];
  readonly patterns: readonly PricedPattern[];
  readonly conditions: Conditions;
  /** Numbers held: chances by point and state. */
  readonly entryCount: number;
}

const METRES_PER_DEG_MIN = 110_000;
const CELL_MARGIN = 1.1;

/**
 * Works out once, for all candidates, what the search looks at again and again. Points of a cell and
 * distances are those of the coverage engine; light is that of one place in the middle of the ground,
 * where the engine has each sensor's own: minutes about dawn and dusk differ, nothing else.
 */
export function detectionMatrix(
  ground: PlanGround,
  patterns: readonly PricedPattern[],
  sites: readonly CandidateSite[],
  conditions: Conditions,
): DetectionMatrix {
  const { searchCells, clauses, dayStartMs, middle, prepared } = ground;
  const indexOfCell = new Map(searchCells.map((cell, index) => [cell, index]));
  const day = {
    startMs: dayStartMs,
    position: middle,
    timezone: prepared.compiled.timezone,
  };
  const byKey = new Map<string, number[]>();
  for (const [index, { question }] of clauses.entries()) {
    const { kinds, groupsNeeded, persistence } = question;
    const back = persistence.is === "state" ? persistence.lookEveryMs : 0;
    const key = `${[...kinds].sort().join()}/${groupsNeeded}/${back}`;
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  const points = searchCells.map((cell) => cellSamplePoints(cell));
  const questions = [...byKey.values()].map((indexes): MatrixQuestion => {
    const [first] = indexes;
    const { question } = clauses[first as number] as (typeof clauses)[number];
    const cells = Int32Array.from(
      new Set(
        indexes.flatMap((index) =>
          (clauses[index]?.searchCells ?? []).map((cell) => indexOfCell.get(cell) as number),
        ),
      ),
    ).sort();
    const placeOf = new Map([...cells].map((cell, place) => [cell, place]));
    const pointStart = new Int32Array(cells.length + 1);
    for (const [place, cell] of cells.entries()) {
      pointStart[place + 1] = (pointStart[place] as number) + (points[cell]?.length ?? 0);
    }
    return {
      ...questionStates(
        question,
        patterns.map(({ pattern }) => pattern),
        conditions,
        day,
      ),
      cells,
      pointStart,
      pointCount: pointStart.at(-1) ?? 0,
      clauses: indexes.map((clause) => ({
        clause,
        cells: Int32Array.from(
          clauses[clause]?.searchCells ?? [],
          (cell) => placeOf.get(indexOfCell.get(cell) as number) as number,
        ),
      })),
    };
  });
  const detections = patterns.map(({ pattern }) =>
    questions.map((states) => new PatternDetection(pattern, states, conditions)),
  );
  const heights = patterns.map(({ pattern }) => heightsOf(pattern, conditions.catalogue));
  const places = searchCells.map((cell, index) => cellPlace(cellCentre(cell), points[index] ?? []));
  let entryCount = 0;
  const options = sites.map((site): PlanOption => {
    const own = detections[site.patternIndex] as readonly PatternDetection[];
    const farthestM = Math.max(...own.map(({ maxM }) => maxM));
    const plane = new LocalPlane(site.position[0], site.position[1]);
    const hides = hidingFrom(site, heights[site.patternIndex] ?? [], conditions.terrain);
    const near = nearDistances(plane, places, farthestM, hides);
    const rows = questions.flatMap((question, index) => {
      const row = optionRow(question, index, own[index] as PatternDetection, near);
      return row === null ? [] : [row];
    });
    for (const { chances } of rows) entryCount += chances.length;
    const touched = new Set<number>();
    for (const { question, points: held } of rows) {
      const { cells, pointStart } = questions[question] as MatrixQuestion;
      let place = 0;
      for (const point of held) {
        while ((pointStart[place + 1] as number) <= point) place += 1;
        touched.add(cells[place] as number);
      }
    }
    return {
      site,
      rows,
      cells: Int32Array.from(touched).sort(),
      hiddenRatio: hiddenRatioOf(near, farthestM),
    };
  });
  return { cells: searchCells, questions, options, patterns, conditions, entryCount };
}

/** What is near a site, by cell: the distances of its points, and from which heights each is hidden. */
type Near = ReadonlyMap<
  number,
  { readonly distances: Float64Array; readonly hidden: Uint8Array | null }
>;

type Hides = (lonDeg: number, latDeg: number) => number;

/** Bits of the heights from which the ground hides a place; null where it is flat. */
function hidingFrom(
  { position }: CandidateSite,
  heights: readonly number[],
  terrain: CoverageTerrain | undefined,
): Hides | null {
  if (terrain === undefined) return null;
  return (lonDeg, latDeg) =>
    heights.reduce(
      (bits, heightM, index) =>
        terrain.isHidden(position, heightM, [lonDeg, latDeg] as unknown as LonLat)
          ? bits | (1 << index)
          : bits,
      0,
    );
}

function hiddenRatioOf(near: Near, farthestM: number): number | null {
  let count = 0;
  let hiddenCount = 0;
  let isFlat = true;
  for (const { distances, hidden } of near.values()) {
    if (hidden !== null) isFlat = false;
    for (const [index, awayM] of distances.entries()) {
      if (awayM > farthestM) continue;
      count += 1;
      if ((hidden?.[index] ?? 0) > 0) hiddenCount += 1;
    }
  }
  return isFlat || count === 0 ? null : hiddenCount / count;
}

/** A cell's centre and points, and how far apart they are. */
interface CellPlace {
  readonly lonDeg: number;
  readonly latDeg: number;
  readonly points: readonly LonLat[];
  readonly spanDeg: number;
  /** Length of a degree of longitude in degrees of latitude, at least. */
  readonly shrink: number;
}

function cellPlace(
  [lonDeg, latDeg]: readonly [number, number],
  points: readonly LonLat[],
): CellPlace {
  return {
    lonDeg,
    latDeg,
    points,
    spanDeg: Math.max(...points.map(([, lat]) => Math.abs(lat - latDeg))) * 2 * CELL_MARGIN,
    shrink: Math.max(0.05, Math.cos(((Math.abs(latDeg) + 1) * Math.PI) / 180)),
  };
}

/** Distances from a site to the points of the cells that come near enough, by cell. */
function nearDistances(
  plane: LocalPlane,
  places: readonly CellPlace[],
  farthestM: number,
  hides: Hides | null,
): Near {
  const near: Map<number, { distances: Float64Array; hidden: Uint8Array | null }> = new Map();
  const xy = new Float64Array(2);
  const reachDeg = farthestM / METRES_PER_DEG_MIN;
  for (const [cell, { lonDeg, latDeg, points: own, spanDeg, shrink }] of places.entries()) {
    const limitDeg = reachDeg + spanDeg;
    if (Math.abs(latDeg - plane.latDeg) > limitDeg) continue;
    const eastDeg = normaliseDeg(lonDeg - plane.lonDeg + 180) - 180;
    if (Math.abs(eastDeg) * shrink > limitDeg) continue;
    const distances = new Float64Array(own.length);
    const hidden = hides === null ? null : new Uint8Array(own.length);
    let isNear = false;
    for (const [index, [pointLon, pointLat]] of own.entries()) {
      const offsetDeg = normaliseDeg(pointLon - plane.lonDeg + 180) - 180;
      plane.toPlane(plane.lonDeg + offsetDeg, pointLat, xy, 0);
      const awayM = Math.hypot(xy[0] as number, xy[1] as number);
      distances[index] = awayM;
      if (awayM > farthestM) continue;
      isNear = true;
      if (hides !== null && hidden !== null) hidden[index] = hides(pointLon, pointLat);
    }
    if (isNear) near.set(cell, { distances, hidden });
  }
  return near;
}

function optionRow(
  { cells, pointStart, stateCount }: MatrixQuestion,
  question: number,
  detection: PatternDetection,
  near: Near,
): OptionRow | null {
  if (detection.maxM === 0) return null;
  const points: number[] = [];
  const distances: number[] = [];
  const hidden: number[] = [];
  let isFlat = true;
  for (const [cell, own] of near) {
    const place = placeIn(cells, cell);
    if (place === -1) continue;
    const first = pointStart[place] as number;
    if (own.hidden !== null) isFlat = false;
    for (const [index, awayM] of own.distances.entries()) {
      if (awayM > detection.maxM) continue;
      points.push(first + index);
      distances.push(awayM);
      hidden.push(own.hidden?.[index] ?? 0);
    }
  }
  const chances = new Float32Array(points.length * stateCount);
  let kept = 0;
  for (const [index, awayM] of distances.entries()) {
    const bits = hidden[index] as number;
    if (!detection.fill(awayM, chances, kept * stateCount, bits)) continue;
    points[kept] = points[index] as number;
    distances[kept] = awayM;
    hidden[kept] = bits;
    kept += 1;
  }
  if (kept === 0) return null;
  return {
    question,
    points: Int32Array.from(points.slice(0, kept)),
    distanceM: Float32Array.from(distances.slice(0, kept)),
    hidden: isFlat ? null : Uint8Array.from(hidden.slice(0, kept)),
    chances: kept === points.length ? chances : chances.slice(0, kept * stateCount),
  };
}

/** Place of a cell in an ascending list; −1 if it is not there. */
function placeIn(cells: Int32Array, cell: number): number {
  let low = 0;
  let high = cells.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = cells[middle] as number;
    if (found === cell) return middle;
    if (found < cell) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
