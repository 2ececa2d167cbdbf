import { describe, expect, test } from "vitest";
import {
  readSensorThings,
  type SensorReading,
  writeDataArray,
  writeSensorThings,
} from "../index.ts";

// What services of other people answer and take, typed in by their values with the place each was found at.
const read = (value: unknown) => readSensorThings(JSON.stringify(value), { name: "service" });
const at = (year: number, month: number, day: number, ...clock: number[]) => {
  const atMs = Date.UTC(year, month - 1, day, ...clock);
  return { fromMs: atMs, toMs: atMs };
};

interface Answer {
  readonly by: string;
  readonly value: unknown;
  readonly readings: readonly SensorReading[];
  readonly nextLink?: string;
}

const answers: readonly Answer[] = [
  {
    // OGC's course on SensorThings, page "Operations": an answer of SensorUp's service of Toronto's bicycles.
    by: "SensorUp",
    value: {
      "@iot.count": 1_594_349,
      "@iot.nextLink":
        "http://toronto-bike-snapshot.sensorup.com/v1.0/Observations?$top=100&$skip=100",
      value: [
        {
          "@iot.id": 1_595_550,
          "@iot.selfLink": "http://toronto-bike-snapshot.sensorup.com/v1.0/Observations(1595550)",
          phenomenonTime: "2017-02-16T21:55:12.841Z",
          result: "7",
          resultTime: null,
          "Datastream@iot.navigationLink":
            "http://toronto-bike-snapshot.sensorup.com/v1.0/Observations(1595550)/Datastream",
          "FeatureOfInterest@iot.navigationLink":
            "http://toronto-bike-snapshot.sensorup.com/v1.0/Observations(1595550)/FeatureOfInterest",
        },
      ],
    },
    readings: [
      {
        id: 1_595_550,
        phenomenon: at(2017, 2, 16, 21, 55, 12, 841),
        resultAtMs: null,
        result: "7",
      },
    ],
    nextLink: "http://toronto-bike-snapshot.sensorup.com/v1.0/Observations?$top=100&$skip=100",
  },
  {
    // An answer of the British Geological Survey's FROST-Server, as kept in waldowred5/GeoSense on GitHub.
    by: "FROST-Server",
    value: [
      {
        "@iot.id": 211_806_245,
        phenomenonTime: "2023-03-28T10:00:00.000Z",
        parameters: { sen_id: 211_806_245, publish_yn: "Y" },
        result: 3.444444444444444,
        resultTime: "2023-03-28T10:00:00.000Z",
        resultQuality: {
          reason: "Data Verified (manual check)",
          status: "9",
          quality: "Good",
          event_id: 1040,
        },
        "@iot.selfLink": "https://sensors.bgs.ac.uk/FROST-Server/v1.1/Observations(211806245)",
        "MultiDatastream@iot.navigationLink":
          "https://sensors.bgs.ac.uk/FROST-Server/v1.1/Observations(211806245)/MultiDatastream",
      },
    ],
    readings: [
      {
        id: 211_806_245,
        phenomenon: at(2023, 3, 28, 10),
        resultAtMs: Date.UTC(2023, 2, 28, 10),
        result: 3.444444444444444,
        resultQuality: {
          reason: "Data Verified (manual check)",
          status: "9",
          quality: "Good",
          event_id: 1040,
        },
        parameters: { sen_id: 211_806_245, publish_yn: "Y" },
      },
    ],
  },
  {
    // FROST-Server's documentation, "Result formats": a year's figure, its stream expanded.
    by: "FROST-Server, of a period",
    value: {
      value: [
        {
          result: 119.3,
          phenomenonTime: "1990-01-01T00:00:00.000Z/1991-01-01T00:00:00.000Z",
          Datastream: { "@iot.id": 673, name: "Population Density for Danmark" },
        },
      ],
    },
    readings: [
      {
        phenomenon: { fromMs: Date.UTC(1990, 0, 1), toMs: Date.UTC(1991, 0, 1) },
        result: 119.3,
        datastream: { id: 673, name: "Population Density for Danmark" },
      },
    ],
  },
  {
    // STEAN, documentation: microseconds, an instant where the norm has a period, both kinds of stream linked.
    by: "STEAN",
    value: {
      "@iot.id": 1,
      phenomenonTime: "2023-03-01T01:30:01+01:00",
      result: 200,
      resultTime: "2023-03-01T01:30:01+01:00",
      resultQuality: null,
      validTime: "2024-12-14T11:58:27.330797+01:00",
      parameters: null,
      "Datastream@iot.navigationLink": "https://h.example/v1.1/Observations(1)/Datastream",
      "MultiDatastream@iot.navigationLink":
        "https://h.example/v1.1/Observations(1)/MultiDatastream",
    },
    readings: [
      {
        id: 1,
        phenomenon: at(2023, 3, 1, 0, 30, 1),
        resultAtMs: Date.UTC(2023, 2, 1, 0, 30, 1),
        result: 200,
        resultQuality: null,
        valid: at(2024, 12, 14, 10, 58, 27, 330),
      },
    ],
  },
  {
    // STEAN, documentation: the observations of a stream of several values.
    by: "STEAN, several values",
    value: {
      "@iot.count": 12,
      value: [
        {
          "@iot.id": 13,
          phenomenonTime: "2023-03-01T04:30:01+01:00",
          result: [20, 0],
          resultTime: "2023-03-01T04:30:01+01:00",
          resultQuality: null,
          validTime: null,
          parameters: null,
        },
      ],
    },
    readings: [
      {
        id: 13,
        phenomenon: at(2023, 3, 1, 3, 30, 1),
        resultAtMs: Date.UTC(2023, 2, 1, 3, 30, 1),
        result: [20, 0],
        resultQuality: null,
      },
    ],
  },
  {
    // istSOS 4, test of its data arrays: these seven components, in this order.
    by: "istSOS, data array",
    value: {
      value: [
        {
          "Datastream@iot.navigationLink": "http://h.example/v1.1/Datastreams(1)",
          components: [
            ...["id", "phenomenonTime", "resultTime", "result"],
            ...["resultQuality", "validTime", "parameters"],
          ],
          "dataArray@iot.count": 2,
          dataArray: [
            [1, "2015-03-03T00:00:00Z", "2015-03-03T00:00:00Z", 3, null, null, null],
            [2, "2015-03-04T00:00:00Z", "2015-03-04T00:00:00Z", 4, null, null, null],
          ],
        },
      ],
    },
    readings: [3, 4].map((day) => ({
      id: day - 2,
      phenomenon: at(2015, 3, day),
      resultAtMs: Date.UTC(2015, 2, day),
      result: day,
      resultQuality: null,
      datastream: { id: 1 },
    })),
  },
];

