import type { GeoTIFFImage } from "geotiff";
import { refusal } from "./errors.ts";

/** Where the posts of a GeoTIFF stand. */
export interface RasterPlace {
  readonly westDeg: number;
  readonly northDeg: number;
  readonly stepLonDeg: number;
  readonly stepLatDeg: number;
}

/** Longitude and latitude on WGS 84, or on datums within a metre of it (ETRS89), with or without height. */
const geographicCodes = [4326, 4979, 4258, 4937];
const geographicModel = 2;
const degrees = 9102;
const metres = 9001;
const pointRaster = 2;

type GeoKeys = Readonly<Partial<Record<string, unknown>>>;

/**
 * Reads coordinate system and place from a GeoTIFF's keys: "OGC GeoTIFF Standard 1.1", sections 7 and B.
 * A file whose cells are areas has its posts at their middles, half a cell from the corner it names.
 * @throws TerrainFileError `TL_TERRAIN_PROJECTION`, `TL_TERRAIN_PLACE`, `TL_TERRAIN_KIND` (unit of height).
 */
export function geotiffPlace(file: string, image: GeoTIFFImage): RasterPlace {
  const keys = (image.getGeoKeys() ?? {}) as GeoKeys;
  requireLonLat(file, keys);
  const vertical = keys["VerticalUnitsGeoKey"];
  if (vertical !== undefined && vertical !== metres) {
    throw refusal(
      "TL_TERRAIN_KIND",
      file,
      `its heights are in the unit EPSG:${vertical}, not metres`,
    );
  }
  const corner = cornerOf(file, image);
  const half = keys["GTRasterTypeGeoKey"] === pointRaster ? 0 : 0.5;
  return {
    westDeg: corner.westDeg + half * corner.stepLonDeg,
    northDeg: corner.northDeg - half * corner.stepLatDeg,
    stepLonDeg: corner.stepLonDeg,
    stepLatDeg: corner.stepLatDeg,
  };
}

function requireLonLat(file: string, keys: GeoKeys): void {
  const model = keys["GTModelTypeGeoKey"];
  const code = keys["GeographicTypeGeoKey"];
  const projected = keys["ProjectedCSTypeGeoKey"];
  if (model === undefined && code === undefined) {
    throw refusal("TL_TERRAIN_PROJECTION", file, "it names no coordinate system");
  }
  if (model !== undefined && model !== geographicModel) {
    const name = projected === undefined ? `of model ${model}` : `EPSG:${projected}`;
    throw refusal("TL_TERRAIN_PROJECTION", file, `its coordinates are projected, ${name}`);
  }
  if (typeof code !== "number" || !geographicCodes.includes(code)) {
    const name = code === undefined || code === 32_767 ? "defined by itself" : `EPSG:${code}`;
    throw refusal("TL_TERRAIN_PROJECTION", file, `its coordinate system is ${name}`);
  }
  const unit = keys["GeogAngularUnitsGeoKey"];
  if (unit !== undefined && unit !== degrees) {
    throw refusal("TL_TERRAIN_PROJECTION", file, `its angles are in the unit EPSG:${unit}`);
  }
}

/** The corner (or middle, for points) of the first cell, and the steps from it. */
function cornerOf(file: string, { fileDirectory }: GeoTIFFImage): RasterPlace {
  const numbers = (tag: "ModelPixelScale" | "ModelTiepoint" | "ModelTransformation") => {
    const value: unknown = fileDirectory.getValue(tag);
    return value === undefined ? [] : Array.from(value as ArrayLike<number>);
  };
  const [stepLonDeg, stepLatDeg] = numbers("ModelPixelScale");
  const [column, row, , lonDeg, latDeg] = numbers("ModelTiepoint");
  const matrix = numbers("ModelTransformation");
  const corner =
    stepLonDeg !== undefined && stepLatDeg !== undefined && latDeg !== undefined
      ? {
          westDeg: Number(lonDeg) - Number(column) * stepLonDeg,
          northDeg: latDeg + Number(row) * stepLatDeg,
          ...{ stepLonDeg, stepLatDeg },
        }
      : matrix.length === 16 && matrix[1] === 0 && matrix[4] === 0
        ? {
            westDeg: Number(matrix[3]),
            northDeg: Number(matrix[7]),
            stepLonDeg: Number(matrix[0]),
            stepLatDeg: -Number(matrix[5]),
          }
        : undefined;
  if (corner === undefined) {
    const found = matrix.length === 16 ? "its rows are turned" : "it has no tie point with a scale";
    throw refusal("TL_TERRAIN_PLACE", file, found);
  }
  const isSound =
    Object.values(corner).every(Number.isFinite) && corner.stepLonDeg > 0 && corner.stepLatDeg > 0;
  if (!isSound) {
    const { stepLonDeg: east, stepLatDeg: south } = corner;
    throw refusal("TL_TERRAIN_PLACE", file, `its steps are ${east}° east and ${south}° south`);
  }
  return corner;
}
