import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { afterWithdrawal, planRotation, type RotationPlan } from "./plan-rotation.ts";
import { rotationBound } from "./rotation-bound.ts";
import type { Contributor, RotationProblem } from "./rotation-problem.ts";

const one = (id: string, change: Partial<Contributor> = {}): Contributor => ({
  id,
  unitPeople: 100,
  unitCount: 3,
  capPeople: Number.POSITIVE_INFINITY,
  tourMonthsMin: 6,
  tourMonthsMax: 6,
  restMonths: 12,
  fromMonth: 0,
  untilMonth: Number.POSITIVE_INFINITY,
  caveats: [],
  ...change,
});
const problemOf = (
  required: number | readonly number[],
  contributors: readonly Contributor[],
  change: Partial<RotationProblem> = {},
): RotationProblem => ({
  start: "2026-01",
  required: typeof required === "number" ? Array.from({ length: 24 }, () => required) : required,
  contributors,
  handoverDays: 0,
  ceilingPeople: Number.POSITIVE_INFINITY,
  ...change,
});
const plan = (problem: RotationProblem) => planRotation(problem, seededRng("rotation"));
const monthsApart = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7)) +
  (Number(to.slice(8)) - Number(from.slice(8)) > 0
    ? 0.5
    : Number(to.slice(8)) < Number(from.slice(8))
      ? -0.5
      : 0);

/** Every rule, checked on the plan as it is told. */
function expectKept(problem: RotationProblem, { tours, months }: RotationPlan): void {
  for (const contributor of problem.contributors) {
    const own = tours.filter((tour) => tour.contributor === contributor.id);
    for (const tour of own) {
      expect(tour.months).toBeGreaterThanOrEqual(contributor.tourMonthsMin);
      expect(tour.months).toBeLessThanOrEqual(contributor.tourMonthsMax);
      expect(monthsApart(`${problem.start}-01`, tour.takesOver)).toBeGreaterThanOrEqual(
        contributor.fromMonth,
      );
      expect(monthsApart(`${problem.start}-01`, tour.leaves)).toBeLessThanOrEqual(
        contributor.untilMonth,
      );
      expect(tour.unit).toBeGreaterThanOrEqual(1);
      expect(tour.unit).toBeLessThanOrEqual(contributor.unitCount);
      const next = own.find(
        ({ unit, takesOver }) => unit === tour.unit && takesOver > tour.takesOver,
      );
      if (next === undefined) continue;
      expect(monthsApart(tour.leaves, next.takesOver)).toBeGreaterThanOrEqual(
        contributor.restMonths,
      );
      // Whoever comes back arrives before taking over, and rests until then.
      expect(next.arrives >= tour.leaves || contributor.restMonths === 0).toBe(true);
    }
    const peak = Math.max(
      0,
      ...own.map(({ takesOver }) =>
        own
          .filter((tour) => tour.takesOver <= takesOver && tour.leaves > takesOver)
          .reduce((sum, { people }) => sum + people, 0),
      ),
    );
    expect(peak).toBeLessThanOrEqual(contributor.capPeople);
  }
  for (const { inTheatre } of months) expect(inTheatre).toBeLessThanOrEqual(problem.ceilingPeople);
}

