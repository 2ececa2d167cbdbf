import { cellCentre, cellSamplePoints, distanceM } from "@truceline/geo";
import type { Deployment, LonLat, ObservationKind } from "@truceline/model";
import {
  type CatalogueEntry,
  type Climate,
  type CoverageTerrain,
  curveOf,
  maxRangeM,
  prepareCoverage,
} from "@truceline/sensing";
import { PlanningError } from "../errors.ts";
import { alikeHours, dayCoverage } from "./day-coverage.ts";
import type { PlanClause, PlanGround } from "./plan-ground.ts";
import { type ClauseHours, catalogueUptimes, clauseHours } from "./verify-deployment.ts";

/** One post of a deployment, elsewhere. */
export interface PostMove {
  /** Id of the post. */
  readonly post: string;
  readonly position: LonLat;
}

/** Mean and worst tenth of cell-hours, 0..1. */
export interface SectorFigures {
  readonly mean: number;
  readonly worstTenth: number;
}

/** What a deployment reaches, by clause and by sector; means over clauses are by their weights. */
export interface WhatIfFigures extends SectorFigures {
  readonly byClause: readonly (SectorFigures & {
    readonly article: string;
    readonly bySector: Readonly<Record<string, SectorFigures>>;
  })[];
  /** Over the clauses that have ground in the sector. Ground in no sector stands under "". */
  readonly bySector: Readonly<Record<string, SectorFigures>>;
  /** Cells that were computed anew, of all clauses' ground. */
  readonly computedCellCount: number;
}

/** What a deployment reaches with posts moved. */
export interface WhatIfAnswer {
  readonly figures: WhatIfFigures;
  /** Clauses with cells that were computed anew: the whole day, and which cells, by index. */
  readonly changed: readonly { readonly hours: ClauseHours; readonly cells: readonly number[] }[];
}

/** A deployment prepared so that a post moved elsewhere is answered at once. */
export interface WhatIf {
  /** As it was given. */
  readonly solved: WhatIfFigures;
  /** @throws PlanningError `TL_PLAN_POST` for a post that is not there */
  moved(moves: readonly PostMove[]): WhatIfAnswer;
}

interface Conditions {
  readonly catalogue: readonly CatalogueEntry[];
  readonly climate?: Climate;
  readonly terrain?: CoverageTerrain;
}

const worstShare = 0.1;
/** No degree of latitude is shorter: what differs by more is left out without a further look. */
const metresPerDegMin = 110_000;

/** A deployment with some posts elsewhere; a sensor with a place of its own stays there. */
export function withPostsMoved(deployment: Deployment, moves: readonly PostMove[]): Deployment {
  const to = new Map(moves.map(({ post, position }) => [post, position]));
  return {
    ...deployment,
    posts: deployment.posts.map((post) => {
      const position = to.get(post.id);
      return position === undefined ? post : { ...post, position };
    }),
  };
}

/** One set of cells, kinds and standard, which several clauses may ask about. */
interface SharedQuestion {
  readonly clause: PlanClause;
  readonly ratios: readonly Float64Array[];
  readonly cells: readonly string[];
  readonly centres: readonly LonLat[];
  /** From the centre to the farthest place looked at, metres. */
  readonly radiiM: readonly number[];
}

/**
 * What a deployment reaches, kept so that moving posts costs only the cells near where they were and are:
 * those are computed anew by the coverage engine with every sensor that reaches them, the others stay. The
 * figures are those that `examineDeployment` would give for the whole, within rounding.
 *
 * @throws SensingError as `prepareCoverage`
 */
export function prepareWhatIf(
  ground: PlanGround,
  deployment: Deployment,
  conditions: Conditions,
): WhatIf {
  const hours = clauseHours(ground, deployment, conditions);
  const questions = sharedQuestions(hours);
  const before = hours.map(clauseFigures);
  const solved = summed(hours, before, 0);
  const placed = placedSensors(deployment, conditions.catalogue);
  const positionOf = new Map(deployment.posts.map(({ id, position }) => [id, position]));

  return {
    solved,
    moved(moves) {
      const to = new Map(moves.map(({ post, position }) => [post, position]));
      for (const post of to.keys()) {
        if (!positionOf.has(post)) throw new PlanningError("TL_PLAN_POST", { post });
      }
      const now = movedSensors(placed, to);
      const places = [...placed, ...now].filter(({ post }) => to.has(post));
      const computed = new Set<string>();
      const patches = new Map<unknown, Patch>();
      // Questions about the same cells share what is prepared: it is most of the work.
      const groups = new Map<string, Touched[]>();
      for (const question of questions) {
        const touched = cellsWithin(question, places);
        if (touched.length === 0) continue;
        for (const cell of touched) computed.add(question.cells[cell] as string);
        const key = touched.map((cell) => question.cells[cell]).join();
        groups.set(key, [...(groups.get(key) ?? []), { question, cells: touched }]);
      }
      for (const group of groups.values()) {
        const local = reaching(deployment, now, group);
        for (const patch of patched(ground, group, local, conditions)) {
          patches.set(patch.before, patch);
        }
      }
      const changed = hours.flatMap((own) => {
        const patch = patches.get(own.ratios);
        if (patch === undefined) return [];
        return [{ hours: { ...own, ratios: patch.ratios }, cells: patch.cells }];
      });
      const anew = new Map(changed.map((own) => [own.hours.clause, own.hours]));
      const byClause = hours.map((own, index) => {
        const now = anew.get(own.clause);
        return now === undefined ? (before[index] as ClauseFigures) : clauseFigures(now);
      });
      return { figures: summed(hours, byClause, computed.size), changed };
    },
  };
}

