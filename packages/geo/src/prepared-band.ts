import type { Area } from "@truceline/model";
import { areaMass } from "./area-mass.ts";
import { type BandArea, bandAreaM2 } from "./band-area.ts";
import { withCorners } from "./band-corners.ts";
import { type BandReach, checkReach } from "./band-lattice.ts";
import { bandOutline } from "./band-outline.ts";
import type { MultiPolygonGeometry } from "./geometry.ts";
import { sampleArea, shareWhere } from "./observation-area.ts";
import type { PreparedLine } from "./prepared-line.ts";
import { PreparedZone } from "./prepared-zone.ts";

/** Bounds of the error of the fast distance; within them the exact one decides. */
const FAST_ERROR_M = 0.5;
const FAST_ERROR_RATIO = 1e-5;
/** More than the outline runs off between its places. */
const OUTLINE_ERROR_M = 5;
/** To larger areas the outline's error is less than 0.01. */
const SMALL_REACH_M = 250;
const EDGE_SAMPLE_COUNT = 1_024;

/**
 * All places within a distance of a line, a distance for each side: "25 km on either side".
 * Ends are round; the side is that of `PreparedLine`. A reach of 0 leaves its side out.
 * @throws GeoError `TL_GEO_DISTANCE` unless both reaches are 0 or more and one is more than 0.
 */
export class PreparedBand {
  readonly line: PreparedLine;
  readonly reach: BandReach;
  #outline: MultiPolygonGeometry | undefined;
  #zone: PreparedZone | undefined;

  constructor(line: PreparedLine, reach: BandReach) {
    checkReach(reach);
    this.line = line;
    this.reach = reach;
  }

  /**
   * Does the band hold the place? The place's side and its geodesic distance decide, not the
   * outline: exact within 1 mm (where both sides are equally near, within centimetres,
   * either may count). Some 400 ns. Places exactly on the line belong to the right side.
   */
  contains(lonDeg: number, latDeg: number): boolean {
    const { leftM, rightM } = this.reach;
    const signedM = this.line.fastSignedDistanceM(lonDeg, latDeg);
    const distanceM = Math.abs(signedM);
    const errorM = FAST_ERROR_M + distanceM * FAST_ERROR_RATIO;
    if (distanceM > Math.max(leftM, rightM) + errorM) return false;
    if (distanceM < Math.min(leftM, rightM) - errorM) return true;
    const limitM = signedM > 0 ? leftM : rightM;
    if (distanceM > errorM && Math.abs(distanceM - limitM) > errorM) return distanceM < limitM;
    const nearest = this.line.nearest([lonDeg, latDeg]);
    const exactLimitM = nearest.signedDistanceM > 0 ? leftM : rightM;
    return exactLimitM > 0 && nearest.distanceM <= exactLimitM;
  }

  /** For drawing; computed once, some 50 to 500 ms. See `bandOutline` for how exact it is. */
  get outline(): MultiPolygonGeometry {
    this.#outline ??= bandOutline(this.line, this.reach);
    return this.#outline;
  }

  /**
   * Share of an area that lies in the band, by the outline with its corners restored: as
   * `PreparedZone.shareOf`, besides an error of the outline's own (2 m at the edge of a band of 25 km).
   * Below 0.01 for areas of 250 m and more, corners included. To smaller circles, sectors and
   * ellipses that reach the band's edge those metres are much: there 1,024 even places are asked by
   * `contains` instead, within 0.01.
   */
  shareOf(area: Area): number {
    if (this.#isSmallAtEdge(area)) {
      return shareWhere(sampleArea(area, EDGE_SAMPLE_COUNT), (lonDeg, latDeg) =>
        this.contains(lonDeg, latDeg),
      );
    }
    this.#zone ??= new PreparedZone(withCorners(this.outline, this.line, this.reach));
    return this.#zone.shareOf(area);
  }

  /** Does the outline's own error matter to an area? */
  #isSmallAtEdge(area: Area): boolean {
    if (area.shape === "polygon" || area.shape === "cell") return false;
    const reachM = areaMass(area)?.reachM ?? 0;
    if (reachM > SMALL_REACH_M) return false;
    const [lonDeg, latDeg] = area.centre;
    const awayM = Math.abs(this.line.fastSignedDistanceM(lonDeg, latDeg));
    const { leftM, rightM } = this.reach;
    const nearM = reachM + OUTLINE_ERROR_M;
    if ([leftM, rightM].some((edgeM) => Math.abs(awayM - edgeM) < nearM)) return true;
    // Beyond an end of the line the sides meet, and what one reaches farther ends there.
    const isBetween = awayM > Math.min(leftM, rightM) && awayM < Math.max(leftM, rightM);
    return isBetween && this.line.nearest(area.centre).isLineEnd;
  }

  /** Area of each side and of both, 3e-4 relative. */
  areaM2(): BandArea {
    return bandAreaM2(this.line, this.reach);
  }
}