describe("contingents over 24 months", () => {
  test("[PLN-070] the rule of thirds: three units of 6 months with 12 at home keep one on duty, two do not", async () => {
    const three = problemOf(100, [one("x")]);
    const met = await plan(three);
    expect(met.status).toBe("met");
    expect(met.contributors[0]?.rotationFactor.value).toBe(3);
    expect(met.tours).toHaveLength(4);
    expectKept(three, met);
    const two = await plan(problemOf(100, [one("x", { unitCount: 2 })]));
    expect(two.status).toBe("impossible");
    // In 24 months two units serve 6 + 6, then 6 more each after 12 at home: 18 of 24.
    expect(two.bound).toBe(600);
    expect(two.shortfall).toBe(600);
  });

  test("[PLN-070] caps, ramps, arrivals, handover and ceilings are kept", async () => {
    const required = Array.from({ length: 24 }, (_, month) => (month < 3 ? 100 : 300));
    const problem = problemOf(
      required,
      [
        one("x", { unitCount: 6, capPeople: 200, tourMonthsMin: 4 }),
        one("y", { unitCount: 8, restMonths: 8, fromMonth: 2 }),
      ],
      { handoverDays: 10, ceilingPeople: 600 },
    );
    const found = await plan(problem);
    expect(found.status).toBe("met");
    expectKept(problem, found);
    expect(found.tours[0]?.arrives).toBe("2025-12-22");
  });

  test("[PLN-071] what cannot be met names a smallest set of requirements", async () => {
    const { status, conflict } = await plan(
      problemOf(300, [one("x", { unitCount: 20, capPeople: 200 }), one("y", { unitCount: 0 })]),
    );
    expect(status).toBe("impossible");
    expect(conflict?.requirements.map(({ id }) => id)).toEqual([
      "cap:x",
      "pool:y",
      "strength:1-24",
    ]);
    expect(conflict?.isSmallest).toBe(true);
    expect(conflict?.requirements[0]?.sentence).toBe("x sends at most 200 people at once");
  });

  test("[PLN-071] the set is in conflict, and without any one of them the proof does not hold", async () => {
    const problem = problemOf(100, [one("x", { unitCount: 2 })]);
    const { conflict } = await plan(problem);
    expect(conflict?.requirements.map(({ id }) => id)).toEqual([
      "rest:x",
      "tour:x",
      "pool:x",
      "strength:1-24",
    ]);
    const change = (more: Partial<Contributor>) =>
      problemOf(100, [one("x", { unitCount: 2, ...more })]);
    expect(rotationBound(problem).shortfall).toBeGreaterThan(0);
    for (const relaxed of [
      change({ restMonths: 0 }),
      change({ tourMonthsMin: 1, tourMonthsMax: 24 }),
      change({ unitCount: 30 }),
      problemOf(0, [one("x", { unitCount: 2 })]),
    ]) {
      expect(rotationBound(relaxed).shortfall).toBe(0);
    }
  });

  test("[PLN-072] a contributor that withdraws half-way: what is missing, who steps in, when it is made good", async () => {
    const contributors = [one("x", { unitCount: 3 }), one("y", { unitCount: 12, capPeople: 200 })];
    const problem = problemOf(200, contributors);
    const planned = await plan(problem);
    expect(planned.status).toBe("met");
    const withdrawal = { contributor: "x", month: 12, noticeMonths: 2 };
    const outcome = await afterWithdrawal(problem, planned, withdrawal, seededRng("w"));
    expect(outcome.gone).toBe("2027-01-01");
    expect(outcome.known).toBe("2026-11-01");
    expect(outcome.shortfallMended).toBeLessThanOrEqual(outcome.shortfallUnmended);
    expect(outcome.shortfallMended).toBeGreaterThanOrEqual(outcome.bound);
    expect(outcome.shortfallMended).toBe(0);
    expect(outcome.recoveredBy).toBe("2027-01");
    expect(outcome.extraTours.every(({ contributor }) => contributor === "y")).toBe(true);
    const alone = problemOf(200, [one("x", { unitCount: 3 }), one("y", { unitCount: 3 })]);
    const without = await afterWithdrawal(alone, await plan(alone), withdrawal, seededRng("w"));
    expect(without.shortfallMended).toBe(1_200);
    expect(without.recoveredBy).toBeNull();
    expect(without.conflict?.requirements.map(({ id }) => id)).toContain("withdrawal:x");
  });

  test("[PLN-070] same seed, same plan, whatever the order of contributors", async () => {
    const contributors = [one("x", { unitCount: 5 }), one("y", { unitCount: 4, restMonths: 6 })];
    const first = await plan(problemOf(200, contributors));
    const second = await plan(problemOf(200, [...contributors].reverse()));
    expect(second.tours).toEqual(first.tours);
  });

  test.each([
    { title: "a tour of no months", problem: problemOf(1, [one("x", { tourMonthsMin: 0 })]) },
    {
      title: "a tour longer at least than at most",
      problem: problemOf(1, [one("x", { tourMonthsMax: 4 })]),
    },
    { title: "a negative number of people needed", problem: problemOf([-5], [one("x")]) },
    {
      title: "a contributor gone before it comes",
      problem: problemOf(1, [one("x", { fromMonth: 5, untilMonth: 3 })]),
    },
    { title: "a month that is none", problem: problemOf(1, [one("x")], { start: "2026-13" }) },
    { title: "half a contingent", problem: problemOf(1, [one("x", { unitCount: 0.5 })]) },
  ])("[PLN-070] $title is refused", async ({ problem }) => {
    await expect(plan(problem)).rejects.toMatchObject({ code: "TL_PLAN_ROTATION" });
  });
});
