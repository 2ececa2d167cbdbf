import { type PreparedAgreement, parseAgreement, prepareAgreement } from "@truceline/agreement";
import { type CatalogueEntry, defaultCatalogue } from "@truceline/sensing";

/** Names of the two parties: who holds the ground west of the line, and who east of it. */
export interface Names {
  readonly west: string;
  readonly east: string;
}

/**
 * An agreement about a line of some kilometres along 30° W through 0° N: no fire within 5 km, by two
 * sources; no heavy weapons within 3 km, by one; access for the mission to all of it.
 */
export function smallAgreement(
  how: {
    readonly names?: Names;
    readonly lengthDeg?: number;
    readonly articles?: string;
    readonly sections?: string;
    readonly resolution?: number;
    /** Other geometry files, by name. */
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): PreparedAgreement {
  const { west, east } = how.names ?? { west: "a", east: "b" };
  const halfDeg = (how.lengthDeg ?? 0.2) / 2;
  const line = JSON.stringify({
    type: "LineString",
    coordinates: [
      [-30, halfDeg],
      [-30, -halfDeg],
    ],
  });
  const [first, second] = [west, east].sort();
  const text = `
truceline: agreement/1
id: small
status: exercise
title: { en: Small }
timezone: Etc/UTC
inForce: { from: 2026-01-01T00:00Z }
reporting: { cutOff: "19:30" }
parties: [ { id: ${first}, name: { en: One } }, { id: ${second}, name: { en: Other } } ]
coverage: { cellResolution: ${how.resolution ?? 6} }
lines:
  - id: line
    name: { en: Line }
    sides: { left: ${east}, right: ${west} }
    versions: [ { drawnBy: mission, acceptedBy: [${west}, ${east}], validFrom: 2025-12-01, geometry: line.geojson } ]
zones:
  - { id: band, kind: security-zone, name: { en: Band }, build: { band: { line: line, ${west}: 5 km, ${east}: 5 km } } }
${how.sections ?? ""}
articles:
${
  how.articles ??
  `  - id: fire
    text: { en: No fire. }
    rule: { prohibit: fire, by: any, tested: firedFrom, in: band }
    standard: { probability: 0.9, independentSources: 2 }
    coverage: 0.8
    count: incident
  - id: weapons
    text: { en: No heavy weapons. }
    rule: { withdraw: { class: [artillery], calibreMm: { min: 100 } }, by: each, beyond: 3 km, of: line, deadline: P1D }
    standard: { probability: 0.9, independentSources: 1 }
    coverage: 0.8
    persistence: { state: PT24H }
    count: incident
  - id: access
    text: { en: Access. }
    rule: { access: { of: mission, to: band }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
    coverage: 0.5
    count: incident`
}
`;
  const { compiled, faults } = parseAgreement({
    path: "agreement.yaml",
    text,
    readFile: (name) => (name === "line.geojson" ? line : how.files?.[name]),
  });
  if (compiled === undefined || faults.length > 0) {
    throw new Error(`the small agreement has faults: ${JSON.stringify(faults)}`);
  }
  return prepareAgreement(compiled);
}

/** Ear, eye, camera and array: enough to choose between, quick to compute. */
export const smallCatalogue: readonly CatalogueEntry[] = defaultCatalogue.filter(({ id }) =>
  ["ear", "eye", "camera", "acoustic-array"].includes(id),
);
