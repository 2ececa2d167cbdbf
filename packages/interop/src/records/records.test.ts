import {
  claimRecord,
  lonLat,
  type Origin,
  observationRecord,
  patrolTrackRecord,
  positionReportRecord,
  sensorStateRecord,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  type AisMessage,
  feedFormats,
  GuessingReader,
  type HeardMessage,
  type HeardRecord,
  needsMapping,
  openRecordReader,
  type StationMessage,
  savedMappings,
  stationReading,
  viinaMapping,
  writeAis,
  writeBeast,
  writeHexFrame,
  writeSbs,
  writeStation,
} from "../index.ts";

const atMs = Date.UTC(2026, 0, 1, 12, 0, 30);
const origin: Origin = "observed";
const options = { name: "test", source: "feed/test", origin };
const encoder = new TextEncoder();
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

/** Each record as it would be stored: it must be valid. */
function valid(messages: readonly HeardMessage[]): readonly HeardRecord["record"][] {
  return messages.flatMap(({ records }) =>
    records.map(({ kind, record }) => {
      const whole = { ...record, id: "018f0000-0000-7000-8000-000000000001", recordedAtMs: atMs };
      const definition = {
        claim: claimRecord,
        observation: observationRecord,
        "patrol-track": patrolTrackRecord,
        "position-report": positionReportRecord,
        "sensor-state": sensorStateRecord,
      }[kind as "claim"];
      expect(definition.faults(whole)).toEqual([]);
      return record;
    }),
  );
}
function ais(message: AisMessage, tag?: { receivedAtMs: number; source: string }): string {
  return writeAis(message, { channel: "A", ...(tag === undefined ? {} : { tag }) })
    .map((line) => `${line}\n`)
    .join("");
}
const report: AisMessage = {
  type: 1,
  repeat: 0,
  mmsi: 211_000_001,
  navStatus: 1,
  turnIndicator: 0,
  speedKn: 10,
  isAccurate: true,
  lonDeg: -30,
  latDeg: 0.5,
  courseDeg: 360,
  headingDeg: 90,
  second: 15,
  manoeuvre: 0,
  spare: 0,
  isRaim: false,
  radio: 0,
};

describe("AIS as records", () => {
  const read = (text: string, receivedAtMs = atMs) => {
    const reader = openRecordReader("ais", { ...options, receiverId: "mast" });
    return [...reader.push(encoder.encode(text), receivedAtMs), ...reader.finish(receivedAtMs)];
  };

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
    const base: AisMessage = {
      type: 4,
      repeat: 0,
      mmsi: 2_110_001,
      year: 2026,
      month: 1,
      day: 1,
      hour: 12,
      minute: 0,
      second: 30,
      isAccurate: true,
      lonDeg: -30,
      latDeg: 0.5,
      positionDevice: 1,
      spare: 0,
      isRaim: false,
      radio: 0,
    };
    const [station] = read(ais(base));
    expect(station?.records).toEqual([]);
    expect(station?.station).toMatchObject({ statedAtMs: atMs, position: [-30, 0.5] });
  });
});

describe("aircraft as records", () => {
  // J. Sun, The 1090 Megahertz Riddle: an even and an odd half, and a velocity.
  const even = bytesOf("8D40621D58C382D690C8AC2863A7");
  const odd = bytesOf("8D40621D58C386435CC412692AD6");
  const callSign = bytesOf("8D4840D6202CC371C32CE0576098");

  test.each(["beast", "adsb"] as const)(
    "[FED-055] %s: a pair of halves gives a place",
    (format) => {
      const reader = openRecordReader(format, options);
      const write = (frame: Uint8Array) =>
        format === "beast"
          ? writeBeast(frame, 12_000, 0.5)
          : encoder.encode(`${writeHexFrame(frame)}\n`);
      const heard = [odd, even, callSign].flatMap((frame) => reader.push(write(frame), atMs));
      expect(heard.map(({ type }) => type)).toEqual([
        "DF17 airborne-position",
        "DF17 airborne-position",
        "DF17 identification",
      ]);
      const [placed, named] = valid(heard);
      expect(placed).toMatchObject({
        medium: "aircraft",
        identity: { scheme: "icao24", value: "40621d" },
        altitudeM: 11_582.4,
        status: "airborne",
      });
      const [lonDeg = 0, latDeg = 0] = (placed as unknown as { position: number[] }).position;
      expect(latDeg).toBeCloseTo(52.2572, 4);
      expect(lonDeg).toBeCloseTo(3.91937, 4);
      expect(named).toMatchObject({ identity: { value: "4840d6", callSign: "KLM1023" } });
      expect(named).not.toHaveProperty("position");
    },
  );

  test("[FED-056] what says it drives on the ground is not followed", () => {
    const reader = openRecordReader("sbs", options);
    const none = {
      callSign: null,
      altitudeFt: null,
      groundSpeedKn: null,
      trackDeg: null,
      latDeg: null,
      lonDeg: null,
      verticalRateFtPerMin: null,
      squawk: "7000",
      isAlert: null,
      isEmergency: null,
      isIdent: null,
      isOnGround: null,
    };
    const line = writeSbs({ type: 6, address: "40621d", generatedAtMs: atMs, ...none });
    const [message] = reader.push(encoder.encode(`${line}\n`), atMs);
    expect(message).toMatchObject({ type: "MSG 6", records: [] });
  });
});

