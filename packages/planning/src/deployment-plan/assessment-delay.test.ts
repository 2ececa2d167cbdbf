import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { assessmentDelay, delayOf } from "./assessment-delay.ts";
import { planGround } from "./plan-ground.ts";
import type { ClauseHours } from "./verify-deployment.ts";

const ground = planGround(smallAgreement());
const [clause] = ground.clauses;
if (clause === undefined) throw new Error("the small agreement has a clause");
const oneCell = { ...clause, weight: 1, cells: clause.cells.slice(0, 1) };
const day = (ratioAt: (hour: number) => number): ClauseHours => ({
  clause: oneCell,
  ratios: Array.from({ length: 24 }, (_, hour) => Float64Array.of(ratioAt(hour))),
  localHours: [],
});

describe("time from event to assessment", () => {
  test.each([
    { title: "seen at every hour", ratioAt: () => 0.6, hours: 0, missedRatio: 0.4 },
    { title: "never seen", ratioAt: () => 0, hours: 0, missedRatio: 1 },
    // Begins at any hour, waits for the one: 0 to 23 hours, 11.5 in the mean.
    {
      title: "seen at one hour",
      ratioAt: (h: number) => (h === 9 ? 1 : 0),
      hours: 11.5,
      missedRatio: 0,
    },
    // Twelve hours at once; the other twelve wait 1 to 12 hours: 78 of 24.
    {
      title: "seen by day",
      ratioAt: (h: number) => (h < 12 ? 0.5 : 0),
      hours: 78 / 24,
      missedRatio: 0.5,
    },
  ])("[WEB-303] $title", ({ ratioAt, hours, missedRatio }) => {
    const delay = delayOf([day(ratioAt)]);
    expect(delay.hours).toBeCloseTo(hours, 9);
    expect(delay.missedRatio).toBeCloseTo(missedRatio, 9);
  });

  test("[WEB-303] is told of clauses whose breach lasts, and of no others", () => {
    const empty = { schema: "deployment/1", id: "none", posts: [], sensors: [] } as const;
    const delay = assessmentDelay(
      ground,
      { ...empty, posts: [], sensors: [] },
      {
        catalogue: smallCatalogue,
      },
    );
    expect(delay).toEqual({ hours: 0, missedRatio: 1, articles: ["weapons"] });
  });
});
