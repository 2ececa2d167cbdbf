export { TerrainFileError, type TerrainFileErrorCode, terrainFileErrors } from "./errors.ts";
export { readGeoTiff } from "./read-geotiff.ts";
export { readHgt } from "./read-hgt.ts";
export type { ReadRaster } from "./read-raster.ts";
export { readTerrain, type TerrainFileNote, type TerrainFiles } from "./read-terrain.ts";
