import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { PMTiles, type RangeResponse, type Source, tileIdToZxy } from "pmtiles";
import { beforeAll, describe, expect, test } from "vitest";
import { credits } from "./credits.ts";
import { outline, riverFeatures } from "./own-ground.ts";
import { places, readGazetteer } from "./places.ts";
import { type Tile, writePmtiles } from "./pmtiles-writer.ts";
import {
  borderFeatures,
  countryFeature,
  landFeature,
  readAtlas,
  recogniseBorders,
  unwrapped,
} from "./recognised-borders.ts";
import { basemapTiles, head, openOcean, region } from "./tiles.ts";

type Position = [number, number];

const archiveUrl = new URL("../public/basemap.pmtiles", import.meta.url);

/** Answers the reader's ranges from bytes in memory. */
class BytesSource implements Source {
  readonly #bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  getKey(): string {
    return "bytes";
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    return { data: new Uint8Array(this.#bytes.slice(offset, offset + length)).buffer };
  }
}

/** Even-odd rule over all rings of a (multi)polygon. */
function isInside([x, y]: Position, { geometry }: GeoJSON.Feature): boolean {
  const polygons =
    geometry.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry.type === "Polygon"
        ? [geometry.coordinates]
        : [];
  let inside = false;
  for (const ring of polygons.flat()) {
    ring.forEach((to, index) => {
      const from = ring.at(index - 1) as Position;
      const [[x1, y1], [x2, y2]] = [from, to as Position];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  }
  return inside;
}

function kmBetween([x1, y1]: Position, [x2, y2]: Position): number {
  const lonScale = Math.cos((((y1 + y2) / 2) * Math.PI) / 180);
  return 111.2 * Math.hypot((x2 - x1) * lonScale, y2 - y1);
}

let baked: Tile[] = [];
beforeAll(() => {
  baked = basemapTiles();
});

describe("archive", () => {
  test("every tile comes back through the published reader, and no other", async () => {
    const pmtiles = new PMTiles(new BytesSource(readFileSync(archiveUrl)));
    expect(baked.length).toBeGreaterThan(2000);
    for (const { z, x, y, bytes } of baked) {
      const answer = await pmtiles.getZxy(z, x, y);
      if (answer === undefined || !Buffer.from(bytes).equals(Buffer.from(answer.data))) {
        throw new Error(`Tile ${z}/${x}/${y} differs: run the bake script and commit its file.`);
      }
    }
    expect(await pmtiles.getZxy(9, 0, 0)).toBeUndefined();
    const header = await pmtiles.getHeader();
    expect(header).toMatchObject({ minZoom: 0, maxZoom: 9, numAddressedTiles: baked.length });
    expect(await pmtiles.getMetadata()).toEqual(head.metadata);
  });

  test("it stays small, and its credits lie beside it", () => {
    expect(readFileSync(archiveUrl).length).toBeLessThan(2_000_000);
    const beside = readFileSync(new URL("../public/basemap-credits.txt", import.meta.url), "utf8");
    expect(beside).toBe(credits);
    expect(credits).toMatch(/Natural Earth[\s\S]*GeoNames[\s\S]*CC BY 4\.0/);
  });

  test("equal tiles are stored once, neighbours as one run, and gzip names no system", async () => {
    const bytes = new TextEncoder().encode("tile");
    const tiles = Array.from({ length: 16 }, (_, id) => {
      const [z, x, y] = tileIdToZxy(id + 5); // the sixteen tiles of zoom 2, in Hilbert order
      return { z, x, y, bytes };
    });
    const archive = writePmtiles(tiles, head);
    const pmtiles = new PMTiles(new BytesSource(archive));
    const header = await pmtiles.getHeader();
    expect([header.numAddressedTiles, header.numTileEntries, header.numTileContents]).toEqual([
      16, 1, 1,
    ]);
    expect(Buffer.from((await pmtiles.getZxy(2, 3, 3))?.data ?? new ArrayBuffer(0))).toEqual(
      Buffer.from(bytes),
    );
    expect(archive[header.tileDataOffset + 9]).toBe(255);
    expect(gunzipSync(archive.slice(header.tileDataOffset))).toEqual(Buffer.from(bytes));
    expect(() => writePmtiles([...tiles, ...tiles.slice(0, 1)], head)).toThrow("given twice");
  });

  test("open sea around the examples has its tiles to the last zoom", () => {
    const z9 = baked.filter(({ z }) => z === 9);
    const column = (lonDeg: number) => Math.floor(((lonDeg + 180) / 360) * 512);
    for (const lonDeg of [openOcean[0] + 0.1, -30, openOcean[2] - 0.1]) {
      const tile = z9.find(({ x, y }) => x === column(lonDeg) && y === 256);
      expect(tile?.bytes.length).toBe(0);
    }
  });
});

describe("borders", () => {
  const atlas = readAtlas();
  const recognised = recogniseBorders(atlas);
  const cities: [string, Position][] = [
    ["Simferopol", [34.1, 44.95]],
    ["Sevastopol", [33.52, 44.6]],
    ["Kerch", [36.48, 45.36]],
    ["Donetsk", [37.8, 48.02]],
    ["Luhansk", [39.32, 48.57]],
    ["Kherson", [32.62, 46.66]],
  ];

  test.each(cities)("%s lies in Ukraine and not in Russia", (_, position) => {
    expect(isInside(position, countryFeature(recognised, "Ukraine"))).toBe(true);
    expect(isInside(position, countryFeature(recognised, "Russia"))).toBe(false);
  });

  test("the atlas as it comes says otherwise, so the test above can fail", () => {
    expect(isInside([34.1, 44.95], countryFeature(atlas, "Ukraine"))).toBe(false);
    expect(isInside([37.6, 55.75], countryFeature(recognised, "Russia"))).toBe(true);
  });

  test("no line crosses Perekop, and one did before", () => {
    const near = (features: GeoJSON.Feature[]) =>
      features
        .flatMap(({ geometry }) =>
          geometry.type === "MultiLineString" ? geometry.coordinates.flat() : [],
        )
        .filter((position) => kmBetween(position as Position, [33.7, 46.13]) < 40).length;
    expect(near(borderFeatures(recognised))).toBe(0);
    expect(near(borderFeatures(atlas))).toBeGreaterThan(0);
  });

  test("Kosovo's border is marked as disputed, Poland's with Ukraine is not", () => {
    const [solid, dashed] = borderFeatures(recognised);
    const passes = (feature: GeoJSON.Feature | undefined, at: Position) =>
      feature?.geometry.type === "MultiLineString" &&
      feature.geometry.coordinates.flat().some((one) => kmBetween(one as Position, at) < 15);
    expect(solid?.properties).toEqual({ disputed: 0 });
    expect(dashed?.properties).toEqual({ disputed: 1 });
    expect(passes(dashed, [20.82, 43.27])).toBe(true);
    expect(passes(solid, [20.82, 43.27])).toBe(false);
    expect(passes(solid, [23.6, 50.4])).toBe(true);
  });
});

describe("land", () => {
  test("no edge jumps across the map, and a ring round a pole closes along it", () => {
    const { geometry } = landFeature(readAtlas());
    const rings = geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
    expect(rings.length).toBeGreaterThan(1000);
    const longest = rings.map((ring) =>
      ring.reduce((most, [lonDeg = 0, latDeg = 0], index) => {
        const before = ring[index - 1];
        const isAlongPole = Math.abs(latDeg) === 90;
        return before === undefined || isAlongPole
          ? most
          : Math.max(most, Math.abs(lonDeg - (before[0] ?? 0)));
      }, 0),
    );
    expect(Math.max(...longest)).toBeLessThan(10);
    expect(rings.filter((ring) => ring.some(([, latDeg]) => latDeg === -90))).toHaveLength(1);
  });

  test("a ring across the 180th meridian runs on beyond it", () => {
    const ring = [
      [179, 1],
      [-179, 1],
      [-179, 2],
      [179, 2],
      [179, 1],
    ];
    expect(unwrapped(ring)).toEqual([
      [179, 1],
      [181, 1],
      [181, 2],
      [179, 2],
      [179, 1],
    ]);
  });
});

describe("places and own ground", () => {
  const gazetteer = readGazetteer();

  test("the gazetteer is a plain table: unique ids, positions, names in four languages", () => {
    const text = readFileSync(new URL("../../../scenarios/gazetteer.csv", import.meta.url), "utf8");
    expect(text).not.toContain('"');
    for (const line of text.trim().split("\n")) expect(line.split(",")).toHaveLength(10);
    expect(new Set(gazetteer.map(({ id }) => id)).size).toBe(gazetteer.length);
    expect(gazetteer.length).toBeGreaterThan(250);
    for (const { id, position, names } of gazetteer) {
      expect([id, isInside(position, boxFeature(region))]).toEqual([id, true]);
      expect(names.uk).toMatch(/^[\p{Script=Cyrillic}\d\s’«»–().,-]+$/u);
      expect(names.ru).toMatch(/^[\p{Script=Cyrillic}\d\s«»—().,-]+$/u);
      expect(names.en).toMatch(/^\P{Script=Cyrillic}+$/u);
      expect(names.fr).toMatch(/^\P{Script=Cyrillic}+$/u);
    }
  });

  test("a town has its four names, and the old Latin spelling is gone", () => {
    const named = places(region, gazetteer);
    const odesa = named.find(({ properties }) => properties["uk"] === "Одеса");
    expect(odesa?.properties).toMatchObject({ name: "Odesa", ru: "Одесса", fr: "Odessa" });
    expect(named.some(({ properties }) => properties["name"] === "Odessa")).toBe(false);
    const own = named.filter(({ properties }) => properties["uk"] !== undefined);
    expect(own.length).toBeGreaterThan(200);
    expect(own.filter(({ properties }) => String(properties["name"]).includes("("))).toEqual([]);
    expect(named.filter(({ minZoom }) => minZoom <= 4).length).toBeLessThan(60);
  });

  test.each([
    ["dnipro", ["kyiv", "cherkasy", "kremenchuk", "dnipro", "nova-kakhovka", "kherson"]],
    ["siverskyi-donets", ["chuhuiv", "izium", "lysychansk", "shchastia", "stanytsia-luhanska"]],
    ["oskil", ["kupiansk"]],
    ["southern-buh", ["vinnytsia", "pervomaisk-mykolaiv", "voznesensk", "mykolaiv"]],
    ["prut", ["chernivtsi"]],
    ["danube", ["izmail", "reni", "kiliia"]],
    ["don", ["rostov-on-don"]],
  ])("%s passes within 6 km of its towns", (riverId, townIds) => {
    const river = riverFeatures().find(({ properties }) => properties?.["id"] === riverId);
    if (river?.geometry.type !== "LineString") throw new Error(`No river ${riverId}.`);
    const course = river.geometry.coordinates as Position[];
    for (const townId of townIds) {
      const town = gazetteer.find(({ id }) => id === townId);
      const nearestKm = Math.min(
        ...course.map((position) => kmBetween(position, town?.position ?? [0, 0])),
      );
      expect([townId, nearestKm < 6]).toEqual([townId, true]);
    }
  });

  test("an outline is as wide as it is told", () => {
    const ring = outline(
      [
        [-30, 0],
        [-29, 0],
      ],
      [4, 4],
    );
    const half = (ring.length - 1) / 2;
    for (let index = 0; index < half; index += 1) {
      const across = [ring[index], ring[2 * half - 1 - index]] as [Position, Position];
      expect(kmBetween(...across)).toBeCloseTo(4, 2);
    }
    expect(ring.at(0)).toEqual(ring.at(-1));
    expect(() => outline([[-30, 0]], [])).toThrow("One width");
  });
});

function boxFeature([west, south, east, north]: readonly [number, number, number, number]) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const geometry = { type: "Polygon" as const, coordinates: [ring] };
  return { type: "Feature" as const, properties: {}, geometry };
}
