import { cellCentre, cellSamplePoints, LocalPlane, normaliseDeg } from "@truceline/geo";
import type { LonLat } from "@truceline/model";
import { type CatalogueEntry, reachM } from "./catalogue.ts";
import type { PlacedSensor } from "./deployed-sensors.ts";

/** A sensor is near a place up to this many times its range: out of range, but not out of the question. */
export const NEAR_FACTOR = 2;

/**
 * Which sensors come near which cells, with distance and view from each to each of the cell's sample
 * points; what does not change while the deployment stands. Flat arrays: pair `p` (a sensor near a
 * cell) has the points `pairStart[p] … pairStart[p + 1]`.
 */
export interface Reach {
  /** First pair of each cell, and one number more. */
  readonly cellStart: Int32Array;
  readonly pairSensor: Int32Array;
  readonly pairStart: Int32Array;
  readonly distanceM: Float64Array;
  /** 1 where the point lies within the sensor's field of view. */
  readonly isInView: Uint8Array;
  /** 1 where the ground stands between sensor and point, within its reach; null where it is flat. */
  readonly isHidden: Uint8Array | null;
  /** First sample point of each cell, and one number more. */
  readonly cellPointStart: Int32Array;
  /** Cells near each sensor, ascending. */
  readonly cellsOfSensor: readonly (readonly number[])[];
  /** The pair of the sensor and each of those cells, in the same order. */
  readonly pairsOfSensor: readonly (readonly number[])[];
}

/** Ground that hides places from sensors. Pure: the same answer for the same places. */
export interface CoverageTerrain {
  /** Where the heights come from; said with every result. */
  readonly source: string;
  /** Does the ground stand between a sensor, so high above it, and a place? */
  isHidden(from: LonLat, fromHeightM: number, to: LonLat): boolean;
}

/** A sphere is good enough to leave out what is far away. */
const METRES_PER_DEG_MIN = 110_000;

/** Accuracy: distances 0.1 m at 100 km, bearings 0.001°; up to 80° of latitude. */
export function prepareReach(
  cells: readonly string[],
  sensors: readonly PlacedSensor[],
  catalogue: readonly CatalogueEntry[],
  terrain?: CoverageTerrain,
): Reach {
  const planes = sensors.map(({ position }) => new LocalPlane(position[0], position[1]));
  const entries = sensors.map(({ meansIndex }) => catalogue[meansIndex] as CatalogueEntry);
  const reachesM = entries.map(reachM);
  const nearM = reachesM.map((ownM) => NEAR_FACTOR * ownM);
  const heightsM = sensors.map(({ heightM }, index) => heightM ?? entries[index]?.heightM?.value);
  const sensorLatDeg = Float64Array.from(planes, ({ latDeg }) => latDeg);
  const cellsOfSensor: number[][] = sensors.map(() => []);
  const pairsOfSensor: number[][] = sensors.map(() => []);
  const cellStart = new Int32Array(cells.length + 1);
  const cellPointStart = new Int32Array(cells.length + 1);
  const pairSensor: number[] = [];
  const pairStart: number[] = [0];
  const distanceM: number[] = [];
  const isInView: number[] = [];
  const isHidden: number[] = [];
  const xy = new Float64Array(2);
  for (const [cell, id] of cells.entries()) {
    const points = cellSamplePoints(id);
    const centre = cellCentre(id);
    const lonShrink = Math.max(0.05, Math.cos(((Math.abs(centre[1]) + 1) * Math.PI) / 180));
    const cellDeg = Math.max(...points.map((p) => Math.abs(p[1] - centre[1]))) * 2;
    const cellM = cellDeg * 112_000 + 1;
    cellPointStart[cell + 1] = (cellPointStart[cell] as number) + points.length;
    // Most sensors are far from most cells: those are left out without a further look.
    for (let sensor = 0; sensor < planes.length; sensor++) {
      const limitM = (nearM[sensor] as number) + cellM;
      const limitDeg = limitM / METRES_PER_DEG_MIN;
      if (Math.abs(centre[1] - (sensorLatDeg[sensor] as number)) > limitDeg) continue;
      const plane = planes[sensor] as LocalPlane;
      const eastDeg = normaliseDeg(centre[0] - plane.lonDeg + 180) - 180;
      if (Math.abs(eastDeg) * lonShrink > limitDeg) continue;
      const from = distanceM.length;
      let isNear = false;
      const placed = sensors[sensor] as PlacedSensor;
      const { view } = placed;
      for (const point of points) {
        // Longitude counted on from the sensor's own, so that the 180th meridian is nothing special.
        const offsetDeg = normaliseDeg(point[0] - plane.lonDeg + 180) - 180;
        plane.toPlane(plane.lonDeg + offsetDeg, point[1], xy, 0);
        const x = xy[0] as number;
        const y = xy[1] as number;
        const awayM = Math.hypot(x, y);
        if (awayM <= (nearM[sensor] as number)) isNear = true;
        distanceM.push(awayM);
        isInView.push(isWithinView(view, x, y) ? 1 : 0);
        if (terrain !== undefined) {
          const isNearEnough = awayM <= (reachesM[sensor] as number);
          isHidden.push(isNearEnough && hides(terrain, placed, heightsM[sensor], point) ? 1 : 0);
        }
      }
      if (!isNear) {
        distanceM.length = from;
        isInView.length = from;
        if (terrain !== undefined) isHidden.length = from;
        continue;
      }
      pairsOfSensor[sensor]?.push(pairSensor.length);
      pairSensor.push(sensor);
      pairStart.push(distanceM.length);
      cellsOfSensor[sensor]?.push(cell);
    }
    cellStart[cell + 1] = pairSensor.length;
  }
  return {
    cellStart,
    pairSensor: Int32Array.from(pairSensor),
    pairStart: Int32Array.from(pairStart),
    distanceM: Float64Array.from(distanceM),
    isInView: Uint8Array.from(isInView),
    isHidden: terrain === undefined ? null : Uint8Array.from(isHidden),
    cellPointStart,
    cellsOfSensor,
    pairsOfSensor,
  };
}

/** The sensor's own place is in view whichever way it looks. */
function isWithinView(view: PlacedSensor["view"], eastM: number, northM: number): boolean {
  if (view === undefined || (eastM === 0 && northM === 0)) return true;
  const bearing = (Math.atan2(eastM, northM) * 180) / Math.PI;
  const asideDeg = Math.abs(normaliseDeg(bearing - view.bearingDeg + 180) - 180);
  return asideDeg <= view.fieldOfViewDeg / 2;
}

/** A means of no known height, as a satellite, looks from so high that no hill hides anything. */
function hides(
  terrain: CoverageTerrain,
  { position }: PlacedSensor,
  heightM: number | undefined,
  point: LonLat,
): boolean {
  return heightM !== undefined && terrain.isHidden(position, heightM, point);
}
