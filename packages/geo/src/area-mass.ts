import type { Area } from "@truceline/model";
import { wedgesOf } from "./compass.ts";
import { type EllipseArea, type Whitening, whiteningOf } from "./ellipse-in-zone.ts";
import { MEAN_RADIUS_M } from "./geodesic.ts";
import type { Position } from "./geometry.ts";
import { LocalPlane } from "./local-plane.ts";
import { ELLIPSE_95_SIGMA } from "./observation-area.ts";
import { normalMass, type RadialMass, ringMass } from "./radial-mass.ts";

const DEG = Math.PI / 180;
const METRES_PER_DEG = MEAN_RADIUS_M * DEG;
const FAST_REACH_M = 150_000;
const FAST_LATITUDE_DEG = 70;
/** So near the 180th meridian an area may lie across it. */
const FAST_LONGITUDE_DEG = 175;
const PLAIN: Whitening = { xx: 1, xy: 0, yx: 0, yy: 1 };

/** Areas that are described by a centre and what lies round it. */
export type RadialArea = Extract<Area, { shape: "circle" | "ellipse" | "sector" }>;

/** Where the places of an area are looked for by the fast way: a plane, and a box that holds them. */
export interface NearPlane {
  readonly plane: LocalPlane;
  readonly cosLat: number;
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** An area as a distribution round its centre, ready to be asked of many zones. */
export interface AreaMass {
  readonly centre: Position;
  /** Nothing of it that matters lies farther from the centre. */
  readonly reachM: number;
  readonly mass: RadialMass;
  readonly whitening: Whitening;
  /** Null where it reaches too far, or too near a pole or the 180th meridian, for the fast way. */
  readonly near: NearPlane | null;
}

let lastArea: Area | undefined;
let lastMass: AreaMass | null = null;

/**
 * The mass of an area; null for one without extent. The last one is kept: one area is asked of several
 * zones in turn, and areas are never changed.
 */
export function areaMass(area: RadialArea): AreaMass | null {
  if (area !== lastArea) {
    lastMass = area.shape === "ellipse" ? ellipseMass(area) : sectorMass(area);
    lastArea = area;
  }
  return lastMass;
}

function ellipseMass(ellipse: EllipseArea): AreaMass {
  const { centre } = ellipse;
  const reachM = (normalMass.reach * Math.max(ellipse.semiMajorM, 0.01)) / ELLIPSE_95_SIGMA;
  const whitening = whiteningOf(ellipse);
  return { centre, reachM, mass: normalMass, whitening, near: nearPlane(centre, reachM) };
}

function sectorMass(area: Exclude<RadialArea, EllipseArea>): AreaMass | null {
  const { centre } = area;
  const isCircle = area.shape === "circle";
  const reachM = isCircle ? area.radiusM : Math.max(area.minM, area.maxM);
  if (reachM === 0) return null;
  // A ring without width is taken as one of a ten-thousandth of its radius.
  const innerM = isCircle ? 0 : Math.min(area.minM, area.maxM, reachM * 0.9999);
  const wedges = isCircle ? wedgesOf([], 180) : wedgesOf(area.bearingsDeg, area.halfWidthDeg);
  const mass = ringMass(innerM, reachM, wedges);
  return { centre, reachM, mass, whitening: PLAIN, near: nearPlane(centre, reachM) };
}

function nearPlane([lonDeg, latDeg]: Position, reachM: number): NearPlane | null {
  const isFast = reachM <= FAST_REACH_M && Math.abs(latDeg) <= FAST_LATITUDE_DEG;
  if (!isFast || Math.abs(lonDeg) > FAST_LONGITUDE_DEG) return null;
  const tallDeg = (reachM / METRES_PER_DEG) * 1.02;
  const wideDeg = tallDeg / Math.cos((Math.abs(latDeg) + tallDeg) * DEG);
  return {
    plane: new LocalPlane(lonDeg, latDeg),
    cosLat: Math.cos(latDeg * DEG),
    westDeg: lonDeg - wideDeg,
    southDeg: latDeg - tallDeg,
    eastDeg: lonDeg + wideDeg,
    northDeg: latDeg + tallDeg,
  };
}
