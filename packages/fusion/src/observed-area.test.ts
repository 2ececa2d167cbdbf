import { destination, Gazetteer, inverseGeodesic, isInsideArea } from "@truceline/geo";
import { type Area, type LonLat, lonLat, type Observation } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { placeRoleOf } from "./event-kind.ts";
import { areaOfObservation, middleOfArea, observedArea } from "./observed-area.ts";
import { observed, ocean } from "./testing/observations.ts";

const holds = (area: Parameters<typeof isInsideArea>[0], [lonDeg, latDeg]: LonLat) =>
  isInsideArea(area, lonDeg, latDeg);

const near = (value: number | undefined, expected: number, within: number) =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(within);

describe("the area from the words", () => {
  test.each<{ title: string; change: Partial<Observation>; area: Area }>([
    {
      title: "2 to 4 km SSE",
      change: {
        distance: { minM: 2_000, maxM: 4_000 },
        direction: { form: "single", points: ["SSE"] },
      },
      area: {
        shape: "sector",
        centre: ocean,
        minM: 2_000,
        maxM: 4_000,
        bearingsDeg: [157.5],
        halfWidthDeg: 11.25,
      },
    },
    {
      title: "one figure, 3 km, is ± 600 m; two directions are two sectors",
      change: {
        distance: { minM: 3_000, maxM: 3_000 },
        direction: { form: "list", points: ["W", "NW"] },
      },
      area: {
        shape: "sector",
        centre: ocean,
        minM: 2_400,
        maxM: 3_600,
        bearingsDeg: [270, 315],
        halfWidthDeg: 11.25,
      },
    },
    {
      title: "a distance without a direction is a ring",
      change: { distance: { minM: 1_000, maxM: 2_000 } },
      area: {
        shape: "sector",
        centre: ocean,
        minM: 1_000,
        maxM: 2_000,
        bearingsDeg: [],
        halfWidthDeg: 180,
      },
    },
    {
      title: "neither is the reach of the ear",
      change: { kind: "burst" },
      area: { shape: "circle", centre: ocean, radiusM: 4_000 },
    },
    {
      title: "a bearing with its error, 95 %",
      change: {
        distance: { minM: 1_000, maxM: 2_000 },
        direction: { form: "bearing", bearingDeg: 10, standardDeviationDeg: 2 },
      },
      area: {
        shape: "sector",
        centre: ocean,
        minM: 1_000,
        maxM: 2_000,
        bearingsDeg: [10],
        halfWidthDeg: 3.92,
      },
    },
    {
      title: "at southerly directions",
      change: {
        distance: { minM: 1_000, maxM: 2_000 },
        direction: { form: "sector", points: ["S"] },
      },
      area: {
        shape: "sector",
        centre: ocean,
        minM: 1_000,
        maxM: 2_000,
        bearingsDeg: [180],
        halfWidthDeg: 33.75,
      },
    },
    {
      title: "a vehicle seen, nothing more said, was where the observer was",
      change: { kind: "vehicle", means: ["saw"] },
      area: { shape: "circle", centre: ocean, radiusM: 500 },
    },
    {
      title: "the source's own area",
      change: { area: { shape: "circle", centre: lonLat(-29, 1), radiusM: 70 } },
      area: { shape: "circle", centre: lonLat(-29, 1), radiusM: 70 },
    },
    {
      title: "movement says nothing of the place",
      change: {
        kind: "projectile-in-flight",
        means: ["saw"],
        distance: { minM: 1_000, maxM: 2_000 },
        movement: { from: ["W"], to: ["E"] },
      },
      area: {
        shape: "sector",
        centre: ocean,
        minM: 1_000,
        maxM: 2_000,
        bearingsDeg: [],
        halfWidthDeg: 180,
      },
    },
  ])("[FUS-001] $title", ({ change, area }) => {
    expect(areaOfObservation(observed("one", change))).toEqual(area);
  });

  test("[FUS-001] an offset moves the observer, by its own share of uncertainty", () => {
    const area = areaOfObservation(
      observed("one", {
        observerPosition: { position: ocean, accuracyM: 0, offsetM: 1_500, offsetDirection: "NE" },
        distance: { minM: 2_000, maxM: 4_000 },
      }),
    );
    if (area?.shape !== "sector") throw new Error("a ring");
    const leg = inverseGeodesic(ocean, area.centre);
    near(leg.distanceM, 1_500, 0.01);
    near(leg.azimuthDeg, 45, 1e-6);
    near(area.minM, 1_700, 1e-6);
    near(area.maxM, 4_300, 1e-6);
  });
});

describe("the range of directions", () => {
  const range = (points: ["NE" | "N" | "W", "S" | "NW" | "E"]) =>
    observedArea(
      observed("one", {
        distance: { minM: 1_000, maxM: 2_000 },
        direction: { form: "range-ends", points },
      }),
    );
  test("[FUS-005] NE to S goes the shorter way, and says so", () => {
    const { area, basis } = range(["NE", "S"]);
    if (area?.shape !== "sector") throw new Error("sectors");
    expect(area.bearingsDeg).toEqual([45, 67.5, 90, 112.5, 135, 157.5, 180]);
    expect(basis.join(" ")).toContain("the shorter way round is taken");
  });

  test("[FUS-005] N to NW goes over NNW, not round the other way", () => {
    const { area } = range(["N", "NW"]);
    if (area?.shape !== "sector") throw new Error("sectors");
    expect([...area.bearingsDeg].sort()).toEqual([0, 315, 337.5]);
  });

  test("[FUS-005] W to E may be either half", () => {
    const { area, basis } = range(["W", "E"]);
    if (area?.shape !== "sector") throw new Error("a ring");
    expect(holds(area, destination(ocean, 0, 1_500))).toBe(true);
    expect(holds(area, destination(ocean, 180, 1_500))).toBe(true);
    expect(basis.join(" ")).toContain("either half may be meant");
  });
});

