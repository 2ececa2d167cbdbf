import { smallestConflict, thinnedConflict } from "./conflict.ts";
import type { CoverProblem } from "./cover-problem.ts";
import type { ProofEffort } from "./prove-sites.ts";
import type {
  SitingConflict,
  SitingOptions,
  SitingRequirement,
  SitingRequirements,
} from "./siting-problem.ts";
import { solveCover } from "./solve-cover.ts";

/** Nodes that a question of "can these be kept together" may take, fewer where each takes long. */
const decisionNodeMax = 1_500;
const decisionEntryMax = 1_000_000;
const decisionRoundMax = 200;
/** Entries looked at while demands are thinned, over all checks; and the fewest checks. */
const thinningEntryMax = 600_000;
const checkMin = 10;
/** More demands than this are named by their number. */
const namedMax = 40;
const decisionGapRatio = 0.99;

type Kind = SitingRequirement["kind"];

interface Item {
  readonly kind: Kind;
  /** Index of a budget row. */
  readonly row?: number;
}

/** Demands that fewer usable sites reach than they must have. */
export function unservableDemands(problem: CoverProblem): number[] {
  const { coverage, minimum, fixed } = problem;
  const { demandStart, sites } = coverage;
  const found: number[] = [];
  for (const [demand, asked] of minimum.entries()) {
    if (asked === 0) continue;
    let usable = 0;
    for (let k = demandStart[demand] ?? 0; k < (demandStart[demand + 1] ?? 0); k++) {
      if (fixed[sites[k] ?? 0] !== -1) usable += 1;
    }
    if (usable < asked) found.push(demand);
  }
  return found;
}

/**
 * Why there is no plan: requirements that cannot be kept together, as few as can be found, down to the
 * demands whose minimum it is. `extra`: by how much the loss of a site raised every minimum.
 */
export async function coverConflict(
  problem: CoverProblem,
  requirements: SitingRequirements,
  extra: 0 | 1,
  effort: ProofEffort,
  options: SitingOptions,
  isProved: boolean,
  detail: string,
): Promise<SitingConflict> {
  const unservable = unservableDemands(problem);
  const rowIds = rowNames(requirements, problem.rows.length);
  const describe = (item: Item): SitingRequirement => describeItem(item, rowIds, requirements);
  const items: Item[] = [
    ...problem.rows.map(
      (_, row): Item => ({ kind: row === rowIds.count ? "count" : "budget", row }),
    ),
    ...(problem.minimum.some((asked) => asked > extra) ? [{ kind: "minimum" } as const] : []),
    ...(extra === 1 ? [{ kind: "survives-loss" } as const] : []),
    ...(problem.fairness === undefined ? [] : [{ kind: "fairness" } as const]),
    ...(problem.fixed.some((each) => each !== 0) ? [{ kind: "fixed" } as const] : []),
  ];
  const demands = Array.from(problem.minimum.keys()).filter(
    (demand) => (problem.minimum[demand] ?? 0) > 0,
  );
  const decide = (kept: readonly Item[], among: readonly number[]) =>
    canKeep(problem, kept, among, extra, effort, options);
  // What the objective left open may be plain once only the requirements are asked.
  const isSure = isProved || unservable.length > 0 || (await decide(items, demands)) === false;
  if (!isSure) return { feasible: false, conflict: [], unservable, isProved, detail };
  const few = await smallestConflict(items, (kept) => decide(kept, demands));
  const isOfDemands = few.some(({ kind }) => kind === "minimum" || kind === "survives-loss");
  const which = isOfDemands
    ? await thinnedConflict(
        // One that nobody can serve is a conflict by itself: look there first.
        unservable.length > 0 ? [...unservable.slice(0, 1)] : demands,
        (among) => decide(few, among),
        Math.max(checkMin, Math.round(thinningEntryMax / (problem.coverage.sites.length + 1))),
      )
    : [];
  const conflict = few.flatMap((item): SitingRequirement[] =>
    item.kind === "minimum" || item.kind === "survives-loss"
      ? which.length > namedMax
        ? [{ kind: item.kind, text: `what is asked for ${which.length} demands` }]
        : which.map((demand) => ofDemand(item.kind, demand, problem, extra))
      : [describe(item)],
  );
  return { feasible: false, conflict, unservable, isProved: true, detail };
}

