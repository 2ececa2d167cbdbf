import type { LonLat } from "@truceline/model";
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

type Line = Ground["lines"][number];

/** One stretch between neighbouring vertices, whichever way it is walked. */
const stretchKey = (from: LonLat, to: LonLat): string =>
  [from.join(" "), to.join(" ")].sort().join(" to ");

/**
 * Records → GeoJSON: versions of the line, those in force last, so that they are drawn on top.
 * Where versions in force run along the same vertices, they are one stretch, accepted by all who
 * accept either: only where they part does each have its own dash.
 */
export function lineFeatures(
  ground: Pick<Ground, "lines" | "agreement">,
  labelOf: (line: Line) => string,
): FeatureCollection {
  const { parties } = ground.agreement;
  const ordered = [...ground.lines].sort(
    (one, other) =>
      Number(one.inForce) - Number(other.inForce) || one.drawnBy.localeCompare(other.drawnBy),
  );
  const acceptedBy = new Map<string, Set<string>>();
  for (const line of ordered.filter(({ inForce }) => inForce)) {
    for (const key of stretches(line)) {
      const held = acceptedBy.get(`${line.id} ${key}`) ?? new Set();
      for (const party of line.acceptedBy) held.add(party);
      acceptedBy.set(`${line.id} ${key}`, held);
    }
  }
  return collection(
    ordered.flatMap((line) => {
      const own = lineDash(line.acceptedBy, parties);
      const dashes = stretches(line).map((key) =>
        line.inForce ? lineDash([...(acceptedBy.get(`${line.id} ${key}`) ?? [])], parties) : own,
      );
      return runs(dashes).map(({ from, to, value: dash }) =>
        feature(
          { type: "LineString", coordinates: positions(line.coordinates.slice(from, to + 1)) },
          { dash, inForce: line.inForce, label: dash === own ? labelOf(line) : "" },
        ),
      );
    }),
  );
}

const stretches = ({ coordinates }: Line): string[] =>
  coordinates.slice(1).map((to, index) => stretchKey(coordinates[index] ?? to, to));

/** Neighbours of the same value gathered: from the first stretch's start to the last one's end. */
function runs<T>(values: readonly T[]): { from: number; to: number; value: T }[] {
  const found: { from: number; to: number; value: T }[] = [];
  values.forEach((value, index) => {
    const last = found.at(-1);
    if (last !== undefined && last.value === value) last.to = index + 1;
    else found.push({ from: index, to: index + 1, value });
  });
  return found;
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
