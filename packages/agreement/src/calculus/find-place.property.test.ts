import { lonLat } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import type { Polygons } from "../compiled.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { areaByGeometry } from "../prepared-area.ts";
import { findPlace } from "./find-place.ts";
import { type Ground, OutlinedGround } from "./ground.ts";
import { normsOf } from "./norms.ts";

let made = 0;
function outlined(polygons: Polygons): Ground {
  made += 1;
  return new OutlinedGround(`made ${made}`, polygons, areaByGeometry(polygons));
}
const star = (lonDeg: number, latDeg: number, reachDeg: number, cornerCount: number): Polygons => {
  const ring = Array.from({ length: cornerCount }, (_, index) => {
    const angle = (index / cornerCount) * 2 * Math.PI;
    const awayDeg = reachDeg * (index % 2 === 0 ? 1 : 0.5);
    return lonLat(lonDeg + awayDeg * Math.cos(angle), latDeg + awayDeg * Math.sin(angle));
  });
  const [first = lonLat(0, 0)] = ring;
  return [[[...ring, first]]];
};
const rectangle = (west: number, south: number, east: number, north: number): Polygons => [
  [
    [
      lonLat(west, south),
      lonLat(east, south),
      lonLat(east, north),
      lonLat(west, north),
      lonLat(west, south),
    ],
  ],
];
const arbStar = fc
  .tuple(
    fc.double({ min: -31, max: -30, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0.02, max: 0.6, noNaN: true }),
    fc.integer({ min: 2, max: 40 }).map((half) => half * 2),
  )
  .map(([lonDeg, latDeg, reachDeg, cornerCount]) => star(lonDeg, latDeg, reachDeg, cornerCount));

/** A place in the one and not in the other, looked for on a fine grid: a hit is proof, none is not. */
function gridFinds(inAll: readonly Ground[], inNone: readonly Ground[]): boolean {
  for (let row = 0; row < 120; row++) {
    for (let column = 0; column < 120; column++) {
      const [lonDeg, latDeg] = [-32 + column / 40, -1 + row / 40];
      const isIn = (ground: Ground) => ground.contains(lonDeg, latDeg);
      if (inAll.every(isIn) && !inNone.some(isIn)) return true;
    }
  }
  return false;
}

describe("findPlace", () => {
  test("[AGR-033] what it finds lies there, and it misses nothing that a grid finds", () => {
    fc.assert(
      fc.property(
        fc.array(arbStar, { minLength: 2, maxLength: 3 }),
        fc.boolean(),
        (stars, isCut) => {
          const grounds = stars.map(outlined);
          const [inAll, inNone] = isCut ? [grounds.slice(1), grounds.slice(0, 1)] : [grounds, []];
          const answer = findPlace(inAll, inNone);
          expect(answer.answer).not.toBe("undecided");
          if (answer.answer === "found") {
            const [lonDeg, latDeg] = answer.at;
            expect(inAll.every((ground) => ground.contains(lonDeg, latDeg))).toBe(true);
            expect(inNone.some((ground) => ground.contains(lonDeg, latDeg))).toBe(false);
          } else {
            expect(gridFinds(inAll, inNone)).toBe(false);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    { title: "side by side, with the same corners", east: -30, wide: false, answer: "none" },
    { title: "side by side, the corners elsewhere", east: -30, wide: true, answer: "none" },
    {
      title: "half a metre over each other, which is their whole box",
      east: -30 + 0.5 / 111_320,
      wide: false,
      answer: "found",
    },
    {
      title: "three metres over each other",
      east: -30 + 3 / 111_320,
      wide: false,
      answer: "found",
    },
    { title: "three metres apart", east: -30 - 3 / 111_320, wide: true, answer: "none" },
  ])("[AGR-033] two rectangles $title: $answer", ({ east, wide, answer }) => {
    const first = outlined(rectangle(-31, 0, east, 1));
    const second = outlined(wide ? rectangle(-30, -0.3, -29, 1.7) : rectangle(-30, 0, -29, 1));
    expect(findPlace([first, second]).answer).toBe(answer);
  });

  test("[AGR-033] parts of one ground that share a border are one ground", () => {
    const parts = outlined([...rectangle(-31, 0, -30.5, 1), ...rectangle(-30.5, 0, -30, 1)]);
    const whole = outlined(rectangle(-31, 0, -30, 1));
    expect(findPlace([whole], [parts])).toMatchObject({ answer: "none" });
    expect(findPlace([parts], [whole])).toMatchObject({ answer: "none" });
  });

  test("[AGR-033] bands by distance: beside, within and beyond one another", () => {
    const { compiled } = parseMidOcean();
    if (compiled === undefined) throw new Error("the example does not compile");
    const prepared = prepareAgreement(compiled);
    const { grounds } = normsOf(prepared);
    const atMs = compiled.inForce.fromMs;
    const [near, far, left] = [
      grounds.band("line", 10_000, 10_000, atMs),
      grounds.band("line", 15_000, 15_000, atMs),
      grounds.band("line", 15_000, 0, atMs),
    ];
    expect(findPlace([near], [far])).toEqual({ answer: "none", narrowerThanM: 0 });
    const between = findPlace([far], [near]);
    if (between.answer !== "found") throw new Error("the wider band goes on");
    const awayM = prepared.distanceFromLine("line", between.at, atMs)?.signedDistanceM ?? 0;
    expect(Math.abs(awayM)).toBeGreaterThan(10_000);
    expect(Math.abs(awayM)).toBeLessThanOrEqual(15_000);
    const right = findPlace([far], [left]);
    if (right.answer !== "found") throw new Error("one side is free");
    // The line itself belongs to its right side.
    const aside = prepared.distanceFromLine("line", right.at, atMs);
    expect(aside?.party === "a" || Math.abs(aside?.signedDistanceM ?? 1) < 1e-3).toBe(true);
    // A box that reaches from 11 to 12 km on the left shares ground with the one and not the other.
    const box = outlined(rectangle(-29.9, 0, -29.892, 0.01));
    expect(findPlace([box, far]).answer).toBe("found");
    expect(findPlace([box, near])).toMatchObject({ answer: "none" });
  });
});
