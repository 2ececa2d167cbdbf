/** A file of a new agreement, by its path in the agreement's folder. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** The line by which editors find the schema beside the document and complete from it. */
const schemaLine = "# yaml-language-server: $schema=./agreement.schema.json";

/** What every template begins with: parties, a line, sectors. */
export function templateHead(id: string, title: string, what: string): string {
  return `${schemaLine}
# ${what}
# Everything here is a placeholder in the open ocean: change ids, names, dates, distances and the files
# under lines/ and zones/, then run: truceline check .
truceline: agreement/1
id: ${id}
status: exercise
title: { en: ${title} }
timezone: Etc/UTC
inForce: { from: 2030-01-01T00:00Z }
# A reporting period ends at this local time.
reporting: { cutOff: "19:30" }
parties:
  - { id: a, name: { en: Party A } }
  - { id: b, name: { en: Party B } }
lines:
  - id: line
    name: { en: Line of contact }
    # Walking along the line as drawn, from north to south: who holds the ground left and right of it.
    sides: { left: b, right: a }
    versions:
      - { drawnBy: mission, acceptedBy: [a, b], validFrom: 2029-12-01, geometry: lines/line.geojson }
sectors:
  - { id: north, name: { en: Sector North }, along: { line: line, from: 0 km, to: 20 km } }
  - { id: south, name: { en: Sector South }, along: { line: line, from: 20 km } }
`;
}

/** 40 km along 30 degrees west, over the equator. */
export const lineFile: TemplateFile = {
  path: "lines/line.geojson",
  text: geoJson({
    type: "LineString",
    coordinates: [
      [-30, 0.180874],
      [-30, 0],
      [-30, -0.180874],
    ],
  }),
};

/** 2 by 2 km on the line. */
export const areaFile: TemplateFile = {
  path: "zones/area.geojson",
  text: geoJson({
    type: "Polygon",
    coordinates: [
      [
        [-30.008983, -0.009044],
        [-29.991017, -0.009044],
        [-29.991017, 0.009044],
        [-30.008983, 0.009044],
        [-30.008983, -0.009044],
      ],
    ],
  }),
};

function geoJson(geometry: object): string {
  const feature = { type: "Feature", properties: { note: "placeholder" }, geometry };
  return `${JSON.stringify(feature)}\n`;
}
