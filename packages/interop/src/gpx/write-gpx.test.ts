import { lonLat } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readGpx, type TrackPoint, writeGpx } from "../index.ts";

const noon = Date.UTC(2026, 2, 1, 12);
const at = (minute: number, lonDeg: number): TrackPoint => ({
  atMs: noon + minute * 60_000,
  position: lonLat(lonDeg, 0.5),
});

test("[INT-223] a track is written with a segment for each stretch without a gap", () => {
  const points = [at(0, -30), at(1, -30.1), at(30, -30.2)];
  const text = writeGpx(points, { name: "Patrol & 6" });
  expect(text).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<gpx version="1.1" creator="Truceline" xmlns="http://www.topografix.com/GPX/1/1">' +
      "<trk><name>Patrol &amp; 6</name><trkseg>" +
      '<trkpt lat="0.5" lon="-30"><time>2026-03-01T12:00:00.000Z</time></trkpt>' +
      '<trkpt lat="0.5" lon="-30.1"><time>2026-03-01T12:01:00.000Z</time></trkpt></trkseg><trkseg>' +
      '<trkpt lat="0.5" lon="-30.2"><time>2026-03-01T12:30:00.000Z</time></trkpt></trkseg></trk></gpx>\n',
  );
  expect(readGpx(text)).toEqual({
    points,
    segments: [points.slice(0, 2), points.slice(2)],
    untimedCount: 0,
  });
});

test.each([
  ["out of order", [at(1, 0), at(0, 0)]],
  ["a time that is none", [{ ...at(0, 0), atMs: Number.NaN }]],
  ["too many", Array.from({ length: 100_001 }, () => at(0, 0))],
])("[INT-223] not written: %s", (_title, points) => {
  expect(() => writeGpx(points, { name: "x" })).toThrow(
    expect.objectContaining({ code: "TL_INT_GPX_ENCODE" }),
  );
});

test("[INT-223] what is written is read as the same", () => {
  const arbPoint = fc
    .tuple(
      fc.integer({ min: 0, max: 4e12 }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -90, max: 90, noNaN: true }),
    )
    .map(([atMs, lon, lat]): TrackPoint => {
      const rounded = (value: number) => Math.round(value * 1e12) / 1e12 + 0;
      return { atMs, position: lonLat(rounded(lon), rounded(lat)) };
    });
  fc.assert(
    fc.property(fc.array(arbPoint, { maxLength: 20 }), fc.nat(1e9), (unsorted, gapMs) => {
      const points = [...unsorted].sort((a, b) => a.atMs - b.atMs);
      const { segments, ...read } = readGpx(writeGpx(points, { name: "x", gapMs }));
      expect(read).toEqual({ points, untimedCount: 0 });
      expect(segments.flat()).toEqual(points);
      expect(segments.every(({ length }) => length > 0)).toBe(true);
    }),
  );
});
