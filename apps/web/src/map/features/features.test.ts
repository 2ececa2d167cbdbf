import type { LonLat } from "@truceline/model";
import type { Ground, MapIncident, MapSensor } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { cumulativeM, positionAt, stretchInBox } from "./along-line.ts";
import { cellFeatures, veilGrade } from "./cell-features.ts";
import { cellsInside } from "./cells-inside.ts";
import { areaFeatures, incidentFeatures } from "./incident-features.ts";
import { betweenFeatures, lineDash, lineFeatures } from "./line-features.ts";
import { circleRing, wedgeRing } from "./rings.ts";
import { rangeFeatures, sensorFeatures, sensorGlyphs, sensorSigns } from "./sensor-features.ts";
import { siteFeatures, zoneFeatures } from "./zone-features.ts";

const at = (lon: number, lat: number): LonLat => [lon, lat] as unknown as LonLat;
const parties = [
  { id: "a", name: "Party A" },
  { id: "b", name: "Party B" },
];
const square = (west: number, south: number, side: number): LonLat[] => [
  at(west, south),
  at(west + side, south),
  at(west + side, south + side),
  at(west, south + side),
  at(west, south),
];

describe("line", () => {
  const version = (
    drawnBy: string,
    acceptedBy: string[],
    coordinates: LonLat[],
  ): Ground["lines"][number] => ({
    id: "line",
    drawnBy,
    acceptedBy,
    validFromMs: 0,
    inForce: true,
    note: null,
    coordinates,
  });

  test.each([
    [["a", "b"], "agreed"],
    [["b", "a"], "agreed"],
    [["a"], "first"],
    [["b"], "second"],
    [[], "nobody"],
    [["x"], "nobody"],
  ] as const)("accepted by %j is drawn as %s", (acceptedBy, dash) => {
    expect(lineDash(acceptedBy, parties)).toBe(dash);
  });

  test("[WEB-006] who holds a version changes its dash and nothing else", () => {
    const line = version("osce", ["a"], [at(-30, 0), at(-29, 0)]);
    const other = { ...line, acceptedBy: ["b"] };
    const draw = (one: Ground["lines"][number]) =>
      lineFeatures({ lines: [one], agreement: { parties } as never }, () => "held");
    const [first, second] = [draw(line), draw(other)];
    const bare = (collection: typeof first) =>
      collection.features.map((one) => ({ ...one, properties: { ...one.properties, dash: "" } }));
    expect(bare(first)).toEqual(bare(second));
    expect(first.features[0]?.properties?.["dash"]).not.toBe(
      second.features[0]?.properties?.["dash"],
    );
  });

  test("versions are one line where they run together, and two where they part", () => {
    const a = version("a", ["a"], [at(-30, 0), at(-29, 0), at(-28, 0.1), at(-27, 0), at(-26, 0)]);
    const b = version("b", ["b"], [at(-30, 0), at(-29, 0), at(-28, -0.1), at(-27, 0), at(-26, 0)]);
    const drawn = lineFeatures(
      { lines: [a, b], agreement: { parties } as never },
      (l) => l.drawnBy,
    );
    const dashes = drawn.features.map(({ properties }) => properties?.["dash"]);
    expect(dashes).toEqual(["agreed", "first", "agreed", "agreed", "second", "agreed"]);
    const labels = drawn.features.map(({ properties }) => properties?.["label"]);
    expect(labels).toEqual(["", "a", "", "", "b", ""]);
  });

  test("the ground between two versions is one ring; the same drawer twice has none", () => {
    const a = version("a", ["a"], [at(-30, 0), at(-29, 0.1), at(-28, 0)]);
    const b = version("b", ["b"], [at(-30, 0), at(-29, -0.1), at(-28, 0)]);
    expect(betweenFeatures([a, b]).features).toHaveLength(1);
    expect(betweenFeatures([a, a]).features).toHaveLength(0);
    expect(betweenFeatures([a, { ...b, inForce: false }]).features).toHaveLength(0);
  });
});

describe("veil", () => {
  test.each([
    [0.8, "seen"],
    [0.79, "part"],
    [0.5, "part"],
    [0.49, "little"],
    [0.15, "little"],
    [0.149, "unseen"],
    [0, "unseen"],
  ] as const)("[WEB-007] coverage %d where 0.80 is asked is drawn as %s", (ratio, grade) => {
    expect(veilGrade(ratio, 0.8)).toBe(grade);
  });

  const cells: Ground["cells"] = [0, 1, 2].map((n) => ({
    cell: `cell${n}`,
    sectorId: "s1",
    ring: square(-30 + n, 0, 1),
  }));
  const zone = (assessed: boolean): Ground["zones"][number] => ({
    id: "z",
    kind: "security-zone",
    name: "Zone",
    assessed,
    polygons: [[square(-30, 0, 2.5)]],
  });

  test("[WEB-007] nothing known is drawn as unseen, never as seen", () => {
    const drawn = cellFeatures(cellsInside(cells, [zone(true)]), null);
    expect(drawn.features.map(({ properties }) => properties?.["grade"])).toEqual(["unseen"]);
  });

  test("[WEB-007] there is no veil where no article is assessed or none applies", () => {
    const coverage = { ratios: [-1, -1, -1], requirementRatio: 0.8 };
    expect(cellFeatures(cellsInside(cells, [zone(true)]), coverage).features).toEqual([]);
    expect(cellFeatures(cellsInside(cells, [zone(false)]), null).features).toEqual([]);
  });

  test("cells end where the zone does", () => {
    const drawn = cellsInside(cells, [zone(true)]);
    const east = Math.max(...drawn.flatMap(({ polygons }) => polygons.flat(2)).map(([x = 0]) => x));
    expect(east).toBeCloseTo(-27.5, 9);
    expect(drawn[2]?.polygons).toHaveLength(1);
    expect(drawn[0]?.polygons[0]?.[0]).toHaveLength(5);
  });

  test("a cell inside two zones is drawn once", () => {
    expect(cellsInside(cells, [zone(true), zone(true)])[0]?.polygons).toHaveLength(1);
  });
});

