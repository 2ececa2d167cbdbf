import { describe, expect, test } from "vitest";
import { gpxPointCountMax, readGpx } from "./read-gpx.ts";

const gpx = (inside: string, head = '<?xml version="1.0"?>') =>
  `${head}<gpx version="1.1" creator="a &amp; b" xmlns="http://www.topografix.com/GPX/1/1">${inside}</gpx>`;
const point = (lat: number | string, lon: number | string, time = "") =>
  `<trkpt lat="${lat}" lon="${lon}"><ele>3</ele>${time === "" ? "" : `<time>${time}</time>`}</trkpt>`;
const track = (inside: string) => gpx(`<trk><name>6</name><trkseg>${inside}</trkseg></trk>`);
const noon = Date.UTC(2026, 2, 10, 12);

describe("readGpx", () => {
  test("[INT-011] points of all segments come by time; waypoints and routes stay out", () => {
    const text = gpx(
      `<wpt lat="1" lon="1"><time>2026-03-10T12:00:00Z</time></wpt>
       <rte><rtept lat="2" lon="2"><time>2026-03-10T12:00:00Z</time></rtept></rte>
       <trk><trkseg>${point(0.1, -30, "2026-03-10T12:05:00Z")}${point(0.2, -30)}</trkseg></trk>
       <trk><trkseg>${point("+0.300", -30.5, "2026-03-10T14:00:00.250+02:00")}</trkseg>
       <trkseg>${point(0.4, -31, "2026-03-10T12:06:00")}</trkseg></trk>`,
    );
    expect(readGpx(text)).toEqual({
      points: [
        { atMs: noon + 250, position: [-30.5, 0.3] },
        { atMs: noon + 5 * 60_000, position: [-30, 0.1] },
        { atMs: noon + 6 * 60_000, position: [-31, 0.4] },
      ],
      segments: [
        [{ atMs: noon + 5 * 60_000, position: [-30, 0.1] }],
        [{ atMs: noon + 250, position: [-30.5, 0.3] }],
        [{ atMs: noon + 6 * 60_000, position: [-31, 0.4] }],
      ],
      untimedCount: 1,
    });
  });

  test("[INT-309] who takes the faults of points gets the others", () => {
    const inside = [
      point(91, 0, "2026-03-10T12:00:00Z"),
      point(0.1, -30, "2026-03-10T12:01:00Z"),
      point(0.2, -30, "yesterday"),
    ];
    const faults: unknown[] = [];
    const { points } = readGpx(track(inside.join("")), (fault) => faults.push(fault));
    expect(points).toEqual([{ atMs: noon + 60_000, position: [-30, 0.1] }]);
    expect(faults).toMatchObject([{ code: "TL_INT_GPX" }, { code: "TL_INT_GPX" }]);
  });

  test("a prefix, CDATA and comments change nothing", () => {
    const text = `<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk><g:trkseg>
      <g:trkpt lat="0" lon="-30"><!-- x --><g:time>2026-03-10T12:00:00Z</g:time>
      <g:extensions><o:time xmlns:o="urn:o">1999-01-01T00:00:00Z</o:time></g:extensions>
      </g:trkpt></g:trkseg></g:trk></g:gpx>`;
    expect(readGpx(text).points).toEqual([{ atMs: noon, position: [-30, 0] }]);
  });

  test.each([
    ["no XML", "not a track"],
    ["empty", ""],
    ["another format", "<kml></kml>"],
    ["cut off", '<gpx><trk><trkseg><trkpt lat="0" lon="0">'],
    ["a document type", `<!DOCTYPE gpx>${gpx("")}`],
    [
      "entities that grow",
      `<!DOCTYPE gpx [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>${track("&b;")}`,
    ],
    [
      "a file from elsewhere",
      `<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>${track("&a;")}`,
    ],
    ["an entity of its own", track("&a;")],
    ["off the earth", track(point(91, 0))],
    ["no place", track("<trkpt/>")],
    ["a place in words", track(point("0x10", 0))],
    ["a time in words", track(point(0, 0, "yesterday"))],
    ["a day that is none", track(point(0, 0, "2026-02-32T12:00:00Z"))],
    ["nested without end", gpx("<a>".repeat(40) + "</a>".repeat(40))],
  ])("[INT-011] refused: %s", (_title, text) => {
    expect(() => readGpx(text)).toThrow(expect.objectContaining({ code: "TL_INT_GPX" }));
  });

  test("[INT-011] more points than allowed are refused", () => {
    const many = track(point(0, 0).repeat(gpxPointCountMax + 1));
    expect(() => readGpx(many)).toThrow(expect.objectContaining({ code: "TL_INT_GPX" }));
    expect(readGpx(track(point(0, 0).repeat(1_000))).untimedCount).toBe(1_000);
  });

  test("[INT-223] what the door for XML refused is told with its code and byte", () => {
    const text = `<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>${track("&a;")}`;
    const faults = [
      { code: "TL_INT_XML_DOCTYPE", offset: 21, bytesHex: expect.stringMatching(/./) },
    ];
    expect(() => readGpx(text)).toThrow(
      expect.objectContaining({ details: { faults: [expect.objectContaining(faults[0])] } }),
    );
  });

  test("[INT-223] a point off the earth is told with its byte and bytes", () => {
    const text = track(point(0, 0) + point(91, 0));
    const fault = expect.objectContaining({
      code: "TL_INT_GPX",
      offset: text.indexOf('<trkpt lat="91"'),
      bytesHex: expect.stringContaining(Buffer.from('<trkpt lat="91"').toString("hex")),
    });
    expect(() => readGpx(text)).toThrow(expect.objectContaining({ details: { faults: [fault] } }));
  });

  test("bytes are read by their declaration, text as it is", () => {
    const text = gpx("", '<?xml version="1.0" encoding="windows-1252"?>');
    expect(readGpx(text).points).toEqual([]);
    expect(() => readGpx(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: "TL_INT_GPX" }),
    );
  });
});
