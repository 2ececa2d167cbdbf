import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { GuessingReader, type StationMessage, writeAis, writeStation } from "../index.ts";
import { vesselReport } from "../testing/made-messages.ts";

const atMs = Date.UTC(2026, 0, 1, 12);
const encoder = new TextEncoder();
const open = () => new GuessingReader({ name: "test", source: "feed/test", origin: "observed" });

const status: StationMessage = {
  kind: "status",
  messageId: "1",
  stationId: "s-1",
  medium: "acoustic",
  position: lonLat(-30, 0),
  madeAtMs: atMs,
  clock: { state: "locked", errorMs: 1 },
  state: "up",
};
const event =
  '<event version="2.0" uid="U-1" type="a-f-S-X" how="m-g" time="2026-01-01T12:00:00Z" ' +
  'start="2026-01-01T12:00:00Z" stale="2026-01-01T12:05:00Z"><point lat="0.5" lon="-30" hae="10" ' +
  'ce="25" le="9999999"/><detail/></event>';
const alert =
  '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A</identifier>' +
  "<sender>met.example</sender><sent>2026-01-01T11:00:00-00:00</sent><status>Actual</status>" +
  "<msgType>Alert</msgType><scope>Public</scope></alert>";
const heat =
  "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,confidence,version,bright_ti5,frp,daynight\n" +
  "0.5,-30.25,340.82,0.49,0.4,2026-06-24,0005,N,nominal,2.0NRT,290.35,15.69,N\n";

describe("formats that are found out", () => {
  test.each([
    ["stations", `${writeStation(status)}\n`.repeat(3)],
    ["cot", event.repeat(3)],
    ["cap", alert],
    ["firms", heat],
  ])("[FED-050] %s in a stream", (format, text) => {
    const reader = open();
    const heard = [...reader.push(encoder.encode(text), atMs), ...reader.finish(atMs)];
    expect(reader.format).toBe(format);
    expect(heard.length).toBeGreaterThan(0);
    expect(reader.takeFaults()).toEqual([]);
  });

  test.each([
    ["stations", writeStation(status)],
    ["cot", event],
  ])("[FED-050] %s in packets", (format, text) => {
    const reader = open();
    for (let count = 0; count < 3; count++) reader.pushPacket(encoder.encode(text), atMs);
    expect(reader.format).toBe(format);
  });

  test("[FED-050] a piece of many messages is counted whole", () => {
    const reader = open();
    const many = encoder.encode(`${writeStation(status)}\n`.repeat(1_500));
    expect(reader.push(many, atMs)).toHaveLength(1_500);
    expect(reader.push(many, atMs)).toHaveLength(1_500);
  });

  test.each([
    ["ais", `${writeAis(vesselReport).join("\n")}\n`.repeat(3)],
    ["adsb", "*8D4840D6202CC371C32CE0576098;\n".repeat(3)],
  ])("[FED-050] %s is found out by what makes sense", (format, text) => {
    const reader = open();
    expect(reader.push(encoder.encode(text), atMs)).toHaveLength(3);
    expect(reader.format).toBe(format);
  });

  test("what makes no sense is no format", () => {
    const reader = open();
    expect(reader.push(encoder.encode("hello\nworld\n".repeat(100)), atMs)).toEqual([]);
    expect(reader.finish(atMs)).toEqual([]);
    expect(reader.format).toBeUndefined();
  });
});
