import Type from "typebox";
import { describe, expect, test } from "vitest";
import { defineRecord } from "./define-record.ts";
import { type Observation, observationRecord } from "./observation.ts";

/** One valid value from which the cases are made. Open ocean. */
const heard = {
  schema: "observation/1",
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: 1_767_225_700_000,
  source: "post-1",
  sourceId: "1",
  span: { fromMs: 1_767_225_600_000, toMs: 1_767_225_600_000, precision: "exact" },
  observer: { kind: "person", id: "post-1" },
  observerPosition: { position: [-30, 0.1] },
  means: ["heard"],
  kind: "explosion",
  nature: "undetermined",
  count: { qualifier: "exactly", min: 2 },
  distance: { minM: 3000, maxM: 5000 },
  direction: { form: "single", points: ["NNE"] },
} as const;

const refusal = (change: Record<string, unknown>): readonly string[] =>
  observationRecord
    .faults({ ...heard, ...change })
    .map(({ path, message }) => `${path}: ${message}`);

describe("observation/1", () => {
  test("[MOD-003] a valid one is parsed unchanged", () => {
    expect(observationRecord.parse(heard)).toEqual(heard as unknown as Observation);
  });

  test.each([
    ["an unknown key", { wind: 3 }, ": unknown key: wind"],
    [
      "a latitude of 91",
      { observerPosition: { position: [-30, 91] } },
      "/observerPosition/position/1: must be <= 90",
    ],
    [
      "a position of three numbers",
      { observerPosition: { position: [-30, 0, 2] } },
      "/observerPosition/position/2: must not have this value",
    ],
    [
      "NaN",
      { observerPosition: { position: [Number.NaN, 0] } },
      "/observerPosition/position/0: must be number",
    ],
    [
      "seconds instead of milliseconds",
      { recordedAtMs: 1_767_225_700.5 },
      "/recordedAtMs: must be integer",
    ],
    [
      "a direction of no compass",
      { direction: { form: "single", points: ["NORTH"] } },
      "/direction",
    ],
    [
      "a count of minus one",
      { count: { qualifier: "exactly", min: -1 } },
      "/count/min: must be >= 0",
    ],
    ["a control character in a name", { source: "post\u00001" }, "/source"],
  ])("[MOD-003] %s is refused with its place", (_title, change, expected) => {
    expect(refusal(change).join("\n")).toContain(expected);
    expect(observationRecord.check({ ...heard, ...change })).toBe(false);
  });

  test("[MOD-003] every fault is told in one pass, not the first few", () => {
    const keys = Array.from({ length: 20 }, (_, index) => [`wind${index}`, index]);
    const weapons = Array.from({ length: 10 }, () => ({ class: "bow" }));
    expect(refusal({ ...Object.fromEntries(keys), weapons }).length).toBeGreaterThanOrEqual(11);
  });

  test("[MOD-003] another schema is refused, never guessed", () => {
    expect(() => observationRecord.parse({ ...heard, schema: "observation/9" })).toThrow(
      expect.objectContaining({ code: "TL_MODEL_SCHEMA_UNKNOWN" }),
    );
    expect(() => observationRecord.parse("heard")).toThrow(
      expect.objectContaining({ code: "TL_MODEL_SCHEMA_UNKNOWN" }),
    );
  });
});

describe("defineRecord", () => {
  const shape = Type.Object(
    { schema: Type.Literal("sample/2"), lengthM: Type.Number() },
    { additionalProperties: false },
  );
  const record = defineRecord("sample", shape, {
    "sample/1": ({ lengthKm }) => ({ schema: "sample/2", lengthM: Number(lengthKm) * 1000 }),
  });

  test("an older version is migrated on reading", () => {
    expect(record.parse({ schema: "sample/1", lengthKm: 2 })).toEqual({
      schema: "sample/2",
      lengthM: 2000,
    });
    expect(record.migratesFrom).toEqual(["sample/1"]);
  });

  test("the faults are those of the migrated value", () => {
    expect(() => record.parse({ schema: "sample/1" })).toThrow(
      expect.objectContaining({ code: "TL_MODEL_RECORD_REFUSED" }),
    );
  });
});
