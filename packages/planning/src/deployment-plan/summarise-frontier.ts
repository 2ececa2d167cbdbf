import type { Assumption } from "../assumption.ts";
import { CoverageTally } from "./coverage-tally.ts";
import type { Frontier, FrontierPoint, OrderOverRanges, TornadoBar } from "./deployment-plan.ts";
import { evaluatorFor } from "./evaluate-plan.ts";
import { defaultSampleCount, type FrontierInput, planInputOf } from "./frontier.ts";
import { groundNote } from "./ground-note.ts";
import { headlineOf } from "./headline.ts";
import { inputAssumptions, shareAssumed } from "./input-assumptions.ts";
import { mannedWithin, orderByWorth, postsBeyond } from "./manned-order.ts";
import { middleFigures, planAssumptions } from "./plan-assumptions.ts";
import { optionCosts, type PlanStudy, unverifiableClauses } from "./plan-study.ts";
import { searchPlan } from "./search-plan.ts";

/** Medians of a clause nearer than this are even. */
const evenWithin = 0.005;
const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** Ten thousand people more must add this much to be called worth it. */
const saturationGain = 0.01;
const saturationStep = 10_000;

/**
 * The whole answer from the points: where more people stop to matter, what moves the answer, which order
 * holds. @param study as for `frontier`
 * @param byMoney points of a sweep of money, told beside
 */
export async function summariseFrontier(
  input: FrontierInput,
  study: PlanStudy,
  points: readonly FrontierPoint[],
  asked: {
    readonly first: OrderOverRanges["first"];
    readonly second: OrderOverRanges["second"];
  } = {
    first: { people: 30_000, withTechnicalMonitoring: true },
    second: { people: 100_000, withTechnicalMonitoring: false },
  },
  byMoney: readonly FrontierPoint[] = [],
): Promise<Frontier> {
  const { compiled } = input.prepared;
  const order = orderOver(points, asked.first, asked.second);
  const saturation = input.modes.map((withTechnicalMonitoring) => ({
    withTechnicalMonitoring,
    people: saturationOf(
      points.filter((point) => point.withTechnicalMonitoring === withTechnicalMonitoring),
    ),
  }));
  const withMeans = input.modes.includes(true);
  const tornado: TornadoBar[] = [];
  for (const end of [asked.first, asked.second]) {
    if (!points.some((point) => isOf(point, end))) continue;
    tornado.push(...(await tornadoOf(input, study, end)));
  }
  const unverifiable = unverifiableClauses(study, withMeans);
  return {
    form: "frontier/1",
    agreementId: compiled.id,
    agreementHash: compiled.hash,
    seed: input.seed,
    sampleCount: input.sampleCount ?? defaultSampleCount,
    points,
    byMoney,
    saturation,
    unverifiable,
    tornado,
    order,
    headline: headlineOf(order, unverifiable.length, study.ground.clauses.length),
    assumptions: inputAssumptions(study, withMeans),
    assumedShare: shareAssumed(study, withMeans),
    notes: [...study.ground.notes, ...study.standing.notes, groundNote(study.conditions)],
  };
}

const isOf = (
  point: FrontierPoint,
  of: { readonly people: number; readonly withTechnicalMonitoring: boolean },
) => point.people === of.people && point.withTechnicalMonitoring === of.withTechnicalMonitoring;

/** In how many samples the first plan verifies at least as much as the second. */
function orderOver(
  points: readonly FrontierPoint[],
  first: OrderOverRanges["first"],
  second: OrderOverRanges["second"],
): OrderOverRanges {
  const one = points.find((point) => isOf(point, first));
  const other = points.find((point) => isOf(point, second));
  if (one === undefined || other === undefined) {
    return { holds: "unknown", shareRatio: null, first, second, firstBand: null, secondBand: null };
  }
  const count = Math.min(one.samples.length, other.samples.length);
  const holding = one.samples.filter(
    (mean, index) => index < count && mean >= (other.samples[index] ?? 0),
  ).length;
  const shareRatio = count === 0 ? 0 : holding / count;
  return {
    holds: shareRatio === 1 ? "all" : shareRatio === 0 ? "none" : "some",
    shareRatio: round(shareRatio),
    first,
    second,
    firstBand: one.meanBand,
    secondBand: other.meanBand,
    reversed: one.byClause
      .filter(
        ({ band }, index) => band.value < (other.byClause[index]?.band.value ?? 0) - evenWithin,
      )
      .map(({ article }) => article),
  };
}

/** The least size from which on no step to the next adds as much as a point for ten thousand people. */
function saturationOf(points: readonly FrontierPoint[]): number | null {
  const sorted = [...points].sort((a, b) => a.people - b.people);
  let found: number | null = null;
  for (const [index, point] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined) break;
    const slope = ((next.mean - point.mean) / (next.people - point.people)) * saturationStep;
    if (slope < saturationGain) found ??= point.people;
    else found = null;
  }
  return found;
}

/** Each input alone at either end of its range, all others at the middle, for one size. */
async function tornadoOf(
  input: FrontierInput,
  study: PlanStudy,
  { people, withTechnicalMonitoring }: OrderOverRanges["first"],
): Promise<readonly TornadoBar[]> {
  const own = planInputOf(input, people, withTechnicalMonitoring);
  const found = await searchPlan(study, { ...own, effort: "quick" });
  const order = orderByWorth(study, found.chosen);
  const ends = planAssumptions.flatMap((assumption) =>
    [assumption.low, assumption.high].map((value) => ({
      ...middleFigures,
      [assumption.key]: value,
    })),
  );
  const samples = ends.map((figures) => ({ figures, costs: optionCosts(study, figures) }));
  const beyond = await postsBeyond(study, own, order, samples);
  const tally = new CoverageTally(study.matrix);
  const meanAt = (index: number) => {
    const { figures, costs } = samples[index] as (typeof samples)[number];
    const manned = mannedWithin([...order, ...beyond], costs, people, own.eurPerYear);
    const results = evaluatorFor(study, { ...study.conditions, figures }, tally).figures(manned);
    return round(
      results.reduce(
        (sum, { mean }, clause) => sum + mean * (study.ground.clauses[clause]?.weight ?? 0),
        0,
      ),
    );
  };
  const told = new Set(inputAssumptions(study, withTechnicalMonitoring).map(({ id }) => id));
  return planAssumptions
    .map((assumption, index): TornadoBar & { readonly index: number } => ({
      index,
      assumption: plainAssumption(assumption),
      withTechnicalMonitoring,
      people,
      meanAtLow: meanAt(index * 2),
      meanAtHigh: meanAt(index * 2 + 1),
    }))
    .filter(({ assumption }) => told.has(assumption.id))
    .sort((a, b) => spanOf(b) - spanOf(a) || a.index - b.index)
    .map(({ index: _index, ...bar }) => bar);
}

const spanOf = ({ meanAtLow, meanAtHigh }: TornadoBar) => Math.abs(meanAtHigh - meanAtLow);

function plainAssumption({
  id,
  name,
  unit,
  value,
  low,
  high,
  mark,
  source,
}: Assumption): Assumption {
  return { id, name, unit, value, low, high, mark, source };
}
