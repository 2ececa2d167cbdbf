import { smallestConflict, thinnedConflict } from "./conflict.ts";
import { type ProofEffort, proveSites } from "./prove-sites.ts";
import { interchangeSites } from "./site-search.ts";
import type {
  SitingConflict,
  SitingOptions,
  SitingRequirement,
  SitingRequirements,
} from "./siting-problem.ts";
import { isServable, verifiabilityBounder } from "./verifiability-bound.ts";
import { type VerifiabilityTask, verifiabilityOf } from "./verifiability-problem.ts";
import { VerifiabilitySearch } from "./verifiability-search.ts";

const decisionNodeMax = 2_000;
const decisionRoundMax = 4;
const decisionPassMax = 10;

interface Item {
  readonly kind: SitingRequirement["kind"];
  readonly row?: number;
  readonly id?: string;
  readonly text: string;
}

/** Why no choice of sites keeps what is asked of the cells; see `SitingConflict`. */
export async function verifiabilityConflict(
  task: VerifiabilityTask,
  requirements: SitingRequirements,
  effort: ProofEffort,
  options: SitingOptions,
  isProved: boolean,
  detail: string,
): Promise<SitingConflict> {
  const unservable = unservableCells(task);
  if (!isProved && unservable.length === 0) {
    return { feasible: false, conflict: [], unservable, isProved, detail };
  }
  const asking = Array.from(task.minimum.keys()).filter((cell) => (task.minimum[cell] ?? 0) > 0);
  const decide = (kept: readonly Item[], among: readonly number[]) =>
    canKeep(task, kept, among, effort, options);
  const items = itemsOf(task, requirements);
  const few = await smallestConflict(items, (kept) => decide(kept, asking));
  const isOfCells = few.some(({ kind }) => kind === "minimum");
  const which = isOfCells
    ? await thinnedConflict(unservable.length > 0 ? unservable.slice(0, 1) : asking, (among) =>
        decide(few, among),
      )
    : [];
  const conflict = few.flatMap(({ kind, id, text }): SitingRequirement[] =>
    kind === "minimum"
      ? which.map((demand) => ({
          kind,
          demand,
          text: `cell ${demand} at least ${task.minimum[demand]}`,
        }))
      : [{ kind, text, ...(id === undefined ? {} : { id }) }],
  );
  return { feasible: false, conflict, unservable, isProved: true, detail };
}

function itemsOf(task: VerifiabilityTask, requirements: SitingRequirements): Item[] {
  const { countMax, budgets = [], fairness } = requirements;
  const limited = budgets.filter(({ limit }) => limit < Infinity);
  const first = task.rows.length - limited.length;
  const items: Item[] = [];
  if (first > 0) items.push({ kind: "count", row: 0, text: `at most ${countMax} sites` });
  for (const [index, { id, limit }] of limited.entries()) {
    items.push({ kind: "budget", row: first + index, id, text: `${id} at most ${limit}` });
  }
  if (task.minimum.some((asked) => asked > 0)) items.push({ kind: "minimum", text: "" });
  if (task.survivesLoss) {
    items.push({ kind: "survives-loss", text: "the minimum holds though any one group is lost" });
  }
  if (fairness !== undefined) {
    items.push({ kind: "fairness", text: `sides differ by at most ${fairness.differenceMax}` });
  }
  if (task.fixed.some((each) => each !== 0)) {
    items.push({ kind: "fixed", text: "sites that must or may not be used" });
  }
  return items;
}

/** Cells that would stay under their minimum if all usable sites stood. */
function unservableCells(task: VerifiabilityTask): number[] {
  const search = new VerifiabilitySearch({ ...task, rows: [] }, new Int8Array(task.siteCount));
  for (const [site, each] of task.fixed.entries()) if (each !== -1) search.add(site);
  return Array.from(task.minimum.keys()).filter((cell) => !search.isSure(cell));
}

async function canKeep(
  task: VerifiabilityTask,
  kept: readonly Item[],
  among: readonly number[],
  effort: ProofEffort,
  options: SitingOptions,
): Promise<boolean | undefined> {
  const has = (kind: Item["kind"]) => kept.some((item) => item.kind === kind);
  const minimum = new Float64Array(task.cellCount);
  if (has("minimum")) for (const cell of among) minimum[cell] = task.minimum[cell] ?? 0;
  const rows = kept.flatMap(({ row }) => {
    const found = row === undefined ? undefined : task.rows[row];
    return found === undefined ? [] : [found];
  });
  const asked: VerifiabilityTask = {
    ...task,
    minimum,
    rows,
    survivesLoss: has("survives-loss"),
    fixed: has("fixed") ? task.fixed : new Int8Array(task.siteCount),
    lean: has("fairness") ? task.lean : undefined,
    differenceMax: has("fairness") ? task.differenceMax : Infinity,
  };
  if (!isServable(asked, asked.fixed)) return false;
  const search = new VerifiabilitySearch(asked, asked.fixed);
  interchangeSites(search, effort.rng, decisionPassMax);
  if (search.isFeasible()) return true;
  const { chosen, bound } = await proveSites(
    {
      bounder: verifiabilityBounder(asked),
      searchUnder: (fixed) => new VerifiabilitySearch(asked, fixed),
      objectiveOf: (sites) => verifiabilityOf(asked, sites),
      fixed: asked.fixed,
      isWhole: false,
    },
    { ...effort, gapRatio: 0.99, roundMax: decisionRoundMax, nodeMax: decisionNodeMax },
    { signal: options.signal, pause: options.pause },
  );
  if (chosen !== undefined) return true;
  return bound === Number.NEGATIVE_INFINITY ? false : undefined;
}
