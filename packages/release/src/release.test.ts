import { cellAreaM2, cellCentre, cellResolution, isInsideArea } from "@truceline/geo";
import { type Area, lonLat, type Observation } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  coverageTellableFromMs,
  ownPlacesIn,
  release,
  releaseObservation,
  toldPlace,
} from "./index.ts";

const terms = { delayMs: 86_400_000, cellAreaM2: 250_000_000 };
const hourMs = 3_600_000;
const atMs = Date.UTC(2026, 2, 10, 12);
const area: Area = {
  shape: "sector",
  centre: lonLat(-30.123456, 0.234567),
  minM: 1_000,
  maxM: 2_000,
  bearingsDeg: [90],
  halfWidthDeg: 11.25,
};
const observation: Observation = {
  schema: "observation/1",
  id: "019ac000-0000-7000-8000-000000000001",
  origin: "observed",
  recordedAtMs: atMs,
  source: "log/OP 9",
  sourceId: "1/1",
  span: {
    fromMs: atMs,
    toMs: atMs,
    precision: "minute",
    stated: { from: "OP 9 book", to: "p. 14" },
  },
  observer: { kind: "person", id: "Observer 21" },
  observerPosition: { position: lonLat(-30.123456, 0.234567), place: "OP 9" },
  means: ["heard"],
  kind: "explosion",
  nature: "undetermined",
  count: { qualifier: "exactly", min: 2, max: 2 },
  distance: { minM: 1_000, maxM: 2_000 },
  direction: { form: "single", points: ["E"] },
  assessedAs: "seen from OP 9",
  weapons: [{ class: "mortar", statedAs: "mortar near OP 9" }],
  remark: "we stand at -30.123456, 0.234567",
};
const place = { area, sectorIds: ["s1"] };
const at = (level: "parties" | "public", nowMs: number) => ({ level, nowMs, terms });

describe("an observation outside the house", () => {
  test("[REL-001] parties get it at once, its place after 30 minutes, in one cell of over 1 km", () => {
    const early = releaseObservation(observation, place, at("parties", atMs + 60_000));
    expect(early).toMatchObject({
      is: "released",
      value: { kind: "explosion", place: { followsAtMs: atMs + 30 * 60_000 } },
    });
    const later = releaseObservation(observation, place, at("parties", atMs + 30 * 60_000));
    if (later.is !== "released" || later.value.place === null || !("cell" in later.value.place)) {
      throw new Error("no place");
    }
    expect(cellResolution(later.value.place.cell)).toBeLessThanOrEqual(7);
    expect(Math.sqrt(cellAreaM2(later.value.place.cell))).toBeGreaterThan(1_000);
  });

  test("[REL-002] the public gets nothing before the agreement's delay, then about 250 km²", () => {
    const early = releaseObservation(observation, place, at("public", atMs + 86_399_999));
    expect(early).toEqual({ is: "later", fromMs: atMs + 86_400_000 });
    const later = releaseObservation(observation, place, at("public", atMs + 86_400_000));
    if (later.is !== "released" || later.value.place === null || !("cell" in later.value.place)) {
      throw new Error("no place");
    }
    expect(cellResolution(later.value.place.cell)).toBe(5);
  });

  test("[REL-003] nothing of the observer goes with it: no name, position, distance, direction, free text", () => {
    for (const level of ["parties", "public"] as const) {
      const text = JSON.stringify(
        releaseObservation(observation, place, at(level, atMs + 90_000_000)),
      );
      expect(text).not.toMatch(/OP 9|Observer 21|30\.12|0\.2345|distance|direction|book/);
      expect(text).toContain("mortar");
    }
  });

  test("[REL-004] sightings of forces do not leave, at any age", () => {
    for (const kind of ["weapon-present", "vehicle", "persons", "aircraft", "vessel"] as const) {
      const sighting = { ...observation, kind };
      expect(releaseObservation(sighting, place, at("public", atMs + 1e10))).toEqual({
        is: "withheld",
        reason: "sighting",
      });
    }
  });

  test("an area known worse than the cell is told no finer than it is known", () => {
    const wide: Area = { shape: "circle", centre: lonLat(-30, 0), radiusM: 40_000 };
    expect(cellResolution(toldPlace(wide, "parties", terms).cell)).toBe(3);
    const fine: Area = { shape: "circle", centre: lonLat(-30, 0), radiusM: 0 };
    const told = toldPlace(fine, "parties", { ...terms, cellAreaM2: 1 });
    expect(cellResolution(told.cell)).toBe(7);
    expect(
      isInsideArea({ shape: "circle", centre: cellCentre(told.cell), radiusM: 2_500 }, -30, 0),
    ).toBe(true);
  });

  test("nothing seen or heard is told without a place: it would be the observer's", () => {
    const nothing = { ...observation, kind: "nothing" } as const;
    expect(releaseObservation(nothing, place, at("parties", atMs + hourMs))).toMatchObject({
      is: "released",
      value: { place: null },
    });
  });
});

