/** Cuts the layers of the base map into vector tiles. */
import { GeoJSONVT } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import { attribution } from "./credits.ts";
import { reservoirFeatures, riverFeatures, roadFeatures } from "./own-ground.ts";
import { type Place, places, readGazetteer, seaNames } from "./places.ts";
import type { ArchiveHead, Tile } from "./pmtiles-writer.ts";
import { borderFeatures, landFeature, readAtlas, recogniseBorders } from "./recognised-borders.ts";

/** West, south, east, north of the part that is drawn in full. */
export const region = [20, 40, 46, 57] as const;
/** Open sea in which examples and tests lie; kept to the last zoom, though it is empty. */
export const openOcean = [-36, -6, -24, 6] as const;
/** The whole world is there up to this zoom, so that other seas and lands can be shown. */
export const worldZoomMax = 4;
export const regionZoomMax = 9;

interface Layer {
  readonly id: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly features: readonly GeoJSON.Feature[];
}

const nameFields = { en: "String", uk: "String", ru: "String", fr: "String" } as const;

/** Layers in drawing order. Rivers and roads of lower rank come with their zoom. */
function layers(): Layer[] {
  const atlas = recogniseBorders(readAtlas());
  const gazetteer = readGazetteer();
  const townById = new Map(gazetteer.map(({ id, position }) => [id, position]));
  const byRank = (
    id: string,
    features: readonly GeoJSON.Feature[],
    minZooms: readonly number[],
  ): Layer[] =>
    // A rank is there from its own zoom on: the layer of a zoom holds that rank and those above.
    minZooms.map((minZoom, index) => ({
      id,
      minZoom,
      maxZoom: (minZooms[index + 1] ?? regionZoomMax + 1) - 1,
      features: features.filter(({ properties }) => Number(properties?.["rank"]) <= index + 1),
    }));
  const placeLayers = Array.from({ length: regionZoomMax + 1 }, (_, zoom): Layer => {
    const shown = places(region, gazetteer).filter(({ minZoom }) => minZoom <= zoom);
    return {
      id: "places",
      minZoom: zoom,
      maxZoom: zoom,
      features: [...shown.map(placeFeature), ...(zoom >= 4 ? seaFeatures() : [])],
    };
  });
  return [
    layer("land", 0, [landFeature(atlas)]),
    layer("water", 5, reservoirFeatures()),
    ...byRank("rivers", riverFeatures(), [4, 5, 7]),
    ...byRank("roads", roadFeatures(townById), [5, 6, 7]),
    layer("borders", 0, borderFeatures(atlas)),
    ...placeLayers.filter(({ features }) => features.length > 0),
  ];
}

function layer(id: string, minZoom: number, features: readonly GeoJSON.Feature[]): Layer {
  return { id, minZoom, maxZoom: regionZoomMax, features };
}

function placeFeature({ position, properties }: Place): GeoJSON.Feature {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: position } };
}

function seaFeatures(): GeoJSON.Feature[] {
  return seaNames.map(({ position, names }) => ({
    type: "Feature",
    properties: { name: names.en, kind: "sea", pop: 0, rank: 4, ...names },
    geometry: { type: "Point", coordinates: position },
  }));
}

/** All tiles that hold something: the world to `worldZoomMax`, the region to `regionZoomMax`. */
export function basemapTiles(): Tile[] {
  const indexes = layers().map((one) => ({
    ...one,
    index: new GeoJSONVT(
      { type: "FeatureCollection", features: [...one.features] },
      { maxZoom: regionZoomMax, indexMaxZoom: 5, tolerance: 3, buffer: 64, extent: 4096 },
    ),
  }));
  const tiles: Tile[] = [];
  for (let z = 0; z <= regionZoomMax; z += 1) {
    const shown = indexes.filter(({ minZoom, maxZoom }) => z >= minZoom && z <= maxZoom);
    for (const [x, y] of addresses(z)) {
      const cut = shown
        .map(({ id, index }) => [id, index.getTile(z, x, y)] as const)
        .filter(([, tile]) => tile !== null && tile.features.length > 0);
      // A tile of open sea is kept, empty: without it a reader would ask for it in vain.
      const bytes = fromGeojsonVt(Object.fromEntries(cut) as never, { version: 2, extent: 4096 });
      tiles.push({ z, x, y, bytes });
    }
  }
  return tiles;
}

/** Columns and rows of the tiles of one zoom. The two boxes of the higher zooms do not meet. */
function addresses(z: number): [x: number, y: number][] {
  const count = 2 ** z;
  const column = (lonDeg: number) => Math.floor(((lonDeg + 180) / 360) * count);
  const row = (latDeg: number) => {
    const lat = (latDeg * Math.PI) / 180;
    return Math.floor((0.5 - Math.log(Math.tan(Math.PI / 4 + lat / 2)) / (2 * Math.PI)) * count);
  };
  const found: [number, number][] = [];
  const boxes = z <= worldZoomMax ? [[-180, -85.05, 179.99, 85.05] as const] : [region, openOcean];
  for (const [west, south, east, north] of boxes) {
    for (let x = column(west); x <= column(east); x += 1) {
      for (let y = row(north); y <= row(south); y += 1) found.push([x, y]);
    }
  }
  return found;
}

/** What the archive says about itself. */
export const head: ArchiveHead = {
  minZoom: 0,
  maxZoom: regionZoomMax,
  bounds: [-180, -85.05, 180, 85.05],
  center: [34.5, 48.2, 6],
  metadata: {
    name: "Truceline base map",
    description: "Land, water, rivers, main roads, recognised borders, places.",
    attribution,
    type: "baselayer",
    region: [...region],
    openOcean: [...openOcean],
    worldZoomMax,
    vector_layers: [
      { id: "land", minzoom: 0, maxzoom: 9, fields: {} },
      {
        id: "water",
        minzoom: 5,
        maxzoom: 9,
        fields: { id: "String", kind: "String", ...nameFields },
      },
      {
        id: "rivers",
        minzoom: 4,
        maxzoom: 9,
        fields: { id: "String", rank: "Number", ...nameFields },
      },
      { id: "roads", minzoom: 5, maxzoom: 9, fields: { id: "String", rank: "Number" } },
      { id: "borders", minzoom: 0, maxzoom: 9, fields: { disputed: "Number" } },
      {
        id: "places",
        minzoom: 3,
        maxzoom: 9,
        fields: { name: "String", kind: "String", pop: "Number", rank: "Number", ...nameFields },
      },
    ],
  },
};
