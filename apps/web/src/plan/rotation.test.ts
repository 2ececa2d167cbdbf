import { describe, expect, test } from "vitest";
import { monthsFrom, poolOf, rotationProblem, tourBars, workedOut } from "./rotation.ts";

const date = "2026-01-15";
const noOne = { contributors: [], handoverDays: 14 };
const one = {
  name: "Albatross",
  people: 300,
  contingents: 3,
  tourMonths: 6,
  restMonths: 12,
  untilMonth: null,
};

describe("contingents for a plan's people", () => {
  test("[WEB-302] of whom nothing is known: whole contingents in turns, three in the pool for one", async () => {
    const problem = rotationProblem(noOne, 600, date, "somebody");
    const plan = await workedOut(problem);
    expect(plan.status).toBe("met");
    expect(poolOf(plan)).toEqual({ people: 1_800, factor: 3 });
    const bars = tourBars(plan, problem.start);
    expect(bars.length).toBeGreaterThanOrEqual(4);
    for (const { fromMonth, dutyMonth, toMonth } of bars) {
      expect(fromMonth).toBeLessThanOrEqual(dutyMonth);
      expect(toMonth).toBeLessThanOrEqual(24);
    }
  });

  test("[WEB-302] contributors that are too few leave people missing, with what cannot be had together", async () => {
    const problem = rotationProblem({ contributors: [one], handoverDays: 14 }, 600, date, "");
    const plan = await workedOut(problem);
    expect(plan.status).toBe("impossible");
    expect(plan.conflict?.requirements.length).toBeGreaterThan(0);
    expect(plan.months.some(({ short }) => short >= 300)).toBe(true);
  });

  test("[WEB-302] one that leaves half-way is missing from then on", async () => {
    const many = { ...one, people: 600, contingents: 4, untilMonth: 12 };
    const plan = await workedOut(
      rotationProblem({ contributors: [many], handoverDays: 0 }, 600, date, ""),
    );
    expect(plan.months.slice(0, 12).every(({ short }) => short === 0)).toBe(true);
    expect(plan.months.slice(12).every(({ short }) => short === 600)).toBe(true);
  });

  test.each([
    ["2026-01", "2026-01-01", 0],
    ["2026-01", "2026-01-16", 0.5],
    ["2026-11", "2027-02-01", 3],
    ["2026-03", "2026-02-16", -0.5],
  ])("months from %s to %s", (start, at, months) => {
    expect(monthsFrom(start, at)).toBeCloseTo(months, 9);
  });

  test("[WEB-302] what cannot be is refused", async () => {
    const nobody = { ...one, people: 0 };
    const problem = rotationProblem({ contributors: [nobody], handoverDays: 14 }, 600, date, "");
    await expect(workedOut(problem)).rejects.toMatchObject({ code: "TL_PLAN_ROTATION" });
  });
});