/** Clauses that ask alike share their ratios by identity: `clauseHours` works each question out once. */
function sharedQuestions(hours: readonly ClauseHours[]): readonly SharedQuestion[] {
  const found = new Map<unknown, SharedQuestion>();
  for (const { clause, ratios } of hours) {
    if (found.has(ratios)) continue;
    const cells = clause.cells.map(({ cell }) => cell);
    const centres = cells.map(cellCentre);
    const radiiM = cells.map((cell, index) =>
      Math.max(
        ...cellSamplePoints(cell).map((point) => distanceM(centres[index] as LonLat, point)),
      ),
    );
    found.set(ratios, { clause, ratios, cells, centres, radiiM });
  }
  return [...found.values()];
}

/** Cells of a question to be computed anew; those of several questions of one group are the same cells. */
interface Touched {
  readonly question: SharedQuestion;
  /** By index of the question's cells, ascending in it. */
  readonly cells: readonly number[];
}

/** A sensor of the deployment, and how far it detects each kind, metres. */
interface PlacedSensor {
  readonly index: number;
  readonly post: string;
  readonly position: LonLat;
  /** It has a place of its own, apart from its post. */
  readonly isApart: boolean;
  readonly reachM: ReadonlyMap<ObservationKind, number>;
}

function placedSensors(
  { posts, sensors }: Deployment,
  catalogue: readonly CatalogueEntry[],
): readonly PlacedSensor[] {
  const reaches = new Map(catalogue.map((entry) => [entry.id, reachByKind(entry)]));
  const positions = new Map(posts.map(({ id, position }) => [id, position]));
  return sensors.flatMap(({ means, post, position }, index) => {
    const at = position ?? positions.get(post);
    const reachM = reaches.get(means);
    if (at === undefined || reachM === undefined) return [];
    return [{ index, post, position: at, isApart: position !== undefined, reachM }];
  });
}

function reachByKind({ kindGroups }: CatalogueEntry): ReadonlyMap<ObservationKind, number> {
  const reach = new Map<ObservationKind, number>();
  for (const group of kindGroups) {
    const ownM = maxRangeM(curveOf(group));
    for (const kind of group.kinds) reach.set(kind, Math.max(ownM, reach.get(kind) ?? 0));
  }
  return reach;
}

/** A sensor with a place of its own stays there; the others go with their post. */
function movedSensors(
  placed: readonly PlacedSensor[],
  to: ReadonlyMap<string, LonLat>,
): readonly PlacedSensor[] {
  return placed.map((sensor) => {
    const position = to.get(sensor.post);
    return position === undefined || sensor.isApart ? sensor : { ...sensor, position };
  });
}

const farthestM = ({ reachM }: PlacedSensor, kinds: readonly ObservationKind[]): number =>
  Math.max(0, ...kinds.map((kind) => reachM.get(kind) ?? 0));

function isWithin(one: LonLat, other: LonLat, limitM: number): boolean {
  return Math.abs(one[1] - other[1]) * metresPerDegMin <= limitM && distanceM(one, other) <= limitM;
}

/** Cells of which a place looked at is within reach of one of the sensors, ascending. */
function cellsWithin(
  { clause, centres, radiiM }: SharedQuestion,
  sensors: readonly PlacedSensor[],
): readonly number[] {
  const { kinds } = clause.question;
  const able = sensors
    .map((sensor) => ({ position: sensor.position, ownM: farthestM(sensor, kinds) }))
    .filter(({ ownM }) => ownM > 0);
  return [...centres.keys()].filter((cell) =>
    able.some(({ position, ownM }) =>
      isWithin(position, centres[cell] as LonLat, ownM + (radiiM[cell] as number)),
    ),
  );
}

