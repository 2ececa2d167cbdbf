import { cellBoundary, ELLIPSE_95_SIGMA, isInsideZone, LocalPlane, wedgesOf } from "@truceline/geo";
import type { Area } from "@truceline/model";

const DEG = Math.PI / 180;

/** How likely a place is under an area's words, up to a constant factor: 0 or 1 but for ellipses. */
export interface AreaDensity {
  at(lonDeg: number, latDeg: number): number;
}

/**
 * The density of an area: even inside sectors, circles, polygons and cells and 0 outside, normal for
 * ellipses. Accuracy: that of `LocalPlane`.
 */
export function areaDensity(area: Area): AreaDensity {
  if (area.shape === "polygon" || area.shape === "cell") {
    const rings = area.shape === "polygon" ? area.rings : [cellBoundary(area.cell)];
    const geometry = { type: "Polygon", coordinates: rings } as const;
    return { at: (lonDeg, latDeg) => (isInsideZone(geometry, lonDeg, latDeg) ? 1 : 0) };
  }
  const plane = new LocalPlane(area.centre[0], area.centre[1]);
  const xy = new Float64Array(2);
  const squareM2 = (lonDeg: number, latDeg: number) => {
    plane.toPlane(lonDeg, latDeg, xy, 0);
    const [x = 0, y = 0] = xy;
    return x * x + y * y;
  };
  if (area.shape === "circle") {
    const limit = area.radiusM * area.radiusM;
    return { at: (lonDeg, latDeg) => (squareM2(lonDeg, latDeg) <= limit ? 1 : 0) };
  }
  if (area.shape === "ellipse") {
    const sin = Math.sin(area.orientationDeg * DEG);
    const cos = Math.cos(area.orientationDeg * DEG);
    // An ellipse without extent still has a density; a metre stands for none.
    const majorM = Math.max(1, area.semiMajorM) / ELLIPSE_95_SIGMA;
    const minorM = Math.max(1, area.semiMinorM) / ELLIPSE_95_SIGMA;
    return {
      at(lonDeg, latDeg) {
        plane.toPlane(lonDeg, latDeg, xy, 0);
        const [x = 0, y = 0] = xy;
        const along = (x * sin + y * cos) / majorM;
        const across = (x * cos - y * sin) / minorM;
        return Math.exp(-(along * along + across * across) / 2);
      },
    };
  }
  const wedges = wedgesOf(area.bearingsDeg, area.halfWidthDeg);
  const near = area.minM * area.minM;
  const far = area.maxM * area.maxM;
  return {
    at(lonDeg, latDeg) {
      const square = squareM2(lonDeg, latDeg);
      if (square < near || square > far) return 0;
      const azimuthDeg = Math.atan2(xy[0] ?? 0, xy[1] ?? 0) / DEG;
      for (const wedge of wedges) {
        const turnDeg = azimuthDeg - wedge.fromDeg;
        if (turnDeg - 360 * Math.floor(turnDeg / 360) <= wedge.widthDeg) return 1;
      }
      return 0;
    },
  };
}

/** Rough size of an area in square metres, to choose the smallest of several. */
export function roughSizeM2(area: Area): number {
  switch (area.shape) {
    case "circle":
      return Math.PI * area.radiusM * area.radiusM;
    case "ellipse":
      return Math.PI * area.semiMajorM * area.semiMinorM;
    case "sector": {
      const widthDeg = wedgesOf(area.bearingsDeg, area.halfWidthDeg).reduce(
        (sum, wedge) => sum + wedge.widthDeg,
        0,
      );
      return (widthDeg / 360) * Math.PI * (area.maxM * area.maxM - area.minM * area.minM);
    }
    case "polygon":
    case "cell": {
      const [ring = []] = area.shape === "polygon" ? area.rings : [cellBoundary(area.cell)];
      let doubled = 0;
      for (const [index, [x1, y1]] of ring.entries()) {
        const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
        doubled += x1 * y2 - x2 * y1;
      }
      const latDeg = ring[0]?.[1] ?? 0;
      return (Math.abs(doubled) / 2) * 111_195 * 111_195 * Math.cos(latDeg * DEG);
    }
  }
}
