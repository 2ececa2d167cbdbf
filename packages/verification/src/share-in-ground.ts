import type { PreparedArea } from "@truceline/agreement";
import { ELLIPSE_95_SIGMA } from "@truceline/geo";
import type { Area } from "@truceline/model";
import type { Answer } from "./weapon-facts.ts";

/** Ground as a rule asks it: a part of `PreparedArea`. */
export type TestedGround = Pick<PreparedArea, "contains" | "shareOf"> & {
  readonly band?: PreparedArea["band"];
};

const ROUNDING = 1e-9;
const DEG = Math.PI / 180;
const METRES_PER_DEG = 111_195;
/** Up to here a place is found by degrees alone, within a hundredth. */
const NEAR_M = 100_000;
const NEAR_LATITUDE_DEG = 65;

type Band = NonNullable<PreparedArea["band"]>;

/** Of a normal distribution 0.00004 lies farther out: less than figures are rounded to. */
const NORMAL_REACH_SIGMA = 4.5;

/**
 * Share of an area that lies in the ground, 0 to 1.
 *
 * Zones by geometry: `PreparedArea.shareOf`. Bands: an area farther from the edge than it reaches is
 * decided by one signed distance, exactly (ellipses to 0.00004); all others as `PreparedBand.shareOf`.
 * Accuracy there: some metres of the edge, below 0.005 for areas of a few hundred metres and more.
 */
export function shareInGround(ground: TestedGround, area: Area): number {
  const { band } = ground;
  if (band === null || band === undefined) return ground.shareOf(area);
  if (!writeDiscRound(area)) return ground.shareOf(area);
  const [lonDeg = 0, latDeg = 0, radiusM = 0] = disc;
  const answer = bandAnswerAt(band, signedDistanceOf(band.line, area, lonDeg, latDeg), radiusM);
  if (answer !== "unknown") return answer === "yes" ? 1 : 0;
  return ground.shareOf(area);
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

/** [lonDeg, latDeg, radiusM] of the disc last asked for; kept so that nothing is allocated. */
const disc = new Float64Array(3);
let discArea: Area | undefined;
let hasDisc = false;

/** The last distances worked out: place and side are asked of the same area under few lines. */
const lastLines: (Band["line"] | undefined)[] = [undefined, undefined, undefined, undefined];
const lastAreas: (Area | undefined)[] = [undefined, undefined, undefined, undefined];
const lastSignedM = new Float64Array(4);
let lastSlot = 0;

/** Signed distance of the middle of an area's disc from a line. Areas are never changed. */
function signedDistanceOf(line: Band["line"], area: Area, lonDeg: number, latDeg: number): number {
  for (let slot = 0; slot < 4; slot++) {
    if (lastAreas[slot] === area && lastLines[slot] === line) return lastSignedM[slot] as number;
  }
  const signedM = line.fastSignedDistanceM(lonDeg, latDeg);
  lastSlot = (lastSlot + 1) & 3;
  lastLines[lastSlot] = line;
  lastAreas[lastSlot] = area;
  lastSignedM[lastSlot] = signedM;
  return signedM;
}

/** 1 where all of an area lies left of a line, 0 where all lies right, null where one cannot tell. */
export function sideOfArea(line: Band["line"], area: Area): 0 | 1 | null {
  if (!writeDiscRound(area)) return null;
  const signedM = signedDistanceOf(line, area, disc[0] as number, disc[1] as number);
  if (Math.abs(signedM) <= (disc[2] as number)) return null;
  return signedM > 0 ? 1 : 0;
}

/** Writes a disc that holds all of an area into `disc`; false for shapes without a centre. */
function writeDiscRound(area: Area): boolean {
  if (area !== discArea) {
    hasDisc = writeDisc(area);
    discArea = area;
  }
  return hasDisc;
}

function writeDisc(area: Area): boolean {
  if (area.shape === "polygon" || area.shape === "cell") return false;
  disc[0] = area.centre[0];
  disc[1] = area.centre[1];
  if (area.shape === "circle") {
    disc[2] = area.radiusM;
    return true;
  }
  if (area.shape === "ellipse") {
    disc[2] = (area.semiMajorM / ELLIPSE_95_SIGMA) * NORMAL_REACH_SIGMA;
    return true;
  }
  const { minM, maxM, bearingsDeg, halfWidthDeg } = area;
  disc[2] = Math.max(minM, maxM);
  const [bearingDeg, other] = bearingsDeg;
  const latDeg = area.centre[1];
  const isNarrow = bearingDeg !== undefined && other === undefined && halfWidthDeg <= 90;
  if (!isNarrow || disc[2] > NEAR_M || Math.abs(latDeg) > NEAR_LATITUDE_DEG) return true;
  // One narrow sector lies far from its centre: a disc round its own middle is much smaller.
  const outM = (minM + maxM) / 2;
  const cos = Math.cos(halfWidthDeg * DEG);
  const cornerM = Math.max(
    Math.sqrt(minM * minM + outM * outM - 2 * minM * outM * cos),
    Math.sqrt(maxM * maxM + outM * outM - 2 * maxM * outM * cos),
    Math.abs(maxM - outM),
  );
  const cosLat = Math.cos(latDeg * DEG);
  disc[0] += (outM * Math.sin(bearingDeg * DEG)) / (METRES_PER_DEG * cosLat);
  disc[1] += (outM * Math.cos(bearingDeg * DEG)) / METRES_PER_DEG;
  // A degree is within a hundredth of that; meridians draw together by the second term.
  disc[2] = cornerM + outM * 0.01 + (outM * outM) / (2_000_000 * cosLat);
  return true;
}
