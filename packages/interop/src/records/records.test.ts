import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  feedFormats,
  needsMapping,
  openRecordReader,
  type StationMessage,
  savedMappings,
  stationReading,
  viinaMapping,
  writeStation,
} from "../index.ts";
import { validRecords as valid } from "../testing/valid-records.ts";

const atMs = Date.UTC(2026, 0, 1, 12, 0, 30);
const options = { name: "test", source: "feed/test", origin: "observed" as const };
const encoder = new TextEncoder();

describe("formats as records", () => {
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
