import { describe, expect, test } from "vitest";
import { openRecordReader } from "../index.ts";
import { validRecords as valid } from "../testing/valid-records.ts";

const atMs = Date.UTC(2026, 0, 1, 12, 0, 30);
const options = { name: "test", source: "feed/test", origin: "observed" as const };
const encoder = new TextEncoder();
const cot = (type: string, detail: string) =>
  `<event version="2.0" uid="U-1" type="${type}" how="m-g" time="2026-01-01T12:00:00Z" ` +
  `start="2026-01-01T12:00:00Z" stale="2026-01-01T12:05:00Z"><point lat="0.5" lon="-30" hae="10" ` +
  `ce="25" le="9999999"/><detail>${detail}</detail></event>`;
const read = (text: string) => openRecordReader("cot", options).push(encoder.encode(text), atMs);

describe("clients' events as records", () => {
  test("[FED-056] of clients' events calls for help and marks are kept; people on the ground are not followed", () => {
    const heard = read(
      cot("b-a-o-tbl", '<emergency type="911 Alert">U</emergency>') +
        cot("a-f-G-U-C", '<contact callsign="PATROL 1"/>') +
        cot("a-h-G-U-C", "") +
        cot("a-f-S-X", '<contact callsign="LAUNCH"/>'),
    );
    expect(heard.map(({ type, records }) => [type, records[0]?.kind])).toEqual([
      ["CoT alert", "claim"],
      ["CoT own-position", undefined],
      ["CoT refused", undefined],
      ["CoT own-position", "position-report"],
    ]);
    expect(valid(heard)[1]).toMatchObject({
      medium: "vessel",
      identity: { scheme: "none", name: "LAUNCH" },
      accuracyM: 25,
    });
  });

  test("[FED-056] packets of a mesh are read one by one, in either form", () => {
    const reader = openRecordReader("cot", options);
    const [received] = [cot("b-a-o-tbl", "")];
    const xml = reader.pushPacket?.(encoder.encode(received), atMs) ?? [];
    expect(xml).toMatchObject([{ type: "CoT alert" }]);
    const event = xml[0]?.records[0]?.record;
    expect(event).toMatchObject({ types: ["call for help"] });
    const broken = reader.pushPacket?.(Uint8Array.of(0xbf, 9, 0xbf, 1), atMs);
    expect(broken).toEqual([]);
    expect(reader.takeFaults()[0]?.code).toBe("TL_INT_COT_FRAME");
  });

  const patrolId = "018f0000-0000-7000-8000-000000000009";
  const position = (uid: string, type: string, atS: number) =>
    cot(type, "")
      .replace('uid="U-1"', `uid="${uid}"`)
      .replaceAll("12:00:00Z", new Date(atMs + atS * 1_000).toISOString().slice(11));
  const followed = () =>
    openRecordReader("cot", { ...options, patrolByUid: { "ANDROID-1": patrolId, own: patrolId } });

  test("[FED-063] the position of a patrol's device is a point of that patrol's track", () => {
    const heard = followed().push(encoder.encode(position("ANDROID-1", "a-f-G-U-C", 0)), atMs);
    expect(heard.map(({ type }) => type)).toEqual(["CoT patrol position"]);
    expect(valid(heard)).toMatchObject([
      {
        schema: "patrol-track/1",
        source: "feed/test",
        patrolId,
        points: [{ atMs, position: [-30, 0.5], accuracyM: 25 }],
      },
    ]);
  });

  test.each([
    ["another device of the mission", "ANDROID-2", "a-f-G-U-C", "CoT position not on the list"],
    ["a device that takes no side", "ANDROID-2", "a-n-G", "CoT position not on the list"],
    ["a name of every object", "toString", "a-f-G-U-C", "CoT position not on the list"],
    ["another case", "android-1", "a-f-G-U-C", "CoT position not on the list"],
    ["forces of others under a listed name", "ANDROID-1", "a-h-G-U-C", "CoT refused"],
    ["unknown ones under a listed name", "ANDROID-1", "a-u-G", "CoT refused"],
    ["aircraft of others under a listed name", "ANDROID-1", "a-h-A", "CoT refused"],
  ])("[FED-063] %s is not followed, and counted", (_, uid, type, told) => {
    const heard = followed().push(encoder.encode(position(uid, type, 0)), atMs);
    expect(heard).toMatchObject([{ type: told, records: [] }]);
  });

  test("[FED-063] without a list nobody on the ground is followed; vessels and aircraft are as before", () => {
    const text = position("ANDROID-1", "a-f-G-U-C", 0) + position("V", "a-f-S-X", 0);
    expect(read(text).map(({ type, records }) => [type, records.length])).toEqual([
      ["CoT own-position", 0],
      ["CoT own-position", 1],
    ]);
    const heard = followed().push(encoder.encode(text), atMs);
    expect(heard.map(({ type, records }) => [type, records[0]?.kind])).toEqual([
      ["CoT patrol position", "patrol-track"],
      ["CoT own-position", "position-report"],
    ]);
  });

  test("[FED-063] a device's points are 30 s apart; each is told at once, one that comes late too", () => {
    const reader = followed();
    const counts = [0, 5, 29, 30, 31, 61, 10, -40].map(
      (atS) =>
        reader.push(encoder.encode(position("ANDROID-1", "a-f-G-U-C", atS)), atMs)[0]?.records
          .length,
    );
    expect(counts).toEqual([1, 0, 0, 1, 0, 1, 1, 1]);
  });
});
