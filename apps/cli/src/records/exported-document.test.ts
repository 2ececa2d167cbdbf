import { type Mapping, openRecordReader, readGpx } from "@truceline/interop";
import { claimRecord } from "@truceline/model";
import { expect, test } from "vitest";
import { documentWriter } from "./exported-document.ts";

const id = "018f0000-0000-7000-8000-00000000000";
const mapping: Mapping = {
  truceline: "mapping/1",
  id: "marks",
  record: "claim",
  source: "marks",
  timezone: "UTC",
  sourceId: { template: "{no}" },
  time: { from: "from", until: "until" },
  fields: [
    { constant: "F", to: "grade.source" },
    { constant: "6", to: "grade.information" },
    { column: "kind", to: "types", split: "|" },
    { geometry: "area", to: "area", radiusM: 100 },
  ],
};
const claim = (no: number, source = "marks") =>
  JSON.stringify(
    claimRecord.parse({
      ...{ schema: "claim/1", id: `${id}${no}`, origin: "observed", recordedAtMs: 0, source },
      ...{ sourceId: `${no}`, grade: { source: "F", information: "6" }, types: ["fire"] },
      span: { fromMs: 0, toMs: 60_000, precision: "exact" },
      area: { shape: "circle", centre: [-30, no / 10], radiusM: 100 },
    }),
  );
const track = (patrolId: string, ...minutes: number[]) =>
  JSON.stringify({
    ...{ schema: "patrol-track/1", id: `${id}9`, origin: "observed", recordedAtMs: 0, patrolId },
    ...{ source: `gpx/${patrolId}`, sourceId: `${minutes[0]}` },
    points: minutes.map((minute) => ({ atMs: minute * 60_000, position: [-30, minute / 100] })),
  });

test.each(["geojson", "kml"] as const)(
  "[CLI-077] claims as %s are those of the mapping's source, and it reads them again",
  (format) => {
    const lines = [claim(1), claim(2, "others"), claim(3)];
    const { text, count } = documentWriter({ what: "claims", format, mapping })(lines);
    expect(count).toBe(2);
    const reader = openRecordReader(format, {
      ...{ name: "x", source: "feed/x", origin: "observed", mapping },
    });
    const heard = [...reader.push(new TextEncoder().encode(text), 0), ...reader.finish(0)];
    expect(reader.takeFaults()).toEqual([]);
    expect(heard.flatMap(({ records }) => records)).toMatchObject([
      { record: { sourceId: "1", area: { centre: [-30, 0.1] } } },
      { record: { sourceId: "3", area: { centre: [-30, 0.3] } } },
    ]);
  },
);

test("[CLI-077] a track is that of one patrol, in the order of time", () => {
  const lines = [track(`${id}1`, 5, 6), track(`${id}2`, 1), track(`${id}1`, 3, 4)];
  const wanted = { what: "patrol-tracks", format: "gpx", patrol: `${id}1` } as const;
  const { text, count } = documentWriter(wanted)(lines);
  expect(count).toBe(4);
  expect(readGpx(text).points.map(({ atMs }) => atMs / 60_000)).toEqual([3, 4, 5, 6]);
});

test.each([
  [{ what: "position-reports", format: "kml", mapping }, /not written as kml/],
  [{ what: "patrol-tracks", format: "geojson", mapping }, /not written as geojson/],
  [{ what: "observations", format: "gpx" }, /only patrol-tracks/],
  [{ what: "patrol-tracks", format: "gpx" }, /needs --patrol/],
  [{ what: "observations", format: "kml", mapping }, /is of claims/],
  [{ what: "claims", format: "kml" }, /needs --mapping/],
] as const)("[CLI-077] %o is refused", (wanted, reason) => {
  expect(() => documentWriter(wanted)).toThrow(
    expect.objectContaining({
      faults: [expect.objectContaining({ message: expect.stringMatching(reason) as string })],
    }),
  );
});

test("[CLI-077] a patrol without a track is told, with those that have one", () => {
  const write = documentWriter({ what: "patrol-tracks", format: "gpx", patrol: "P-6" });
  const reason = /^no track of the patrol P-6 is stored, but of \S+1$/;
  expect(() => write([track(`${id}1`, 5)])).toThrow(
    expect.objectContaining({
      faults: [expect.objectContaining({ message: expect.stringMatching(reason) as string })],
    }),
  );
});
