import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { InteropError, type KmlPlace, readKml, readKmz, writeKml, writeKmz } from "../index.ts";
import type { WireFault } from "../wire-fault.ts";

const noon = Date.UTC(2026, 2, 1, 12);
const utf8 = (text: string) => new TextEncoder().encode(text);
const kml = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>D</name>${inside}</Document></kml>`;
const read = (inside: string) => readKml(utf8(kml(inside)), { name: "a.kml" });
const point = "<Point><coordinates>-30,0</coordinates></Point>";

const places: readonly KmlPlace[] = [
  {
    name: "Post & 3",
    description: "<b>quiet</b>",
    folders: ["Posts", "North"],
    span: { fromMs: noon, toMs: noon },
    data: { sector: "N", empty: "" },
    geometry: { type: "Point", position: [-30.25, 0.5, 12], heightMode: "absolute" },
  },
  {
    folders: ["Posts"],
    span: { fromMs: noon },
    data: {},
    geometry: {
      type: "LineString",
      positions: [
        [-30, 0],
        [-29.5, 0.25],
      ],
    },
  },
  {
    name: "Zone",
    folders: [],
    span: { fromMs: noon, toMs: noon + 1 },
    data: {},
    geometry: {
      type: "Polygon",
      rings: [
        [
          [-30, 0],
          [-29, 0],
          [-29, 1],
          [-30, 0],
        ],
        [
          [-29.6, 0.1],
          [-29.5, 0.2],
          [-29.5, 0.1],
          [-29.6, 0.1],
        ],
      ],
    },
  },
  {
    folders: [],
    data: {},
    geometry: {
      type: "Collection",
      geometries: [
        { type: "Point", position: [180, -90] },
        {
          type: "Track",
          points: [
            { atMs: noon, position: [-30, 0, 5] },
            { atMs: noon + 1000, position: [-30, 0.1] },
          ],
          heightMode: "relativeToGround",
        },
      ],
    },
  },
];

describe("writeKml and readKml", () => {
  test("[INT-220] places are written and read as the same, with folders, times and data", () => {
    const text = writeKml(places, { name: "Mission <1>" });
    expect(text).toContain(
      "<Folder><name>Posts</name><Folder><name>North</name><Placemark><name>Post &amp; 3</name>",
    );
    expect(readKml(utf8(text), { name: "a.kml" })).toEqual({ places, linkCount: 0, faults: [] });
  });

  test("[INT-220] days, months and years, typed data, no namespace, CDATA, one folder after another", () => {
    const { places: found } = readKml(
      utf8(`<kml><Folder><name>A</name><Placemark><TimeStamp><when>2026-03-01</when></TimeStamp>${point}</Placemark></Folder>
        <Folder><Placemark><TimeSpan><begin>2026-02</begin></TimeSpan>${point}</Placemark></Folder>
        <Placemark><name><![CDATA[x & y]]></name><TimeSpan><end>2024</end></TimeSpan><ExtendedData>
        <SchemaData schemaUrl="#s"><SimpleData name="n">1</SimpleData></SchemaData></ExtendedData>${point}</Placemark></kml>`),
      { name: "x" },
    );
    expect(found.map(({ folders, span, name, data }) => [folders, span, name, data])).toEqual([
      [["A"], { fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 2, 2) - 1 }, undefined, {}],
      [[""], { fromMs: Date.UTC(2026, 1, 1) }, undefined, {}],
      [[], { toMs: Date.UTC(2025, 0, 1) - 1 }, "x & y", { n: "1" }],
    ]);
  });

  test("[INT-220] links are counted and not followed; what is no place is left out", () => {
    const inside = `<NetworkLink><Link><href>http://x.example/a.kml</href></Link></NetworkLink>
      <GroundOverlay><name>y</name></GroundOverlay><Style id="s"/><Placemark>${point}<styleUrl>#s</styleUrl></Placemark>`;
    expect(read(inside)).toMatchObject({ linkCount: 1, faults: [], places: [{ data: {} }] });
  });

  test("heights mean something only with their mode", () => {
    const geometries = ["", "clampToGround", "absolute"].map((mode) => {
      const inside = `<Point><altitudeMode>${mode}</altitudeMode><coordinates>-30,0,7</coordinates></Point>`;
      return read(`<Placemark>${inside}</Placemark>`).places[0]?.geometry;
    });
    expect(geometries).toEqual([
      { type: "Point", position: [-30, 0] },
      { type: "Point", position: [-30, 0] },
      { type: "Point", position: [-30, 0, 7], heightMode: "absolute" },
    ]);
  });

  test.each([
    ["no place", "<Placemark><name>x</name></Placemark>", "has no place", "<Placemark"],
    ["no coordinates", "<Placemark><Point/></Placemark>", "Point has no coordinates", "<Point"],
    [
      "spaces after commas",
      `<Placemark>${point.replace("-30,0", "-30, 0")}</Placemark>`,
      '"-30," is no position',
      "<coordinates",
    ],
    [
      "a place off the earth",
      `<Placemark>${point.replace("-30,0", "0,91")}</Placemark>`,
      "is no position",
      "<coordinates",
    ],
    [
      "two positions of a point",
      `<Placemark>${point.replace("-30,0", "-30,0 1,1")}</Placemark>`,
      "not one position",
      "<Point",
    ],
    [
      "a line of one",
      "<Placemark><LineString><coordinates>1,1</coordinates></LineString></Placemark>",
      "not two positions",
      "<LineString",
    ],
    [
      "an open ring",
      "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,1</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>",
      "does not end where it begins",
      "<LinearRing",
    ],
    ["no outline", "<Placemark><Polygon/></Placemark>", "not one outline", "<Polygon"],
    [
      "an empty collection",
      "<Placemark><MultiGeometry/></Placemark>",
      "a collection is empty",
      "<MultiGeometry",
    ],
    [
      "a track out of step",
      "<Placemark><gx:Track><when>2026-03-01T12:00:00Z</when></gx:Track></Placemark>",
      "1 times and 0 positions",
      "<gx:Track",
    ],
    [
      "a time in words",
      `<Placemark><TimeStamp><when>noon</when></TimeStamp>${point}</Placemark>`,
      '"noon" is no time',
      "<when",
    ],
    [
      "a span backwards",
      `<Placemark><TimeSpan><begin>2026</begin><end>2025</end></TimeSpan>${point}</Placemark>`,
      "ends before it begins",
      "<TimeSpan",
    ],
  ])(
    "[INT-221] told with its byte, the place beside it read: %s",
    (_title, broken, said, element) => {
      const text = kml(`${broken}<Placemark>${point}</Placemark>`);
      const { places: found, faults } = readKml(utf8(text), { name: "a.kml" });
      expect(found).toHaveLength(1);
      expect(faults).toHaveLength(1);
      expect(faults[0]?.message).toContain(said);
      expect(text.slice(faults[0]?.offset).startsWith(element)).toBe(true);
      expect(Buffer.from(faults[0]?.bytesHex ?? "", "hex").toString()).toBe(
        text.slice(faults[0]?.offset, (faults[0]?.offset ?? 0) + 64),
      );
    },
  );

  test.each([
    ["another format", "<gpx/>", "TL_INT_KML"],
    ["no XML", "hello", "TL_INT_XML"],
    [
      "a document type",
      `<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${kml("")}`,
      "TL_INT_XML_DOCTYPE",
    ],
    ["cut off", kml("").slice(0, -10), "TL_INT_XML"],
    [
      "collections within others",
      kml(`<Placemark>${"<MultiGeometry>".repeat(70)}`),
      "TL_INT_XML_LIMIT",
    ],
  ])("[INT-221] refused: %s", (_title, text, code) => {
    expect(() => readKml(utf8(text), { name: "a" })).toThrow(expect.objectContaining({ code }));
  });

  const [first] = places;
  test.each([
    ["a place off the earth", { geometry: { type: "Point", position: [181, 0] } }],
    ["a height above nothing", { geometry: { type: "Point", position: [0, 0, 1] } }],
    [
      "an open ring",
      {
        geometry: {
          type: "Polygon",
          rings: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          ],
        },
      },
    ],
    ["an empty collection", { geometry: { type: "Collection", geometries: [] } }],
    ["a span backwards", { span: { fromMs: 2, toMs: 1 } }],
    ["a time that is none", { span: { fromMs: 0.5 } }],
    ["a datum without name", { data: { "": "x" } }],
  ])("[INT-220] not written: %s", (_title, change) => {
    expect(() => writeKml([{ ...first, ...change } as KmlPlace], { name: "x" })).toThrow(
      expect.objectContaining({ code: "TL_INT_KML_ENCODE" }),
    );
  });
});

