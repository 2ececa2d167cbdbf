import { describe, expect, test } from "vitest";
import { type AisMessage, openRecordReader, writeAis } from "../index.ts";
import { baseReport, vesselReport } from "../testing/made-messages.ts";
import { validRecords as valid } from "../testing/valid-records.ts";

const atMs = Date.UTC(2026, 0, 1, 12, 0, 30);
const options = { name: "test", source: "feed/test", origin: "observed" as const };
const encoder = new TextEncoder();
const read = (text: string, receivedAtMs = atMs) => {
  const reader = openRecordReader("ais", { ...options, receiverId: "mast" });
  return [...reader.push(encoder.encode(text), receivedAtMs), ...reader.finish(receivedAtMs)];
};

function ais(message: AisMessage, tag?: { receivedAtMs: number; source: string }): string {
  return writeAis(message, { channel: "A", ...(tag === undefined ? {} : { tag }) })
    .map((line) => `${line}\n`)
    .join("");
}
const report: AisMessage = { ...vesselReport, navStatus: 1, courseDeg: 360 };

describe("AIS as records", () => {
  test("[FED-055] a position becomes a report with units, at the second the vessel itself gives", () => {
    expect(valid(read(ais(report)))).toEqual([
      {
        schema: "position-report/1",
        origin: "observed",
        source: "feed/test",
        sourceId: expect.stringMatching(/^1-211000001-/) as string,
        medium: "vessel",
        atMs: Date.UTC(2026, 0, 1, 12, 0, 15),
        receiverId: "mast",
        identity: { scheme: "mmsi", value: "211000001" },
        position: [-30, 0.5],
        accuracyM: 10,
        speedMps: 5.144,
        headingDeg: 90,
        status: "at anchor",
      },
    ]);
  });

  test("[FED-055] the same message heard again within the minute is the same record", () => {
    const [first] = valid(read(ais(report), atMs));
    const [again] = valid(read(ais(report), atMs + 20_000));
    const [other] = valid(read(ais({ ...report, second: 16 }), atMs));
    expect(again).toEqual(first);
    expect((other as { sourceId: string }).sourceId).not.toBe(
      (first as { sourceId: string }).sourceId,
    );
  });

  test("a second ahead of the receiver is of the minute before, but for what clocks may differ", () => {
    const instants = [29, 33, 40].map(
      (second) => (valid(read(ais({ ...report, second })))[0] as { atMs: number }).atMs,
    );
    expect(instants).toEqual([
      Date.UTC(2026, 0, 1, 12, 0, 29),
      Date.UTC(2026, 0, 1, 12, 0, 33),
      Date.UTC(2026, 0, 1, 11, 59, 40),
    ]);
  });

  test("a place off the earth is no place, and not to be relied on", () => {
    const [record] = valid(read(ais({ ...report, latDeg: 95, lonDeg: 10 })));
    expect(record).toMatchObject({ integrity: { isPositionTrusted: false } });
    expect(record).not.toHaveProperty("position");
  });

  test("a receiver's stamp says when, and is the clock that is watched", () => {
    const [message] = read(ais(report, { receivedAtMs: atMs - 3_600_000, source: "r1" }));
    expect(message?.station).toEqual({ id: "r1", statedAtMs: atMs - 3_600_000 });
    expect(message?.records[0]?.record).toMatchObject({ atMs: Date.UTC(2026, 0, 1, 11, 0, 15) });
  });

  test("[FED-056] a beacon of distress is a claim, never a track; a base station is no vessel", () => {
    const [beacon] = read(ais({ ...report, mmsi: 972_000_001 }));
    expect(beacon?.records[0]?.kind).toBe("claim");
    expect(valid(beacon === undefined ? [] : [beacon])[0]).toMatchObject({
      types: ["distress beacon"],
      area: { shape: "circle", centre: [-30, 0.5] },
    });
    const [station] = read(ais(baseReport));
    expect(station?.records).toEqual([]);
    expect(station?.station).toMatchObject({ statedAtMs: atMs, position: [-30, 0.5] });
  });
});

const farReport: AisMessage = {
  type: 27,
  repeat: 0,
  mmsi: 211_000_001,
  isAccurate: true,
  isRaim: false,
  navStatus: 0,
  lonDeg: -30,
  latDeg: 0.5,
  speedKn: 10,
  courseDeg: 90,
  isPositionOld: false,
  spare: 0,
};
const heardAis = (message: AisMessage) => read(ais(message));

