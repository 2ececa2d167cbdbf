import type { Ground } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { collection, feature, positions } from "./geojson.ts";

/** How a version of a line is drawn: by who accepted it, never by colour. */
export type LineDash = "agreed" | "first" | "second" | "nobody";

/** Solid if every party accepted it; dashes for the first party's alone, dots for the second's. */
export function lineDash(
  acceptedBy: readonly string[],
  parties: readonly { readonly id: string }[],
): LineDash {
  const accepts = parties.map(({ id }) => acceptedBy.includes(id));
  if (accepts.length > 0 && accepts.every(Boolean)) return "agreed";
  if (accepts[0] === true) return "first";
  return accepts.some(Boolean) ? "second" : "nobody";
}

/** Records → GeoJSON: versions of the line, those in force last, so that they are drawn on top. */
export function lineFeatures(
  ground: Pick<Ground, "lines" | "agreement">,
  labelOf: (line: Ground["lines"][number]) => string,
): FeatureCollection {
  const ordered = [...ground.lines].sort(
    (one, other) =>
      Number(one.inForce) - Number(other.inForce) || one.drawnBy.localeCompare(other.drawnBy),
  );
  return collection(
    ordered.map((line) =>
      feature(
        { type: "LineString", coordinates: positions(line.coordinates) },
        {
          dash: lineDash(line.acceptedBy, ground.agreement.parties),
          inForce: line.inForce,
          label: labelOf(line),
        },
      ),
    ),
  );
}

/**
 * The ground between two versions of one line that are both in force and not the same: one polygon
 * along the first and back along the second.
 */
export function betweenFeatures(lines: Ground["lines"]): FeatureCollection {
  const inForce = lines.filter((line) => line.inForce);
  const features = inForce.flatMap((first, index) =>
    inForce
      .slice(index + 1)
      .filter((second) => second.id === first.id && second.drawnBy !== first.drawnBy)
      .map((second) => {
        const ring = [...positions(first.coordinates), ...positions(second.coordinates).reverse()];
        const start = ring[0];
        if (start !== undefined) ring.push(start);
        return feature({ type: "Polygon", coordinates: [ring] }, {});
      }),
  );
  return collection(features);
}
