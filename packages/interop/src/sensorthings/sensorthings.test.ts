import { describe, expect, test } from "vitest";
import {
  readSensorThings,
  type SensorReading,
  SensorThingsReader,
  writeDataArray,
  writeSensorThings,
} from "../index.ts";

const options = { name: "service" };
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The examples of OGC 18-088, sections on Observation, data arrays and MQTT, by their values. */
const observation = {
  "@iot.id": 1,
  "@iot.selfLink": "http://example.org/v1.1/Observations(1)",
  "FeatureOfInterest@iot.navigationLink": "Observations(1)/FeatureOfInterest",
  "Datastream@iot.navigationLink": "Observations(1)/Datastream",
  phenomenonTime: "2014-12-31T11:59:59.00+08:00",
  resultTime: "2014-12-31T11:59:59.00+08:00",
  result: 70.4,
};
const answered = {
  "@iot.nextLink": "http://example.org/v1.1/Observations?$skip=3",
  value: [
    {
      "Datastream@iot.navigationLink": "http://example.org/v1.1/Datastreams(1)",
      components: ["id", "phenomenonTime", "resultTime", "result"],
      "dataArray@iot.count": 3,
      dataArray: [
        [1, "2005-08-05T12:21:13Z", "2005-08-05T12:21:13Z", 20],
        [2, "2005-08-05T12:22:08Z", "2005-08-05T12:21:13Z", 30],
        [3, "2005-08-05T12:22:54Z", "2005-08-05T12:21:13Z", 0],
      ],
    },
  ],
};
const sent = [
  {
    Datastream: { "@iot.id": 1 },
    components: ["phenomenonTime", "result", "FeatureOfInterest/id"],
    "dataArray@iot.count": 2,
    dataArray: [
      ["2010-12-23T10:20:00-0700", 20, 1],
      ["2010-12-23T10:21:00-0700", 30, 1],
    ],
  },
  {
    Datastream: { "@iot.id": 2 },
    components: ["phenomenonTime", "result", "FeatureOfInterest/id"],
    "dataArray@iot.count": 2,
    dataArray: [
      ["2010-12-23T10:20:00-0700", 65, 1],
      ["2010-12-23T10:21:00-0700", 60, 1],
    ],
  },
];
const expanded = {
  phenomenonTime: "2026-03-01T04:12:00Z/2026-03-01T04:13:00Z",
  resultTime: null,
  result: { level: [1, 2.5, null], isLoud: true },
  resultQuality: "good",
  validTime: "2026-03-01T04:12:00Z/2026-03-02T00:00:00Z",
  parameters: { windSpeedMps: 3 },
  Datastream: {
    "@iot.id": "a-17/acoustic",
    name: "level",
    description: "level at the mast",
    observationType: "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
    unitOfMeasurement: { name: "decibel", symbol: "dB", definition: null },
    observedArea: { type: "Point", coordinates: [-30, 0] },
    phenomenonTime: "2026-03-01T00:00:00Z/2026-03-01T04:13:00Z",
    Thing: {
      "@iot.id": "a-17",
      name: "mast 17",
      description: "a mast",
      properties: { isManned: false },
      Locations: [
        {
          name: "foot of the mast",
          description: "surveyed",
          encodingType: "application/geo+json",
          location: { type: "Point", coordinates: [-30, 0] },
        },
      ],
    },
    Sensor: { name: "m1", description: "microphone", encodingType: "text/html", metadata: "none" },
    ObservedProperty: { name: "level", definition: "http://example.org/level", description: "L" },
  },
  FeatureOfInterest: {
    "@iot.id": 9,
    name: "air",
    description: "round the mast",
    encodingType: "application/geo+json",
    feature: { type: "Point", coordinates: [-30, 0] },
  },
};

