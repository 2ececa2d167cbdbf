import { type Origin, observationRecord } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type Mapping, openRecordReader } from "../index.ts";

const atMs = Date.UTC(2026, 0, 1, 12);
const origin: Origin = "observed";
const mapping: Mapping = {
  truceline: "mapping/1",
  id: "gate",
  record: "observation",
  source: "gate-counter",
  timezone: "UTC",
  sourceId: { template: "{thing}/{id}" },
  time: { from: "from", until: "until" },
  fields: [
    { constant: "station", to: "observer.kind" },
    { column: "thing", to: "observer.sensorId" },
    { column: "property", to: "kind", values: { "lorries seen": "vehicle" } },
    { constant: "exactly", to: "count.qualifier" },
    { column: "result.count", to: "count.min", as: "integer" },
    { geometry: "area", to: "area", radiusM: 200 },
    { column: "parameters.note", to: "remark" },
    { column: "result.how", to: "means", split: " " },
  ],
};

const reading = (id: string, change: object = {}) => ({
  "@iot.id": id,
  phenomenonTime: "2026-01-01T11:00:00Z/2026-01-01T11:05:00Z",
  result: { count: 3, how: "recorded", speed: { most: 9 } },
  parameters: { note: "northward" },
  Datastream: {
    ObservedProperty: { name: "lorries seen" },
    Thing: {
      "@iot.id": "gate-1",
      Locations: [{ location: { type: "Point", coordinates: [-30, 0.5] } }],
    },
  },
  ...change,
});

function open(by: Mapping = mapping) {
  return openRecordReader("sensorthings", {
    name: "gate",
    source: "feed/gate",
    origin,
    mapping: by,
  });
}
function read(text: string, by: Mapping = mapping) {
  const reader = open(by);
  const bytes = new TextEncoder().encode(text);
  // In two pieces, as a socket may bring it.
  const heard = [
    ...reader.push(bytes.subarray(0, 50), atMs),
    ...reader.push(bytes.subarray(50), atMs),
    ...reader.finish(atMs),
  ];
  const records = heard.flatMap((message) => message.records.map(({ record }) => record));
  for (const record of records) {
    const whole = { ...record, id: "018f0000-0000-7000-8000-000000000001", recordedAtMs: atMs };
    expect(observationRecord.faults(whole)).toEqual([]);
  }
  return { heard, records, faults: reader.takeFaults() };
}

describe("observations of SensorThings as records", () => {
  test("[INT-306] each becomes what the mapping says, with the place of its thing", () => {
    const { heard, records, faults } = read(JSON.stringify(reading("7"), undefined, 2));
    expect(faults).toEqual([]);
    expect(heard).toMatchObject([{ type: "reading of gate", station: { id: "gate-1" } }]);
    expect(records).toMatchObject([
      {
        source: "gate-counter",
        sourceId: "gate-1/7",
        kind: "vehicle",
        count: { qualifier: "exactly", min: 3 },
        span: { fromMs: Date.UTC(2026, 0, 1, 11), toMs: Date.UTC(2026, 0, 1, 11, 5) },
        area: { shape: "circle", centre: [-30, 0.5], radiusM: 200 },
        remark: "northward",
      },
    ]);
  });

  test("[INT-306] a service's list and a stream give the same, and twice is the same once", () => {
    const list = JSON.stringify({ value: [reading("7"), reading("8")] });
    const lines = `${JSON.stringify(reading("7"))}\n${JSON.stringify(reading("8"))}\n`;
    expect(read(list).records).toEqual(read(lines).records);
    const reader = open();
    const packet = new TextEncoder().encode(JSON.stringify(reading("7")));
    const [first, again] = [reader.pushPacket?.(packet, atMs), reader.pushPacket?.(packet, atMs)];
    expect(first?.[0]?.records).toHaveLength(1);
    expect(again).toEqual(first);
  });

  test("[INT-306] the place of what was looked at goes before that of the thing", () => {
    const seen = { FeatureOfInterest: { feature: { type: "Point", coordinates: [-31, 0] } } };
    expect(read(JSON.stringify(reading("7", seen))).records).toMatchObject([
      { area: { centre: [-31, 0] } },
    ]);
  });

  test("[INT-306] one that does not fit is told and disturbs no other", () => {
    const other = reading("8", { Datastream: { ObservedProperty: { name: "water level" } } });
    const { records, faults } = read(`${JSON.stringify(other)}\n${JSON.stringify(reading("9"))}\n`);
    expect(records).toHaveLength(1);
    expect(faults.map(({ code }) => code)).toContain("TL_INT_VALUE_UNKNOWN");
    expect(read('{"a": 1}\n').faults).toHaveLength(1);
  });

  test("[INT-306] by a mapping that reads what no observation has, nothing is read, and it is told", () => {
    const wrong: Mapping = { ...mapping, time: { from: "phenomenon" } };
    const { heard, faults } = read(JSON.stringify(reading("7")), wrong);
    expect(heard).toEqual([]);
    expect(faults).toMatchObject([{ code: "TL_INT_COLUMN_MISSING" }]);
    expect(faults[0]?.message).toContain("phenomenon;");
  });
});