describe("incidents", () => {
  const incident: MapIncident = {
    id: "i1",
    shape: "undetermined",
    title: "2 explosions",
    atMs: 5,
    median: at(-30, 0),
    outline95: square(-30, 0, 0.2),
    outline50: square(-30, 0, 0.1),
  };
  test("[WEB-008] an incident is two areas and its shape at the median", () => {
    const areas = areaFeatures([incident]).features;
    expect(areas.map(({ properties }) => properties?.["share"])).toEqual(["95", "50"]);
    expect(areas.every(({ geometry }) => geometry.type === "Polygon")).toBe(true);
    expect(incidentFeatures([incident]).features[0]?.geometry).toEqual({
      type: "Point",
      coordinates: [-30, 0],
    });
  });
  test("an outline that is not known draws nothing", () => {
    expect(areaFeatures([{ ...incident, outline50: [] }]).features).toHaveLength(1);
  });
});

describe("sensors", () => {
  const sensor = (id: string, means: string, more: Partial<MapSensor> = {}): MapSensor => ({
    id,
    postId: "p1",
    means,
    position: at(-30, 0),
    rangeM: 5_000,
    view: null,
    state: "up",
    sinceMs: null,
    reason: null,
    ...more,
  });
  const posts = [{ id: "p1", name: "OP 8", kind: "observation-post", position: at(-30, 0) }];

  test("people of one post are one sign; its camera another beside it", () => {
    const held = [sensor("ear", "ear"), sensor("eye", "eye"), sensor("cam", "camera")];
    const drawn = sensorFeatures(held, posts).features.map(({ properties }) => properties);
    expect(drawn).toMatchObject([
      { icon: "sensor-post", label: "OP 8", shift: 0, up: true },
      { icon: "sensor-camera", label: "", shift: 1, up: true },
    ]);
  });

  test.each(["down", "jammed", "denied", "degraded", "not-received"] as const)(
    "[WEB-009] a sensor that is %s is crossed and draws no reach",
    (state) => {
      const held = [sensor("cam", "camera", { state })];
      expect(sensorFeatures(held, posts).features[0]?.properties?.["icon"]).toBe(
        "sensor-camera-down",
      );
      expect(rangeFeatures(held).features).toEqual([]);
    },
  );

  test("[WEB-009] one of several that cannot see crosses the sign and is what opens", () => {
    const held = [sensor("ear", "ear"), sensor("eye", "eye", { state: "denied" })];
    expect(sensorFeatures(held, posts).features[0]?.properties).toMatchObject({
      id: "eye",
      icon: "sensor-post-down",
    });
  });

  test("[WEB-006] every sign has the same neutral frame: the list of glyphs is held", () => {
    expect(sensorGlyphs).toEqual(["camera", "arcs", "dish", "post", "base", "dot"]);
    expect(sensorSigns([sensor("x", "something-new")], posts)[0]?.glyph).toBe("dot");
  });

  test("reach is a circle, or the wedge of a view", () => {
    expect(circleRing(at(-30, 0), 1_000)).toHaveLength(65);
    const wedge = wedgeRing(at(-30, 0), 1_000, 90, 60);
    expect(wedge[0]).toEqual([-30, 0]);
    expect(wedge.at(-1)).toEqual([-30, 0]);
    expect(Math.max(...wedge.map(([lon = 0]) => lon))).toBeCloseTo(-30 + 1000 / 111_195, 6);
  });
});

describe("zones and sites", () => {
  test("a small area carries its name at its northern end", () => {
    const area = {
      id: "da",
      kind: "disengagement-area",
      name: "DA 1",
      assessed: true,
      polygons: [[square(-30, 0, 0.1)]],
    };
    const [, label] = zoneFeatures([area]).features;
    expect(label?.geometry).toMatchObject({ type: "Point", coordinates: [-29.9, 0.1] });
  });
  test("what the base map names itself gets no sign", () => {
    const site = (kind: string) => ({ id: kind, kind, name: kind, position: at(-30, 0) });
    const drawn = siteFeatures([site("city"), site("port")]).features;
    expect(drawn.map(({ properties }) => properties?.["kind"])).toEqual(["port"]);
  });
});

describe("along the line", () => {
  const line = [at(-30, 0), at(-29, 0), at(-29, 1)];
  const along = cumulativeM(line);
  test("lengths add up", () => {
    expect(along[1]).toBeCloseTo(111_195, -1);
    expect(along[2]).toBeCloseTo(222_390, -2);
  });
  test("a distance has its place, its ends beyond them", () => {
    expect(positionAt(line, along, 55_597)[0]).toBeCloseTo(-29.5, 3);
    expect(positionAt(line, along, -5)).toEqual([-30, 0]);
    expect(positionAt(line, along, 1e9)).toEqual([-29, 1]);
  });
  test("the stretch a window shows", () => {
    const stretch = stretchInBox(line, along, [-29.5, -1, -28, 0.5]);
    expect(stretch?.fromM).toBeGreaterThan(55_000);
    expect(stretch?.toM).toBeLessThan(168_000);
    expect(stretchInBox(line, along, [0, 0, 1, 1])).toBeNull();
  });
});