describe("other formats as records", () => {
  const read = (format: (typeof feedFormats)[number], text: string, name = "test") => {
    const mapping = needsMapping(format) ? viinaMapping : undefined;
    const reader = openRecordReader(format, { ...options, name, mapping });
    const heard = [...reader.push(encoder.encode(text), atMs), ...reader.finish(atMs)];
    return { heard, faults: reader.takeFaults() };
  };

  const detection: StationMessage = {
    kind: "detection",
    messageId: "17",
    stationId: "s-1",
    medium: "acoustic",
    position: lonLat(-30, 0),
    madeAtMs: atMs,
    clock: { state: "locked", errorMs: 1 },
    heardAtMs: atMs - 800,
    bearing: { bearingDeg: 45, standardDeviationDeg: 3 },
    arrivals: [{ phase: "sound", atMs: atMs - 800.5, errorMs: 2 }],
    sound: "explosion",
  };

  test("[FED-057] what a station heard is an observation with its bearing; what it cannot name is a claim", () => {
    const { heard } = read("stations", `${writeStation(detection)}\n`);
    expect(heard[0]?.station).toMatchObject({ id: "s-1", statedAtMs: atMs, measures: true });
    expect(valid(heard)).toMatchObject([
      {
        sourceId: "s-1/17",
        kind: "explosion",
        observer: { kind: "acoustic", sensorId: "s-1" },
        direction: { form: "bearing", bearingDeg: 45, standardDeviationDeg: 3 },
        remark: expect.stringContaining("clock locked ± 1 ms") as string,
      },
    ]);
    const unknown = stationReading({ ...detection, sound: "unknown" });
    expect(read("stations", `${JSON.stringify(unknown)}\n`).faults.length).toBeLessThan(2);
    const { heard: none } = read(
      "stations",
      `${writeStation({ ...detection, sound: "unknown" })}\n`,
    );
    expect(none).toHaveLength(1);
    expect(none[0]?.records).toMatchObject([{ kind: "claim" }]);
  });

  test("[FED-057] what a station says of itself is the state of that sensor", () => {
    const { heard } = read(
      "stations",
      `${writeStation({
        kind: "status",
        messageId: "18",
        stationId: "s-1",
        medium: "seismic",
        position: lonLat(-30, 0),
        madeAtMs: atMs,
        clock: { state: "free", errorMs: 500 },
        state: "degraded",
        factor: 0.5,
        reason: "wind",
      })}\n`,
    );
    expect(valid(heard)).toMatchObject([
      { schema: "sensor-state/1", sensorId: "s-1", fromMs: atMs, state: "degraded", factor: 0.5 },
    ]);
  });

  test("[FED-062] what a station says is the sensor's that the feed says it is", () => {
    const reader = openRecordReader("stations", {
      ...options,
      sensorByStation: { "s-1": "mic-7" },
    });
    const other = { ...detection, stationId: "toString", messageId: "19" };
    const heard = reader.push(
      encoder.encode(`${writeStation(detection)}\n${writeStation(other)}\n`),
      atMs,
    );
    expect(heard.map(({ station }) => station?.id)).toEqual(["s-1", "toString"]);
    expect(valid(heard)).toMatchObject([
      { observer: { sensorId: "mic-7" } },
      { observer: { sensorId: "toString" } },
    ]);
  });

  const cap = (status: string) => `<?xml version="1.0"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>A-1</identifier><sender>met.example</sender><sent>2026-01-01T11:00:00-00:00</sent>
  <status>${status}</status><msgType>Alert</msgType><scope>Public</scope>
  <info><category>Met</category><event>Gale</event><urgency>Immediate</urgency>
    <severity>Severe</severity><certainty>Likely</certainty>
    <onset>2026-01-01T12:00:00-00:00</onset><expires>2026-01-01T18:00:00-00:00</expires>
    <headline>Gale from the west</headline>
    <area><areaDesc>Mid-ocean</areaDesc><circle>0.5,-30 10</circle></area>
  </info>
</alert>`;

  test("[FED-057] an alert is a claim of who sent it; an exercise's is none", () => {
    const { heard } = read("cap", cap("Actual"));
    expect(valid(heard)).toMatchObject([
      {
        schema: "claim/1",
        claimant: "met.example",
        place: "Mid-ocean",
        span: { fromMs: Date.UTC(2026, 0, 1, 12), toMs: Date.UTC(2026, 0, 1, 18) },
        area: { shape: "circle", centre: [-30, 0.5], radiusM: 10_000 },
        statement: "Gale from the west",
      },
    ]);
    expect(read("cap", cap("Exercise")).heard).toMatchObject([{ records: [] }]);
    const broken = read("cap", "<alert");
    expect(broken.heard).toEqual([]);
    expect(broken.faults).toHaveLength(1);
    const entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>';
    expect(read("cap", entity).faults[0]?.code).toBe("TL_INT_XML_DOCTYPE");
  });

  const cot = (type: string, detail: string) =>
    `<event version="2.0" uid="U-1" type="${type}" how="m-g" time="2026-01-01T12:00:00Z" ` +
    `start="2026-01-01T12:00:00Z" stale="2026-01-01T12:05:00Z"><point lat="0.5" lon="-30" hae="10" ` +
    `ce="25" le="9999999"/><detail>${detail}</detail></event>`;

  test("[FED-056] of clients' events calls for help and marks are kept; people on the ground are not followed", () => {
    const { heard } = read(
      "cot",
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
    expect(read("cot", text).heard.map(({ type, records }) => [type, records.length])).toEqual([
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

  test("[FED-057] a table whose columns do not fit is not read at all", () => {
    const { heard, faults } = read("csv", "a,b\n1,2\n");
    expect(heard).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
  });

  test("[FED-057] a track belongs to the patrol its file is named after, or to nobody", () => {
    const gpx =
      '<gpx version="1.1"><trk><trkseg><trkpt lat="0" lon="-30"><time>2026-01-01T12:00:00Z</time></trkpt></trkseg></trk></gpx>';
    const id = "018f0000-0000-7000-8000-000000000009";
    const { heard } = read("gpx", gpx, `/in/${id}-morning.gpx`);
    expect(heard[0]?.records[0]).toMatchObject({
      kind: "patrol-track",
      record: { patrolId: id, points: [{ position: [-30, 0] }] },
    });
    expect(read("gpx", gpx, "/in/morning.gpx").faults[0]?.message).toContain("id of a patrol");
  });

  test("a document that is larger than one may be is told, and none of it kept", () => {
    const reader = openRecordReader("cap", options);
    const piece = new Uint8Array(4 * 1_048_576);
    for (let count = 0; count < 5; count++) reader.push(piece, atMs);
    expect(reader.finish(atMs)).toEqual([]);
    expect(reader.takeFaults()[0]?.code).toBe("TL_INT_DOCUMENT_SIZE");
  });

  test("every format can be opened", () => {
    const mapping = savedMappings["viina"];
    for (const format of feedFormats) {
      expect(openRecordReader(format, { ...options, mapping }).finish(atMs)).toEqual([]);
    }
  });
});

describe("GuessingReader", () => {
  test.each([
    ["ais", ais(report).repeat(3)],
    ["adsb", "*8D4840D6202CC371C32CE0576098;\n".repeat(3)],
  ])("[FED-050] %s is found out by what makes sense", (format, text) => {
    const reader = new GuessingReader(options);
    expect(reader.push(encoder.encode(text), atMs)).toHaveLength(3);
    expect(reader.format).toBe(format);
  });

  test("what makes no sense is no format", () => {
    const reader = new GuessingReader(options);
    expect(reader.push(encoder.encode("hello\nworld\n".repeat(100)), atMs)).toEqual([]);
    expect(reader.finish(atMs)).toEqual([]);
    expect(reader.format).toBeUndefined();
  });
});
