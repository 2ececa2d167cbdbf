export * from "./area-measures.ts";
export * from "./area-memo.ts";
export * from "./azimuthal-plane.ts";
export type { BandArea } from "./band-area.ts";
export { withCorners } from "./band-corners.ts";
export type { BandReach } from "./band-lattice.ts";
export * from "./cells.ts";
export * from "./compass.ts";
export * from "./contact-line.ts";
export {
  type DatedLine,
  type LineVersion,
  versionAcceptedBy,
  versionAt,
  versionsThatMatter,
} from "./dated-line.ts";
export { type EllipseArea, ellipseInZoneProbability } from "./ellipse-in-zone.ts";
export * from "./errors.ts";
export * from "./geodesic.ts";
export * from "./geometry.ts";
export * from "./local-plane.ts";
export * from "./low-discrepancy.ts";
export * from "./observation-area.ts";
export * from "./place.ts";
export { type AreaSampler, polygonSampler } from "./polygon-sampler.ts";
export * from "./prepared-band.ts";
export * from "./prepared-line.ts";
export * from "./prepared-zone.ts";
export * from "./read-geometry.ts";
export * from "./simplify-line.ts";
export * from "./terrain/index.ts";
export * from "./zone-index.ts";
