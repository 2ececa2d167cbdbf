import { type OptionCosts, rebuild } from "./choose-posts.ts";
import { CoverageTally } from "./coverage-tally.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { middleFigures } from "./plan-assumptions.ts";
import { optionCosts, type PlanInput, type PlanStudy } from "./plan-study.ts";
import { extendChoice } from "./search-plan.ts";

/** The posts of a plan, most worth for their people first; as far as they stand together. */
export function orderByWorth(study: PlanStudy, chosen: readonly number[]): readonly number[] {
  const { matrix } = study;
  const costs = optionCosts(study, middleFigures);
  const tally = new CoverageTally(matrix);
  rebuild(tally, matrix, chosen);
  const weights = study.meanTerms;
  return chosen
    .map((option) => {
      const own = matrix.options[option] as PlanOption;
      const isOut = tally.remove(own);
      const loss = isOut ? tally.gain(own, weights, 0) : Number.POSITIVE_INFINITY;
      if (isOut) tally.add(own);
      return { option, worth: loss / ((costs.people[option] as number) + 1) };
    })
    .sort((a, b) => b.worth - a.worth || a.option - b.option)
    .map(({ option }) => option);
}

/** What the search adds with as many people at work, and as much for the money, as the luckiest sample has. */
export async function postsBeyond(
  study: PlanStudy,
  input: PlanInput,
  order: readonly number[],
  samples: readonly { readonly costs: OptionCosts }[],
): Promise<readonly number[]> {
  const middle = optionCosts(study, middleFigures);
  // How many times the plan a sample could keep, by people and by money.
  const timesOf = (of: keyof OptionCosts) => {
    const spentAt = (costs: OptionCosts) =>
      order.reduce((sum, option) => sum + (costs[of][option] as number), 0);
    const least = Math.min(...samples.map(({ costs }) => spentAt(costs)));
    return least === 0 ? 1 : Math.max(1, spentAt(middle) / least);
  };
  const [peopleTimes, eurTimes] = [timesOf("people"), timesOf("eur")];
  const people = input.people === undefined ? undefined : input.people * peopleTimes;
  const eurPerYear = input.eurPerYear === undefined ? undefined : input.eurPerYear * eurTimes;
  const isMore = people !== input.people || eurPerYear !== input.eurPerYear;
  if (!isMore) return [];
  const known = new Set(order);
  const chosen = await extendChoice(study, { ...input, people, eurPerYear }, order);
  return chosen.filter((option) => !known.has(option));
}

/** Posts in their order, each that still fits into the budget at other figures. */
export function mannedWithin(
  order: readonly number[],
  { people, eur }: OptionCosts,
  peopleAtMost: number,
  eurAtMost = Number.POSITIVE_INFINITY,
): readonly number[] {
  let peopleLeft = peopleAtMost * (1 + 1e-9);
  let eurLeft = eurAtMost * (1 + 1e-9);
  return order.filter((option) => {
    const ownPeople = people[option] as number;
    const ownEur = eur[option] as number;
    if (ownPeople > peopleLeft || ownEur > eurLeft) return false;
    peopleLeft -= ownPeople;
    eurLeft -= ownEur;
    return true;
  });
}
