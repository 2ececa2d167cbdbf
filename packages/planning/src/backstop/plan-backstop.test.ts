import { distanceM, type Position } from "@truceline/geo";
import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { groundOf } from "../patrols/ground.ts";
import type { RoadSpeeds } from "../patrols/road-speeds.ts";
import { type Aircraft, flyableRatio, type WeatherState } from "./air-reach.ts";
import type { BackstopBase, BackstopProblem, ProtectedPost } from "./backstop-problem.ts";
import { planBackstop } from "./plan-backstop.ts";

const exact = (value: number) => ({ value, low: value, high: value });
const ranged = (value: number, low: number, high: number) => ({ value, low, high });
const speeds: RoadSpeeds = [
  { roadClass: "road", day: exact(60), night: exact(30), mark: "assumed", source: "test" },
  { roadClass: "off-road", day: exact(6), night: exact(6), mark: "assumed", source: "test" },
];
const west: Position = [-30, 0];
const east: Position = [-29.5, 0];
const island: Position = [-29.2, 0];
const roadKm = distanceM(west, east) / 1000;
const roads = [
  { id: "r", coordinates: [west, east], roadClass: "road" },
  { id: "i", coordinates: [island, [-29.1, 0] as Position], roadClass: "road" },
];
const base = (
  id: string,
  position: Position,
  change: Partial<BackstopBase> = {},
): BackstopBase => ({
  id,
  position,
  quickReactionMin: { day: exact(10), night: exact(20) },
  ambulanceMin: { day: exact(5), night: exact(8) },
  isHospital: false,
  isAssembly: false,
  ...change,
});
const post = (id: string, position: Position, people = 10): ProtectedPost => ({
  id,
  sector: "s",
  position,
  people: exact(people),
});
const helicopter: Aircraft = {
  id: "h",
  base: "w",
  count: 1,
  speedKmh: exact(200),
  rangeKm: 400,
  readyMin: { day: exact(15), night: exact(30) },
  groundMin: exact(5),
  fliesByNight: false,
  windMaxMps: 20,
  visibilityMinM: 1_500,
  ceilingMinM: 150,
};
const clear: WeatherState = {
  name: "clear",
  hourRatio: exact(0.75),
  windMps: 5,
  visibilityM: 9_999,
  cloudBaseM: 900,
};
const storm: WeatherState = {
  name: "storm",
  hourRatio: exact(0.25),
  windMps: 30,
  visibilityM: 9_999,
  cloudBaseM: 900,
};
const problem = (change: Partial<BackstopProblem> = {}): BackstopProblem => ({
  ground: groundOf(roads, [], speeds),
  bases: [base("w", west, { isHospital: true, isAssembly: true })],
  posts: [post("p", east), post("q", island, 4)],
  aircraft: [helicopter],
  weather: [clear, storm],
  loadingMin: exact(10),
  reactionLimitMin: 50,
  surgeryLimitMin: 120,
  ...change,
});
const timesOf = (given: BackstopProblem, id: string) => {
  const found = planBackstop(given).posts.find((entry) => entry.post === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe("protection of the mission's people", () => {
  test("[PLN-075] quick reaction by road: readiness and the drive, by day and by night", () => {
    const [day, , night] = timesOf(problem(), "p").reaction;
    expect(day).toMatchObject({ light: "day", means: "road", by: "w" });
    expect(day?.minutes.value).toBeCloseTo(10 + roadKm, 3);
    expect(night?.minutes.value).toBeCloseTo(20 + 2 * roadKm, 3);
    expect(day?.withoutFirst).toEqual({ value: null, low: null, high: null });
  });

  test("[PLN-075] to surgery by road: ambulance there, loading, and on to the nearest hospital", () => {
    const bases = [base("w", west), base("e", east, { isHospital: true, ambulanceMin: null })];
    const [day] = timesOf(problem({ bases }), "p").surgery;
    expect(day?.minutes.value).toBeCloseTo(5 + roadKm + 10, 3);
    expect(day?.by).toBe("w");
  });

  test("[PLN-075] by air: readiness, straight flight and landing, within range and by day only", () => {
    const { reaction, surgery } = timesOf(problem(), "q");
    const km = distanceM(west, island) / 1000;
    expect(reaction[1]?.minutes.value).toBeCloseTo(15 + (km / 200) * 60 + 5, 6);
    expect(surgery[1]?.minutes.value).toBeCloseTo(15 + ((2 * km) / 200) * 60 + 10, 6);
    expect(reaction[3]).toMatchObject({ light: "night", by: null, minutes: { value: null } });
    const short = problem({ aircraft: [{ ...helicopter, rangeKm: 2 * km - 1 }] });
    expect(timesOf(short, "q").reaction[1]?.minutes.value).toBeNull();
  });

  test("[PLN-075] a post that no road reaches is told, and counted as beyond every limit by road", () => {
    const plan = planBackstop(problem());
    const island = plan.posts.find((entry) => entry.post === "q");
    expect(island?.cutOffFrom).toEqual(["w"]);
    expect(plan.sentences).toContain("No road leads from any base to q.");
    expect(plan.sentences[0]).toMatch(/in 2 parts that do not meet/);
    const byDay = plan.exposure.find(({ light, kind }) => light === "day" && kind === "reaction");
    // By road p is 65 min away and q cut off; by air both are reached in time; a quarter of hours no flight.
    expect(byDay?.roadOnly.value).toBe(14);
    expect(byDay?.withAir.value).toBe(0);
    expect(byDay?.mean.value).toBeCloseTo(0.25 * 14, 9);
    const byNight = plan.exposure.find(
      ({ light, kind }) => light === "night" && kind === "reaction",
    );
    expect(byNight?.mean.value).toBe(14);
  });

  test("[PLN-075] the worst post of a sector and the time if the first base is lost", () => {
    const bases = [base("e", east), base("w", west)];
    const plan = planBackstop(
      problem({ bases, aircraft: [], posts: [post("p", east), post("r", [-29.75, 0])] }),
    );
    const reaction = plan.posts[0]?.reaction[0];
    expect(reaction).toMatchObject({ by: "e" });
    expect(reaction?.minutes.value).toBeCloseTo(10, 6);
    expect(reaction?.withoutFirst.value).toBeCloseTo(10 + roadKm, 3);
    expect(plan.sectors[0]?.worst[0]).toMatchObject({ light: "day", kind: "reaction", post: "r" });
    expect(plan.sentences).toContain("No base has surgery.");
  });

  test("[PLN-076] ranges are extremes: no draw of the inputs lies outside", () => {
    const wide = (value: number) => ranged(value, value * 0.6, value * 1.5);
    const at = (
      pick: (range: { value: number; low: number; high: number }) => {
        value: number;
        low: number;
        high: number;
      },
    ) => {
      const given: RoadSpeeds = speeds.map((entry) => ({
        ...entry,
        day: pick(wide(entry.day.value)),
        night: pick(wide(entry.night.value)),
      }));
      return problem({
        ground: groundOf(roads, [], given),
        bases: [
          base("w", west, {
            isHospital: true,
            quickReactionMin: { day: pick(wide(10)), night: pick(wide(20)) },
            ambulanceMin: { day: pick(wide(5)), night: pick(wide(8)) },
          }),
        ],
        aircraft: [
          {
            ...helicopter,
            fliesByNight: true,
            speedKmh: pick(wide(200)),
            groundMin: pick(wide(5)),
            readyMin: { day: pick(wide(15)), night: pick(wide(30)) },
          },
        ],
        loadingMin: pick(wide(10)),
      });
    };
    const box = planBackstop(at((range) => range));
    const rng = seededRng("box");
    for (let draw = 0; draw < 40; draw++) {
      const point = planBackstop(at(({ low, high }) => exact(low + rng.nextUnit() * (high - low))));
      for (const [index, own] of point.posts.entries()) {
        for (const kind of ["reaction", "surgery"] as const) {
          for (const [which, { minutes }] of own[kind].entries()) {
            const range = box.posts[index]?.[kind][which]?.minutes;
            if (minutes.value === null) continue;
            expect(minutes.value).toBeGreaterThanOrEqual((range?.low ?? Number.NaN) - 1e-9);
            expect(minutes.value).toBeLessThanOrEqual(
              (range?.high ?? Number.POSITIVE_INFINITY) + 1e-9,
            );
          }
        }
      }
      for (const [index, { mean }] of point.exposure.entries()) {
        expect(mean.value).toBeGreaterThanOrEqual(
          (box.exposure[index]?.mean.low ?? Number.NaN) - 1e-9,
        );
        expect(mean.value).toBeLessThanOrEqual(
          (box.exposure[index]?.mean.high ?? Number.NaN) + 1e-9,
        );
      }
    }
  });

  test("[PLN-076] hours of flight: shares that sum to 1 bound each other; no weather stated is 0 to 1", () => {
    const states = [
      { ...clear, hourRatio: ranged(0.7, 0.5, 0.9) },
      { ...storm, hourRatio: ranged(0.3, 0.2, 0.4) },
    ];
    expect(flyableRatio(helicopter, states, "day")).toEqual({ value: 0.7, low: 0.6, high: 0.8 });
    expect(flyableRatio(helicopter, states, "night")).toEqual(exact(0));
    expect(flyableRatio(helicopter, [], "day")).toEqual({ value: 1, low: 0, high: 1 });
  });

  test("[PLN-076] without roads it is the line that is driven along, and that is said", () => {
    const ground = groundOf(undefined, [west, east], speeds);
    const plan = planBackstop(problem({ ground, posts: [post("p", east)] }));
    expect(plan.ground.roads).toBe("along-line");
    expect(plan.sentences[0]).toMatch(/^No roads are given/);
    expect(plan.posts[0]?.reaction[0]?.minutes.value).toBeCloseTo(10 + 1.3 * roadKm, 3);
    expect(plan.posts[0]?.reaction[0]?.minutes.high).toBeCloseTo(10 + 1.6 * roadKm, 3);
  });

  test.each([
    {
      title: "an aircraft at a base that is not there",
      change: { aircraft: [{ ...helicopter, base: "nowhere" }] },
    },
    { title: "weather that does not sum to 1", change: { weather: [clear] } },
    { title: "a speed of nothing", change: { aircraft: [{ ...helicopter, speedKmh: exact(0) }] } },
    { title: "no posts", change: { posts: [] } },
  ])("[PLN-076] $title is refused", ({ change }) => {
    expect(() => planBackstop(problem(change))).toThrow(
      expect.objectContaining({ code: "TL_PLAN_BACKSTOP" }),
    );
  });

  test("[PLN-077] nothing in the answer names anything but the mission's own places", () => {
    const plan = planBackstop(problem());
    const keys = new Set<string>();
    const walk = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, member] of Object.entries(value)) {
        if (!Array.isArray(value)) keys.add(key);
        walk(member);
      }
    };
    walk(plan);
    expect(keys.size).toBeGreaterThan(20);
    const known = ["post", "posts", "sector", "sectors", "by", "aircraft", "cutOffFrom"];
    const named = [...keys].filter((key) =>
      /post|sector|^by$|aircraft|cutOff|position|target|party|side/i.test(key),
    );
    expect(named.filter((key) => !known.includes(key) && key !== "postCount")).toEqual([]);
  });
});
