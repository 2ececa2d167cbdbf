import { expect, test } from "vitest";
import { openRecordReader } from "../index.ts";

const patrol = "018f0000-0000-7000-8000-000000000009";
const point = (lat: number, minute?: number) =>
  `<trkpt lat="${lat}" lon="-30">${minute === undefined ? "" : `<time>2026-01-01T12:${minute}:00Z</time>`}</trkpt>`;
const segment = (...points: string[]) => `<trkseg>${points.join("")}</trkseg>`;

function read(inside: string) {
  const name = `/in/${patrol}.gpx`;
  const reader = openRecordReader("gpx", { name, source: "feed/gpx", origin: "observed" });
  const text = `<gpx version="1.1"><trk>${inside}</trk></gpx>`;
  const heard = [...reader.push(new TextEncoder().encode(text), 0), ...reader.finish(0)];
  const records = heard.flatMap((message) => message.records.map(({ record }) => record));
  return {
    heard,
    lats: records.map((record) =>
      "points" in record ? record.points.map(({ position }) => position[1]) : [],
    ),
    faults: reader.takeFaults(),
  };
}

test("[INT-309] no record of a track goes over a break in the recording", () => {
  const { lats, faults } = read(segment(point(0, 10), point(1, 11)) + segment(point(2, 40)));
  expect(lats).toEqual([[0, 1], [2]]);
  expect(faults).toEqual([]);
});

test("[INT-309] a point that is none is told, and the others are kept", () => {
  const { lats, faults } = read(segment(point(0, 10), point(95, 11), point(2, 12), point(3)));
  expect(lats).toEqual([[0, 2]]);
  expect(faults).toHaveLength(2);
  expect(faults[0]).toMatchObject({ code: "TL_INT_GPX", file: `/in/${patrol}.gpx` });
  expect(faults[1]?.message).toContain("1 points say no time");
});

test.each([
  ["without times", segment(point(0), point(1)), "2 points say no time"],
  ["without a point", "", "no track"],
])("[INT-309] a track %s is told, and is no message", (_title, inside, reason) => {
  const { heard, faults } = read(inside);
  expect(heard).toEqual([]);
  expect(faults[0]?.message).toContain(reason);
});
