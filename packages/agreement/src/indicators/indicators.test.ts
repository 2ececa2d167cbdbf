import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { withLadder } from "../../fixtures/with-ladder.ts";
import type { CompiledIndicator } from "./indicator.ts";
import { type BoardDay, type IndicatorSighting, indicatorRows } from "./indicator-days.ts";
import { showsIndicator } from "./shows-indicator.ts";

const dayMs = 86_400_000;
const { compiled, faults } = parseMidOcean(withLadder);
const beginsMs = compiled?.inForce.fromMs ?? 0;
const indicators = compiled?.indicators ?? [];
const [bridging, drill] = indicators as [CompiledIndicator, CompiledIndicator];

const days: readonly BoardDay[] = Array.from({ length: 6 }, (_, index) => ({
  name: `day ${index}`,
  fromMs: beginsMs + index * dayMs,
  toMs: beginsMs + (index + 1) * dayMs,
}));
const seen = (id: string, day: number, sectorId = "north", pieceCount = 1): IndicatorSighting => ({
  observationId: id,
  sectorId,
  atMs: beginsMs + day * dayMs + dayMs / 2,
  pieceCount,
});
const rows = (
  indicator: CompiledIndicator,
  sightings: readonly IndicatorSighting[],
  coverage: (sectorId: string, day: number) => number = () => 1,
  notices: Parameters<typeof indicatorRows>[1]["notices"] = [],
) =>
  indicatorRows(indicator, {
    days,
    sectorIds: ["north", "south"],
    sightings,
    notices,
    coverageRatio: coverage,
  });

test("[AGR-064] an indicator compiles with its signs, its threshold and the article that is seen alike", () => {
  expect(faults).toEqual([]);
  expect(bridging).toEqual({
    id: "bridging",
    name: { en: "Bridging" },
    shownBy: [
      { kinds: ["construction"], means: [], words: ["pontoon", "понтон"], exercise: false },
      { kinds: ["vehicle"], means: ["saw", "recorded"], words: ["bridge-layer"], exercise: false },
    ],
    sectors: null,
    counts: "days",
    threshold: { count: 2, dayCount: 3 },
    fromMs: beginsMs,
    unlessNotified: false,
    coverageOf: "2",
    // What article 2 asks for.
    coverageRatio: compiled?.articles.find(({ id }) => id === "2")?.coverageRatio,
    mark: "assumed",
  });
});

const observed = (change: Partial<Observation>) =>
  ({ kind: "construction", means: ["saw"], ...change }) as Observation;
test.each<[string, CompiledIndicator, Partial<Observation>, boolean]>([
  ["a word of its beginning", bridging, { remark: "Two PONTOONS at the bank." }, true],
  ["in another language", bridging, { assessedAs: "понтонний парк" }, true],
  ["inside another word", bridging, { remark: "a counterpontoon" }, false],
  ["without the word", bridging, { remark: "a trench" }, false],
  ["another kind", bridging, { kind: "mine", remark: "a pontoon" }, false],
  ["a word of two parts", bridging, { kind: "vehicle", remark: "one bridge layer" }, true],
  [
    "in the observer's name for it",
    bridging,
    { kind: "vehicle", weapons: [{ class: "undetermined", statedAs: "Bridge-layer MTU" }] },
    true,
  ],
  [
    "by another means",
    bridging,
    { kind: "vehicle", means: ["informed"], remark: "bridge-layer" },
    false,
  ],
  ["called an exercise", drill, { kind: "burst", exercise: "inside-security-zone" }, true],
  ["not called so", drill, { kind: "burst" }, false],
])("[AGR-064] what shows an indicator: %s", (_title, indicator, change, expected) => {
  expect(showsIndicator(indicator, observed(change))).toBe(expected);
});

test("[AGR-064] seen, not seen and could not see are told apart by day and sector", () => {
  const coverage = (sectorId: string, day: number) => (sectorId === "south" && day > 1 ? 0.2 : 0.9);
  const [north, south] = rows(
    bridging,
    [seen("o1", 1), seen("o2", 1), seen("o3", 4, "south")],
    coverage,
  );
  expect(north?.days.map(({ state }) => state)).toEqual([
    "not-seen",
    "seen",
    "not-seen",
    "not-seen",
    "not-seen",
    "not-seen",
  ]);
  expect(south?.days.map(({ state }) => state)).toEqual([
    "not-seen",
    "not-seen",
    "could-not-see",
    "could-not-see",
    // Seen is seen, however little could be.
    "seen",
    "could-not-see",
  ]);
  expect(south?.days.map(({ blindDayCount }) => blindDayCount)).toEqual([0, 0, 1, 2, 2, 2]);
  expect(north?.days[1]).toMatchObject({ count: 1, observationIds: ["o1", "o2"], windowCount: 1 });
});

