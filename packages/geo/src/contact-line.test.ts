import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { contactLine, lengthsAtDetail, outerBorder } from "./contact-line.ts";
import { lengthM } from "./geodesic.ts";
import type { Position, ZoneGeometry } from "./geometry.ts";

const box = (west: number, south: number, east: number, north: number): ZoneGeometry => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
/** A state of two provinces, 2° by 1°, whose eastern part, up to its borders, is held. */
const state = [box(-31, 0, -30, 1), box(-30, 0, -29, 1)];
const held = box(-29.6, 0, -29, 1);

describe("line of contact", () => {
  test("inner borders between provinces fall out", () => {
    const border = outerBorder(state);
    const borderM = border.reduce((sum, run) => sum + lengthM(run), 0);
    expect(borderM / 1000).toBeCloseTo(2 * 222.6 + 2 * 110.6, -1);
    const hasInner = border.flat().filter(([lonDeg]) => lonDeg === -30);
    expect(hasInner.length).toBeGreaterThan(0); // its ends lie on the border …
    expect(border).toHaveLength(1); // … but no run goes through the middle
  });

  test("[GEO-014] what follows the border is left out, by the margin and no more", () => {
    const marginM = 2_000;
    const pieces = contactLine(held, state, { marginM });
    expect(pieces).toHaveLength(1);
    const [piece = []] = pieces;
    for (const [lonDeg] of piece) expect(lonDeg).toBeCloseTo(-29.6, 9);
    expect(lengthM(piece)).toBeCloseTo(110_574.3 - 2 * marginM, -1);
  });

  test("[GEO-014] short pieces are dropped", () => {
    const options = { marginM: 2_000, pieceLengthMinM: 107_000 };
    expect(contactLine(held, state, options)).toEqual([]);
  });

  test("[GEO-014] the shore is left out where land is given, but for the shore to ignore", () => {
    // The sea covers the south of the state up to 0.3°, and held territory ends at that shore.
    const land = box(-40, 0.3, -20, 10);
    const toShore = box(-29.6, 0.3, -29, 1);
    const all = contactLine(toShore, state, { marginM: 2_000 });
    expect(all.map((piece) => Math.round(lengthM(piece) / 1_000))).toEqual([140]);
    const dry = contactLine(toShore, state, { marginM: 2_000, land });
    expect(dry.map((piece) => Math.round(lengthM(piece) / 1_000))).toEqual([73]);
    const wider = contactLine(toShore, state, { marginM: 2_000, land, coastMarginM: 9_000 });
    expect(dry.length).toBe(1);
    expect(lengthM(wider[0] ?? [])).toBeLessThan(lengthM(dry[0] ?? []) - 6_000);
    const isShoreIgnored = () => true;
    expect(contactLine(toShore, state, { marginM: 2_000, land, isShoreIgnored })).toEqual(all);
  });

  test("territory that touches no border keeps its ring in one piece", () => {
    const [piece = [], ...more] = contactLine(box(-30.6, 0.4, -30.3, 0.6), state, { marginM: 500 });
    expect(more).toEqual([]);
    expect(piece[0]).toEqual(piece.at(-1));
  });

  test("[GEO-006] a table of lengths falls with the detail", () => {
    const zigzag: Position[] = Array.from({ length: 200 }, (_, index) =>
      lonLat(-30 + index * 0.01, index % 2 === 0 ? 0 : 0.01),
    );
    const rows = lengthsAtDetail([zigzag], [0, 500, 2_000]);
    expect(rows.map(({ detailM }) => detailM)).toEqual([0, 500, 2_000]);
    const [raw, fine, coarse] = rows.map((row) => row.lengthM);
    expect(raw).toBe(lengthM(zigzag));
    expect(fine).toBeCloseTo(raw ?? 0, 3);
    expect(coarse).toBeLessThan((raw ?? 0) * 0.75);
  });
});
