import type { HeightRaster } from "@truceline/geo";
import { refusal } from "./errors.ts";

/** No ground lies lower or higher; what does is an artefact of whoever made the file. */
const groundM = { lowest: -1_000, highest: 9_000 } as const;
/** Beyond this share of such heights, the file is not understood. */
const setAsideRatioMax = 0.01;

/** A raster as it was read from a file, with what the reader should know of it. */
export interface ReadRaster extends HeightRaster {
  /** Posts without a height, those set aside among them. */
  readonly voidCount: number;
  /** Heights such as no ground has, made void. */
  readonly setAsideCount: number;
}

/**
 * Counts voids, and makes void what no ground has; changes the heights in place.
 * @throws TerrainFileError `TL_TERRAIN_HEIGHTS` if that is more than 1 % of the heights.
 */
export function sifted(raster: HeightRaster): ReadRaster {
  const { heightsM, voidHeight, cols, source } = raster;
  let voidCount = 0;
  let setAsideCount = 0;
  let first: string | undefined;
  for (let index = 0; index < heightsM.length; index++) {
    const heightM = heightsM[index] as number;
    if (heightM === voidHeight || Number.isNaN(heightM)) voidCount++;
    else if (heightM < groundM.lowest || heightM > groundM.highest) {
      first ??= `${heightM} m in row ${Math.floor(index / cols) + 1}, column ${(index % cols) + 1}`;
      setAsideCount++;
      heightsM[index] = voidHeight ?? Number.NaN;
    }
  }
  if (setAsideCount > (heightsM.length - voidCount) * setAsideRatioMax) {
    const known = heightsM.length - voidCount;
    const found = `${setAsideCount} of ${known} heights are such as no ground has, first ${first}`;
    throw refusal("TL_TERRAIN_HEIGHTS", source, found);
  }
  return { ...raster, voidCount: voidCount + setAsideCount, setAsideCount };
}
