import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type Craft, laneFigures } from "./lane-programme.ts";
import { overCorners } from "./range-box.ts";
import { planVisits, type VisitProblem, type VisitSite } from "./visit-programme.ts";

const exact = (value: number) => ({ value, low: value, high: value });
const table = (minutes: readonly (readonly number[])[]) =>
  minutes.map((row) => Float64Array.from(row));

describe("programme of visits", () => {
  const near = [
    [0, 30, 30],
    [30, 0, 60],
    [30, 60, 0],
  ];
  const site = (id: string, at: number, change: Partial<VisitSite> = {}): VisitSite => ({
    id,
    kind: "port",
    side: null,
    place: at,
    everyDays: 3,
    visitMin: 120,
    window: { fromMin: 480, toMin: 960 },
    closedDays: [],
    deniedRatio: exact(0),
    sinceDays: 0,
    ...change,
  });
  const problem = (change: Partial<VisitProblem> = {}): VisitProblem => ({
    sites: [site("one", 1), site("two", 2)],
    teams: [{ id: "team", base: 0, hours: { fromMin: 480, toMin: 1020 }, offDays: [] }],
    legs: { day: table(near), night: table(near), daylight: { fromMin: 0, toMin: 1440 } },
    dayCount: 12,
    ...change,
  });
  const plan = (change: Partial<VisitProblem> = {}) =>
    planVisits(problem(change), seededRng("visits"));

  test("[PLN-067] visits are made before they are overdue where teams can", () => {
    const { sites, backlog, overdueDaysBound } = plan();
    expect(sites.map(({ overdueDays }) => overdueDays)).toEqual([0, 0]);
    expect(sites.every(({ longestGapDays }) => longestGapDays <= 3)).toBe(true);
    expect(backlog).toEqual(Array.from({ length: 12 }, () => 0));
    expect(overdueDaysBound).toBe(0);
  });

  test("[PLN-067] a site without a road, out of hours or closed is overdue for that reason, and the bound says so", () => {
    const apart = near.map((row) => [...row]);
    for (const at of [0, 1]) {
      (apart[at] as number[])[2] = Number.POSITIVE_INFINITY;
      (apart[2] as number[])[at] = Number.POSITIVE_INFINITY;
    }
    const cut = plan({
      legs: { day: table(apart), night: table(apart), daylight: { fromMin: 0, toMin: 1440 } },
    });
    expect(cut.sites[1]).toMatchObject({ site: "two", visitCount: 0, reason: "no-road" });
    expect(cut.overdueDaysBound).toBe(cut.sites[1]?.overdueDays);
    const night = plan({ sites: [site("one", 1, { window: { fromMin: 0, toMin: 60 } })] });
    expect(night.sites[0]?.reason).toBe("hours");
    const shut = plan({ sites: [site("one", 1, { closedDays: [1, 2, 3, 4, 5] })] });
    expect(shut.sites[0]?.reason).toBe("closed");
    expect(shut.overdueDaysBound).toBeGreaterThan(0);
    expect(shut.sites[0]?.overdueDays).toBeGreaterThanOrEqual(shut.overdueDaysBound);
  });

  test("[PLN-067] too few teams leave a backlog, and hours alone ask for more", () => {
    const sites = ["a", "b", "c", "d", "e", "f"].map((id) =>
      site(id, 1, { everyDays: 1, visitMin: 200 }),
    );
    const { backlog, teamsAtLeast, sites: told } = plan({ sites });
    expect(backlog.some((count) => count > 0)).toBe(true);
    expect(teamsAtLeast).toBeGreaterThan(1);
    expect(told.some(({ reason }) => reason === "teams")).toBe(true);
  });

  test("[PLN-067] refusals at the gate make the backlog no smaller, with the range of their chance", () => {
    const sites = [site("one", 1, { deniedRatio: { value: 0.3, low: 0, high: 0.6 } })];
    const { backlogWithDenials } = plan({ sites });
    expect(backlogWithDenials.low).toBe(0);
    expect(backlogWithDenials.value).toBeGreaterThanOrEqual(0);
    expect(backlogWithDenials.high).toBeGreaterThan(backlogWithDenials.low);
  });

  test.each([
    { title: "no days", change: { dayCount: 0 } },
    { title: "a visit every half day", change: { sites: [site("s", 1, { everyDays: 0.5 })] } },
    { title: "always refused", change: { sites: [site("s", 1, { deniedRatio: exact(1) })] } },
  ])("[PLN-067] $title is refused", ({ change }) => {
    expect(() => plan(change)).toThrow(expect.objectContaining({ code: "TL_PLAN_PATROL" }));
  });
});

