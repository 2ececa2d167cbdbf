import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AirbornePosition,
  AircraftPlaces,
  compactPosition,
  decodeModeS,
  integrityOf,
  longitudeZones,
  placeNear,
  placeOfPair,
  type SurfacePosition,
  writeSquitter,
} from "../index.ts";
import { velocity as moving } from "../testing/made-messages.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
const head = { format: 17, address: "4b1812", addressBy: "checked", control: 5 } as const;
const airborne = (place: { lonDeg: number; latDeg: number }, isOdd: boolean): AirbornePosition => ({
  ...head,
  kind: "airborne-position",
  typeCode: 11,
  surveillanceStatus: 0,
  nicSupplementB: false,
  altitudeFt: 35_000,
  isTimeSynchronous: false,
  compact: compactPosition(place, isOdd, false),
});
const onSurface = (place: { lonDeg: number; latDeg: number }, isOdd: boolean): SurfacePosition => ({
  ...head,
  kind: "surface-position",
  typeCode: 7,
  groundSpeedKn: 15,
  trackDeg: 90,
  isTimeSynchronous: false,
  compact: compactPosition(place, isOdd, true),
});
const place = fc.record({
  lonDeg: fc.double({ min: -180, max: 179.999, noNaN: true }),
  latDeg: fc.double({ min: -86, max: 86, noNaN: true }),
});
const offDeg = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);

describe("messages", () => {
  // Printed in "The 1090 MHz riddle" (J. Sun), chapters 4 to 7.
  test.each([
    ["8D4840D6202CC371C32CE0576098", { callSign: "KLM1023", category: 0 }],
    [
      "8D485020994409940838175B284F",
      {
        subtype: 1,
        eastKn: -8,
        northKn: -159,
        verticalRateFtPerMin: -832,
        verticalRateBy: "satellite",
        heightDifferenceFt: 550,
      },
    ],
    [
      "8DA05F219B06B6AF189400CBC33F",
      {
        subtype: 3,
        airSpeedKn: 375,
        airSpeedIs: "true",
        headingDeg: 243.984375,
        verticalRateFtPerMin: -2304,
      },
    ],
    [
      "8D40621D58C382D690C8AC2863A7",
      { altitudeFt: 38_000, compact: { isOdd: false, lat: 93_000, lon: 51_372 } },
    ],
    ["8C4841753A9A153237AEF0F275BE", { groundSpeedKn: 17, trackDeg: 92.8125 }],
  ])("[INT-025] the published example %s", (text, expected) => {
    expect(decodeModeS(hex(text))).toMatchObject(expected);
  });

  test.each([
    [
      "identification",
      { ...head, kind: "identification", typeCode: 4, category: 3, callSign: "TEST 12" },
    ],
    ["ground speed", moving],
    ["supersonic", { ...moving, subtype: 2, eastKn: 1200, northKn: -800 }],
    [
      "air speed",
      {
        ...moving,
        subtype: 3,
        eastKn: null,
        northKn: null,
        headingDeg: 90,
        airSpeedKn: 375,
        airSpeedIs: "indicated",
      },
    ],
    [
      "supersonic air speed",
      {
        ...moving,
        subtype: 4,
        eastKn: null,
        northKn: null,
        headingDeg: null,
        airSpeedKn: 1500,
        airSpeedIs: "true",
      },
    ],
    ["position", airborne({ lonDeg: -30, latDeg: 0.5 }, true)],
    ["no altitude", { ...airborne({ lonDeg: -30, latDeg: 0.5 }, false), altitudeFt: null }],
    ["surface", onSurface({ lonDeg: -30, latDeg: 0.5 }, false)],
    [
      "of no address of ICAO",
      {
        ...airborne({ lonDeg: -30, latDeg: 0.5 }, true),
        format: 18,
        control: 1,
        addressIs: "other",
      },
    ],
    [
      "sent on, of no address of ICAO",
      {
        ...airborne({ lonDeg: -30, latDeg: 0.5 }, true),
        format: 18,
        control: 6,
        addressIs: "other",
      },
    ],
    [
      "seen by a radar, on the surface",
      {
        ...onSurface({ lonDeg: -30, latDeg: 0.5 }, false),
        format: 18,
        control: 2,
        addressIs: "other",
      },
    ],
    ["velocity sent on", { ...moving, format: 18, control: 6, addressIs: "other" }],
    ["velocity of an aircraft, sent on", { ...moving, format: 18, control: 6 }],
    [
      "a name sent on",
      {
        ...head,
        format: 18,
        control: 6,
        addressIs: "unsaid",
        kind: "identification",
        typeCode: 4,
        category: 3,
        callSign: "TEST 12",
      },
    ],
  ] as const)("[INT-025] written and read as the same: %s", (_, message) => {
    expect(decodeModeS(writeSquitter(message))).toEqual(message);
  });

  test.each([
    ["control 1 of an address of ICAO", { ...moving, format: 18, control: 1 }],
    ["format 17 of another", { ...moving, addressIs: "other" }],
    [
      "a relayed one that says more than it can",
      { ...moving, format: 18, control: 6, isIntentChange: true },
    ],
  ] as const)("[INT-281] what cannot be said is refused: %s", (_, message) => {
    expect(() => writeSquitter(message)).toThrow(
      expect.objectContaining({ code: "TL_INT_ADSB_ENCODE" }),
    );
  });

  test("[INT-028] any one to three changed bits of a squitter are refused", () => {
    const frame = writeSquitter(moving);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 5, max: 111 }), { minLength: 1, maxLength: 3 }),
        (bits) => {
          const bytes = frame.slice();
          for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
          expect(decodeModeS(bytes)).toMatchObject({ code: "TL_INT_ADSB_PARITY" });
        },
      ),
    );
  });
});

