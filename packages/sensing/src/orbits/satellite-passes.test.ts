import { eciToEcf, geodeticToEcf, gstime, sgp4, twoline2satrec } from "satellite.js";
import { describe, expect, test } from "vitest";
import { defaultCatalogue } from "../default-catalogue.ts";
import { checksum, type OrbitElements, readElements } from "./orbit-elements.ts";
import { publicOrbits } from "./public-orbits.ts";
import { passesOfMeans, satellitePasses } from "./satellite-passes.ts";
import { sunSynchronousOrbit } from "./synthetic-orbit.ts";

const dayMs = 86_400_000;
const place = [-30, 0.1] as const;
const orbitOf = (id: string): OrbitElements => {
  const orbit = publicOrbits.find((one) => one.id === id);
  if (orbit === undefined) throw new Error(`no ${id}`);
  return orbit;
};
const meansOf = (id: string) => {
  const entry = defaultCatalogue.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  return entry;
};

/**
 * Reference output `tcppver.out` to the cases of `SGP4-VER.TLE`: Vallado, Crawford, Hujsak and Kelso,
 * Revisiting Spacetrack Report #3, AIAA 2006-6753. Minutes since the epoch; km and km/s, frame TEME.
 */
const verification = [
  {
    name: "00005, the example of the paper",
    line1: "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
    line2: "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667",
    states: [
      [0, 7022.46529266, -1400.08296755, 0.03995155, 1.893841015, 6.405893759, 4.53480725],
      [
        360, -7154.03120202, -3783.17682504, -3536.19412294, 4.741887409, -4.151817765,
        -2.093935425,
      ],
      [4320, -9060.47373569, 4658.70952502, 813.68673153, -2.232832783, -4.11045349, -3.157345433],
    ],
  },
  {
    name: "06251, near the Earth with moderate drag",
    line1: "1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985",
    line2: "2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774",
    states: [
      [0, 3988.31022699, 5498.96657235, 0.90055879, -3.290032738, 2.35765282, 6.496623475],
      [
        1440, -2777.14682335, -5663.16031708, -2462.54889123, 4.915493146, 0.123328992,
        -5.896495091,
      ],
      [2880, 1159.27802897, 5056.60175495, 4353.49418579, -5.968060341, -2.314790406, 4.230722669],
    ],
  },
  {
    name: "28057, sun-synchronous, as imaging satellites are",
    line1: "1 28057U 03049A   06177.78615833  .00000060  00000-0  35940-4 0  1836",
    line2: "2 28057  98.4283 247.6961 0000884  88.1964 271.9322 14.35478080140550",
    states: [
      [2520, -2581.04202505, -5020.05572531, 4385.92329047, 0.829668458, 4.645048038, 5.789262667],
      [2880, 1788.4233458, 1990.50530957, -6640.59337725, -2.074169091, -6.683381288, -2.562777776],
    ],
  },
] as const;

test.each(verification)("[SEN-035] $name", ({ line1, line2, states }) => {
  readElements({ id: "case", name: "case", line1, line2, source: "AIAA 2006-6753" });
  const record = twoline2satrec(line1, line2);
  for (const [minutes, ...expected] of states) {
    const state = sgp4(record, minutes);
    if (state === null) throw new Error("no position");
    const { position, velocity } = state;
    const found = [position.x, position.y, position.z, velocity.x, velocity.y, velocity.z];
    // A metre, and a millimetre a second.
    for (const [index, value] of found.entries()) {
      expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThan(
        index < 3 ? 1e-3 : 1e-6,
      );
    }
  }
});

/** The same question asked at every second, with angles at the Earth's centre and no jumps. */
function approaches(
  { line1, line2 }: OrbitElements,
  epochMs: number,
  [lonDeg, latDeg]: readonly [number, number],
  fromMs: number,
  toMs: number,
): readonly { readonly atMs: number; readonly distanceM: number }[] {
  const record = twoline2satrec(line1, line2);
  const here = geodeticToEcf({
    longitude: (lonDeg * Math.PI) / 180,
    latitude: (latDeg * Math.PI) / 180,
    height: 0,
  });
  const hereM = Math.hypot(here.x, here.y, here.z);
  const angleAt = (atMs: number) => {
    const state = sgp4(record, (atMs - epochMs) / 60_000);
    if (state === null) throw new Error("no position");
    const there = eciToEcf(state.position, gstime(new Date(atMs)));
    const dot = there.x * here.x + there.y * here.y + there.z * here.z;
    return Math.acos(dot / hereM / Math.hypot(there.x, there.y, there.z));
  };
  const found: { atMs: number; distanceM: number }[] = [];
  let before = angleAt(fromMs - 2_000);
  let middle = angleAt(fromMs - 1_000);
  for (let atMs = fromMs; atMs < toMs; atMs += 1_000) {
    const after = angleAt(atMs);
    if (middle < before && middle <= after) {
      found.push({ atMs: atMs - 1_000, distanceM: middle * 6_371_009 });
    }
    before = middle;
    middle = after;
  }
  return found;
}

