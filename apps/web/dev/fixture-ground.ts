/**
 * The ground of the fixture: a made-up line in the open ocean with two versions, six sectors, a
 * band, two small areas, posts and sensors. It stands in for the server while pages are built.
 */
import type { LonLat } from "@truceline/model";
import { seededRng } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell } from "h3-js";

export const lengthM = 412_000;
const west: LonLat = [-31.8, -0.35] as unknown as LonLat;
const degreesPerM = 1 / 111_195;
const bandM = 25_000;
const cellResolution = 6;

const at = (lon: number, lat: number): LonLat => [lon, lat] as unknown as LonLat;

/** A point of the line and one beside it, north positive. */
export function beside(alongM: number, offsetM: number): LonLat {
  const t = alongM / lengthM;
  const wave = 0.16 * Math.sin(9 * t) + 0.07 * Math.sin(31 * t + 1) + 0.02 * Math.sin(90 * t);
  return at(west[0] + alongM * degreesPerM, west[1] + 0.5 * t + wave + offsetM * degreesPerM);
}

const steps = 400;
const line = (offsetOf: (alongM: number) => number): LonLat[] =>
  Array.from({ length: steps + 1 }, (_, i) =>
    beside((lengthM * i) / steps, offsetOf((lengthM * i) / steps)),
  );
/** Party B's version runs south of A's over 30 km. */
const bulge = (alongM: number): number => {
  const t = (alongM - 196_000) / 30_000;
  return t > 0 && t < 1 ? -5_500 * Math.sin(Math.PI * t) ** 0.7 : 0;
};

const sectorEndsKm = [0, 58, 131, 204, 281, 349, 412];
export const sectors: Ground["sectors"] = sectorEndsKm.slice(1).map((toKm, index) => {
  const fromKm = sectorEndsKm[index] ?? 0;
  return {
    id: `s${index + 1}`,
    name: `Sector ${index + 1}`,
    fromM: fromKm * 1000,
    toM: toKm * 1000,
    label: beside(((fromKm + toKm) / 2) * 1000, 17_000),
  };
});

export const sectorAt = (alongM: number): string =>
  sectors.find(({ fromM, toM }) => alongM >= fromM && alongM < toM)?.id ?? "s6";
export const alongOf = ([lon]: LonLat): number => (lon - west[0]) / degreesPerM;

export const articles: Ground["agreement"]["articles"] = [
  ["1", "Ceasefire in the security zone", "prohibit"],
  ["2", "Weapons of 100 mm and more beyond 25 km", "withdraw"],
  ["3", "The line does not move", "prohibit"],
  ["4", "Nobody and no weapons in DA 1 and DA 2", "prohibit"],
  ["5", "No uncrewed aircraft within 10 km", "prohibit"],
  ["6", "The mission has access", "access"],
  ["7", "Good faith", "narrative"],
].map(([id = "", text = "", kind = ""]) => ({
  id,
  text,
  kind,
  notAssessed: kind === "narrative" ? "Software does not assess it." : null,
  requirementRatio: 0.8,
  probability: 0.9,
  independentSources: 2,
}));

const box = (
  alongM: number,
  offsetM: number,
  halfM: number,
  name: string,
): Ground["zones"][number] => ({
  id: name.toLowerCase().replace(" ", "-"),
  kind: "disengagement-area",
  name,
  assessed: true,
  polygons: [
    [
      [
        beside(alongM - halfM, offsetM - halfM),
        beside(alongM - halfM, offsetM + halfM),
        beside(alongM + halfM, offsetM + halfM * 0.8),
        beside(alongM + halfM, offsetM - halfM),
        beside(alongM - halfM, offsetM - halfM),
      ],
    ],
  ],
});

