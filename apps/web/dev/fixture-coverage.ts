/** How much the made-up sensors could have seen: by distance, outages and the light. */
import type { LonLat } from "@truceline/model";
import { beside, ground, lengthM, sectorAt, sensorsOf } from "./fixture-ground.ts";
import { outages } from "./fixture-happenings.ts";

const metresPerDegree = 111_195;
const away = (a: LonLat, b: LonLat): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1]) * metresPerDegree;

export const isNight = (atMs: number): boolean => {
  const hour = (((atMs / 3_600_000 + 2) % 24) + 24) % 24;
  return hour < 6.3 || hour > 18.2;
};

/** Chance 0..1 at a place and instant; further from a sensor, at night and in an outage less. */
export function coverageAt(place: LonLat, atMs: number, hardness = 1): number {
  const down = outages(atMs);
  let missed = 1;
  for (const sensor of sensorsOf) {
    const distance = away(sensor.position, place);
    if (distance > sensor.rangeM * 2.2) continue;
    const out = down.get(sensor.id);
    if (out?.state === "down") continue;
    const dark = isNight(atMs) && (sensor.means === "eye" || sensor.means === "camera") ? 0.35 : 1;
    const p = Math.exp(-((distance / (sensor.rangeM * 1.35)) ** 2)) * dark * 0.97;
    missed *= 1 - p * (out === undefined ? 1 : 0.5);
  }
  return Math.min(1, (1 - missed) / hardness);
}

const middles = ground.cells.map(({ ring }) => {
  const corners = ring.slice(0, -1);
  return [
    corners.reduce((sum, [lon]) => sum + lon, 0) / corners.length,
    corners.reduce((sum, [, lat]) => sum + lat, 0) / corners.length,
  ] as unknown as LonLat;
});

const kept = new Map<string, readonly number[]>();

/** Of each cell of the ground in an hour; harder articles are seen worse. */
export function cellRatios(articleId: string, hourMs: number): readonly number[] {
  const key = `${articleId} ${hourMs}`;
  const found = kept.get(key);
  if (found !== undefined) return found;
  const hardness = 0.8 + 0.12 * Number(articleId);
  const ratios = middles.map((place) => coverageAt(place, hourMs + 1_800_000, hardness));
  if (kept.size > 400) kept.clear();
  kept.set(key, ratios);
  return ratios;
}

/** Mean over the cells of a sector; of the whole zone without one. */
export function seenRatio(articleId: string, hourMs: number, sectorId?: string): number {
  const ratios = cellRatios(articleId, hourMs);
  const chosen = ratios.filter(
    (_, index) => sectorId === undefined || ground.cells[index]?.sectorId === sectorId,
  );
  return Math.min(1, 1.45 * (chosen.reduce((sum, r) => sum + r, 0) / Math.max(1, chosen.length)));
}

export const ribbonStepM = 2_000;
export function ribbonRatios(atMs: number): readonly number[] {
  return Array.from({ length: Math.floor(lengthM / ribbonStepM) }, (_, index) =>
    coverageAt(beside((index + 0.5) * ribbonStepM, 0), atMs, 0.9),
  );
}
export { sectorAt };
