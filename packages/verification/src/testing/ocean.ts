import { type PreparedAgreement, parseAgreement, prepareAgreement } from "@truceline/agreement";
import { destination, sampleArea } from "@truceline/geo";
import {
  type Area,
  derivedId,
  type Incident,
  type JointSamples,
  type LonLat,
  lonLat,
  seededRng,
  type WhatFactor,
} from "@truceline/model";

/** Noon UTC of a January day; the agreement below is in force from the first of that month. */
export const noonMs = Date.UTC(2026, 0, 10, 12);

export interface OceanNames {
  readonly west: string;
  readonly east: string;
}

/**
 * An agreement about a line along 30° W, from 1° S to 1° N: walking north, `west` holds the left.
 * Its second drawing, by `east`, lies 4 km farther west.
 */
export function oceanAgreement(
  { west, east }: OceanNames = { west: "a", east: "b" },
  more: { readonly zones?: string; readonly articles?: string; readonly sections?: string } = {},
): PreparedAgreement {
  const line = (lonDeg: number) =>
    JSON.stringify({
      type: "LineString",
      coordinates: [
        [lonDeg, -1],
        [lonDeg, 1],
      ],
    });
  const fourKmWest = destination(lonLat(-30, 0), 270, 4_000)[0];
  const files: Readonly<Record<string, string>> = {
    "main.geojson": line(-30),
    "east.geojson": line(fourKmWest),
  };
  const text = `
truceline: agreement/1
id: mid-ocean
status: agreement
title: { en: Mid-ocean ceasefire }
timezone: Europe/Kyiv
inForce: { from: 2026-01-01T00:00Z }
reporting: { cutOff: "19:30" }
parties: [ { id: ${[west, east].sort()[0]}, name: { en: One } }, { id: ${[west, east].sort()[1]}, name: { en: Other } } ]
lines:
  - id: line
    name: { en: Line }
    sides: { left: ${west}, right: ${east} }
    versions:
      - { drawnBy: mission, acceptedBy: [${west}, ${east}], validFrom: 2026-01-02T00:00Z, geometry: main.geojson }
      - { drawnBy: ${east}, acceptedBy: [${east}], validFrom: 2026-01-05T00:00Z, geometry: east.geojson }
zones:
  - { id: band, kind: withdrawal-zone, name: { en: Band }, build: { band: { line: line, ${west}: 25 km, ${east}: 25 km } } }
  - { id: box, kind: security-zone, name: { en: Box }, geometry: box.geojson }
${more.zones ?? ""}articles:
  - { id: fire, text: { en: No fire. }, rule: { prohibit: fire, by: any, tested: firedFrom, in: band }, standard: { probability: 0.9, independentSources: 2 } }
  - { id: landing, text: { en: Nothing lands. }, rule: { prohibit: fire, by: any, tested: landedAt, in: box }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: night, text: { en: Quiet nights. }, rule: { prohibit: fire, by: any, tested: firedFrom, in: band, time: { daily: ["22:30", "07:45"] } }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: guns, text: { en: Guns back. }, rule: { withdraw: { class: [mortar, artillery], calibreMm: { min: 100 } }, by: each, beyond: 25 km, of: line, deadline: P14D }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: access, text: { en: Access. }, rule: { access: { of: mission, to: box }, by: each }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: words, text: { en: Goodwill. }, rule: { narrative: true } }
${more.articles ?? ""}${more.sections ?? ""}`;
  const box = {
    type: "Polygon",
    coordinates: [
      [
        [-30.2, -0.2],
        [-29.8, -0.2],
        [-29.8, 0.2],
        [-30.2, 0.2],
        [-30.2, -0.2],
      ],
    ],
  };
  const { compiled, faults } = parseAgreement({
    path: "agreement.yaml",
    text,
    readFile: (path) =>
      path.endsWith("box.geojson") ? JSON.stringify(box) : files[path.split("/").at(-1) ?? ""],
  });
  if (compiled === undefined) throw new Error(JSON.stringify(faults, null, 1));
  return prepareAgreement(compiled);
}

/** A place so many kilometres east of the mission's line, on the equator. */
export function kmEast(km: number): LonLat {
  return destination(lonLat(-30, 0), 90, km * 1_000);
}

export function circleAt(km: number, radiusM = 500): Area {
  return { shape: "circle", centre: kmEast(km), radiusM };
}

const sampleCount = 256;

/** Samples and factors of a posterior with one alternative. */
export function samplesOf(change: {
  readonly firedFrom?: Area | null;
  readonly effect?: Area | null;
  readonly what?: readonly Partial<WhatFactor>[];
  readonly fromMs?: number;
  readonly toMs?: number;
}): JointSamples {
  const fromMs = change.fromMs ?? noonMs;
  const toMs = change.toMs ?? fromMs;
  const rng = seededRng("ocean");
  const placesOf = (area: Area | null | undefined) =>
    area === null || area === undefined
      ? new Float64Array(sampleCount * 2).fill(Number.NaN)
      : sampleArea(area, sampleCount, rng);
  const what = (change.what ?? [{}]).map(
    (one): WhatFactor => ({
      p: 1,
      kind: "explosion",
      nature: "outgoing",
      weapon: "undetermined",
      calibreMm: null,
      ...one,
    }),
  );
  return {
    count: sampleCount,
    weights: new Float64Array(sampleCount).fill(1 / sampleCount),
    firedFrom: placesOf(change.firedFrom),
    effect: placesOf(change.effect),
    atMs: Float64Array.from(
      { length: sampleCount },
      () => fromMs + rng.nextUnit() * (toMs - fromMs),
    ),
    whatIndex: Uint16Array.from({ length: sampleCount }, () => {
      const share = rng.nextUnit();
      let sum = 0;
      const index = what.findIndex(({ p }) => {
        sum += p;
        return share < sum;
      });
      return Math.max(0, index);
    }),
    what,
    factors: {
      places: [
        {
          p: 1,
          firedFrom: change.firedFrom ?? null,
          effect: change.effect ?? null,
          fromIndex: 0,
          toIndex: sampleCount,
        },
      ],
      time: { fromMs, toMs },
    },
  };
}

export function incidentOf(change: Partial<Incident> = {}): Incident {
  return {
    schema: "incident/1",
    id: derivedId("ocean incident"),
    version: 1,
    origin: "observed",
    recordedAtMs: noonMs + 60_000,
    observationIds: [derivedId("ocean observation")],
    independentGroups: ["camera one", "patrol two"],
    means: ["heard"],
    span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
    kinds: [{ kind: "explosion", p: 1 }],
    weapons: [{ class: "undetermined", p: 1 }],
    natures: [{ nature: "outgoing", p: 1 }],
    firedFrom: null,
    effect: null,
    posterior: null,
    sectorIds: ["all"],
    ...change,
  };
}