describe("reading", () => {
  test("[INT-240] the norm's single observation, as a service answers it", () => {
    const { readings, faults } = readSensorThings(
      JSON.stringify(observation, undefined, 2),
      options,
    );
    expect(faults).toEqual([]);
    const atMs = Date.UTC(2014, 11, 31, 3, 59, 59);
    expect(readings).toEqual([
      { id: 1, phenomenon: { fromMs: atMs, toMs: atMs }, resultAtMs: atMs, result: 70.4 },
    ]);
  });

  test("[INT-240] the norm's data array as answered: the stream is named by its link", () => {
    const { readings, faults, nextLink } = readSensorThings(JSON.stringify(answered), options);
    expect(faults).toEqual([]);
    expect(nextLink).toBe("http://example.org/v1.1/Observations?$skip=3");
    expect(readings.map(({ id, result, datastream }) => [id, result, datastream])).toEqual([
      [1, 20, { id: 1 }],
      [2, 30, { id: 1 }],
      [3, 0, { id: 1 }],
    ]);
    expect(readings[1]?.phenomenon?.fromMs).toBe(Date.UTC(2005, 7, 5, 12, 22, 8));
  });

  test("[INT-240] the norm's data array as sent: streams and features by identity", () => {
    const { readings, faults } = readSensorThings(JSON.stringify(sent), options);
    expect(faults).toEqual([]);
    expect(readings.map(({ result }) => result)).toEqual([20, 30, 65, 60]);
    expect(readings[3]).toEqual({
      phenomenon: {
        fromMs: Date.UTC(2010, 11, 23, 17, 21),
        toMs: Date.UTC(2010, 11, 23, 17, 21),
      },
      result: 60,
      datastream: { id: 2 },
      featureOfInterest: { id: 1 },
    });
  });

  test("[INT-240] expanded stream, thing with its places, sensor, property and feature", () => {
    const { readings, faults } = readSensorThings(JSON.stringify(expanded), options);
    expect(faults).toEqual([]);
    const [reading] = readings;
    expect(reading?.resultAtMs).toBeNull();
    expect(reading?.datastream?.unit).toEqual({ name: "decibel", symbol: "dB", definition: null });
    expect(reading?.datastream?.thing?.places?.[0]?.location).toEqual({
      type: "Point",
      coordinates: [-30, 0],
    });
    expect(reading?.datastream?.observedProperty?.definition).toBe("http://example.org/level");
    expect(JSON.parse(writeSensorThings(reading as SensorReading))).toEqual({
      ...expanded,
      phenomenonTime: "2026-03-01T04:12:00.000Z/2026-03-01T04:13:00.000Z",
      validTime: "2026-03-01T04:12:00.000Z/2026-03-02T00:00:00.000Z",
      Datastream: {
        ...expanded.Datastream,
        phenomenonTime: "2026-03-01T00:00:00.000Z/2026-03-01T04:13:00.000Z",
      },
    });
  });

  test("a stream known from the topic belongs to observations that name none", () => {
    const named = { result: 2, Datastream: { "@iot.id": 5 } };
    const { readings } = readSensorThings(JSON.stringify([{ result: 1 }, named]), {
      name: "topic",
      datastreamId: 7,
    });
    expect(readings.map(({ datastream }) => datastream?.id)).toEqual([7, 5]);
  });

  test.each([
    ["text", "no JSON at all", "TL_INT_STA", undefined],
    ["a number", "1", "TL_INT_STA", undefined],
    ["no result", '{"@iot.id":1}', "TL_INT_STA", undefined],
    [
      "a time without offset",
      '{"result":1,"resultTime":"2026-03-01T00:00:00"}',
      "TL_INT_STA",
      "/resultTime",
    ],
    [
      "a day that is none",
      '{"result":1,"resultTime":"2026-02-30T00:00:00Z"}',
      "TL_INT_STA",
      "/resultTime",
    ],
    [
      "an end before the beginning",
      '{"result":1,"phenomenonTime":"2026-03-01T00:00:01Z/2026-03-01T00:00:00Z"}',
      "TL_INT_STA",
      "/phenomenonTime",
    ],
    ["a number beyond all bounds", '{"result":[1e999]}', "TL_INT_STA", ""],
    ["an identity of another kind", '{"result":1,"@iot.id":{"a":1}}', "TL_INT_STA", "/@iot.id"],
    [
      "a stream's name of another kind",
      '{"result":1,"Datastream":{"name":5}}',
      "TL_INT_STA",
      "/Datastream/name",
    ],
    ["nesting", `{"result":${"[".repeat(30)}${"]".repeat(30)}}`, "TL_INT_STA_LIMIT", undefined],
  ])("[INT-241] %s is told with its path", (_, text, code, path) => {
    const { readings, faults } = readSensorThings(text, options);
    expect(readings).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.code).toBe(code);
    if (path !== undefined && path !== "") expect(faults[0]?.path).toBe(path);
  });

  test("[INT-241] a bad row of a data array disturbs no other", () => {
    const [block] = answered.value;
    const rows = [...(block?.dataArray ?? []), [4, "yesterday", null, 1], [5]];
    const text = JSON.stringify({ value: [{ ...block, dataArray: rows }] });
    const { readings, faults } = readSensorThings(text, options);
    expect(readings).toHaveLength(3);
    expect(faults.map(({ path }) => path)).toEqual([
      "/value/0/dataArray/3/phenomenonTime",
      "/value/0/dataArray/4",
    ]);
  });

  test("[INT-241] more observations than a document may have are told once, not taken", () => {
    const text = `[${Array.from({ length: 10_005 }, () => '{"result":1}').join(",")}]`;
    const { readings, faults } = readSensorThings(text, options);
    expect(readings).toHaveLength(10_000);
    expect(faults.map(({ code }) => code)).toEqual(["TL_INT_STA_LIMIT"]);
  });

  test("[INT-241] a flood of bad observations is told a hundred times, the good ones are read", () => {
    const text = `[${"1,".repeat(5_000)}{"result":1}]`;
    const { readings, faults } = readSensorThings(text, options);
    expect(readings).toHaveLength(1);
    expect(faults).toHaveLength(100);
    expect(faults.at(-1)?.code).toBe("TL_INT_STA_LIMIT");
  });

  test("[INT-241] lines cut anywhere; bad ones are told with line and bytes", () => {
    const lines = [
      JSON.stringify(observation),
      "",
      "{broken",
      JSON.stringify(answered),
      `{"result":"${"x".repeat(1_000_100)}"}`,
      JSON.stringify({ result: "last" }),
    ].join("\r\n");
    const bytes = bytesOf(lines);
    for (const size of [7, 1_000, bytes.length]) {
      const reader = new SensorThingsReader(options);
      const readings: SensorReading[] = [];
      for (let from = 0; from < bytes.length; from += size) {
        readings.push(...reader.push(bytes.subarray(from, from + size)));
      }
      readings.push(...reader.finish());
      expect(readings.map(({ result }) => result)).toEqual([70.4, 20, 30, 0, "last"]);
      expect(reader.takeFaults()).toMatchObject([
        {
          code: "TL_INT_STA",
          file: "service",
          line: 3,
          bytesHex: expect.stringMatching(/^7b62726f/),
        },
        { code: "TL_INT_STA_LIMIT", file: "service", line: 5 },
      ]);
    }
  });

  test("[INT-241] bytes that are no text are told", () => {
    const reader = new SensorThingsReader(options);
    expect(reader.push(Uint8Array.from([0x22, 0xff, 0xfe, 0x22, 0x0a]))).toEqual([]);
    expect(reader.takeFaults()).toMatchObject([
      { code: "TL_INT_STA", bytesHex: "22fffe220d".slice(0, 8) },
    ]);
  });

  test("members by the names of JavaScript's own do no harm", () => {
    const text =
      '{"result":{"__proto__":{"a":1}},"__proto__":{"result":2},"parameters":{"__proto__":1}}';
    const { readings } = readSensorThings(text, options);
    expect(Object.getPrototypeOf(readings[0]?.parameters)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });
});