/** Of a deployment, the part that from its places now reaches some cells with what questions ask. */
function reaching(
  deployment: Deployment,
  now: readonly PlacedSensor[],
  group: readonly Touched[],
): Deployment {
  const [first] = group as [Touched];
  const { centres, radiiM } = first.question;
  const kinds = [...new Set(group.flatMap(({ question }) => question.clause.question.kinds))];
  const near = now.filter((sensor) => {
    const ownM = farthestM(sensor, kinds);
    if (ownM === 0) return false;
    return first.cells.some((cell) =>
      isWithin(sensor.position, centres[cell] as LonLat, ownM + (radiiM[cell] as number)),
    );
  });
  const posts = new Set(near.map(({ post }) => post));
  return {
    ...deployment,
    posts: deployment.posts.filter(({ id }) => posts.has(id)),
    sensors: near.flatMap(({ index, position }) => {
      const sensor = deployment.sensors[index];
      return sensor === undefined ? [] : [{ ...sensor, position }];
    }),
  };
}

/** A day's ratios of a question of which those of some cells are worked out anew. */
interface Patch {
  readonly before: readonly Float64Array[];
  readonly ratios: readonly Float64Array[];
  readonly cells: readonly number[];
}

function patched(
  { prepared, dayStartMs }: PlanGround,
  group: readonly Touched[],
  local: Deployment,
  conditions: Conditions,
): readonly Patch[] {
  const [first] = group as [Touched];
  const engine = prepareCoverage({
    ...conditions,
    deployment: local,
    cells: first.cells.map((cell) => first.question.cells[cell] as string),
    timezone: prepared.compiled.timezone,
  });
  const uptimes = catalogueUptimes(local, conditions.catalogue);
  const names = alikeHours(local, dayStartMs);
  return group.map(({ question: { clause, ratios: before }, cells }) => {
    const { kinds, groupsNeeded, persistence } = clause.question;
    const query = { uptimes, kinds, groupsNeeded, persistence };
    const ratios = dayCoverage(engine, dayStartMs, names, query).map((own, hour) => {
      const now = (before[hour] as Float64Array).slice();
      for (const [at, cell] of cells.entries()) now[cell] = own[at] as number;
      return now;
    });
    return { before, ratios, cells };
  });
}

interface ClauseFigures extends SectorFigures {
  readonly article: string;
  readonly bySector: Readonly<Record<string, SectorFigures>>;
}

function clauseFigures({ clause: { article, cells }, ratios }: ClauseHours): ClauseFigures {
  const bySector = new Map<string, number[]>();
  for (const [index, { sectorId }] of cells.entries()) {
    const own = bySector.get(sectorId ?? "") ?? [];
    own.push(index);
    bySector.set(sectorId ?? "", own);
  }
  return {
    article,
    ...figuresOver(ratios, [...cells.keys()]),
    bySector: Object.fromEntries(
      [...bySector]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([sector, own]) => [sector, figuresOver(ratios, own)]),
    ),
  };
}

/** Mean, and mean over the tenth of cell-hours with the lowest values. */
function figuresOver(ratios: readonly Float64Array[], cells: readonly number[]): SectorFigures {
  const values = new Float64Array(ratios.length * cells.length);
  let at = 0;
  let sum = 0;
  for (const own of ratios) {
    for (const cell of cells) {
      const ratio = own[cell] as number;
      values[at++] = ratio;
      sum += ratio;
    }
  }
  if (at === 0) return { mean: 0, worstTenth: 0 };
  values.sort();
  const count = worstShare * at;
  const whole = Math.floor(count);
  let worst = (count - whole) * (values[whole] as number);
  for (let index = 0; index < whole; index++) worst += values[index] as number;
  return { mean: sum / at, worstTenth: worst / count };
}

/** What hours of coverage come to, by clause and by sector. */
export const coverageFigures = (hours: readonly ClauseHours[]): WhatIfFigures =>
  summed(hours, hours.map(clauseFigures), 0);

function summed(
  hours: readonly ClauseHours[],
  byClause: readonly ClauseFigures[],
  computedCellCount: number,
): WhatIfFigures {
  const over = (of: (own: ClauseFigures) => SectorFigures | undefined): SectorFigures => {
    let [mean, worstTenth, weights] = [0, 0, 0];
    for (const [index, { clause }] of hours.entries()) {
      const own = of(byClause[index] as ClauseFigures);
      if (own === undefined) continue;
      mean += clause.weight * own.mean;
      worstTenth += clause.weight * own.worstTenth;
      weights += clause.weight;
    }
    return { mean: mean / weights, worstTenth: worstTenth / weights };
  };
  const sectors = [...new Set(byClause.flatMap(({ bySector }) => Object.keys(bySector)))].sort();
  return {
    ...over((own) => own),
    byClause,
    bySector: Object.fromEntries(sectors.map((id) => [id, over((own) => own.bySector[id])])),
    computedCellCount,
  };
}
