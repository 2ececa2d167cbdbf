import { type Area, type LonLat, lonLat } from "@truceline/model";
import { wedgesOf } from "./compass.ts";
import { MEAN_RADIUS_M, WGS84_MAJOR_M, WGS84_MINOR_M, zoneAreaM2 } from "./geodesic.ts";
import { lowDiscrepancySequence } from "./low-discrepancy.ts";
import { type AreaMixture, areaOutline, areaSampler, sampleArea } from "./observation-area.ts";

const DEG = Math.PI / 180;
const MEDIAN_PLACE_COUNT = 128;
/** Shapes of sectors whose middle is remembered: a mission's distances and directions are a few hundred. */
const KNOWN_SHAPE_MAX = 4_096;
const ECCENTRICITY_SQUARED = 1 - (WGS84_MINOR_M / WGS84_MAJOR_M) ** 2;

/**
 * Square metres of an area; of an ellipse inside its 95 % line. Sectors and circles are parts of a
 * cap on the sphere that has the ellipsoid's Gaussian curvature at the centre, and ellipses pi a b
 * less what that curvature takes off. Polygons and cells as `zoneAreaM2`.
 * Accuracy: 1e-5 of the area to 20 km of reach, 1e-4 to 200 km.
 */
export function areaM2(area: Area): number {
  switch (area.shape) {
    case "circle":
      return capM2(area.centre[1], 0, area.radiusM);
    case "sector": {
      const [minM, maxM] = [Math.min(area.minM, area.maxM), Math.max(area.minM, area.maxM)];
      let widthDeg = 0;
      for (const wedge of wedgesOf(area.bearingsDeg, area.halfWidthDeg)) widthDeg += wedge.widthDeg;
      return (capM2(area.centre[1], minM, maxM) * widthDeg) / 360;
    }
    case "ellipse": {
      const { semiMajorM, semiMinorM } = area;
      // The mean of r² over the ellipse is (a² + b²) / 4; geodesics draw together by 1 - r² / 6R².
      const radiusM = gaussianRadiusM(area.centre[1]);
      const taken = (semiMajorM ** 2 + semiMinorM ** 2) / (24 * radiusM * radiusM);
      return Math.PI * semiMajorM * semiMinorM * (1 - taken);
    }
    case "polygon":
    case "cell":
      return zoneAreaM2(areaOutline(area));
  }
}

function gaussianRadiusM(latDeg: number): number {
  const sin = Math.sin(latDeg * DEG);
  return WGS84_MINOR_M / (1 - ECCENTRICITY_SQUARED * sin * sin);
}

/** Between two distances from a place, all round. */
function capM2(latDeg: number, minM: number, maxM: number): number {
  const radiusM = gaussianRadiusM(latDeg);
  const half = (distanceM: number) => Math.sin(distanceM / (2 * radiusM)) ** 2;
  return 4 * Math.PI * radiusM * radiusM * (half(maxM) - half(minM));
}

/**
 * One place to put a label on: of 128 even places of the area the one with the smallest sum of
 * distances to the others, so always a place of the area itself, never the hole of a ring. Which of
 * them it is follows for a sector from its shape alone and is worked out once for each shape.
 */
export function areaMedian(area: Area | AreaMixture): LonLat {
  if ("shape" in area) {
    if (area.shape === "ellipse" || area.shape === "circle") return area.centre;
    if (area.shape === "sector") return sectorMedian(area);
  }
  const places = sampleArea(area, MEDIAN_PLACE_COUNT);
  const cosLat = Math.cos((places[1] as number) * DEG);
  const flat = places.map((deg, at) => (at % 2 === 0 ? deg * cosLat : deg));
  const at = middleIndex(flat) * 2;
  return lonLat(places[at] as number, places[at + 1] as number);
}

const sequence = lowDiscrepancySequence(2);
const placeOut = new Float64Array(2);
/** By shape, the number of the place in the middle: what is remembered here depends on the key alone. */
const knownMiddles = new Map<string, number>();

function sectorMedian(area: Extract<Area, { shape: "sector" }>): LonLat {
  const { minM, maxM, bearingsDeg, halfWidthDeg } = area;
  const key = `${minM}/${maxM}/${halfWidthDeg}/${bearingsDeg.join("/")}`;
  let index = knownMiddles.get(key);
  if (index === undefined) {
    index = middleIndex(sectorPlaces(area));
    if (knownMiddles.size >= KNOWN_SHAPE_MAX) knownMiddles.clear();
    knownMiddles.set(key, index);
  }
  areaSampler(area).place(sequence.at(index, 0), sequence.at(index, 1), placeOut, 0);
  return lonLat(placeOut[0] as number, placeOut[1] as number);
}

/** The places of a sector as metres east and north of its centre. */
function sectorPlaces(area: Extract<Area, { shape: "sector" }>): Float64Array {
  const wedges = wedgesOf(area.bearingsDeg, area.halfWidthDeg);
  const totalDeg = wedges.reduce((sum, wedge) => sum + wedge.widthDeg, 0);
  const half = (distanceM: number) => Math.sin(distanceM / (2 * MEAN_RADIUS_M)) ** 2;
  const inner = half(Math.min(area.minM, area.maxM));
  const outer = half(Math.max(area.minM, area.maxM));
  const places = new Float64Array(MEDIAN_PLACE_COUNT * 2);
  for (let index = 0; index < MEDIAN_PLACE_COUNT; index++) {
    let turnDeg = sequence.at(index, 0) * totalDeg;
    let azimuthDeg = 0;
    for (const wedge of wedges) {
      azimuthDeg = wedge.fromDeg + turnDeg;
      if (turnDeg < wedge.widthDeg) break;
      turnDeg -= wedge.widthDeg;
    }
    const share = inner + sequence.at(index, 1) * (outer - inner);
    const distanceM = 2 * MEAN_RADIUS_M * Math.asin(Math.sqrt(share));
    places[2 * index] = distanceM * Math.sin(azimuthDeg * DEG);
    places[2 * index + 1] = distanceM * Math.cos(azimuthDeg * DEG);
  }
  return places;
}

/** Which place of a plane has the smallest sum of distances to all. */
function middleIndex(places: Float64Array): number {
  let best = 0;
  let bestSum = Number.POSITIVE_INFINITY;
  for (let at = 0; at < places.length; at += 2) {
    let sum = 0;
    for (let other = 0; other < places.length && sum < bestSum; other += 2) {
      const dx = (places[other] as number) - (places[at] as number);
      const dy = (places[other + 1] as number) - (places[at + 1] as number);
      sum += Math.sqrt(dx * dx + dy * dy);
    }
    if (sum < bestSum) {
      bestSum = sum;
      best = at;
    }
  }
  return best / 2;
}