test("[AGR-064] the threshold counts days, observations or pieces over its days, each sector by itself", () => {
  const sightings = [
    seen("o1", 1),
    seen("o2", 1, "north", 4),
    seen("o3", 3),
    seen("o4", 3, "south"),
  ];
  const counted = (counts: CompiledIndicator["counts"]) =>
    rows({ ...bridging, counts }, sightings).map((row) => row.days.map((day) => day.windowCount));
  expect(counted("days")).toEqual([
    [0, 1, 1, 2, 1, 1],
    [0, 0, 0, 1, 1, 1],
  ]);
  expect(counted("observations")[0]).toEqual([0, 2, 2, 3, 1, 1]);
  expect(counted("pieces")[0]).toEqual([0, 5, 5, 6, 1, 1]);
  const [north] = rows(bridging, sightings);
  expect(north?.days.map(({ isReached }) => isReached)).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
});

test("[AGR-064] what was notified beforehand is shown and not counted; before its time nothing is", () => {
  const notices = [{ sectorId: "north", fromMs: beginsMs, toMs: beginsMs + 2 * dayMs }];
  const sightings = [seen("o1", 1), seen("o2", 1, "south"), seen("o3", 2)];
  const [north, south] = rows(drill, sightings, undefined, notices);
  expect(north?.days[1]).toMatchObject({ state: "seen", count: 0, notifiedCount: 1 });
  expect(south?.days[1]).toMatchObject({ state: "seen", count: 1, notifiedCount: 0 });
  expect(north?.days[2]).toMatchObject({ count: 1, notifiedCount: 0 });
  const later = rows({ ...drill, fromMs: beginsMs + 2 * dayMs }, sightings);
  expect(later[1]?.days[1]).toMatchObject({ state: "seen", count: 0 });
});

test("[AGR-064] only the sectors that it names are counted", () => {
  const [only, none] = rows({ ...bridging, sectors: ["south"] }, [seen("o1", 1)]);
  expect(only?.sectorId).toBe("south");
  expect(none).toBeUndefined();
});

const arbSightings = fc.array(
  fc
    .record({
      n: fc.nat(12),
      day: fc.double({ min: 0, max: 5.99, noNaN: true }),
      sectorId: fc.constantFrom("north", "south"),
      pieceCount: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ n, day, ...rest }) => ({
      observationId: `o${n}`,
      atMs: Math.floor(beginsMs + day * dayMs),
      ...rest,
    })),
  { maxLength: 20 },
);
const distinct = (list: readonly IndicatorSighting[]) => [
  ...new Map(list.map((one) => [one.observationId, one])).values(),
];
const arbCounts = fc.constantFrom("days" as const, "observations" as const, "pieces" as const);

test("[AGR-065] what comes later changes no day before it, and nothing told is a chance", () => {
  fc.assert(
    fc.property(arbSightings, arbCounts, fc.nat(5), (all, counts, day) => {
      const sightings = distinct(all);
      const known = sightings.filter(({ atMs }) => atMs < (days[day]?.toMs ?? 0));
      const before = (list: readonly IndicatorSighting[]) =>
        rows({ ...bridging, counts }, list).map((row) => row.days.slice(0, day + 1));
      expect(before(known)).toEqual(before(sightings));
      const told = rows({ ...bridging, counts }, sightings)[0]?.days[0] ?? {};
      expect(Object.keys(told).sort()).toEqual([
        "blindDayCount",
        "count",
        "coverageRatio",
        "isReached",
        "notifiedCount",
        "observationIds",
        "state",
        "windowCount",
      ]);
    }),
  );
});

test("[AGR-064] the order of sightings does not matter, and every count is that of a plain recount", () => {
  let reachedCount = 0;
  fc.assert(
    fc.property(
      arbSightings,
      arbCounts,
      fc.integer({ min: 1, max: 6 }),
      (all, counts, dayCount) => {
        const sightings = distinct(all);
        const indicator = { ...bridging, counts, threshold: { count: 2, dayCount } };
        const told = rows(indicator, sightings);
        expect(rows(indicator, [...sightings].reverse())).toEqual(told);
        for (const row of told) {
          for (const [index, day] of row.days.entries()) {
            const first = Math.max(0, index - dayCount + 1);
            const inside = sightings.filter(
              ({ sectorId, atMs }) =>
                sectorId === row.sectorId &&
                atMs >= (days[first]?.fromMs ?? 0) &&
                atMs < (days[index]?.toMs ?? 0),
            );
            const recount = {
              days: new Set(inside.map(({ atMs }) => Math.floor((atMs - beginsMs) / dayMs))).size,
              observations: inside.length,
              pieces: inside.reduce((sum, one) => sum + one.pieceCount, 0),
            };
            expect(day.windowCount).toBe(recount[counts]);
            expect(day.isReached).toBe(recount[counts] >= 2);
            if (day.isReached) reachedCount += 1;
          }
        }
      },
    ),
  );
  expect(reachedCount).toBeGreaterThan(20);
});