describe("[SEN-036] passes", () => {
  test.each([
    { id: "sentinel-2a", position: [-30, 0.1], farM: 2_000_000 },
    { id: "noaa-20", position: [-30, 52], farM: 1_530_000 },
    { id: "sentinel-1a", position: [179.9, -35], farM: 700_000 },
  ] as const)("of $id are those found by looking at every second", ({ id, position, farM }) => {
    const orbit = orbitOf(id);
    const { epochMs } = readElements(orbit);
    const fromMs = Math.ceil(epochMs / 1000) * 1000;
    const toMs = fromMs + 2 * dayMs;
    const swath = { nearM: 0, farM, side: "both", needsDaylight: false } as const;
    const { passes } = satellitePasses(orbit, position, fromMs, toMs, { swath });
    const near = approaches(orbit, epochMs, position, fromMs, toMs).filter(
      ({ distanceM }) => distanceM <= farM,
    );
    expect(near.length).toBeGreaterThan(1);
    // Both agree but where the strip's very edge is.
    for (const { atMs, distanceM } of near) {
      const same = passes.find((pass) => Math.abs(pass.atMs - atMs) < 4_000);
      if (same === undefined) expect(distanceM).toBeGreaterThan(0.98 * farM);
      else expect(Math.abs(same.distanceM - distanceM)).toBeLessThan(0.01 * farM + 3_000);
    }
    expect(Math.abs(passes.length - near.length)).toBeLessThanOrEqual(1);
  });

  /** Hours of local mean solar time. */
  const localHours = (atMs: number, lonDeg: number) =>
    (((atMs / 3_600_000 + lonDeg / 15) % 24) + 24) % 24;

  test.each([
    // Local mean time northward over the equator, as the missions state it; 10:30 southward is 22:30.
    { id: "sentinel-1a", northHours: 18 },
    { id: "sentinel-1c", northHours: 18 },
    { id: "sentinel-2a", northHours: 22.5 },
    { id: "sentinel-2b", northHours: 22.5 },
    { id: "sentinel-2c", northHours: 22.5 },
    { id: "noaa-20", northHours: 13.42 },
    { id: "noaa-21", northHours: 13.42 },
    { id: "suomi-npp", northHours: 13.5 },
    { id: "synthetic-morning", northHours: 22.5 },
    { id: "synthetic-dawn", northHours: 18 },
  ])("of $id cross the equator at its local hour", ({ id, northHours }) => {
    const orbit = orbitOf(id);
    const fromMs = readElements(orbit).epochMs;
    const swath = { nearM: 0, farM: 300_000, side: "both", needsDaylight: false } as const;
    const { passes } = satellitePasses(orbit, place, fromMs, fromMs + 30 * dayMs, { swath });
    expect(passes.length).toBeGreaterThan(4);
    for (const { atMs } of passes) {
      const asideHours = Math.abs(((localHours(atMs, place[0]) - northHours + 6 + 24) % 12) - 6);
      // Twelve minutes for 300 km to the side, and a few for the drift of an orbit.
      expect(asideHours).toBeLessThan(0.4);
    }
  });

  test("of Sentinel-2 in daylight are one in ten days for each satellite, two at the strips' edges", () => {
    const fromMs = Date.UTC(2026, 9, 2);
    for (const lonDeg of [-33, -31, -30, -28.5]) {
      const { passes } = passesOfMeans(
        meansOf("optical-satellite"),
        [lonDeg, 0.1],
        fromMs,
        fromMs + 10 * dayMs,
      );
      for (const id of ["sentinel-2a", "sentinel-2b", "sentinel-2c"]) {
        const count = passes.filter(({ orbit }) => orbit === id).length;
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(2);
      }
      for (const { sunAltitudeDeg, distanceM } of passes) {
        expect(sunAltitudeDeg).toBeGreaterThan(10);
        expect(distanceM).toBeLessThanOrEqual(145_000);
      }
    }
  });

  test("of VIIRS are at least two a day for each satellite, as published", () => {
    const fromMs = Date.UTC(2026, 4, 31);
    const { passes } = passesOfMeans(meansOf("thermal-satellite"), place, fromMs, fromMs + dayMs);
    for (const id of ["suomi-npp", "noaa-20", "noaa-21"]) {
      expect(passes.filter(({ orbit }) => orbit === id).length).toBeGreaterThanOrEqual(2);
    }
  });

  test("of Sentinel-1 lie to its right, within its strip, and repeat after twelve days", () => {
    const radar = meansOf("radar-satellite");
    const fromMs = Date.UTC(2025, 4, 10);
    const { passes } = passesOfMeans(radar, [-30, 48], fromMs, fromMs + 24 * dayMs);
    const own = passes.filter(({ orbit }) => orbit === "sentinel-1a");
    expect(own.length).toBeGreaterThan(3);
    for (const { side, distanceM, elevationDeg } of own) {
      expect(side).toBe("right");
      expect(distanceM).toBeGreaterThanOrEqual(350_000);
      expect(distanceM).toBeLessThanOrEqual(600_000);
      // From 693 km, 350 to 600 km aside.
      expect(elevationDeg).toBeGreaterThan(43);
      expect(elevationDeg).toBeLessThan(62);
    }
    const [first] = own;
    const again = own.find(({ atMs }) => Math.abs(atMs - (first?.atMs ?? 0) - 12 * dayMs) < 60_000);
    expect(again).toBeDefined();
  });

  test("come in order and are the same whether asked at once or day by day", () => {
    const fromMs = Date.UTC(2026, 9, 1);
    const all = satellitePasses(publicOrbits.slice(2, 5), place, fromMs, fromMs + 5 * dayMs, {
      swath: { nearM: 0, farM: 1_000_000, side: "both", needsDaylight: false },
    }).passes;
    const daily = [0, 1, 2, 3, 4].flatMap(
      (day) =>
        satellitePasses(
          publicOrbits.slice(2, 5),
          place,
          fromMs + day * dayMs,
          fromMs + (day + 1) * dayMs,
          { swath: { nearM: 0, farM: 1_000_000, side: "both", needsDaylight: false } },
        ).passes,
    );
    expect(all.length).toBeGreaterThan(5);
    expect(daily.map(({ orbit }) => orbit)).toEqual(all.map(({ orbit }) => orbit));
    for (const [index, pass] of all.entries()) {
      expect(Math.abs(pass.atMs - (daily[index]?.atMs ?? 0))).toBeLessThan(50);
      if (index > 0) expect(pass.atMs).toBeGreaterThanOrEqual(all[index - 1]?.atMs ?? 0);
    }
  });
});

