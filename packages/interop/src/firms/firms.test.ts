import { derivedId, observationRecord } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FirmsReader,
  firmsSatellites,
  type HeatPixel,
  heatArea,
  heatObservation,
  heatSources,
  writeFirms,
} from "../index.ts";

function read(text: string) {
  const reader = new FirmsReader("heat.csv");
  const pixels = [...reader.push(text), ...reader.finish()];
  return { pixels, faults: reader.takeFaults() };
}

const viirsHeader =
  "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight";
const modisHeader =
  "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_t31,frp,daynight";

describe("reading", () => {
  test("[INT-245] VIIRS near real time", () => {
    const row = "0.5,-30.25,340.82,0.49,0.4,2026-06-24,0005,N20,VIIRS,n,2.0NRT,290.35,15.69,N";
    const { pixels, faults } = read(`${viirsHeader}\n${row}\n`);
    expect(faults).toEqual([]);
    expect(pixels).toEqual([
      {
        instrument: "VIIRS",
        satellite: "N20",
        lonDeg: -30.25,
        latDeg: 0.5,
        scanM: 490,
        trackM: 400,
        atMs: Date.UTC(2026, 5, 24, 0, 5),
        confidence: "nominal",
        brightnessK: 340.82,
        backgroundK: 290.35,
        radiativePowerMw: 15.69,
        isDay: false,
        version: "2.0NRT",
      },
    ]);
  });

  test("[INT-245] MODIS archive: per cent, source of the heat, a time that lost its zeros", () => {
    const row = "0.5,-30.25,312.1,1.8,1.3,2024-03-01,5,Terra,MODIS,83,6.03,289.4,22.5,D,2";
    const { pixels, faults } = read(`${modisHeader},type\n${row}\n`);
    expect(faults).toEqual([]);
    expect(pixels).toMatchObject([
      {
        satellite: "Terra",
        confidence: "high",
        confidencePercent: 83,
        atMs: Date.UTC(2024, 2, 1, 0, 5),
        heatSource: "static-on-land",
        version: "6.03",
      },
    ]);
  });

  test("[INT-245] columns in any order, further ones, and satellites by their older names", () => {
    const header = `country_id,${viirsHeader.split(",").toReversed().join(",")},remark`;
    const cells = "0.5,-30.25,340.82,0.49,0.4,2026-06-24,0005,1,VIIRS,high,2,290.35,,D".split(",");
    const { pixels, faults } = read(`${header}\nXXX,${cells.toReversed().join(",")},some`);
    expect(faults).toEqual([]);
    expect(pixels).toMatchObject([
      { satellite: "N20", confidence: "high", radiativePowerMw: null, isDay: true, version: "2" },
    ]);
  });

  test("[INT-303] the lists of the last day, which do not say the instrument", () => {
    const without = (header: string) => header.replace(",instrument", "");
    const viirs = "0.5,-30.25,340.82,0.49,0.4,2026-06-24,0005,N,nominal,2.0NRT,290.35,15.69,N";
    const modis = "0.5,-30.25,312.1,1.8,1.3,2026-06-24,1205,A,83,6.1NRT,289.4,22.5,D";
    const [seen, other] = [
      read(`${without(viirsHeader)}\n${viirs}\n`),
      read(`${without(modisHeader)}\n${modis}\n`),
    ];
    expect([...seen.faults, ...other.faults]).toEqual([]);
    expect(seen.pixels).toMatchObject([
      { instrument: "VIIRS", satellite: "N", brightnessK: 340.82 },
    ]);
    expect(other.pixels).toMatchObject([
      { instrument: "MODIS", satellite: "Aqua", brightnessK: 312.1, confidencePercent: 83 },
    ]);
    // The satellite carries the other instrument: which of the two is wrong nobody can tell.
    const mixed = read(`${without(modisHeader)}\n${modis.replace(",A,", ",N20,")}\n`);
    expect(mixed.pixels).toEqual([]);
    expect(mixed.faults[0]?.message).toContain("satellite");
  });

  test.each([
    ["00:05", 5],
    ["0:05", 5],
    ["13:40", 13 * 60 + 40],
    ["1340", 13 * 60 + 40],
  ])("[INT-303] a time is read with a colon and without: %s", (time, minutes) => {
    const row = `0.5,-30.25,340.82,0.49,0.4,2026-06-24,${time},N20,VIIRS,n,2.0NRT,290.35,15.69,N`;
    const { pixels, faults } = read(`${viirsHeader}\n${row}\n`);
    expect(faults).toEqual([]);
    expect(pixels[0]?.atMs).toBe(Date.UTC(2026, 5, 24, 0, minutes));
  });

  test("[INT-246] a header of something else is told, with what it lacks, and nothing is read", () => {
    const { pixels, faults } = read("latitude,longitude,brightness\n0,0,300\n");
    expect(pixels).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code: "TL_INT_FIRMS_HEADER", line: 1 });
    expect(faults[0]?.message).toContain("scan, track");
  });

  test.each([
    ["latitude", "95"],
    ["longitude", "-180.1"],
    ["scan", "0"],
    ["acq_date", "2026-02-30"],
    ["acq_time", "2460"],
    ["satellite", "Terra"],
    ["instrument", "AVHRR"],
    ["confidence", "50"],
    ["daynight", "n"],
    ["frp", "much"],
    ["bright_ti4", "12"],
    ["version", "<b>"],
  ])("[INT-246] a row with %s %s is told and disturbs no other", (column, cell) => {
    const sound = "0.5,-30.25,340.82,0.49,0.4,2026-06-24,0005,N20,VIIRS,n,2.0NRT,290.35,15.69,N";
    const cells = sound.split(",");
    cells[viirsHeader.split(",").indexOf(column)] = cell;
    const { pixels, faults } = read(`${viirsHeader}\n${cells.join(",")}\n${sound}\n`);
    expect(pixels).toHaveLength(1);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code: "TL_INT_FIRMS_VALUE", file: "heat.csv", line: 2 });
    expect(faults[0]?.message).toContain(`\`${column}\``);
  });
});

