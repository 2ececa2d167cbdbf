import { claimRecord } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type Mapping, openRecordReader, writeKmz } from "../index.ts";
import { claimMapping } from "../testing/made-mappings.ts";

const atMs = Date.UTC(2026, 0, 1, 12);
const mapping = claimMapping(
  [
    { column: "name", to: "place" },
    { column: "folder", to: "claimant" },
    { column: "kind", to: "types", split: "|", emptyList: true },
  ],
  { source: "office", sourceId: { rowHash: true }, ignore: ["note"] },
);

function read(document: string | Uint8Array, by: Mapping = mapping) {
  const reader = openRecordReader("kml", {
    name: "marks.kml",
    source: "feed/marks",
    origin: "observed",
    mapping: by,
  });
  const bytes = typeof document === "string" ? new TextEncoder().encode(document) : document;
  // In two pieces, as a socket may bring it.
  const messages = [
    ...reader.push(bytes.subarray(0, 20), atMs),
    ...reader.push(bytes.subarray(20), atMs),
    ...reader.finish(atMs),
  ];
  const records = messages.flatMap((message) => message.records.map(({ record }) => record));
  for (const record of records) {
    const whole = { ...record, id: "018f0000-0000-7000-8000-000000000001", recordedAtMs: atMs };
    expect(claimRecord.faults(whole)).toEqual([]);
  }
  return { messages, records, faults: reader.takeFaults() };
}

const kml = (inside: string) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>All</name>${inside}</Document></kml>`;
const placemark = (inside: string) =>
  `<Placemark>${inside}<ExtendedData><Data name="kind"><value>fire|smoke</value></Data></ExtendedData></Placemark>`;
const point = "<Point><coordinates>-30,0.5,12</coordinates></Point>";
const stamp = "<TimeStamp><when>2026-01-01T10:00:00Z</when></TimeStamp>";
const ring = "<LinearRing><coordinates>-30,0 -29.5,0 -29.5,0.5 -30,0</coordinates></LinearRing>";
const polygon = `<Polygon><outerBoundaryIs>${ring}</outerBoundaryIs></Polygon>`;

describe("placemarks as records", () => {
  const sound = kml(
    `<Folder><name>Desk</name><Folder><name>North</name>${placemark(`<name>Mark</name>${stamp}${point}`)}</Folder>` +
      `${placemark(`<name>Zone</name><TimeSpan><begin>2025-12-30</begin><end>2025-12-31</end></TimeSpan>${polygon}`)}</Folder>`,
  );

  test("[INT-260] a placemark becomes what the mapping says, with its folders, times and place", () => {
    const { messages, records, faults } = read(sound);
    expect(faults).toEqual([]);
    expect(messages.map(({ type }) => type)).toEqual(["placemark of marks", "placemark of marks"]);
    expect(records).toMatchObject([
      {
        schema: "claim/1",
        origin: "observed",
        source: "office",
        place: "Mark",
        claimant: "Desk / North",
        types: ["fire", "smoke"],
        span: {
          fromMs: Date.UTC(2026, 0, 1, 10),
          toMs: Date.UTC(2026, 0, 1, 10),
          precision: "exact",
        },
        area: { shape: "circle", centre: [-30, 0.5], radiusM: 100 },
      },
      {
        place: "Zone",
        claimant: "Desk",
        // Whole days were said: days they stay.
        span: { fromMs: Date.UTC(2025, 11, 30), precision: "day" },
        area: { shape: "polygon" },
      },
    ]);
  });

  test("[INT-260] a KMZ file gives the same records, also the second time", () => {
    expect(read(writeKmz(sound)).records).toEqual(read(sound).records);
    expect(read(writeKmz(sound)).records).toEqual(read(writeKmz(sound)).records);
  });

  test("[INT-260] what the mapping does not know is told and nothing read; a placemark's own parts may be left", () => {
    const own = kml(placemark(`<name>A</name><description>long</description>${stamp}${point}`));
    expect(read(own).records).toHaveLength(1);
    const left = own.replace(
      "</ExtendedData>",
      '<Data name="note"><value>x</value></Data></ExtendedData>',
    );
    expect(read(left).records).toHaveLength(1);
    const unknown = read(left.replace('"note"', '"colour"'));
    expect(unknown.messages).toEqual([]);
    expect(unknown.faults).toMatchObject([{ code: "TL_INT_COLUMN_UNKNOWN" }]);
    const missing = read(own.replace('"kind"', '"note"'));
    expect(missing.faults).toMatchObject([{ code: "TL_INT_COLUMN_MISSING" }]);
  });

  test("[INT-260] data of the name of a placemark's own part does not take its place", () => {
    const both = kml(
      `<Placemark><name>Own</name>${stamp}${point}<ExtendedData><Data name="name"><value>Data</value></Data>` +
        `<Data name="kind"><value/></Data></ExtendedData></Placemark>`,
    );
    const by: Mapping = {
      ...mapping,
      fields: [...mapping.fields, { column: "data.name", to: "statement" }],
    };
    expect(read(both, by).records).toMatchObject([{ place: "Own", statement: "Data", types: [] }]);
  });

  test.each([
    ["without a time", placemark(point), "is no time"],
    [
      "a line",
      placemark(`${stamp}<LineString><coordinates>-30,0 -29,1</coordinates></LineString>`),
      "geometry",
    ],
    [
      "somebody's track",
      placemark(
        `${stamp}<gx:Track xmlns:gx="http://www.google.com/kml/ext/2.2"><when>2026-01-01T10:00:00Z</when><gx:coord>-30 0 0</gx:coord></gx:Track>`,
      ),
      "geometry",
    ],
    [
      "several places",
      placemark(`${stamp}<MultiGeometry>${point}${polygon}</MultiGeometry>`),
      "geometry",
    ],
    ["without a place", placemark(stamp), "has no place"],
  ])("[INT-260] %s gives no record, and it is told why; the others are read", (_, faulty, why) => {
    const { records, faults } = read(kml(faulty + placemark(`${stamp}${point}`)));
    expect(records).toHaveLength(1);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toContain(why);
  });

  test("[INT-260] a collection of one is that one", () => {
    const { records } = read(kml(placemark(`${stamp}<MultiGeometry>${polygon}</MultiGeometry>`)));
    expect(records).toMatchObject([{ area: { shape: "polygon" } }]);
  });

  test("[INT-260] links are not followed; where there is nothing else, that is told", () => {
    const link = "<NetworkLink><Link><href>https://host.example/a.kml</href></Link></NetworkLink>";
    expect(read(kml(link)).faults[0]?.message).toContain("are not followed");
    expect(read(kml(link + placemark(stamp + point))).faults).toEqual([]);
  });

  test.each([
    ["another document", "<gpx/>", "TL_INT_KML"],
    [
      "an entity",
      '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///a">]><kml>&x;</kml>',
      "TL_INT_XML_DOCTYPE",
    ],
    ["a broken ZIP file", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "TL_INT_KMZ"],
    ["a document cut short", sound.slice(0, -20), "TL_INT_XML"],
  ])("[INT-260] %s is refused as a whole", (_, document, code) => {
    const { records, faults } = read(document);
    expect(records).toEqual([]);
    expect(faults[0]?.code).toContain(code);
  });
});