describe("made-up orbits", () => {
  test.each([
    // Height and inclination of missions that keep step with the sun, as their operators publish them.
    { name: "Landsat 8", altitudeM: 705_000, inclinationDeg: 98.2 },
    { name: "Sentinel-2", altitudeM: 786_000, inclinationDeg: 98.62 },
    { name: "NOAA-20", altitudeM: 829_000, inclinationDeg: 98.75 },
  ])("[SEN-036] have the inclination of $name at its height", ({ altitudeM, inclinationDeg }) => {
    const orbit = sunSynchronousOrbit({
      id: "x",
      name: "X",
      altitudeM,
      nodeLocalHours: 10,
      epochMs: Date.UTC(2026, 5, 1),
    });
    expect(orbit.source).toMatch(/^assumed/);
    const read = readElements(orbit);
    expect(Math.abs(read.inclinationDeg - inclinationDeg)).toBeLessThan(0.12);
    expect(Math.abs(read.epochMs - Date.UTC(2026, 5, 1))).toBeLessThan(2);
  });

  test.each([
    ["inside the air", { altitudeM: 90_000 }],
    ["far out", { altitudeM: 36_000_000 }],
    ["at a twenty-fifth hour", { nodeLocalHours: 25 }],
    ["before the first satellite", { epochMs: Date.UTC(1950, 0, 1) }],
    ["nowhere", { altitudeM: Number.NaN }],
  ])("%s are refused", (_, change) => {
    const base = {
      id: "x",
      name: "X",
      altitudeM: 6e5,
      nodeLocalHours: 9,
      epochMs: Date.UTC(2026, 0),
    };
    expect(() => sunSynchronousOrbit({ ...base, ...change })).toThrow(
      expect.objectContaining({ code: "TL_SENSING_ELEMENTS" }),
    );
  });
});

