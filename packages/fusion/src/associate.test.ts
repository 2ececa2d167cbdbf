import type { Observation } from "@truceline/model";
import { sourceGroupOf } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { associate } from "./associate.ts";
import { closedGroups, vicinityOf } from "./closed-groups.ts";
import { nearAndSoon, noonMs, observed, seenAt } from "./testing/observations.ts";

const grouped = (...observations: Observation[]) =>
  associate(observations, nearAndSoon).map((group) =>
    group.map(({ sourceId }) => sourceId).join("+"),
  );
const at = (name: string, eastM: number, afterS: number, change: Partial<Observation> = {}) =>
  seenAt(name, eastM, 0, noonMs + afterS * 1_000, change);
const inStatement = (statementNo: number, observationNo: number, partOfNo?: number) => ({
  statement: {
    reportId: "daily",
    statementNo,
    observationNo,
    ...(partOfNo === undefined ? {} : { partOfNo }),
  },
});

describe("what is held to be one event", () => {
  test("near and soon is one, farther or later is not", () => {
    expect(grouped(at("a", 0, 0), at("b", 2_900, 110))).toEqual(["a+b"]);
    expect(grouped(at("a", 0, 0), at("b", 3_100, 0))).toEqual(["a", "b"]);
    expect(grouped(at("a", 0, 0), at("b", 0, 121))).toEqual(["a", "b"]);
  });

  test("an explosion and a vehicle are two; a flash goes with either fire, but not with both", () => {
    expect(grouped(at("a", 0, 0), at("b", 0, 0, { kind: "vehicle" }))).toEqual(["a", "b"]);
    expect(grouped(at("a", 0, 0), at("b", 0, 0, { kind: "burst" }))).toEqual(["a", "b"]);
    expect(grouped(at("a", 0, 0), at("f", 0, 0, { kind: "muzzle-flash" }))).toEqual(["a+f"]);
    const three = grouped(
      at("a", 0, 0),
      at("b", 0, 0, { kind: "burst" }),
      at("f", 0, 0, { kind: "muzzle-flash" }),
    );
    expect(three).toHaveLength(2);
  });

  test("[FUS-015] rows of one statement are different events", () => {
    expect(grouped(at("a", 0, 0, inStatement(1, 1)), at("b", 0, 0, inStatement(1, 2)))).toEqual([
      "a",
      "b",
    ]);
    expect(grouped(at("a", 0, 0, inStatement(1, 1)), at("b", 0, 0, inStatement(2, 2)))).toEqual([
      "a+b",
    ]);
  });

  test("[FUS-015] rows of one statement stay apart also where a third source would join them", () => {
    const groups = grouped(
      at("a", 0, 0, inStatement(1, 1)),
      at("b", 0, 0, inStatement(1, 2)),
      at("c", 0, 0, inStatement(2, 3)),
      at("d", 0, 0, inStatement(2, 4)),
      at("e", 0, 0),
    );
    expect(groups).toEqual(["a+c+e", "b", "d"]);
  });

  test("[FUS-015] a part goes to its whole, also over a long span", () => {
    const night = {
      span: { fromMs: noonMs, toMs: noonMs + 36_000_000, precision: "night" },
    } as const;
    expect(
      grouped(
        at("whole", 0, 0, { ...night, ...inStatement(1, 7) }),
        at("part", 0, 0, { ...night, ...inStatement(1, 8, 7) }),
        at("other", 0, 0, { ...night, ...inStatement(1, 9) }),
      ),
    ).toEqual(["other", "part+whole"]);
  });

  test("[FUS-016] a night is never held the same as an instant of it", () => {
    const night = {
      span: { fromMs: noonMs, toMs: noonMs + 36_000_000, precision: "night" },
    } as const;
    expect(grouped(at("a", 0, 0, night), at("b", 0, 0), at("c", 0, 0, night))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("[FUS-017] fire of an exercise never joins other fire, and origins are refused together", () => {
    expect(grouped(at("a", 0, 0), at("b", 0, 0, { exercise: "outside-security-zone" }))).toEqual([
      "a",
      "b",
    ]);
    const staged = at("b", 0, 0, { origin: "exercise" });
    expect(() => grouped(at("a", 0, 0), staged)).toThrow(
      expect.objectContaining({ code: "TL_MODEL_ORIGIN_MIXED" }),
    );
  });

  test("[FUS-003] what nothing places stands alone; an empty watch is no event", () => {
    const unplaced = observed("u", { observerPosition: { place: "Nowhere" } });
    const quiet = observed("q", { kind: "nothing" });
    expect(grouped(at("a", 0, 0), unplaced, quiet)).toEqual(["a", "u"]);
    expect(vicinityOf(unplaced, nearAndSoon)).toBeNull();
  });
});

test.each<[string, Partial<Observation>[], number]>([
  [
    "two sensors on one mast",
    [
      { observer: { kind: "camera", sensorId: "c1", mastId: "m" } },
      { observer: { kind: "acoustic", sensorId: "a1", mastId: "m" } },
    ],
    1,
  ],
  [
    "one sensor twice",
    [
      { observer: { kind: "camera", sensorId: "c1" } },
      { observer: { kind: "camera", sensorId: "c1" } },
    ],
    1,
  ],
  [
    "two sensors",
    [
      { observer: { kind: "camera", sensorId: "c1" } },
      { observer: { kind: "camera", sensorId: "c2" } },
    ],
    2,
  ],
  [
    "two patrols without names at one place",
    [
      { observer: { kind: "patrol" }, observerPosition: { place: "Village" } },
      { observer: { kind: "patrol" }, observerPosition: { place: "Village" } },
    ],
    1,
  ],
  [
    "a patrol and a camera at one place",
    [
      { observer: { kind: "patrol" }, observerPosition: { place: "Village" } },
      { observer: { kind: "camera" }, observerPosition: { place: "Village" } },
    ],
    2,
  ],
  [
    "observers not stated are their source",
    [{ observer: { kind: "not-stated" } }, { observer: { kind: "not-stated" } }],
    1,
  ],
])("[FUS-006] %s", (_, changes, count) => {
  const groups = changes.map((change, index) => sourceGroupOf(observed(String(index), change)));
  expect(new Set(groups).size).toBe(count);
});

test("a store with more in one place than is looked at is busy, not wrong", async () => {
  const crowd = Array.from({ length: 30 }, (_, index) => at(String(index), 0, index));
  await expect(closedGroups(crowd.slice(0, 1), async () => crowd, nearAndSoon, 20)).rejects.toThrow(
    expect.objectContaining({ code: "TL_FUSION_VICINITY_LIMIT" }),
  );
});
