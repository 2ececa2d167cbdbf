import { SensingError } from "../errors.ts";
import { checksum, type OrbitElements } from "./orbit-elements.ts";

// WGS 72, by which two-line elements are meant.
const earthM = 6_378_135;
const gravityM3PerS2 = 3.986008e14;
const j2 = 0.001082616;
const toDeg = 180 / Math.PI;
const dayS = 86_400;
const dayMs = dayS * 1000;
/** The sun goes round once in a tropical year. */
const sunRadPerS = (2 * Math.PI) / (365.2421897 * dayS);
const altitudeMinM = 250_000;
const altitudeMaxM = 1_500_000;
const j2000Ms = Date.UTC(2000, 0, 1, 12);

/**
 * A made-up circular orbit that keeps step with the sun, as two-line elements without drag: the declared
 * stand-in where no public elements exist. Its source says `assumed`.
 *
 * The inclination follows from the turn of the node by the Earth's flattening to first order
 * (Vallado, Fundamentals of Astrodynamics and Applications, 2013, section 11.4.1); the node's local mean
 * time then stays within a minute or so for a month.
 *
 * @param nodeLocalHours local mean time at which it crosses the equator northward, 0 to 24
 * @param meanAnomalyDeg where on its orbit it is at the epoch, from the equator on
 * @throws SensingError `TL_SENSING_ELEMENTS` outside 250 to 1,500 km or for figures that cannot be
 */
export function sunSynchronousOrbit(orbit: {
  readonly id: string;
  readonly name: string;
  readonly altitudeM: number;
  readonly nodeLocalHours: number;
  readonly epochMs: number;
  readonly meanAnomalyDeg?: number;
}): OrbitElements {
  const { id, name, altitudeM, nodeLocalHours, epochMs, meanAnomalyDeg = 0 } = orbit;
  const epoch = new Date(epochMs);
  const isSound =
    altitudeM >= altitudeMinM &&
    altitudeM <= altitudeMaxM &&
    nodeLocalHours >= 0 &&
    nodeLocalHours < 24 &&
    Number.isFinite(meanAnomalyDeg) &&
    epoch.getUTCFullYear() >= 1957 &&
    epoch.getUTCFullYear() <= 2056;
  if (!isSound) throw new SensingError("TL_SENSING_ELEMENTS", { of: id, orbit });
  const axisM = earthM + altitudeM;
  const meanMotion = Math.sqrt(gravityM3PerS2 / axisM ** 3);
  const cosine = -sunRadPerS / (1.5 * j2 * meanMotion * (earthM / axisM) ** 2);
  const inclinationDeg = Math.acos(cosine) * toDeg;
  // Mean longitude of the sun: Meeus, Astronomical Algorithms, formula 25.2.
  const days = (epochMs - j2000Ms) / dayMs;
  const sunDeg = 280.46646 + 0.985647366 * days;
  const nodeDeg = wrapDeg(sunDeg + (nodeLocalHours - 12) * 15);
  const year = epoch.getUTCFullYear();
  const dayOfYear = 1 + (epochMs - Date.UTC(year, 0, 1)) / dayMs;
  const epochText = `${String(year % 100).padStart(2, "0")}${dayOfYear.toFixed(8).padStart(12, "0")}`;
  const head = "99999";
  const line1 = `1 ${head}U 00000A   ${epochText}  .00000000  00000-0  00000-0 0    0`;
  const line2 =
    `2 ${head} ${fixed(inclinationDeg, 4, 8)} ${fixed(nodeDeg, 4, 8)} 0000001 ` +
    `${fixed(0, 4, 8)} ${fixed(wrapDeg(meanAnomalyDeg), 4, 8)} ` +
    `${fixed((meanMotion * dayS) / (2 * Math.PI), 8, 11)}    0`;
  const source = `assumed: made-up circular orbit at ${Math.round(altitudeM / 1000)} km, northward over the equator at ${nodeLocalHours} h local mean time`;
  return { id, name, line1: withSum(line1), line2: withSum(line2), source };
}

const fixed = (value: number, digits: number, width: number) =>
  value.toFixed(digits).padStart(width, " ");

/** 0 <= deg < 360, also after rounding to the four digits of an element. */
function wrapDeg(deg: number): number {
  const rounded = Math.round((((deg % 360) + 360) % 360) * 1e4) / 1e4;
  return rounded >= 360 ? 0 : rounded;
}

function withSum(line: string): string {
  return `${line.padEnd(68)}${checksum(line)}`;
}
