/**
 * The formula set of FIELD 4.3, one function each, on plain numbers: lengths in km, times in hours, shares
 * 0 to 1. Nothing is rounded but whole posts. A divisor of nothing gives infinity.
 */

/** A working year of a technician, in hours. */
const technicianHoursPerYear = 1_600;
const hoursPerYear = 8_760;

/** People of line tasks who are at work: F · s · a. */
export const lineStrength = (deployed: number, lineShare: number, availability: number) =>
  deployed * lineShare * availability;

/** People for one place that is never empty: n · 24/h · (1 + g). Two, six hours, a half on top: 12. */
export const personsPerPlace = (onWatch: number, dutyHours: number, overhead: number) =>
  onWatch * (24 / dutyHours) * (1 + overhead);

/** As many whole posts as can be manned; a rounding error of the machine costs none. */
export const wholePosts = (posts: number) =>
  Number.isFinite(posts) ? Math.floor(Number(posts.toPrecision(12))) : posts;

/** Share of the line in sight of a post: min(1, posts · 2 · r · q / L). */
export const coveredShare = (
  posts: number,
  sightKm: number,
  terrainFactor: number,
  lineKm: number,
) => Math.min(1, (posts * 2 * sightKm * terrainFactor) / lineKm);

/** Patrols past each place in a day: n_p · d_p / (k · L). */
export const patrolPassesPerDay = (
  patrols: number,
  kmPerPatrolDay: number,
  parallelTracks: number,
  lineKm: number,
) => (patrols * kmPerPatrolDay) / (parallelTracks * lineKm);

/** Chance that a patrol sees what stays for so long: min(1, D / T). */
export const patrolDetection = (persistenceH: number, meanGapH: number) =>
  Math.min(1, persistenceH / meanGapH);

/** Sensors that see a share of the line: c · L / (2 r (1 − overlap)). */
export const sensorsFor = (
  sensorShare: number,
  lineKm: number,
  sensorRangeKm: number,
  overlap: number,
) => (sensorShare * lineKm) / (2 * sensorRangeKm * (1 - overlap));

export const technicians = (sensors: number, visitsPerYear: number, hoursPerVisit: number) =>
  (sensors * visitsPerYear * hoursPerVisit) / technicianHoursPerYear;

/** What a thing costs a year over its life: capex / life + opex. */
export const yearlyCost = (capex: number, lifeYears: number, opexPerYear: number) =>
  capex / lifeYears + opexPerYear;

/** Cost of an hour of a km in sight of a post; infinite where nobody sees anything. */
export function costPerKmHour(
  costPerYear: number,
  coveredShareOfLine: number,
  lineKm: number,
): number {
  const kmHours = coveredShareOfLine * lineKm * hoursPerYear;
  return kmHours === 0 ? Number.POSITIVE_INFINITY : costPerYear / kmHours;
}
