import { type Area, lonLat, type Origin } from "@truceline/model";
import type { ObservationDraft } from "../mapping/decode-rows.ts";
import type { HeatPixel } from "./heat-pixel.ts";

/** Inclination of the orbits (all five are sun-synchronous), within half a degree. */
const inclinationDeg = 98.4;
/** Terra goes south by day, the others north. */
const goesSouthByDay = new Set<HeatPixel["satellite"]>(["Terra"]);
/** Beyond this an afternoon passage may be of either way, and the way turns fast. */
const latMaxDeg = 60;
/** How far the element itself may be misplaced, one standard deviation. Assumed for both instruments. */
const placeErrorM = 100;
/** A normal distribution in the plane has 95 % within so many standard deviations. */
const within95 = Math.sqrt(-2 * Math.log(0.05));

/**
 * A detection as an observation of a thermal anomaly. Its place is the 95 % ellipse with the spread of a
 * heat that is equally likely anywhere in the element, size `scan` by `track`, turned as the satellite
 * flew; nearer the poles than 60 degrees, where that is not sure, a circle of the longer side. Its time is
 * the minute of the passage. The same detection always has the same `sourceId`.
 * @example heatObservation(pixel, { origin: "observed" }).area
 */
export function heatObservation(
  pixel: HeatPixel,
  options: { readonly origin: Origin },
): ObservationDraft {
  const { instrument, satellite, lonDeg, latDeg, atMs, version } = pixel;
  const percent = pixel.confidencePercent;
  const confidence =
    percent === undefined ? pixel.confidence : `${pixel.confidence} (${percent} %)`;
  const power = pixel.radiativePowerMw;
  const words = [
    `heat seen by ${instrument} on ${satellite}, version ${version}`,
    `confidence ${confidence}`,
    ...(power === null ? [] : [`radiative power ${power} MW`]),
    ...(pixel.heatSource === undefined ? [] : [`taken for ${pixel.heatSource}`]),
  ];
  return {
    schema: "observation/1",
    origin: options.origin,
    source: `firms-${instrument.toLowerCase()}`,
    sourceId: `${satellite}/${new Date(atMs).toISOString().slice(0, 16)}/${latDeg},${lonDeg}`,
    span: { fromMs: atMs, toMs: atMs + 59_999, precision: "minute" },
    observer: { kind: "satellite", id: satellite },
    means: ["recorded"],
    kind: "thermal-anomaly",
    count: { qualifier: "exactly", min: 1, max: 1 },
    area: heatArea(pixel),
    assessedAs: words.join("; "),
  };
}

/** Where the heat may have been: see `heatObservation`. */
export function heatArea(pixel: HeatPixel): Area {
  const centre = lonLat(pixel.lonDeg, pixel.latDeg);
  const reachM = (sizeM: number) => within95 * Math.hypot(sizeM / Math.sqrt(12), placeErrorM);
  const [acrossM, alongM] = [reachM(pixel.scanM), reachM(pixel.trackM)];
  const trackDeg = trackBearingDeg(pixel);
  if (trackDeg === undefined) {
    const radiusM = round(Math.max(acrossM, alongM));
    return { shape: "circle", centre, radiusM };
  }
  const isWide = acrossM >= alongM;
  return {
    shape: "ellipse",
    centre,
    semiMajorM: round(Math.max(acrossM, alongM)),
    semiMinorM: round(Math.min(acrossM, alongM)),
    orientationDeg: round((trackDeg + (isWide ? 90 : 0)) % 180),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

/**
 * Direction of flight, clockwise from north, from cos i = cos(latitude) · sin(azimuth) of a circular
 * orbit; whether it goes north or south follows from the hour of the sun at the place. Undefined near the poles.
 */
function trackBearingDeg({ satellite, latDeg, lonDeg, atMs }: HeatPixel): number | undefined {
  if (Math.abs(latDeg) > latMaxDeg) return undefined;
  const rad = Math.PI / 180;
  const sine = Math.cos(inclinationDeg * rad) / Math.cos(latDeg * rad);
  const northward = Math.asin(sine) / rad;
  const sunHour = (((atMs / 3_600_000 + lonDeg / 15) % 24) + 24) % 24;
  const isByDay = sunHour >= 6 && sunHour < 18;
  const isNorthward = isByDay !== goesSouthByDay.has(satellite);
  return ((isNorthward ? northward : 180 - northward) + 360) % 360;
}
