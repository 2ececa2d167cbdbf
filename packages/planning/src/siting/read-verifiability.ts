import { PlanningError } from "../errors.ts";
import { readEach, readFixed, readLean, readNumbers, readRows } from "./read-siting.ts";
import {
  coverEntryCountMax,
  demandCountMax,
  type SitingRequirements,
  siteCountMax,
} from "./siting-problem.ts";
import type { VerifiabilityTask } from "./verifiability-problem.ts";

/** A state of the world that concerns all sites at once: fog, jamming, no power. */
export interface CommonState {
  readonly probability: number;
  /** What a site's chances are multiplied by in this state, 0 … 1; 1 for all unless given. */
  readonly factors?: ArrayLike<number> | undefined;
}

export interface VerifiabilityProblem extends SitingRequirements {
  readonly siteCount: number;
  /** Of each cell (a clause at a place, at an hour), ≥ 0. */
  readonly weights: ArrayLike<number>;
  /** For each cell, the sites that can detect there and with what chance, 0 … 1. */
  readonly detections: readonly (readonly (readonly [site: number, chance: number])[])[];
  /** Their probabilities add up to 1; one state without factors unless given. */
  readonly states?: readonly CommonState[] | undefined;
  /** Independent groups that must detect in a cell: 1 unless given; one number for all or one each. */
  readonly groupsNeeded?: number | ArrayLike<number> | undefined;
  /** Group of each site; sites of one group are one source and are lost together. Each its own unless given. */
  readonly groups?: ArrayLike<number> | undefined;
  /** Least probability in each cell, 0 … 1; one number for all or one each. */
  readonly minimum?: number | ArrayLike<number> | undefined;
  /** The minimum holds though any one group is lost. */
  readonly survivesLoss?: boolean | undefined;
}

const stateCountMax = 64;
const groupsNeededMax = 8;

/** @throws PlanningError `TL_PLAN_SITING` for numbers that cannot be. */
export function readVerifiability(problem: VerifiabilityProblem): VerifiabilityTask {
  const refuse = (what: string, details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_SITING", { what, ...details });
  };
  const { siteCount, detections, groupsNeeded = 1, minimum = 0, survivesLoss = false } = problem;
  const { states = [{ probability: 1 }] } = problem;
  const cellCount = detections.length;
  if (!(Number.isInteger(siteCount) && siteCount >= 0 && siteCount <= siteCountMax)) {
    refuse("number of sites", { value: siteCount });
  }
  if (states.length === 0 || states.length > stateCountMax) {
    refuse("number of states", { value: states.length });
  }
  const entryCount = detections.reduce((sum, { length }) => sum + length, 0);
  if (cellCount > demandCountMax || entryCount * states.length > coverEntryCountMax) {
    refuse("size", { cellCount, entryCount, stateCount: states.length });
  }
  const weights = readNumbers("weights of cells", problem.weights, cellCount);
  const total = weights.reduce((sum, each) => sum + each, 0);
  if (!(total > 0)) refuse("weights of cells", { total });
  const probabilities = readNumbers(
    "probabilities of states",
    states.map(({ probability }) => probability),
    states.length,
    0,
    1,
  );
  const sum = probabilities.reduce((before, each) => before + each, 0);
  if (Math.abs(sum - 1) > 1e-6) refuse("probabilities of states", { sum });
  const factors = states.map(({ factors: each }, state) =>
    readNumbers(
      `factors of state ${state}`,
      each ?? new Float64Array(siteCount).fill(1),
      siteCount,
      0,
      1,
    ),
  );
  const needed = Uint8Array.from(
    readEach("groups needed", groupsNeeded, cellCount, 1, groupsNeededMax),
    (each) => (Number.isInteger(each) ? each : refuse("groups needed", { value: each })),
  );
  const groups = Int32Array.from(
    problem.groups === undefined
      ? Array.from({ length: siteCount }, (_, site) => site)
      : readNumbers("groups of sites", problem.groups, siteCount, 0, 2 ** 31 - 1),
  );
  const cellStart = new Int32Array(cellCount + 1);
  const sites = new Int32Array(entryCount);
  const chances = new Float64Array(entryCount * states.length);
  const siteStart = new Int32Array(siteCount + 1);
  const lastCell = new Int32Array(siteCount).fill(-1);
  let entry = 0;
  for (const [cell, list] of detections.entries()) {
    for (const [site, chance] of list) {
      if (lastCell[site] === undefined || lastCell[site] === cell) {
        refuse("site of a cell", { cell, site });
      }
      if (!(chance >= 0 && chance <= 1)) refuse("chance of detection", { cell, site, chance });
      lastCell[site] = cell;
      sites[entry] = site;
      for (let state = 0; state < states.length; state++) {
        chances[entry * states.length + state] = chance * (factors[state]?.[site] ?? 1);
      }
      siteStart[site + 1] = (siteStart[site + 1] ?? 0) + 1;
      entry += 1;
    }
    cellStart[cell + 1] = entry;
  }
  for (let site = 0; site < siteCount; site++) {
    siteStart[site + 1] = (siteStart[site + 1] ?? 0) + (siteStart[site] ?? 0);
  }
  const next = siteStart.slice();
  const cells = new Int32Array(entryCount);
  const entries = new Int32Array(entryCount);
  for (let cell = 0; cell < cellCount; cell++) {
    for (let k = cellStart[cell] ?? 0; k < (cellStart[cell + 1] ?? 0); k++) {
      const site = sites[k] ?? 0;
      const at = next[site] ?? 0;
      cells[at] = cell;
      entries[at] = k;
      next[site] = at + 1;
    }
  }
  return {
    siteCount,
    cellCount,
    stateCount: states.length,
    weights: weights.map((each) => each / total),
    needed,
    neededMax: needed.reduce((most, each) => Math.max(most, each), 1),
    states: probabilities,
    cellStart,
    sites,
    chances,
    siteStart,
    cells,
    entries,
    groups,
    minimum: readEach("minimum of cells", minimum, cellCount, 0, 1),
    survivesLoss,
    rows: readRows(problem, siteCount),
    fixed: readFixed(problem, siteCount),
    lean: readLean(problem.fairness, weights),
    differenceMax: problem.fairness?.differenceMax ?? Infinity,
  };
}
