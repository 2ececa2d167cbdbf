import { readFileSync } from "node:fs";
import { cellAt, destination, sampleArea } from "@truceline/geo";
import { lonLat } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CompiledAgreement, parseAgreement, prepareAgreement } from "./index.ts";

const folder = new URL("../../../fixtures/agreements/faulty/", import.meta.url);
const sound = readFileSync(new URL("sound.yaml", folder), "utf8");
const readFile = (name: string) => readFileSync(new URL(name, folder), "utf8");

const areas = [
  "{ from: 3 km, to: 9 km, of: line }",
  "{ from: { a: 2 km, b: 0 km }, to: { a: 6 km, b: 12 km }, of: line }",
  "{ within: 8 km, of: line, side: b }",
  "{ zone: zone, except: [box] }",
  "{ within: 14 km, of: line, except: [box, zone] }",
  "{ sector: north }",
  "everywhere",
];
const text = sound.replace(
  /articles:[\s\S]*/,
  `sectors:
  - { id: north, name: { en: North }, along: { line: line, from: 0 km, to: 20 km } }
  - { id: south, name: { en: South }, along: { line: line, from: 20 km } }
articles:
${areas.map((area, index) => `  - { id: "${index}", rule: { prohibit: fire, by: any, in: ${area} } }\n`).join("")}`,
);
const parsed = parseAgreement({ path: "ground.yaml", text, readFile });
const prepared = prepareAgreement(parsed.compiled as CompiledAgreement);
const atMs = Date.UTC(2026, 0, 2);
const place = (eastM: number, northM: number) =>
  destination(destination(lonLat(-30, 0), 90, eastM), 0, northM);

/** The same areas, said in distances from the line and in zones of the document. */
function isMeant(index: number, at: readonly [number, number]): boolean {
  const line = prepared.distanceFromLine("line", at, atMs);
  if (line === undefined) throw new Error("no line");
  const awayM = Math.abs(line.signedDistanceM);
  const isIn = (id: string) => prepared.zoneContains(id, at, atMs);
  switch (index) {
    case 0:
      return awayM > 3_000 && awayM <= 9_000;
    case 1:
      return line.party === "a" ? awayM > 2_000 && awayM <= 6_000 : awayM <= 12_000;
    case 2:
      return line.party === "b" && awayM <= 8_000;
    case 3:
      return isIn("zone") && !isIn("box");
    case 4:
      return awayM <= 14_000 && !isIn("zone") && !isIn("box");
    case 5:
      return prepared.sectorOf(at, atMs) === "north";
    default:
      return true;
  }
}

const arbPlace = fc
  .tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -30_000, max: 30_000 }))
  .map(([eastM, northM]) => place(eastM, northM));

test("[AGR-043] an area holds the places that its words mean", () => {
  fc.assert(
    fc.property(arbPlace, (at) => {
      for (const index of areas.keys()) {
        const line = prepared.distanceFromLine("line", at, atMs);
        // On an edge, to the millimetre, both answers are right.
        const edges = [0, 2_000, 3_000, 6_000, 8_000, 9_000, 10_000, 12_000, 14_000];
        const awayM = Math.abs(line?.signedDistanceM ?? 0);
        if (edges.some((edgeM) => Math.abs(awayM - edgeM) < 0.01)) continue;
        // As they are on the line and on its prolongation, where a place is on neither side.
        if (Math.abs(at[0] + 30) < 1e-6) continue;
        const area = prepared.articleArea(String(index), atMs);
        expect([areas[index], area?.contains(at[0], at[1])]).toEqual([
          areas[index],
          isMeant(index, at),
        ]);
      }
    }),
    { numRuns: 300 },
  );
});

test("[AGR-043] the share of a disc is the share of its places, and sure only where all agree", () => {
  fc.assert(
    fc.property(arbPlace, fc.integer({ min: 50, max: 6_000 }), (centre, radiusM) => {
      const disc = { shape: "circle" as const, centre: lonLat(centre[0], centre[1]), radiusM };
      // Enough places that their own error is a tenth of what is allowed.
      const places = sampleArea(disc, 20_000);
      for (const index of areas.keys()) {
        const area = prepared.articleArea(String(index), atMs);
        if (area === null) throw new Error("no area");
        let inside = 0;
        for (let at = 0; at < places.length; at += 2) {
          if (area.contains(places[at] as number, places[at + 1] as number)) inside += 1;
        }
        const counted = inside / (places.length / 2);
        const share = area.shareOf(disc);
        expect(Math.abs(share - counted)).toBeLessThan(0.03);
        if (share === 1) expect(counted).toBeGreaterThan(0.995);
        if (share === 0) expect(counted).toBeLessThan(0.005);
      }
    }),
    { numRuns: 60 },
  );
});

test("[AGR-043] every place of an area lies in one of its cells", () => {
  fc.assert(
    fc.property(arbPlace, (at) => {
      for (const index of [0, 1, 2, 3, 4, 5]) {
        if (prepared.articleArea(String(index), atMs)?.contains(at[0], at[1]) !== true) continue;
        const cells = prepared.articleCells(String(index), atMs).map(({ cell }) => cell);
        expect(cells).toContain(cellAt(at[0], at[1], prepared.compiled.cellResolution));
      }
    }),
    { numRuns: 200 },
  );
});