describe("other records", () => {
  const call = {
    schema: "call/1",
    id: observation.id,
    origin: "observed",
    recordedAtMs: atMs,
    version: 1,
    by: "Observer 21",
    party: "a",
    to: "liaison office",
    atMs,
    about: "the water main",
    refs: [] as string[],
    state: "open",
  } as const;

  test("[REL-005] a call is told to the party that was called and to nobody else", () => {
    const asked = (party: string | undefined, level: "parties" | "public") =>
      release({ kind: "call", record: call }, { level, nowMs: atMs, terms, party }).is;
    expect(asked("a", "parties")).toBe("released");
    expect(asked("b", "parties")).toBe("withheld");
    expect(asked(undefined, "parties")).toBe("withheld");
    expect(asked("a", "public")).toBe("withheld");
    expect(
      JSON.stringify(
        release(
          { kind: "call", record: call },
          { level: "parties", nowMs: atMs, terms, party: "a" },
        ),
      ),
    ).not.toContain("Observer");
  });

  test("[REL-006] assessments, coverage, people and kinds without a rule stay in the house", () => {
    for (const kind of [
      "assessment",
      "coverage-cell",
      "patrol",
      "patrol-track",
      "deployment",
    ] as const) {
      for (const level of ["parties", "public"] as const) {
        expect(release({ kind, record: {} }, { level, nowMs: 1e15, terms }).is).toBe("withheld");
      }
    }
    const unknown = { kind: "something-new", record: {} } as never;
    expect(release(unknown, { level: "parties", nowMs: 1e15, terms }).is).toBe("withheld");
    expect(release(unknown, { level: "internal", nowMs: 1e15, terms }).is).toBe("released");
  });
});

describe("coverage", () => {
  const fromMs = atMs;
  const toMs = atMs + 4 * hourMs;
  const series = (ratios: readonly number[]) => [{ sectorId: "s1", requirementRatio: 0.8, ratios }];
  const context = (nowMs: number) => ({ level: "parties" as const, nowMs, terms });

  test("[REL-007] a gap that is open is not told before the delay, of no sector", () => {
    const open = [
      ...series([1, 1, 0.2, 0.2, 0.2]),
      { sectorId: "s2", requirementRatio: 0.8, ratios: [1, 1, 1, 1, 1] },
    ];
    const nowMs = toMs + hourMs;
    expect(coverageTellableFromMs({ fromMs, toMs }, open, context(nowMs))).toBe(
      toMs + terms.delayMs,
    );
    const closedGap = series([1, 0.2, 0.2, 1, 1]);
    expect(coverageTellableFromMs({ fromMs, toMs }, closedGap, context(nowMs))).toBe(toMs);
    // Not known is a gap.
    expect(coverageTellableFromMs({ fromMs, toMs }, series([1, 1, 1]), context(nowMs))).toBe(
      toMs + terms.delayMs,
    );
    expect(
      coverageTellableFromMs({ fromMs, toMs }, closedGap, { ...context(nowMs), level: "public" }),
    ).toBe(toMs + terms.delayMs);
    expect(
      coverageTellableFromMs({ fromMs, toMs }, series([1, 1]), context(fromMs + 2 * hourMs)),
    ).toBe(toMs + terms.delayMs);
  });
});

describe("words of people", () => {
  const own = { positions: [lonLat(36.7931, 48.1209)], names: ["OP 9", "Patrol 6"] };
  test.each([
    ["seen from OP 9 at night", ["name"]],
    ["seen from op 9", ["name"]],
    ["seen from OP 91", []],
    ["at 48.12, 36.79 it was", ["position"]],
    ["at 36,793 48,121 it was", ["position"]],
    ["at 12.345, 6.789 it was", ["position"]],
    ["5.25, 3.75 a day", []],
    ["48°07'15\"N", ["grid-reference"]],
    ["37U DQ 12345 67890", ["grid-reference"]],
    ["9 explosions, 3 to 5 km north", []],
  ])("[REL-008] %s", (text, kinds) => {
    expect(ownPlacesIn(text, own).map(({ is }) => is)).toEqual(kinds);
  });
});
