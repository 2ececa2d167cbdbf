import type { Mapping } from "../mapping/mapping-schema.ts";

/**
 * A mapping of placemarks or features to claims graded F6: rows `no`, `from` and `until`, the area by their
 * geometry, a point as a circle of 100 m.
 */
export function claimMapping(fields: Mapping["fields"], change: Partial<Mapping> = {}): Mapping {
  return {
    truceline: "mapping/1",
    id: "marks",
    record: "claim",
    source: "marks",
    timezone: "UTC",
    sourceId: { template: "{no}" },
    time: { from: "from", until: "until" },
    fields: [
      { constant: "F", to: "grade.source" },
      { constant: "6", to: "grade.information" },
      ...fields,
      { geometry: "area", to: "area", radiusM: 100 },
    ],
    ...change,
  };
}

/** A map of somebody's own: features `id`, `day` and `label`, claims by the day. */
export const ownMap = claimMapping(
  [{ column: "label", to: "types", split: ";", emptyList: true }],
  { id: "own-map", source: "own-map", sourceId: { template: "{id}" }, time: { from: "day" } },
);
