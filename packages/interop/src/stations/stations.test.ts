import { readFileSync } from "node:fs";
import { lonLat } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type StationDetection,
  type StationMessage,
  StationReader,
  type StationStatus,
  stationReading,
  writeSensorThings,
  writeStation,
} from "../index.ts";

const detection: StationDetection = {
  kind: "detection",
  messageId: "a-17/000123",
  stationId: "a-17",
  medium: "acoustic",
  position: lonLat(-30, 0.01),
  positionErrorM: 2,
  madeAtMs: Date.UTC(2026, 2, 1, 4, 12, 11),
  clock: { state: "holdover", errorMs: 4, sinceMs: Date.UTC(2026, 2, 1, 3) },
  temperatureDegC: -3.5,
  windSpeedMps: 4,
  windFromDeg: 290,
  heardAtMs: Date.UTC(2026, 2, 1, 4, 12, 9, 250),
  bearing: { bearingDeg: 231.4, standardDeviationDeg: 1.5 },
  arrivals: [
    {
      channel: "m1",
      phase: "sound",
      atMs: Date.UTC(2026, 2, 1, 4, 12, 9, 250) + 0.125,
      errorMs: 0.5,
    },
    {
      channel: "m2",
      phase: "sound",
      atMs: Date.UTC(2026, 2, 1, 4, 12, 9, 251) + 0.25,
      errorMs: 0.5,
    },
  ],
  sound: "explosion",
  signalToNoiseDb: 14.5,
};
const status: StationStatus = {
  kind: "status",
  messageId: "a-17/000124",
  stationId: "a-17",
  medium: "seismic",
  position: lonLat(-30, 0.01),
  madeAtMs: Date.UTC(2026, 2, 1, 4, 13),
  clock: { state: "locked", errorMs: 0.5 },
  state: "degraded",
  factor: 0.4,
  reason: "one of four geophones silent",
};

function read(lines: readonly string[]) {
  const reader = new StationReader("stations");
  const messages = reader.push(new TextEncoder().encode(`${lines.join("\n")}\n`));
  return { messages, faults: reader.takeFaults(), otherCount: reader.otherCount };
}

/** The written line of a message with one member changed, by its path. */
function changed(message: StationMessage, path: readonly string[], value: unknown): string {
  const document = JSON.parse(writeStation(message)) as Record<string, unknown>;
  let at = document;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[path.at(-1) ?? ""] = value;
  return JSON.stringify(document);
}

