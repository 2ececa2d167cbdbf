export {
  type EarthRadius,
  earthRadiiM,
  horizonM,
  type SightOptions,
  usualCurvatureCoefficient,
} from "./earth-bend.ts";
export { type GridCell, gridAround, type HeightGrid } from "./height-grid.ts";
export { type LineOfSight, lineOfSight, type SightEnd } from "./line-of-sight.ts";
export { quickViewshed } from "./quick-viewshed.ts";
export { rasterTerrain } from "./raster-terrain.ts";
export { sweptViewshed } from "./swept-viewshed.ts";
export { flatTerrain, type HeightRaster, type Terrain } from "./terrain.ts";
export {
  type GridObserver,
  gridClearanceM,
  sightStates,
  type ViewshedOptions,
  viewshed,
} from "./viewshed.ts";
