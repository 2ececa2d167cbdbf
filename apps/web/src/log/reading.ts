import { areaOfObservation } from "@truceline/fusion";
import { areaOutline, sampleArea, shareWhere, zoneAreaM2 } from "@truceline/geo";
import type { LineReading } from "@truceline/log";
import type { Area, Observation, ObservationDraft } from "@truceline/model";
import type { Ground } from "@truceline/watch";

/** An area with what the preview says of it. */
export interface DrawnArea {
  readonly area: Area;
  /** The number drawn inside: the count as it was said. */
  readonly label: string;
  readonly areaKm2: number;
}

/** Where each observation may have been; those that nothing places are left out. */
export function areasOf(observations: readonly ObservationDraft[]): readonly DrawnArea[] {
  return observations.flatMap((draft) => {
    const area = areaOfObservation(asObservation(draft));
    if (area === null) return [];
    return [{ area, label: countText(draft.count), areaKm2: zoneAreaM2(areaOutline(area)) / 1e6 }];
  });
}

/** The area asks only what the draft says; what the receiver adds has no part in it. */
function asObservation(draft: ObservationDraft): Observation {
  return draft as Observation;
}

export function countText(count: ObservationDraft["count"]): string {
  switch (count.qualifier) {
    case "exactly":
      return `${count.min ?? ""}`;
    case "about":
      return `~ ${count.min ?? ""}`;
    case "at-least":
      return `≥ ${count.min ?? ""}`;
    case "range":
      return `${count.min ?? ""}–${count.max ?? ""}`;
    case "uncounted":
      return "?";
  }
}

/** Share of an area inside the assessed zones, by the zones as they are drawn. */
export function shareInZones(area: Area, zones: Ground["zones"]): number {
  const rings = zones.filter(({ assessed }) => assessed).flatMap(({ polygons }) => polygons);
  if (rings.length === 0) return 0;
  return shareWhere(sampleArea(area, sampleCount), (lonDeg, latDeg) =>
    rings.some((polygon) => isInPolygon(polygon, lonDeg, latDeg)),
  );
}

/** Places tried: the share is off by less than 0.02. */
const sampleCount = 256;

/** Even-odd rule over all rings of a polygon; zones are far from poles and the 180th meridian. */
function isInPolygon(
  polygon: readonly (readonly (readonly number[])[])[],
  lonDeg: number,
  latDeg: number,
): boolean {
  let inside = false;
  for (const ring of polygon) {
    for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
      const [x1 = 0, y1 = 0] = ring[index] ?? [];
      const [x2 = 0, y2 = 0] = ring[before] ?? [];
      if (y1 > latDeg !== y2 > latDeg && lonDeg < ((x2 - x1) * (latDeg - y1)) / (y2 - y1) + x1) {
        inside = !inside;
      }
    }
  }
  return inside;
}

/** The latest instant of what was read, for "how late". */
export function endOf(reading: LineReading): number | null {
  const ends = reading.observations.map(({ span }) => span.toMs);
  return ends.length === 0 ? null : Math.max(...ends);
}
