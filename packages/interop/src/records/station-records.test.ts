import { lonLat, type Origin } from "@truceline/model";
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
});