async function canKeep(
  problem: CoverProblem,
  kept: readonly Item[],
  among: readonly number[],
  extra: 0 | 1,
  effort: ProofEffort,
  options: SitingOptions,
): Promise<boolean | undefined> {
  const has = (kind: Kind) => kept.some((item) => item.kind === kind);
  const { coverage, fixed, fairness } = problem;
  const minimum = new Int32Array(coverage.demandCount);
  for (const demand of among) {
    const base = (problem.minimum[demand] ?? 0) - extra;
    const asked = (has("minimum") ? base : 0) + (has("survives-loss") ? extra : 0);
    // Losing one only matters where something is asked at all.
    minimum[demand] = Math.max(0, asked);
  }
  const rows = kept.flatMap(({ row }) => {
    const found = row === undefined ? undefined : problem.rows[row];
    return found === undefined ? [] : [found];
  });
  const first = rows[0];
  const free = new Int8Array(coverage.siteCount);
  const asked: CoverProblem = {
    coverage,
    weights: new Float64Array(coverage.demandCount),
    need: problem.need,
    minimum,
    siteCosts: first?.costs ?? new Float64Array(coverage.siteCount),
    rows,
    fixed: has("fixed") ? fixed : free,
    fairness: has("fairness") ? fairness : undefined,
    isWhole: false,
    floor: first === undefined ? 0 : -first.limit,
  };
  if (unservableDemands(asked).length > 0) return false;
  if (first === undefined && asked.fairness === undefined) return true;
  const { value, bound, chosen } = await solveCover(
    asked,
    {
      ...effort,
      gapRatio: decisionGapRatio,
      roundMax: Math.min(effort.roundMax, decisionRoundMax),
      nodeMax: Math.min(decisionNodeMax, Math.ceil(decisionEntryMax / (coverage.sites.length + 1))),
    },
    { ...options, onProgress: undefined },
  );
  if (chosen !== undefined && value > Number.NEGATIVE_INFINITY) return true;
  return bound === Number.NEGATIVE_INFINITY ? false : undefined;
}

function rowNames({ countMax, budgets = [] }: SitingRequirements, rowCount: number) {
  const limited = budgets.filter(({ limit }) => limit < Infinity);
  // The row of the count is left out where it cannot bind.
  const hasCount = countMax !== undefined && rowCount > limited.length;
  return { count: hasCount ? 0 : -1, budgets: limited, first: hasCount ? 1 : 0 };
}

function describeItem(
  { kind, row = -1 }: Item,
  names: ReturnType<typeof rowNames>,
  { countMax, fairness }: SitingRequirements,
): SitingRequirement {
  if (kind === "count") return { kind, text: `at most ${countMax} sites` };
  if (kind === "budget") {
    const { id, limit } = names.budgets[row - names.first] ?? { id: "budget", limit: Number.NaN };
    return { kind, id, text: `${id} at most ${limit}` };
  }
  if (kind === "fairness") {
    return { kind, text: `sides differ by at most ${fairness?.differenceMax}` };
  }
  return { kind, text: "sites that must or may not be used" };
}

function ofDemand(
  kind: Kind,
  demand: number,
  { minimum }: CoverProblem,
  extra: 0 | 1,
): SitingRequirement {
  const asked = (minimum[demand] ?? 0) - extra;
  return kind === "minimum"
    ? { kind, demand, text: `at least ${asked} of the sites serving demand ${demand}` }
    : { kind, demand, text: `demand ${demand} is served though any one site is lost` };
}
