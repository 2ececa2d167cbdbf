import { cellAt, cellResolution, inverseGeodesic, isInsideZone } from "@truceline/geo";
import type { Area, LonLat } from "@truceline/model";

/**
 * Does an area hold a place? Its outline belongs to it; an ellipse is meant by its 95 % line.
 * Accuracy: millimetres for circles and sectors; an ellipse is taken in the plane at its centre, whose
 * error is below 1e-4 of its half axes up to 100 km. Edges of polygons are straight in longitude and
 * latitude.
 *
 * @throws GeoError `TL_GEO_CELL`
 */
export function areaHolds(area: Area, position: LonLat): boolean {
  switch (area.shape) {
    case "circle":
      return inverseGeodesic(area.centre, position).distanceM <= area.radiusM;
    case "sector": {
      const { distanceM, azimuthDeg } = inverseGeodesic(area.centre, position);
      const [minM, maxM] = [Math.min(area.minM, area.maxM), Math.max(area.minM, area.maxM)];
      if (distanceM < minM || distanceM > maxM) return false;
      // At the centre itself there is no direction.
      if (area.bearingsDeg.length === 0 || distanceM === 0) return true;
      return area.bearingsDeg.some(
        (bearingDeg) => asideDeg(azimuthDeg, bearingDeg) <= area.halfWidthDeg,
      );
    }
    case "ellipse": {
      const { distanceM, azimuthDeg } = inverseGeodesic(area.centre, position);
      if (distanceM === 0) return true;
      const turn = ((azimuthDeg - area.orientationDeg) * Math.PI) / 180;
      const along = (distanceM * Math.cos(turn)) / area.semiMajorM;
      const across = (distanceM * Math.sin(turn)) / area.semiMinorM;
      return along * along + across * across <= 1;
    }
    case "polygon":
      return isInsideZone({ type: "Polygon", coordinates: area.rings }, position[0], position[1]);
    case "cell":
      return cellAt(position[0], position[1], cellResolution(area.cell)) === area.cell;
  }
}

function asideDeg(azimuthDeg: number, bearingDeg: number): number {
  return Math.abs(((((azimuthDeg - bearingDeg + 180) % 360) + 360) % 360) - 180);
}
