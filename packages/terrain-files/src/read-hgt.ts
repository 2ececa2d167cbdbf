import { refusal } from "./errors.ts";
import { type ReadRaster, sifted } from "./read-raster.ts";

/** Posts along an edge, by arc seconds between them; edges are shared with the neighbours. */
const edgePosts = [
  { arcSeconds: 1, posts: 3_601 },
  { arcSeconds: 3, posts: 1_201 },
] as const;
const voidHeight = -32_768;

/**
 * A tile of the Shuttle Radar Topography Mission: one degree square, 16-bit heights, most significant
 * byte first, row by row from the north-west; its name says where its south-west corner lies.
 * Source: "SRTM Topography", USGS, sections 3.1 to 3.3.
 *
 * @param fileName without folders, such as `N48E037.hgt` or `N48E037.SRTMGL1.hgt`.
 * @throws TerrainFileError `TL_TERRAIN_NAME`, `TL_TERRAIN_SIZE`, `TL_TERRAIN_HEIGHTS`.
 */
export function readHgt(fileName: string, bytes: Uint8Array): ReadRaster {
  const corner = cornerOf(fileName);
  const size = edgePosts.find(({ posts }) => bytes.byteLength === posts * posts * 2);
  if (size === undefined) {
    throw refusal("TL_TERRAIN_SIZE", fileName, sizeFound(bytes));
  }
  const { arcSeconds, posts } = size;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const heightsM = new Int16Array(posts * posts);
  for (let index = 0; index < heightsM.length; index++) {
    heightsM[index] = view.getInt16(index * 2, false);
  }
  const stepDeg = arcSeconds / 3_600;
  return sifted({
    ...{ westDeg: corner.westDeg, northDeg: corner.southDeg + 1 },
    ...{ stepLonDeg: stepDeg, stepLatDeg: stepDeg, cols: posts, rows: posts },
    ...{ heightsM, voidHeight, source: fileName },
  });
}

function cornerOf(fileName: string): { westDeg: number; southDeg: number } {
  const parts = /^([NS])(\d{2})([EW])(\d{3})(?:\.\w+)?\.hgt$/i.exec(fileName);
  if (parts === null) {
    throw refusal("TL_TERRAIN_NAME", fileName, "the name does not begin like N48E037");
  }
  const [, northSouth = "", lat = "", eastWest = "", lon = ""] = parts;
  const southDeg = Number(lat) * (northSouth.toUpperCase() === "S" ? -1 : 1);
  const westDeg = Number(lon) * (eastWest.toUpperCase() === "W" ? -1 : 1);
  if (southDeg < -90 || southDeg > 89 || westDeg < -180 || westDeg > 179) {
    const found = `no tile of one degree has its south-west corner at ${lat}° ${northSouth}, ${lon}° ${eastWest}`;
    throw refusal("TL_TERRAIN_NAME", fileName, found);
  }
  return { westDeg, southDeg };
}

function sizeFound(bytes: Uint8Array): string {
  const next = edgePosts.findLast(({ posts }) => bytes.byteLength < posts * posts * 2);
  if (next === undefined) return `it has ${bytes.byteLength} bytes, more than any tile`;
  const missing = next.posts * next.posts * 2 - bytes.byteLength;
  return `it has ${bytes.byteLength} bytes, ${missing} less than a tile of ${next.arcSeconds} arc seconds`;
}