const postEveryM = 9_500;
const rng = seededRng("fixture ground");
export const posts: Ground["posts"] = Array.from(
  { length: Math.floor(lengthM / postEveryM) },
  (_, index) => {
    const place = beside(
      (index + 0.4 + 0.3 * rng.nextUnit()) * postEveryM,
      (index % 2 === 0 ? 1 : -1) * (3_000 + 8_000 * rng.nextUnit()),
    );
    const kinds = ["observation-post", "mast", "mast", "patrol-base", "station"] as const;
    const kind = kinds[index % kinds.length] ?? "mast";
    const names = ["OP", "C", "A", "PB", "R"];
    return { id: `p${index + 1}`, name: `${names[index % 5]} ${index + 1}`, kind, position: place };
  },
);

const meansOf = [["ear", "eye"], ["camera"], ["array"], ["ear", "eye"], ["radar"]];
export const sensorsOf = posts.flatMap((post, index) =>
  (meansOf[index % 5] ?? []).map((means) => ({
    id: `${post.id}-${means}`,
    postId: post.id,
    means,
    position: post.position,
    rangeM: { ear: 9_000, eye: 5_000, camera: 7_000, array: 14_000, radar: 12_000 }[means] ?? 5_000,
    view: means === "camera" ? { bearingDeg: (index * 47) % 360, fieldOfViewDeg: 120 } : null,
  })),
);

function cells(): Ground["cells"] {
  const ids = new Set<string>();
  for (let m = 0; m <= lengthM; m += 2_500) {
    for (let off = -bandM + 2_500; off < bandM; off += 2_500) {
      const [lon, lat] = beside(m, off);
      ids.add(latLngToCell(lat, lon, cellResolution));
    }
  }
  const [lon, lat] = beside(lengthM / 2, 0);
  for (const id of gridDisk(latLngToCell(lat, lon, cellResolution), 1)) ids.add(id);
  return [...ids].map((cell) => {
    const [cellLat, cellLon] = cellToLatLng(cell);
    const ring = cellToBoundary(cell, true).map(([x, y]) => at(x, y));
    return { cell, sectorId: sectorAt(alongOf(at(cellLon, cellLat))), ring };
  });
}

export const ground: Ground = {
  origin: "exercise",
  agreement: {
    id: "linden",
    hash: "0".repeat(64),
    title: "LINDEN agreement",
    status: "exercise",
    timezone: "Europe/Kyiv",
    cutOff: "00:00",
    parties: [
      { id: "a", name: "Party A" },
      { id: "b", name: "Party B" },
    ],
    articles,
  },
  scenarios: [
    { id: "linden", title: "LINDEN agreement", current: true },
    { id: "alder", title: "ALDER: a corridor at sea", current: false },
  ],
  box: [-31.85, -1.1, -28.05, 0.85],
  lines: [
    {
      id: "line",
      drawnBy: "a",
      acceptedBy: ["a", "b"],
      validFromMs: Date.UTC(2025, 1, 1),
      inForce: false,
      note: "superseded",
      coordinates: line((m) => 900 * Math.sin(m / 9_000)),
    },
    {
      id: "line",
      drawnBy: "a",
      acceptedBy: ["a"],
      validFromMs: Date.UTC(2026, 1, 12),
      inForce: true,
      note: null,
      coordinates: line(() => 0),
    },
    {
      id: "line",
      drawnBy: "b",
      acceptedBy: ["b"],
      validFromMs: Date.UTC(2026, 1, 12),
      inForce: true,
      note: null,
      coordinates: line(bulge),
    },
  ],
  zones: [
    {
      id: "band",
      kind: "withdrawal-zone",
      name: "Security zone",
      assessed: true,
      polygons: [[[...line(() => bandM), ...line(() => -bandM).reverse(), beside(0, bandM)]]],
    },
    box(150_000, 600, 4_500, "DA 1"),
    box(212_000, -1_800, 5_000, "DA 2"),
  ],
  sectors,
  sites: [
    { id: "port", kind: "port", name: "Port of Elm", position: beside(120_000, -15_000) },
    { id: "plant", kind: "nuclear-plant", name: "Fir plant", position: beside(300_000, 14_000) },
  ],
  posts,
  cells: cells(),
};