describe("what is uncertain about the observer", () => {
  test("[FUS-002] a village instead of a position widens band and sector", () => {
    const area = areaOfObservation(
      observed("one", {
        observerPosition: { position: ocean, place: "Village" },
        distance: { minM: 2_000, maxM: 4_000 },
        direction: { form: "single", points: ["N"] },
      }),
    );
    if (area?.shape !== "sector") throw new Error("a sector");
    near(area.minM, 1_000, 1e-9);
    near(area.maxM, 5_000, 1e-9);
    near(area.halfWidthDeg, 11.25 + (Math.asin(1 / 3) * 180) / Math.PI, 1e-9);
  });

  test("[FUS-002] an observer known to less than the distance leaves no direction", () => {
    const area = areaOfObservation(
      observed("one", {
        observerPosition: { position: ocean, accuracyM: 5_000 },
        distance: { minM: 2_000, maxM: 4_000 },
        direction: { form: "single", points: ["N"] },
      }),
    );
    expect(area).toEqual({ shape: "circle", centre: ocean, radiusM: 9_000 });
  });

  test.each([0, 100, 400, 900, 2_000, 8_000])(
    "[FUS-002] with %i m of error the area still holds all it held without",
    (accuracyM) => {
      const words = {
        distance: { minM: 2_000, maxM: 4_000 },
        direction: { form: "single" as const, points: ["SW" as const] },
      };
      const exact = areaOfObservation(observed("one", words));
      const wide = areaOfObservation(
        observed("one", { ...words, observerPosition: { position: ocean, accuracyM } }),
      );
      if (exact === null || wide === null) throw new Error("both are placed");
      for (const bearingDeg of [214, 225, 236]) {
        for (const distanceM of [2_010, 3_000, 3_990]) {
          const place = destination(ocean, bearingDeg, distanceM);
          expect(holds(exact, place)).toBe(true);
          expect(holds(wide, place)).toBe(true);
        }
      }
    },
  );
});

describe("places by name", () => {
  const places = new Gazetteer([
    { id: "one", names: { en: "Port One" }, position: lonLat(-30.5, 0.5) },
    { id: "two-a", names: { en: "Twin" }, position: lonLat(-30.1, 0.5) },
    { id: "two-b", names: { en: "Twin" }, position: lonLat(-31, 0.5) },
  ]);
  const at = (observerPosition: NonNullable<Observation["observerPosition"]>) =>
    observedArea(observed("one", { observerPosition, distance: { minM: 0, maxM: 2_000 } }), places);

  test("[FUS-001] the gazetteer places an observer known by name only", () => {
    expect(at({ place: "port one" }).area).toEqual({
      shape: "circle",
      centre: lonLat(-30.5, 0.5),
      radiusM: 3_000,
    });
  });

  test("[FUS-001] so do distance and direction from a reference town", () => {
    const { area } = at({
      place: "Camp",
      referenceTown: "Port One",
      referenceM: 12_000,
      referenceDirection: "E",
    });
    if (area?.shape !== "circle") throw new Error("a circle");
    near(inverseGeodesic(lonLat(-30.5, 0.5), area.centre).distanceM, 12_000, 0.01);
    near(area.radiusM, 2_000 + 3_000, 1e-6);
  });

  test.each([
    { title: "a name that two places have", observerPosition: { place: "Twin" } },
    { title: "a name nobody knows", observerPosition: { place: "Nowhere" } },
    { title: "nothing at all", observerPosition: {} },
  ])("[FUS-003] $title leaves it unplaced and says so", ({ observerPosition }) => {
    const { area, basis } = at(observerPosition);
    expect(area).toBeNull();
    expect(basis.at(-1)).toBe("Nothing says where the observer was.");
  });

  test("[FUS-003] told of it without a distance: unplaced", () => {
    const { area, basis } = observedArea(observed("one", { means: ["informed"] }));
    expect(area).toBeNull();
    expect(basis.at(-1)).toContain("only told of it");
  });
});

test.each<[Partial<Observation>, string]>([
  [{ nature: "outgoing" }, "fired"],
  [{ nature: "impact" }, "effect"],
  [{ nature: "airburst" }, "effect"],
  [{ nature: "undetermined" }, "either"],
  [{}, "either"],
  [{ kind: "burst" }, "fired"],
  [{ kind: "muzzle-flash" }, "fired"],
  [{ kind: "bullet-flyby" }, "effect"],
  [{ kind: "weapon-present" }, "present"],
])("[FUS-004] the place of %o is the one of: %s", (change, role) => {
  expect(placeRoleOf(observed("one", change))).toBe(role);
});

test("the middle of a sector lies in it, of scattered sectors it is their centre", () => {
  const sector = areaOfObservation(
    observed("one", {
      distance: { minM: 2_000, maxM: 4_000 },
      direction: { form: "single", points: ["SSE"] },
    }),
  );
  if (sector === null) throw new Error("placed");
  expect(holds(sector, middleOfArea(sector))).toBe(true);
  const scattered = areaOfObservation(
    observed("one", {
      distance: { minM: 2_000, maxM: 4_000 },
      direction: { form: "list", points: ["N", "SW"] },
    }),
  );
  if (scattered === null) throw new Error("placed");
  expect(middleOfArea(scattered)).toEqual(ocean);
});