describe("how a vessel has its position", () => {
  test.each([
    [59, undefined],
    [60, undefined],
    [61, "entered by hand"],
    [62, "dead reckoning"],
    [63, "positioning system inoperative"],
  ])("[INT-282] second %i", (second, positionStated) => {
    const [record] = valid(heardAis({ ...vesselReport, second }));
    if (positionStated === undefined) {
      expect(record).toMatchObject({ accuracyM: 10 });
      expect(record).not.toHaveProperty("positionStated");
      expect(record).not.toHaveProperty("integrity");
      return;
    }
    expect(record).toMatchObject({
      position: [-30, 0.5],
      positionStated,
      integrity: { isPositionTrusted: false },
    });
    expect(record).not.toHaveProperty("accuracyM");
  });

  test("[INT-282] a position older than 5 s says so, and no accuracy; a tenth of a minute is no 10 m", () => {
    const [old] = valid(heardAis({ ...farReport, isPositionOld: true }));
    expect(old).toMatchObject({ position: [-30, 0.5], positionStated: "older than 5 s" });
    expect(old).not.toHaveProperty("accuracyM");
    expect(old).not.toHaveProperty("integrity");
    const [fresh] = valid(heardAis(farReport));
    expect(fresh).toMatchObject({ accuracyM: 141 });
    expect(fresh).not.toHaveProperty("positionStated");
  });
});

describe("who says it by AIS", () => {
  const safety = (text: string): AisMessage => ({
    type: 14,
    repeat: 0,
    mmsi: 970_000_001,
    spare: 0,
    text,
  });

  test.each([
    [
      "a position of an active beacon",
      { ...vesselReport, mmsi: 970_000_001, navStatus: 14 },
      "distress beacon",
    ],
    [
      "a position of one under test",
      { ...vesselReport, mmsi: 970_000_001, navStatus: 15 },
      "distress beacon under test",
    ],
    ["its text", safety("SART ACTIVE"), "distress beacon"],
    ["its text under test", safety("SART TEST"), "distress beacon under test"],
    [
      "a person overboard, under test",
      { ...safety("MOB TEST"), mmsi: 972_000_001 },
      "distress beacon under test",
    ],
    ["a vessel's text", { ...safety("TEST"), mmsi: 211_000_001 }, "safety text"],
  ] as const)("[INT-283] a beacon under test is no call for help: %s", (_, message, type) => {
    expect(valid(heardAis(message))).toMatchObject([{ schema: "claim/1", types: [type] }]);
  });

  test.each([0, 1_000_000_000])("[INT-284] the number %i names nobody", (mmsi) => {
    expect(valid(heardAis({ ...vesselReport, mmsi }))).toMatchObject([
      { identity: { scheme: "none" }, position: [-30, 0.5] },
    ]);
    expect(valid(heardAis({ ...vesselReport, mmsi, lonDeg: null, latDeg: null }))).toEqual([]);
    const [claim] = valid(heardAis({ type: 14, repeat: 0, mmsi, spare: 0, text: "FIRE" }));
    expect(claim).toMatchObject({ statement: "FIRE" });
    expect(claim).not.toHaveProperty("claimant");
  });

  test.each([
    ["month 13", { month: 13, day: 1 }],
    ["30 February", { month: 2, day: 30 }],
    ["a year that no clock shows", { year: 16_000, month: 2, day: 3 }],
  ])("[INT-284] a base station's %s is no time", (_, date) => {
    const base: AisMessage = { ...baseReport, ...date };
    const [heard] = heardAis(base);
    expect(heard?.station).toMatchObject({ id: "base 002110001", position: [-30, 0.5] });
    expect(heard?.station).not.toHaveProperty("statedAtMs");
    expect(heardAis({ ...base, mmsi: 0 })[0]).not.toHaveProperty("station");
  });

  test("[INT-285] a time behind the sentence says when it was received, and by whom", () => {
    const [line = ""] = writeAis({ ...vesselReport, second: 20 });
    const heardAtMs = Date.UTC(2026, 0, 1, 11, 0, 30);
    const [message] = read(`${line},s1234,d-090,T33.4,r003669945,${heardAtMs / 1_000}\n`);
    expect(message?.station).toEqual({ id: "r003669945", statedAtMs: heardAtMs });
    expect(message?.records[0]?.record).toMatchObject({ atMs: Date.UTC(2026, 0, 1, 11, 0, 20) });
  });
});