describe("writeKmz and readKmz", () => {
  const text = writeKml(places, { name: "M" });

  test("[INT-222] a document is packed, always into the same bytes, and read again", () => {
    const file = writeKmz(text);
    expect(writeKmz(text)).toEqual(file);
    expect(readKmz(file, { name: "a.kmz" }).places).toEqual(places);
  });

  test("[INT-222] all documents are read, doc.kml first; pictures are not unpacked", () => {
    const other = strToU8(kml(`<Placemark><name>other</name>${point}</Placemark>`));
    const picture = new Uint8Array(10);
    const both = zipSync({ "files/x.png": picture, "a/L.KML": other, "doc.kml": strToU8(text) });
    const { places: found } = readKmz(both, { name: "a" });
    expect(found.slice(0, -1)).toEqual(places);
    expect(found.at(-1)?.name).toBe("other");
  });

  const problemOf = (file: Uint8Array) => {
    try {
      readKmz(file, { name: "a.kmz" });
    } catch (error) {
      if (error instanceof InteropError) {
        return `${error.code} ${(error.details["faults"] as WireFault[])[0]?.message}`;
      }
      throw error;
    }
    return "read";
  };
  const packed = writeKmz(text);

  test("[INT-222] a file made to fill memory is refused before it is unpacked", () => {
    const large = new Uint8Array(65 * 1024 * 1024).fill(0x20);
    const file = zipSync({ "doc.kml": large }, { level: 9 });
    expect(file.length).toBeLessThan(100_000);
    expect(problemOf(file)).toMatch(/TL_INT_KMZ .*doc.kml has 68157440 bytes unpacked/);
    const smaller = zipSync({ "doc.kml": large.subarray(0, 8 * 1024 * 1024) }, { level: 9 });
    expect(problemOf(smaller)).toMatch(/TL_INT_KMZ .*doc.kml says to unpack/);
  });

  test.each([
    ["what unpacks to more than it says", 10],
    ["what unpacks to less than it says", 1_000_000],
  ])("[INT-222] refused: %s", (_title, size) => {
    const file = packed.slice();
    const view = new DataView(file.buffer);
    const directory = view.getUint32(file.length - 6, true);
    view.setUint32(directory + 24, size, true);
    expect(problemOf(file)).toMatch(/TL_INT_(KMZ .* does not unpack|XML )/);
  });

  test.each([
    ["no ZIP", utf8("hello, this is no zip file at all, not even a bit")],
    ["nothing", new Uint8Array(0)],
    ["cut off", packed.subarray(0, packed.length - 30)],
    ["no document", zipSync({ "a.txt": utf8("x") })],
  ])("[INT-222] refused: %s", (_title, file) => {
    expect(problemOf(file)).toContain("TL_INT_KMZ");
  });

  test("[INT-222] a damaged file is read or refused with a code", () => {
    for (let at = 0; at < packed.length; at += 3) {
      const file = packed.slice();
      file[at] = (file[at] ?? 0) ^ 0x55;
      expect(problemOf(file)).toMatch(/^(TL_INT_|read)/);
    }
  });
});