/** What clients of these services send. */
const sent: readonly { readonly by: string; readonly value: unknown; readonly count: number }[] = [
  {
    // FROST-Server's documentation, "Example entities".
    by: "FROST-Server, one",
    value: {
      result: 49,
      phenomenonTime: "2020-10-11T12:13:14+02:00",
      Datastream: { "@iot.id": 999 },
    },
    count: 1,
  },
  {
    // STEAN's documentation, "CreateObservations".
    by: "STEAN, data array",
    value: [
      {
        Datastream: { "@iot.id": 1 },
        components: ["phenomenonTime", "result", "resultTime", "FeatureOfInterest/id"],
        "dataArray@iot.count": 2,
        dataArray: [
          ["2017-01-13T10:20:00.000Z", 90, "2017-01-13T10:20:00.000Z", 1],
          ["2017-02-13T10:22:00.000Z", 92, "2017-02-13T10:22:00.000Z", 1],
        ],
      },
    ],
    count: 2,
  },
  {
    // FROST-Server's own test of data arrays: a component fewer in the second block.
    by: "FROST-Server, data arrays",
    value: [
      {
        Datastream: { "@iot.id": 1 },
        components: ["phenomenonTime", "result", "FeatureOfInterest/id"],
        "dataArray@iot.count": 1,
        dataArray: [["2010-12-23T10:20:00-0700", 20, 1]],
      },
      {
        Datastream: { "@iot.id": 2 },
        components: ["phenomenonTime", "result"],
        "dataArray@iot.count": 2,
        dataArray: [
          ["2010-12-23T10:20:00-0700", 65],
          ["2010-12-23T10:21:00-0700", 60],
        ],
      },
    ],
    count: 3,
  },
  {
    // istSOS 4, its test of creation: no count, the numbers as text.
    by: "istSOS, data array",
    value: [
      {
        Datastream: { "@iot.id": 4 },
        components: ["phenomenonTime", "result"],
        dataArray: [
          ["2099-06-01T00:00:00Z", "90001.5"],
          ["2099-06-02T00:00:00Z", "90002.5"],
        ],
      },
    ],
    count: 2,
  },
];

interface Block {
  readonly Datastream: { readonly "@iot.id": unknown };
  readonly components: readonly string[];
  readonly "dataArray@iot.count"?: number;
  readonly dataArray: readonly (readonly unknown[])[];
}
const timeMs = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)
    ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"))
    : value;
/** Rows by the names of their columns, whatever their order. */
const rowsOf = (blocks: readonly Block[]) =>
  blocks.flatMap(({ Datastream, components, dataArray }) =>
    dataArray.map((row) => ({
      stream: Datastream["@iot.id"],
      ...Object.fromEntries(components.map((name, index) => [name, timeMs(row[index])])),
    })),
  );

describe("other people's services", () => {
  test.each(answers)("[INT-262] what $by answers is read", ({ value, readings, nextLink }) => {
    const found = read(value);
    expect(found.faults).toEqual([]);
    expect(found.readings).toEqual(readings);
    expect(found.nextLink).toBe(nextLink);
  });

  test.each(sent)(
    "[INT-262] what clients send to $by is read, and written by us as they send it",
    ({ value, count }) => {
      const { readings, faults } = read(value);
      expect(faults).toEqual([]);
      expect(readings).toHaveLength(count);
      if (!Array.isArray(value)) {
        const written = JSON.parse(writeSensorThings(readings[0] as SensorReading)) as object;
        const { phenomenonTime, ...rest } = value as { readonly phenomenonTime: string };
        expect(written).toMatchObject(rest);
        expect(timeMs((written as { phenomenonTime: string }).phenomenonTime)).toBe(
          timeMs(phenomenonTime),
        );
        return;
      }
      const written = JSON.parse(writeDataArray(readings)) as readonly Block[];
      expect(rowsOf(written)).toEqual(rowsOf(value as readonly Block[]));
      for (const block of written) {
        expect(block["dataArray@iot.count"]).toBe(block.dataArray.length);
      }
    },
  );

  test("[INT-262] a thing with its streams is no observation, and is told", () => {
    // FROST-Server's documentation, "Expanding": what an answer may look like when something else is asked.
    const thing = {
      description: "camping lantern",
      "@iot.id": 17,
      Datastreams: [
        {
          "@iot.id": 19,
          Observations: [{ phenomenonTime: "2020-04-10T16:00:00.000Z", result: 4.6 }],
        },
      ],
    };
    expect(read(thing).faults[0]?.message).toContain("has no `result`");
  });
});
