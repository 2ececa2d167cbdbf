import { claimRecord, lonLat, type Origin } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { openRecordReader, type StationMessage, stationReading, writeStation } from "../index.ts";

const atMs = Date.UTC(2026, 0, 1, 12, 0, 30);
const origin: Origin = "observed";
const options = { name: "test", source: "feed/test", origin };
const encoder = new TextEncoder();
const detection = (messageId: string): StationMessage => ({
  kind: "detection",
  messageId,
  stationId: "s-1",
  medium: "acoustic",
  position: lonLat(-30, 0),
  madeAtMs: atMs,
  clock: { state: "locked", errorMs: 1 },
  heardAtMs: atMs,
  bearing: { bearingDeg: 45, standardDeviationDeg: 3 },
  arrivals: [{ phase: "sound", atMs, errorMs: 2 }],
  sound: "explosion",
});
const printed = (id: string) => JSON.stringify(wire(id), undefined, 2);
const wire = (id: string) => JSON.parse(writeStation(detection(id))) as unknown;

describe("messages of stations", () => {
  test("[INT-304] one message of a broker is one document, however it is printed", () => {
    const reader = openRecordReader("stations", options);
    const take = (text: string) =>
      (reader.pushPacket?.(encoder.encode(text), atMs) ?? []).map(({ type }) => type);
    expect(take(printed("1"))).toEqual(["acoustic detection"]);
    expect(take(printed("2").slice(0, 200))).toEqual([]);
    expect(take(printed("3"))).toEqual(["acoustic detection"]);
    expect(take(`${writeStation(detection("4"))}\n${writeStation(detection("5"))}`)).toHaveLength(
      2,
    );
    expect(reader.takeFaults()).toMatchObject([{ code: "TL_INT_STA" }]);
  });

  test("[INT-305] observations of other kinds are counted as heard, by what they are", () => {
    const reader = openRecordReader("stations", options);
    const { parameters: _, ...other } = stationReading(detection("1"));
    const text = `${JSON.stringify({ "@iot.id": "7", result: other.result })}\n${writeStation(detection("2"))}\n`;
    const heard = reader.push(encoder.encode(text), atMs);
    expect(heard.map(({ type }) => type).sort()).toEqual([
      "acoustic detection",
      "other observation",
    ]);
    expect(heard.find(({ type }) => type === "other observation")?.records).toEqual([]);
    expect(reader.takeFaults()).toEqual([]);
  });

  const heardBy = (message: StationMessage) => {
    const reader = openRecordReader("stations", options);
    const [heard] = reader.push(encoder.encode(`${writeStation(message)}\n`), atMs);
    return heard?.records[0];
  };
  const seismic = (arrivals: Extract<StationMessage, { kind: "detection" }>["arrivals"]) => {
    const { bearing: _, ...rest } = detection("9") as Extract<
      StationMessage,
      { kind: "detection" }
    >;
    return heardBy({ ...rest, medium: "seismic", arrivals })?.record;
  };
  const p = { phase: "P", atMs, errorMs: 10 } as const;
  const s = { phase: "S", atMs: atMs + 2_000, errorMs: 20 } as const;

  test("[INT-310] a sound that the station cannot name is kept with its arrivals, and of no kind", () => {
    const heard = heardBy({ ...detection("8"), sound: "unknown" } as StationMessage);
    expect(heard?.kind).toBe("claim");
    const record = {
      ...heard?.record,
      id: "018f0000-0000-7000-8000-000000000001",
      recordedAtMs: atMs,
    };
    expect(claimRecord.faults(record)).toEqual([]);
    expect(record).toMatchObject({
      claimant: "s-1",
      types: ["sound without a name", "acoustic"],
      statement: expect.stringMatching(
        /^bearing 45 ± 3°; sound \d+ ± 2 ms; clock locked/,
      ) as string,
    });
    expect(record).not.toHaveProperty("area");
  });

  test("[INT-311] two waves at speeds the station states say how far off it was", () => {
    const record = seismic([
      { ...p, speed: { mps: 5_000, errorMps: 50 } },
      { ...s, speed: { mps: 2_500, errorMps: 25 } },
    ]);
    // 2 s at 0.2 ms a metre: 10 km.
    const { distance } = record as { distance: { minM: number; maxM: number } };
    expect((distance.minM + distance.maxM) / 2).toBeCloseTo(10_000, -1);
    const slowness = Math.hypot(50 / 5_000 ** 2, 25 / 2_500 ** 2);
    const sigmaM = Math.hypot(Math.hypot(0.01, 0.02), 10_000 * slowness) / 2e-4;
    expect((distance.maxM - distance.minM) / 2).toBeCloseTo(1.96 * sigmaM, -1);
    expect(record).toMatchObject({
      remark: expect.stringContaining("at 2500 ± 25 m/s") as string,
    });
  });

  test.each([
    ["no speed", [p, s]],
    ["one speed", [{ ...p, speed: { mps: 5_000, errorMps: 50 } }, s]],
    [
      "the faster wave long after the slower",
      [
        { ...p, atMs: atMs + 9_000, speed: { mps: 5_000, errorMps: 50 } },
        { ...s, speed: { mps: 2_500, errorMps: 25 } },
      ],
    ],
  ])("[INT-311] with %s nothing is made of it but the arrivals", (_title, arrivals) => {
    const record = seismic(arrivals);
    expect(record).not.toHaveProperty("distance");
    expect(record).toMatchObject({
      kind: "explosion",
      remark: expect.stringContaining("P ") as string,
    });
  });
});
