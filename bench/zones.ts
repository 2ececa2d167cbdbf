// Which of 200 zones hold a place? Against plain ray casting over all of them, same answers.
import { isInsideZone, type PolygonGeometry, ZoneIndex } from "@truceline/geo";
import { seededRng } from "@truceline/model";
import { median, printLine } from "./bench-line.ts";

const zoneCount = 200;
const vertexCount = 500;
const rng = seededRng("bench/zones");
const zones = Array.from(
  { length: zoneCount },
  (_, index): { id: string; geometry: PolygonGeometry } => {
    const [lonDeg, latDeg] = [-35 + rng.nextUnit() * 10, -5 + rng.nextUnit() * 10];
    const radiusDeg = 0.1 + rng.nextUnit() * 0.6;
    const ring = Array.from({ length: vertexCount }, (_, vertex) => {
      const angle = (vertex / vertexCount) * 2 * Math.PI;
      const reach = radiusDeg * (0.7 + 0.3 * Math.sin(angle * 7 + index) + 0.05 * rng.nextUnit());
      return [lonDeg + reach * Math.cos(angle), latDeg + reach * Math.sin(angle)] as const;
    });
    return {
      id: `z${index}`,
      geometry: { type: "Polygon", coordinates: [[...ring, ring[0] ?? [0, 0]]] },
    };
  },
);
const places = new Float64Array(400_000);
for (let index = 0; index < places.length; index += 2) {
  places[index] = -36 + rng.nextUnit() * 12;
  places[index + 1] = -6 + rng.nextUnit() * 12;
}
const placeCount = places.length / 2;
const started = performance.now();
const index = new ZoneIndex(zones);
const buildMs = performance.now() - started;
const out = new Int32Array(zoneCount);

/** One answer = one place asked of all zones. */
function ask(): number {
  let hits = 0;
  for (let at = 0; at < places.length; at += 2)
    hits += index.zonesAt(places[at] ?? 0, places[at + 1] ?? 0, out);
  return hits;
}

const rates: number[] = [];
for (let run = 0; run < 8; run++) {
  const startMs = performance.now();
  ask();
  const rate = placeCount / ((performance.now() - startMs) / 1000);
  if (run > 0) rates.push(rate);
}
// The yardstick gives the same answers the plain way, on fewer places.
const yardCount = 400;
const yardStart = performance.now();
let plainHits = 0;
for (let at = 0; at < yardCount * 2; at += 2) {
  for (const { geometry } of zones)
    if (isInsideZone(geometry, places[at] ?? 0, places[at + 1] ?? 0)) plainHits += 1;
}
const plainRate = yardCount / ((performance.now() - yardStart) / 1000);
let ownHits = 0;
for (let at = 0; at < yardCount * 2; at += 2)
  ownHits += index.zonesAt(places[at] ?? 0, places[at + 1] ?? 0, out);

printLine({
  name: "zones",
  value: median(rates),
  unit: "places/s on one core, each asked of 200 zones of 500 vertices",
  against: `floor 1,000,000/s; ray casting over all zones ${Math.round(plainRate)}/s`,
  ratio: median(rates) / 1_000_000,
  error: Math.abs(plainHits - ownHits),
  detail: {
    buildMs: Math.round(buildMs),
    timesPlain: Math.round(median(rates) / plainRate),
    worst: Math.round(Math.min(...rates)),
  },
});