const pixel: HeatPixel = {
  instrument: "VIIRS",
  satellite: "N20",
  lonDeg: -30,
  latDeg: 0,
  scanM: 750,
  trackM: 400,
  // The sun stands two hours behind UTC at 30° W: 15:30 UTC is half past one there, as the satellite passes.
  atMs: Date.UTC(2026, 5, 24, 15, 30),
  confidence: "nominal",
  brightnessK: 340,
  backgroundK: 290,
  radiativePowerMw: 15.5,
  isDay: true,
  version: "2.0NRT",
};

describe("as an observation", () => {
  test("[INT-247] a valid record: thermal anomaly, minute of the passage, satellite, same id each time", () => {
    const draft = heatObservation(pixel, { origin: "observed" });
    const whole = { ...draft, id: derivedId(draft.source, draft.sourceId), recordedAtMs: 0 };
    expect(observationRecord.faults(whole)).toEqual([]);
    expect(draft).toMatchObject({
      kind: "thermal-anomaly",
      observer: { kind: "satellite", id: "N20" },
      span: { fromMs: pixel.atMs, toMs: pixel.atMs + 59_999, precision: "minute" },
    });
    expect(heatObservation({ ...pixel }, { origin: "observed" })).toEqual(draft);
  });

  test("[INT-247] the ellipse has the spread of a heat anywhere in the element", () => {
    const area = heatArea(pixel);
    if (area.shape !== "ellipse") throw new Error("no ellipse");
    // 2.4477 times the root of the variance: 750²/12 + 100² across, 400²/12 + 100² along.
    expect(area.semiMajorM).toBeCloseTo(583.75, 1);
    expect(area.semiMinorM).toBeCloseTo(373.9, 1);
  });

  test.each<[string, Partial<HeatPixel>, number]>([
    // sin(azimuth) = cos(98.4°) / cos(latitude): -8.4° on the equator, -16.98° at 60°.
    ["by day northward: scan lies across", {}, 81.6],
    ["by night southward", { atMs: Date.UTC(2026, 5, 24, 3, 30) }, 98.4],
    [
      "Terra goes south by day",
      { satellite: "Terra", instrument: "MODIS", confidencePercent: 50 },
      98.4,
    ],
    ["further north it leans more", { latDeg: 60 }, 73.01],
    ["a nearly square element along its longer side", { scanM: 380, trackM: 400 }, 171.6],
  ])("[INT-247] direction of the long axis: %s", (_, changes, expectedDeg) => {
    const area = heatArea({ ...pixel, ...changes });
    expect(area.shape === "ellipse" && area.orientationDeg).toBeCloseTo(expectedDeg, 1);
  });

  test("[INT-247] near the poles a circle of the longer side", () => {
    expect(heatArea({ ...pixel, latDeg: 75 })).toMatchObject({ shape: "circle", radiusM: 583.75 });
  });
});