describe("[SEN-037] elements", () => {
  const good = orbitOf("sentinel-2a");
  const resum = (line: string) => `${line.slice(0, 68)}${checksum(line)}`;
  const fromMs = Date.UTC(2026, 9, 2);

  test.each([
    ["a lost character", { line1: good.line1.slice(1) }, "68 characters"],
    ["a changed digit", { line2: good.line2.replace("98.5653", "98.5654") }, "checksum"],
    ["lines exchanged", { line1: good.line2, line2: good.line1 }, "does not begin"],
    ["lines of two satellites", { line2: orbitOf("sentinel-2b").line2 }, "two satellites"],
    [
      "a stationary orbit",
      { line2: resum(good.line2.replace("14.30818852", " 1.00270000")) },
      "revolutions a day",
    ],
    ["letters", { line2: resum(good.line2.replace("98.5653", "9x.5653")) }, "the inclination"],
    ["an empty field", { line2: resum(good.line2.replace("347.6046", "        ")) }, "the node"],
    ["nothing at all", { line1: "", line2: "" }, "0 characters"],
  ])("with %s are refused, and the details say why", (_, change, why) => {
    const call = () => satellitePasses({ ...good, ...change }, place, fromMs, fromMs + dayMs);
    expect(call).toThrow(
      expect.objectContaining({
        code: "TL_SENSING_ELEMENTS",
        details: expect.objectContaining({
          faults: expect.arrayContaining([expect.stringContaining(why)]),
        }),
      }),
    );
  });

  test("of a satellite that has come down give no orbit", () => {
    // 28872 of the verification cases: lost within an hour.
    const falling = {
      id: "28872",
      name: "28872",
      line1: "1 28872U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534",
      line2: "2 28872  96.4736 157.9986 0303955 244.0492 110.6523 16.46015938 10708",
      source: "AIAA 2006-6753",
    };
    const epochMs = readElements(falling).epochMs;
    expect(() => satellitePasses(falling, place, epochMs, epochMs + dayMs)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_ORBIT_LOST" }),
    );
  });

  test("used within their time say nothing, beyond it that they are old", () => {
    const [fresh] = satellitePasses(good, place, fromMs, fromMs + dayMs).elements;
    expect(fresh).toMatchObject({ isStale: false, isAssumed: false, note: null });
    const laterMs = fromMs + 90 * dayMs;
    const [old] = satellitePasses(good, place, laterMs, laterMs + dayMs).elements;
    expect(old?.isStale).toBe(true);
    expect(old?.note).toContain("92 days away");
    expect(old?.note).toContain("more than 14");
    const [before] = satellitePasses(good, place, fromMs - 30 * dayMs, fromMs).elements;
    expect(before?.isStale).toBe(true);
    const options = { staleAfterMs: 100 * dayMs };
    expect(
      satellitePasses(good, place, laterMs, laterMs + dayMs, options).elements[0]?.note,
    ).toBeNull();
  });

  test("made up say so", () => {
    const jan = Date.UTC(2026, 0, 2);
    const { elements } = satellitePasses(orbitOf("synthetic-dawn"), place, jan, jan + dayMs);
    expect(elements[0]).toMatchObject({ isAssumed: true, isStale: false });
    expect(elements[0]?.note).toContain("made up");
  });

  test.each([
    ["a time that runs backwards", place, fromMs, fromMs - 1],
    ["two years at once", place, fromMs, fromMs + 731 * dayMs],
    ["no place", [Number.NaN, 0], fromMs, fromMs + 1],
    ["beyond the pole", [0, 95], fromMs, fromMs + 1],
  ] as const)("%s is refused", (_, position, startMs, endMs) => {
    expect(() => satellitePasses(good, position, startMs, endMs)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_PASSES" }),
    );
  });

  test("a means without a strip, or with a satellite nobody knows, is refused", () => {
    const optical = meansOf("optical-satellite");
    for (const [entry, orbits] of [
      [meansOf("eye"), publicOrbits],
      [optical, publicOrbits.slice(0, 2)],
    ] as const) {
      expect(() => passesOfMeans(entry, place, fromMs, fromMs + dayMs, orbits)).toThrow(
        expect.objectContaining({ code: "TL_SENSING_PASSES" }),
      );
    }
  });
});
