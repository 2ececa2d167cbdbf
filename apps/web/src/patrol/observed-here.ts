import { compassBearingDeg } from "@truceline/geo";
import type { Area, ObservationDraft } from "@truceline/model";

/**
 * The area that a form's own fields leave, for the small map: a sector between two distances, 22.5°
 * wide. The house works it out again from the record, with every doubt; this is to see a slip of the
 * finger, such as NE for SE.
 */
export function areaHere(observation: ObservationDraft): Area | null {
  const centre = observation.observerPosition?.position;
  const { distance, direction } = observation;
  if (centre === undefined || distance === undefined) return null;
  const points = direction?.form === "bearing" || direction === undefined ? [] : direction.points;
  return {
    shape: "sector",
    centre,
    minM: distance.minM,
    maxM: distance.maxM,
    bearingsDeg: points.map((point) => compassBearingDeg(point)),
    halfWidthDeg: 11.25,
  };
}