test("[INT-248] what is written is read as the same", () => {
  const arb = fc
    .record({
      instrument: fc.constantFrom("VIIRS" as const, "MODIS" as const),
      craft: fc.nat(2),
      lonDeg: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 1e5),
      latDeg: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((n) => n / 1e5),
      scanM: fc.integer({ min: 5, max: 1_000 }).map((n) => n * 10),
      trackM: fc.integer({ min: 5, max: 1_000 }).map((n) => n * 10),
      minute: fc.integer({ min: 0, max: 40_000_000 }),
      percent: fc.nat(100),
      level: fc.constantFrom("low" as const, "nominal" as const, "high" as const),
      power: fc.option(fc.nat(100_000).map((n) => n / 100)),
      isDay: fc.boolean(),
      source: fc.option(fc.constantFrom(...heatSources), { nil: undefined }),
    })
    .map((given): HeatPixel => {
      const isViirs = given.instrument === "VIIRS";
      const { percent } = given;
      return {
        instrument: given.instrument,
        satellite: firmsSatellites[isViirs ? given.craft : 3 + (given.craft % 2)] ?? "N",
        lonDeg: given.lonDeg + 0,
        latDeg: given.latDeg + 0,
        scanM: given.scanM,
        trackM: given.trackM,
        atMs: given.minute * 60_000,
        ...(isViirs
          ? { confidence: given.level }
          : {
              confidence: percent < 30 ? "low" : percent < 80 ? "nominal" : "high",
              confidencePercent: percent,
            }),
        brightnessK: 340.25,
        backgroundK: 290,
        radiativePowerMw: given.power,
        isDay: given.isDay,
        version: "2",
        ...(given.source === undefined ? {} : { heatSource: given.source }),
      };
    });
  fc.assert(
    fc.property(fc.array(arb, { maxLength: 10 }), (given) => {
      for (const instrument of ["VIIRS", "MODIS"] as const) {
        const pixels = given.filter((one) => one.instrument === instrument);
        const again = read(writeFirms(pixels, { instrument, isArchive: true }));
        expect(again.faults).toEqual([]);
        expect(again.pixels).toEqual(pixels);
      }
    }),
    { numRuns: 300 },
  );
});

test.each<[string, HeatPixel, boolean]>([
  ["another instrument", { ...pixel, instrument: "MODIS" }, true],
  ["a source without its column", { ...pixel, heatSource: "volcano" }, false],
  ["seconds", { ...pixel, atMs: pixel.atMs + 1_000 }, true],
])("[INT-248] %s is refused", (_, one, isArchive) => {
  expect(() => writeFirms([one], { instrument: "VIIRS", isArchive })).toThrow(
    expect.objectContaining({ code: "TL_INT_FIRMS_ENCODE" }),
  );
});
