// How long does `check` take over a large agreement, and how long its compilation alone?
import { type AgreementInput, parseAgreement } from "@truceline/agreement";
import { isInsideZone, type PolygonGeometry } from "@truceline/geo";
import { seededRng } from "@truceline/model";
import { median, printLine } from "./bench-line.ts";

const articleCount = 200;
const zoneCount = 200;
const vertexCount = 500;
const exemptionCount = 50;
const checkFloorMs = 2_000;
const compileFloorMs = 300;
const runCount = 5;

const rng = seededRng("bench/check");
const zones = Array.from({ length: zoneCount }, (_, index): PolygonGeometry => {
  const [lonDeg, latDeg] = [-33 + rng.nextUnit() * 6, -3 + rng.nextUnit() * 6];
  const radiusDeg = 0.1 + rng.nextUnit() * 0.5;
  const ring = Array.from({ length: vertexCount }, (_, vertex) => {
    const angle = (vertex / vertexCount) * 2 * Math.PI;
    const reach = radiusDeg * (0.7 + 0.3 * Math.sin(angle * 7 + index) + 0.02 * rng.nextUnit());
    const place = [lonDeg + reach * Math.cos(angle), latDeg + reach * Math.sin(angle)];
    return place.map((deg) => Math.round(deg * 1e7) / 1e7) as unknown as readonly [number, number];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0] ?? [0, 0]]] };
});

/** Rules of every kind that can be at odds, over all zones: what a drafter might really write. */
function ruleOf(index: number): string {
  const zone = `z${index % zoneCount}`;
  const by = index % 5 === 0 ? "a" : "each";
  const time =
    index % 4 === 0
      ? ', time: { daily: ["22:00", "06:00"] }'
      : index % 7 === 0
        ? ", time: { weekdays: [sat, sun], from: 2026-02-01 }"
        : "";
  switch (index % 8) {
    case 0:
      return `prohibit: fire, by: any, in: ${zone}${time}`;
    case 1:
      return `prohibit: uncrewed-flight, by: ${by}, in: { zone: ${zone}, below: 3 km }${time}`;
    case 2:
      return `prohibit: presence, with: { class: [tank, artillery], calibreMm: { min: ${80 + index} } }, by: ${by}, in: ${zone}${time}`;
    case 3:
      return `limit: { weapons: ${index} }, with: { class: tank }, by: ${by}, in: ${zone}${time}`;
    case 4:
      return `permit: presence, with: { class: tank, calibreMm: { max: ${60 + index} } }, by: ${by}, in: ${zone}${time}`;
    case 5:
      return `limit: { persons: ${100 + index} }, by: ${by}, in: ${zone}${time}`;
    case 6:
      return `withdraw: { class: mortar, calibreMm: { min: ${index} } }, by: ${by}, beyond: ${1 + (index % 30)} km, of: line, deadline: P${1 + (index % 60)}D`;
    default:
      return `notify: uncrewed-flight, to: mission, before: PT24H, by: ${by}, in: ${zone}`;
  }
}
const forbidding = Array.from({ length: articleCount }, (_, index) => index).filter(
  (index) => index % 8 <= 3,
);
const text = `truceline: agreement/1
id: large
status: exercise
title: { en: A large agreement }
timezone: Etc/UTC
inForce: { from: 2026-01-01T00:00Z, to: 2028-01-01T00:00Z }
reporting: { cutOff: "19:30" }
parties: [{ id: a, name: { en: Party A } }, { id: b, name: { en: Party B } }]
lines:
  - id: line
    name: { en: Line }
    sides: { left: b, right: a }
    versions: [{ drawnBy: mission, acceptedBy: [a, b], validFrom: 2025-12-01, geometry: line.geojson }]
zones:
${zones.map((_, index) => `  - { id: z${index}, kind: security-zone, name: { en: Zone ${index} }, geometry: z${index}.geojson, apartFrom: [z${(index + 1) % zoneCount}] }`).join("\n")}
articles:
${Array.from({ length: articleCount }, (_, index) => `  - { id: "${index}", text: { en: Article ${index}. }, rule: { ${ruleOf(index)} }, standard: { probability: 0.9, independentSources: 2 } }`).join("\n")}
exemptions:
${Array.from({ length: exemptionCount }, (_, index) => `  - { article: "${forbidding[index % forbidding.length]}", id: e${index}, for: demining, by: each, in: z${(index * 3) % zoneCount}, notify: { before: PT24H, to: mission } }`).join("\n")}
`;
const files = new Map(zones.map((zone, index) => [`z${index}.geojson`, JSON.stringify(zone)]));
files.set(
  "line.geojson",
  JSON.stringify({
    type: "LineString",
    coordinates: Array.from({ length: 200 }, (_, index) => [
      -30 + 0.3 * Math.sin(index / 9),
      3 - index * 0.03,
    ]),
  }),
);
const input: AgreementInput = {
  path: "large.yaml",
  text,
  readFile: (name) => files.get(name),
};

/** Wall-clock milliseconds of each of some runs, after one that is not counted. */
function timesOf(run: () => void): readonly number[] {
  run();
  return Array.from({ length: runCount }, () => {
    const startMs = performance.now();
    run();
    return performance.now() - startMs;
  });
}

const { faults, remarks } = parseAgreement(input);
if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 3)));
const checkMs = timesOf(() => parseAgreement(input));
const compileMs = timesOf(() => parseAgreement(input, { remarks: false }));
// The yardstick: one of the questions in it, whether two zones share a place, asked in the plain way,
// by each corner of the one against each edge of the other, of a sample of the pairs. It misses zones
// that cross without a corner inside.
const pairCount = (zoneCount * (zoneCount - 1)) / 2;
const sampleStep = 100;
const yardStartMs = performance.now();
let touchingCount = 0;
for (let pair = 0; pair < pairCount; pair += sampleStep) {
  const zone = zones[pair % zoneCount];
  const other = zones[Math.floor(pair / zoneCount)];
  if (zone === undefined || other === undefined || zone === other) continue;
  const corners = zone.coordinates[0] ?? [];
  if (corners.some(([lonDeg, latDeg]) => isInsideZone(other, lonDeg, latDeg))) touchingCount += 1;
}
const yardMs = (performance.now() - yardStartMs) * sampleStep;
const codes = Map.groupBy(remarks, ({ code }) => code);
const size = `${articleCount} articles, ${zoneCount} zones of ${vertexCount} vertices, ${exemptionCount} exemptions`;
const worst = (values: readonly number[]) => Math.round(Math.max(...values));
printLine({
  name: "check",
  value: median(checkMs),
  unit: `ms to read, compile and check ${size}`,
  against: `floor ${checkFloorMs} ms; corners against edges of all pairs of zones alone, by a sample of them, ${Math.round(yardMs)} ms`,
  ratio: checkFloorMs / median(checkMs),
  detail: {
    worst: worst(checkMs),
    touchingCount,
    remarks: Object.fromEntries([...codes].map(([code, list]) => [code, list.length])),
  },
});
printLine({
  name: "compile",
  value: median(compileMs),
  unit: `ms to read and compile ${size}`,
  against: `floor ${compileFloorMs} ms`,
  ratio: compileFloorMs / median(compileMs),
  detail: { worst: worst(compileMs) },
});