describe("messages of stations", () => {
  test("[INT-243] a detection and a status are read as they were written", () => {
    const { messages, faults } = read([writeStation(detection), writeStation(status)]);
    expect(faults).toEqual([]);
    expect(messages).toEqual([detection, status]);
  });

  test("[INT-243] the examples of the reference page are read", () => {
    const page = readFileSync(
      new URL("../../../../docs/reference/station-messages.md", import.meta.url),
      "utf8",
    );
    const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = ""]) =>
      JSON.stringify(JSON.parse(text)),
    );
    const { messages, faults } = read(examples);
    expect(faults).toEqual([]);
    expect(messages.map(({ kind, medium }) => `${kind} ${medium}`)).toEqual([
      "detection acoustic",
      "detection seismic",
      "status acoustic",
    ]);
  });

  test("[INT-243] other observations are counted and left out", () => {
    const { messages, faults, otherCount } = read(['{"result":1}', writeStation(status)]);
    expect([messages.length, faults.length, otherCount]).toEqual([1, 0, 1]);
  });

  test.each<[string, readonly string[], unknown]>([
    ["a bearing without its error", ["result", "bearingErrorDeg"], undefined],
    ["a bearing without any doubt", ["result", "bearingErrorDeg"], 0],
    ["a bearing of 360", ["result", "bearingDeg"], 360],
    ["an arrival without its error", ["result", "arrivals"], [{ phase: "P", atMs: 1 }]],
    ["an arrival at another time", ["result", "arrivals"], [{ phase: "P", atMs: 1, errorMs: 1 }]],
    [
      "an unknown wave",
      ["result", "arrivals"],
      [{ phase: "Q", atMs: detection.heardAtMs, errorMs: 1 }],
    ],
    ["an unknown sound", ["result", "sound"], "thunder"],
    ["no clock", ["parameters", "clock"], undefined],
    ["a clock without its error", ["parameters", "clock"], { state: "locked" }],
    ["a clock in no known state", ["parameters", "clock"], { state: "good", errorMs: 1 }],
    ["no position", ["FeatureOfInterest"], undefined],
    [
      "a position off the earth",
      ["FeatureOfInterest", "feature"],
      { type: "Point", coordinates: [-30, 91] },
    ],
    ["no station", ["Datastream"], { "@iot.id": 1 }],
    ["no time of making", ["resultTime"], null],
    ["a temperature in kelvin", ["parameters", "temperatureDegC"], 288],
  ])("[INT-244] %s is told and refused", (_, path, value) => {
    const { messages, faults } = read([changed(detection, path, value), writeStation(status)]);
    expect(messages).toEqual([status]);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.code).toBe("TL_INT_STATION");
    expect(faults[0]?.message).toContain("a-17/000123");
    expect(Buffer.from(faults[0]?.bytesHex ?? "", "hex").toString()).toMatch(/^{"@iot.id":"a-17/);
  });

  test("[INT-244] neither bearing nor arrival is nothing heard", () => {
    const { bearing: _, ...silent } = { ...detection, arrivals: [] };
    expect(() => writeStation(silent)).toThrow(
      expect.objectContaining({ code: "TL_INT_STATION_ENCODE" }),
    );
  });

  test("[INT-244] a degraded station says how far", () => {
    const { factor: _, ...vague } = status;
    expect(() => writeStation(vague)).toThrow(
      expect.objectContaining({ code: "TL_INT_STATION_ENCODE" }),
    );
  });

  test("a message is a sound observation of SensorThings", () => {
    const reading = stationReading(detection);
    expect(JSON.parse(writeSensorThings(reading))).toMatchObject({
      phenomenonTime: "2026-03-01T04:12:09.250Z",
      Datastream: { "@iot.id": "a-17/acoustic", Thing: { "@iot.id": "a-17" } },
      FeatureOfInterest: { feature: { type: "Point", coordinates: [-30, 0.01] } },
    });
  });
});

const arbTime = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
const arbUnit = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((n) => n + 0);

test("[INT-243] any message is read as it was written", () => {
  const arb = arbTime.chain((heardAtMs) =>
    fc.record({
      kind: fc.constant("detection" as const),
      messageId: fc.string({ minLength: 1, maxLength: 40 }),
      stationId: fc.string({ minLength: 1, maxLength: 40 }),
      medium: fc.constantFrom("acoustic" as const, "seismic" as const),
      position: fc
        .tuple(arbUnit(-180, 180), arbUnit(-90, 90))
        .map(([lon, lat]) => lonLat(lon, lat)),
      madeAtMs: fc.constant(heardAtMs + 1_000),
      clock: fc.record({
        state: fc.constantFrom("locked" as const, "holdover" as const, "free" as const),
        errorMs: arbUnit(0, 10_000),
      }),
      heardAtMs: fc.constant(heardAtMs),
      bearing: fc.record({
        bearingDeg: arbUnit(0, 359.999),
        standardDeviationDeg: arbUnit(0.001, 180),
      }),
      arrivals: fc.array(
        fc.record({
          phase: fc.constantFrom("sound" as const, "P" as const, "S" as const),
          atMs: arbUnit(heardAtMs - 1_000, heardAtMs + 1_000),
          errorMs: arbUnit(0, 100),
        }),
        { maxLength: 5 },
      ),
      sound: fc.constantFrom("explosion" as const, "unknown" as const),
    }),
  );
  fc.assert(
    fc.property(arb, (message) => {
      const { messages, faults } = read([writeStation(message)]);
      expect(faults).toEqual([]);
      expect(messages).toEqual([message]);
    }),
    { numRuns: 300 },
  );
});
