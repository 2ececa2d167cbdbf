import type { Area } from "@truceline/model";
import { azimuthalPlane } from "./azimuthal-plane.ts";
import { type Position, polygonsOf, type ZoneGeometry } from "./geometry.ts";
import { ELLIPSE_95_SIGMA } from "./observation-area.ts";
import { normalMass, type RadialMass } from "./radial-mass.ts";

const DEG = Math.PI / 180;
/** Standard deviations below this are taken as this: a millimetre is nowhere in our data. */
const SIGMA_MIN_M = 1e-3;

/** An `Area` of shape `ellipse`: its axes are those of the 95 % ellipse. */
export type EllipseArea = Extract<Area, { shape: "ellipse" }>;

/** Metres east and north, turned and scaled so that the distribution becomes a standard one. */
export interface Whitening {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

/** Takes the 95 % ellipse to the circle of radius 2.4477; keeps the sense of turning. */
export function whiteningOf(ellipse: Omit<EllipseArea, "shape" | "centre">): Whitening {
  const major = Math.max(SIGMA_MIN_M, ellipse.semiMajorM / ELLIPSE_95_SIGMA);
  const minor = Math.max(SIGMA_MIN_M, ellipse.semiMinorM / ELLIPSE_95_SIGMA);
  const sin = Math.sin(ellipse.orientationDeg * DEG);
  const cos = Math.cos(ellipse.orientationDeg * DEG);
  return { xx: cos / minor, xy: -sin / minor, yx: sin / major, yy: cos / major };
}

/**
 * Mass of a distribution round `centre` that lies in a zone: the zone's places are projected
 * (exactly), its edges are straight in the plane, and signed triangles are summed.
 */
export function radialMassInZone(
  centre: Position,
  geometry: ZoneGeometry,
  mass: RadialMass,
  whitening: Whitening,
): number {
  const plane = azimuthalPlane(centre);
  let total = 0;
  for (const rings of polygonsOf(geometry)) {
    for (const [index, ring] of rings.entries()) {
      const flat = ring.map((position): Position => {
        const [xM, yM] = plane.toPlane(position);
        return [whitening.xx * xM + whitening.xy * yM, whitening.yx * xM + whitening.yy * yM];
      });
      let sum = 0;
      let doubleArea = 0;
      let previous = flat.at(-1);
      const [origin] = flat;
      for (const position of flat) {
        if (previous === undefined || origin === undefined) break;
        sum += mass.triangle(previous[0], previous[1], position[0], position[1]);
        doubleArea +=
          (previous[0] - origin[0]) * (position[1] - origin[1]) -
          (previous[1] - origin[1]) * (position[0] - origin[0]);
        previous = position;
      }
      // Either winding is allowed: an outline adds its inside, a hole takes its own off.
      const isOutline = index === 0;
      total += doubleArea > 0 === isOutline ? sum : -sum;
    }
  }
  return Math.min(1, Math.max(0, total));
}

/**
 * Probability that a place with a normal error lies in a zone.
 *
 * Shape: the 95 % ellipse of the place (axes = 2.4477 standard deviations), and a zone with holes
 * and parts as it comes. The error is normal, not cut off, in the azimuthal equidistant plane of
 * the ellipse's centre on the ellipsoid; edges are straight in that plane.
 * Accuracy: 1e-9 given the plane; some 4 µs a vertex (`PreparedZone.shareOf` is the fast one).
 * Source: signed triangles with Owen's T function (Owen 1956; DiDonato and Hageman 1982).
 */
export function ellipseInZoneProbability(
  ellipse: Omit<EllipseArea, "shape">,
  geometry: ZoneGeometry,
): number {
  return radialMassInZone(ellipse.centre, geometry, normalMass, whiteningOf(ellipse));
}
