import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readSensorThings,
  type SensorReading,
  SensorThingsReader,
  writeDataArray,
  writeSensorThings,
} from "../index.ts";

const arbId = fc.oneof(fc.integer(), fc.string({ minLength: 1, maxLength: 30 }));
const arbAtMs = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) });
const arbSpan = fc
  .tuple(arbAtMs, fc.integer({ min: 0, max: 86_400_000 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
/** -0 becomes 0 in JSON and `__proto__` is no member that object literals keep. */
const arbJson = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as SensorReading["result"]);
const arbObject = fc.dictionary(
  fc.string().filter((name) => name !== "__proto__"),
  arbJson,
) as fc.Arbitrary<NonNullable<SensorReading["parameters"]>>;

const arbReading: fc.Arbitrary<SensorReading> = fc.record(
  {
    id: arbId,
    phenomenon: arbSpan,
    resultAtMs: fc.option(arbAtMs),
    result: arbJson,
    resultQuality: arbJson.filter((value) => value !== null),
    valid: arbSpan,
    parameters: arbObject,
    datastream: fc.record(
      {
        id: arbId,
        name: fc.string(),
        observationType: fc.string(),
        phenomenon: arbSpan,
        properties: arbObject,
        thing: fc.record({ id: arbId, name: fc.string() }, { requiredKeys: [] }),
      },
      { requiredKeys: ["id"] },
    ),
    featureOfInterest: fc.record({ id: arbId, feature: arbObject }, { requiredKeys: ["feature"] }),
  },
  { requiredKeys: ["result"] },
) as fc.Arbitrary<SensorReading>;

test("[INT-242] what is written is read as the same", () => {
  fc.assert(
    fc.property(arbReading, (reading) => {
      const { readings, faults } = readSensorThings(writeSensorThings(reading), { name: "x" });
      expect(faults).toEqual([]);
      expect(readings).toEqual([reading]);
    }),
    { numRuns: 500 },
  );
});

test("[INT-242] so it is by data arrays, as a set", () => {
  const arbShort = fc.record(
    { id: arbId, result: arbJson, phenomenon: arbSpan, datastream: fc.record({ id: arbId }) },
    { requiredKeys: ["result", "datastream"] },
  ) as fc.Arbitrary<SensorReading>;
  fc.assert(
    fc.property(fc.array(arbShort, { maxLength: 20 }), (given) => {
      const { readings, faults } = readSensorThings(writeDataArray(given), { name: "x" });
      expect(faults).toEqual([]);
      const sorted = (list: readonly SensorReading[]) =>
        list.map((one) => writeSensorThings(one)).toSorted();
      expect(sorted(readings)).toEqual(sorted(given));
    }),
  );
});

test("[INT-241] where a stream is cut makes no difference", () => {
  fc.assert(
    fc.property(fc.array(arbReading, { maxLength: 6 }), fc.nat(40), (given, size) => {
      const bytes = new TextEncoder().encode(given.map(writeSensorThings).join("\n"));
      const reader = new SensorThingsReader({ name: "x" });
      const readings: SensorReading[] = [];
      for (let from = 0; from < bytes.length; from += size + 1) {
        readings.push(...reader.push(bytes.subarray(from, from + size + 1)));
      }
      readings.push(...reader.finish());
      expect(reader.takeFaults()).toEqual([]);
      expect(readings).toEqual(given);
    }),
    { numRuns: 200 },
  );
});