describe("compact positions", () => {
  // Same book, chapter 5: the pair, and the first half near a known place.
  test("[INT-027] the published example", () => {
    const even = { isOdd: false, lat: 93_000, lon: 51_372 };
    const odd = { isOdd: true, lat: 74_158, lon: 50_194 };
    const found = placeOfPair(even, odd, false);
    expect(found?.latDeg).toBeCloseTo(52.2572, 4);
    expect(found?.lonDeg).toBeCloseTo(3.91937, 4);
    const near = placeNear(even, { lonDeg: 3.918, latDeg: 52.258 }, false);
    expect(near?.latDeg).toBeCloseTo(52.2572, 4);
    expect(near?.lonDeg).toBeCloseTo(3.91937, 4);
  });

  test.each([
    [0, 59],
    [10.4, 59],
    [10.5, 58],
    [-52.2572, 36],
    [86.9, 2],
    [87, 2],
    [87.1, 1],
    [90, 1],
  ])("[INT-027] at %f degrees there are %i zones", (latDeg, zones) => {
    expect(longitudeZones(latDeg)).toBe(zones);
  });

  test("[INT-027] a pair in the air gives the place back to 6 m wherever both halves see the same zones", () => {
    fc.assert(
      fc.property(place, fc.boolean(), (truth, isOddLater) => {
        const [even, odd] = [
          compactPosition(truth, false, false),
          compactPosition(truth, true, false),
        ];
        const found = placeOfPair(even, odd, isOddLater);
        // Within metres of a change of zones the halves may fall on either side, and no place is right.
        fc.pre(longitudeZones(truth.latDeg - 1e-4) === longitudeZones(truth.latDeg + 1e-4));
        expect(Math.abs((found?.latDeg ?? 99) - truth.latDeg)).toBeLessThan(5e-5);
        const widthM = Math.cos((truth.latDeg * Math.PI) / 180) * 111_320;
        expect(offDeg(found?.lonDeg ?? 999, truth.lonDeg) * widthM).toBeLessThan(6);
      }),
      { numRuns: 5_000 },
    );
  });

  test("[INT-027] on the surface the receiver's place decides between four", () => {
    fc.assert(
      fc.property(place, (truth) => {
        fc.pre(Math.abs(truth.latDeg) > 0.5);
        fc.pre(longitudeZones(truth.latDeg - 1e-4) === longitudeZones(truth.latDeg + 1e-4));
        const [even, odd] = [
          compactPosition(truth, false, true),
          compactPosition(truth, true, true),
        ];
        const found = placeOfPair(even, odd, true, { ...truth, lonDeg: truth.lonDeg + 1 });
        expect(Math.abs((found?.latDeg ?? 99) - truth.latDeg)).toBeLessThan(2e-5);
      }),
      { numRuns: 2_000 },
    );
  });

  test("[INT-027] pairs too late, impossible pairs and impossible jumps give no place and the reason", () => {
    const near = { lonDeg: -30, latDeg: 0.5 };
    const places = new AircraftPlaces();
    expect(places.place(airborne(near, false), 0)).toBe("waits-for-pair");
    expect(places.place(airborne(near, true), 11_000)).toBe("waits-for-pair");
    expect(places.place(airborne(near, false), 12_000)).toMatchObject({ by: "pair" });
    expect(places.place(airborne(near, true), 13_000)).toMatchObject({ by: "near" });
    expect(places.place(airborne({ lonDeg: -29, latDeg: 0.5 }, true), 14_000)).toBe("too-far");
    expect(places.place(airborne(near, false), 15_000)).toBe("waits-for-pair");

    const mixed = new AircraftPlaces();
    mixed.place(airborne({ lonDeg: -30, latDeg: 10.46 }, false), 0);
    expect(mixed.place(airborne({ lonDeg: -30, latDeg: 10.48 }, true), 1)).toBe("pair-impossible");

    const ground = new AircraftPlaces();
    ground.place(onSurface(near, false), 0);
    expect(ground.place(onSurface(near, true), 1)).toBe("no-reference");
  });

  test("[INT-028] ever-new addresses do not grow memory", () => {
    const places = new AircraftPlaces({ aircraftCountMax: 10 });
    for (let index = 0; index < 1_000; index++) {
      const address = index.toString(16).padStart(6, "0");
      places.place({ ...airborne({ lonDeg: -30, latDeg: 0 }, false), address }, index);
    }
    expect(places.aircraftCount).toBe(10);
  });

  test.each([
    [9, {}, 11, 7.5],
    [11, {}, 8, 185.2],
    [11, { a: true, b: true }, 9, 75],
    [13, {}, 6, 926],
    [13, { b: true }, 6, 555.6],
    [8, {}, 0, null],
    [18, {}, 0, null],
  ])("[INT-025] integrity of type code %i with %j", (typeCode, supplements, nic, radiusM) => {
    const all = { a: false, b: false, c: false, ...supplements };
    expect(integrityOf(typeCode, all)).toEqual({ nic, radiusM });
  });
});