describe("writing", () => {
  const atMs = Date.UTC(2026, 2, 1);
  const row = (result: number, id = 1): SensorReading => ({
    phenomenon: { fromMs: atMs, toMs: atMs },
    result,
    datastream: { id },
    featureOfInterest: { id: 3 },
  });

  test("[INT-242] data arrays: one block a stream, read again as the same", () => {
    const readings = [row(1), row(2, 2), row(3), { ...row(4), resultAtMs: null }];
    const text = writeDataArray(readings);
    expect((JSON.parse(text) as unknown[]).length).toBe(3);
    const again = readSensorThings(text, options);
    expect(again.faults).toEqual([]);
    expect(again.readings).toEqual([row(1), row(3), row(2, 2), { ...row(4), resultAtMs: null }]);
  });

  test.each<[string, () => string]>([
    ["no stream", () => writeDataArray([{ result: 1 }])],
    [
      "more said of the stream",
      () => writeDataArray([{ result: 1, datastream: { id: 1, name: "a" } }]),
    ],
    ["a number that JSON has not", () => writeSensorThings({ result: Number.NaN })],
    [
      "a time that is none",
      () => writeSensorThings({ result: 1, resultAtMs: Number.POSITIVE_INFINITY }),
    ],
  ])("[INT-242] %s is refused", (_, write) => {
    expect(write).toThrow(expect.objectContaining({ code: "TL_INT_STA_ENCODE" }));
  });
});
