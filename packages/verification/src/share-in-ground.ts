import type { PreparedArea } from "@truceline/agreement";
import { ELLIPSE_95_SIGMA, PreparedZone } from "@truceline/geo";
import type { Area } from "@truceline/model";
import { withCorners } from "./band-corners.ts";
import type { Answer } from "./weapon-facts.ts";

/** Ground as a rule asks it: a part of `PreparedArea`. */
export type TestedGround = Pick<PreparedArea, "contains" | "shareOf"> & {
  readonly band?: PreparedArea["band"];
};

const ROUNDING = 1e-9;

type Band = NonNullable<PreparedArea["band"]>;

/** Nothing of a normal distribution that matters lies farther out. */
const NORMAL_REACH_SIGMA = 6;
const zoneOfBand = new WeakMap<Band, PreparedZone>();

/**
 * Share of an area that lies in the ground, 0 to 1.
 *
 * Zones by geometry: `PreparedArea.shareOf`. Bands: an area farther from the edge than it reaches is
 * decided by one signed distance, exactly; all others by closed form on the outline with its corners
 * restored. Accuracy there: some metres of the edge, below 0.005 for areas of a few hundred metres
 * and more.
 */
export function shareInGround(ground: TestedGround, area: Area): number {
  const { band } = ground;
  if (band === null || band === undefined) return ground.shareOf(area);
  const reachM = reachOfArea(area);
  if (reachM === null) return ground.shareOf(area);
  const [lonDeg, latDeg] = (area as Extract<Area, { centre: unknown }>).centre;
  const answer = bandAnswer(band, lonDeg, latDeg, reachM);
  if (answer !== "unknown") return answer === "yes" ? 1 : 0;
  let zone = zoneOfBand.get(band);
  if (zone === undefined) {
    zone = new PreparedZone(withCorners(band));
    zoneOfBand.set(band, zone);
  }
  return zone.shareOf(area);
}

/** Is all of a disc in the band, none of it, or can one distance not tell? */
function bandAnswer(band: Band, lonDeg: number, latDeg: number, radiusM: number): Answer {
  return bandAnswerAt(band, band.line.fastSignedDistanceM(lonDeg, latDeg), radiusM);
}

/** The same, for a centre so far from the line. */
export function bandAnswerAt(
  { reach: { leftM, rightM } }: Band,
  signedM: number,
  radiusM: number,
): Answer {
  const awayM = Math.abs(signedM);
  const ownM = signedM > 0 ? leftM : rightM;
  const otherM = signedM > 0 ? rightM : leftM;
  const crossM = radiusM - awayM; // how far the disc goes beyond the line
  if (awayM + radiusM <= ownM && crossM <= otherM) return "yes";
  return awayM - radiusM > (crossM < 0 ? ownM : Math.max(ownM, otherM)) ? "no" : "unknown";
}

/** Is all of a disc inside, none of it, or can it not be told from this? */
export function discAnswer(
  ground: TestedGround,
  lonDeg: number,
  latDeg: number,
  radiusM: number,
): Answer {
  const { band } = ground;
  if (band !== null && band !== undefined) return bandAnswer(band, lonDeg, latDeg, radiusM);
  // An edge within the radius leaves a share that is neither; none leaves exactly 0 or 1.
  const share = ground.shareOf({
    shape: "circle",
    centre: [lonDeg, latDeg] as unknown as Extract<Area, { shape: "circle" }>["centre"],
    radiusM,
  });
  if (share >= 1 - ROUNDING) return "yes";
  return share <= ROUNDING ? "no" : "unknown";
}

/** How far an area reaches from its centre; null for shapes that have none. */
function reachOfArea(area: Area): number | null {
  switch (area.shape) {
    case "circle":
      return area.radiusM;
    case "sector":
      return Math.max(area.minM, area.maxM);
    case "ellipse":
      return (area.semiMajorM / ELLIPSE_95_SIGMA) * NORMAL_REACH_SIGMA;
    default:
      return null;
  }
}