describe("lanes", () => {
  const lane = { id: "l", kind: "sea" as const, lengthKm: 100, persistenceH: exact(5) };
  const craft: Craft = {
    id: "boat",
    count: 2,
    speedKmh: exact(20),
    sweepKm: exact(10),
    hoursOut: exact(50),
    transitH: exact(10),
    turnaroundH: exact(30),
    readyRatio: exact(0.8),
  };

  test("[PLN-068] passes, gaps and detection by the formulas of patrols", () => {
    const figures = laneFigures(lane, 10, [craft], []);
    // On the lane 2 × 0.8 × 40 / 80 = 0.8; 0.8 × 20 km/h × 24 h / 100 km = 3.84 passes a day.
    expect(figures.craft[0]?.onLaneCount.value).toBeCloseTo(0.8, 12);
    expect(figures.passesPerDay.value).toBeCloseTo(3.84, 12);
    expect(figures.meanGapH.value).toBeCloseTo(6.25, 12);
    expect(figures.detectionAtEvenGaps.value).toBeCloseTo(0.8, 12);
    expect(figures.detectionAtRandom.value).toBeCloseTo(1 - Math.exp(-0.8), 12);
  });

  test("[PLN-068] a lane wider than the sweep is seen in part, standing means add what they cover", () => {
    const half = laneFigures(lane, 20, [craft], []);
    expect(half.detectionAtEvenGaps.value).toBeCloseTo(0.4, 12);
    const watch = { id: "radar", count: 1, radiusKm: exact(25), readyRatio: exact(0.5) };
    const watched = laneFigures(lane, 20, [], [watch]);
    expect(watched.watchedRatio.value).toBeCloseTo(0.25, 12);
    expect(watched.detection.value).toBeCloseTo(0.25, 12);
    expect(watched.meanGapH).toEqual({ value: null, low: null, high: null });
  });

  test("[PLN-068] ranges are the extremes: no draw of the inputs lies outside", () => {
    const ranged = (value: number) => ({ value, low: value * 0.7, high: value * 1.2 });
    const wide = {
      ...craft,
      speedKmh: ranged(20),
      hoursOut: ranged(50),
      transitH: ranged(10),
      turnaroundH: ranged(30),
      readyRatio: ranged(0.8),
    };
    const given = { ...lane, persistenceH: ranged(5) };
    const box = laneFigures(given, 10, [wide], []);
    const rng = seededRng("lane");
    const pick = ({ low, high }: { low: number; high: number }) =>
      exact(low + rng.nextUnit() * (high - low));
    for (let draw = 0; draw < 300; draw++) {
      const point = laneFigures(
        { ...given, persistenceH: pick(given.persistenceH) },
        10,
        [
          {
            ...wide,
            speedKmh: pick(wide.speedKmh),
            hoursOut: pick(wide.hoursOut),
            transitH: pick(wide.transitH),
            turnaroundH: pick(wide.turnaroundH),
            readyRatio: pick(wide.readyRatio),
          },
        ],
        [],
      );
      for (const name of [
        "passesPerDay",
        "detectionAtRandom",
        "detectionAtEvenGaps",
        "detection",
      ] as const) {
        expect(point[name].value).toBeGreaterThanOrEqual(box[name].low - 1e-12);
        expect(point[name].value).toBeLessThanOrEqual(box[name].high + 1e-12);
      }
    }
  });

  test("[PLN-068] a reversed range is refused by its name", () => {
    expect(() =>
      overCorners({ speed: { value: 5, low: 6, high: 7 } }, ({ speed }) => speed),
    ).toThrow(
      expect.objectContaining({
        code: "TL_PLAN_RANGE",
        details: expect.objectContaining({ name: "speed" }),
      }),
    );
    expect(() => laneFigures({ ...lane, lengthKm: 0 }, 10, [], [])).toThrow(
      expect.objectContaining({ code: "TL_PLAN_PATROL" }),
    );
  });
});
