import { distanceM } from "@truceline/geo";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AirbornePosition, AircraftPlaces, compactPosition } from "../index.ts";

type Place = { readonly lonDeg: number; readonly latDeg: number };

const half = ({ lonDeg, latDeg }: Place, isOdd: boolean): AirbornePosition => ({
  format: 17,
  address: "4b1812",
  addressBy: "checked",
  control: 5,
  kind: "airborne-position",
  typeCode: 11,
  surveillanceStatus: 0,
  nicSupplementB: false,
  altitudeFt: 35_000,
  isTimeSynchronous: false,
  compact: compactPosition({ lonDeg, latDeg }, isOdd, false),
});

/** One aircraft at `from` at `atMs`, known by a pair; undefined where the pair sees two zones. */
function knownAt(from: Place, atMs: number): AircraftPlaces | undefined {
  const places = new AircraftPlaces();
  places.place(half(from, false), atMs);
  return typeof places.place(half(from, true), atMs) === "string" ? undefined : places;
}

/** Evenly, in ten-thousandths: doubles of chance come mostly from the ends. */
const evenly = (least: number, most: number) =>
  fc.integer({ min: least * 1e4, max: most * 1e4 }).map((value) => value / 1e4);

/** Zones have six degrees of latitude: within three of them one half is enough. */
const arb = fc.record({
  from: fc.record({ lonDeg: evenly(-180, 179.9), latDeg: evenly(-80, 80) }),
  northDeg: evenly(-2.5, 2.5),
  eastDeg: evenly(-2.5, 2.5),
  share: evenly(0, 1),
  seconds: fc.integer({ min: 0, max: 150 }),
});

test("[INT-027] a jump is believed up to 5 km and 1,000 m/s, measured on the ellipsoid, and not beyond", () => {
  const seen = { near: 0, far: 0 };
  fc.assert(
    fc.property(arb, ({ from, northDeg, eastDeg, share, seconds }) => {
      const to = {
        lonDeg: ((from.lonDeg + eastDeg * share + 540) % 360) - 180,
        latDeg: Math.max(-85, Math.min(85, from.latDeg + northDeg * share)),
      };
      const metres = distanceM([from.lonDeg, from.latDeg], [to.lonDeg, to.latDeg]);
      const reachM = 5_000 + 1_000 * seconds;
      // Halves are rounded to a few metres.
      fc.pre(Math.abs(metres - reachM) > 30);
      const places = knownAt(from, 0);
      fc.pre(places !== undefined);
      const place = places?.place(half(to, false), seconds * 1_000);
      if (metres < reachM) {
        expect(place).toMatchObject({ by: "near" });
        seen.near += 1;
      } else {
        expect(place).toBe("too-far");
        seen.far += 1;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.near, seen.far)).toBeGreaterThan(200);
});

test("[INT-027] a clock that jumps either way gives no place that time did not allow", () => {
  const from = { lonDeg: -30, latDeg: 0.5 };
  const elsewhere = { lonDeg: -29, latDeg: 0.5 };
  for (const jumpMs of [3_600_000, -3_600_000]) {
    // Beyond ten minutes the old place says nothing: two halves are needed again, of one time.
    const places = knownAt(from, 10_000_000);
    expect(places?.place(half(elsewhere, false), 10_000_000 + jumpMs)).toBe("waits-for-pair");
    const found = places?.place(half(elsewhere, true), 10_000_000 + jumpMs + 500);
    expect(found).toMatchObject({ by: "pair" });
  }
  for (const jumpMs of [20_000, -20_000]) {
    // 111 km in twenty seconds, whichever way they are counted.
    const places = knownAt(from, 10_000_000);
    expect(places?.place(half(elsewhere, false), 10_000_000 + jumpMs)).toBe("too-far");
    expect(places?.aircraftCount).toBe(0);
  }
});
