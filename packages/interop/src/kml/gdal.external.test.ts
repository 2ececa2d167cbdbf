import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Claim, lonLat } from "@truceline/model";
import { afterAll, describe, expect, test } from "vitest";
import {
  type KmlPlace,
  type Mapping,
  openRecordReader,
  readGpx,
  readKml,
  readKmz,
  writeGeojson,
  writeGpx,
  writeKml,
  writeKmz,
} from "../index.ts";

const isThere = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!isThere) console.log("skipped: ogr2ogr of GDAL is not there");
const folder = isThere ? mkdtempSync(join(tmpdir(), "truceline-gdal-")) : "";
afterAll(() => {
  if (isThere) rmSync(folder, { recursive: true });
});

/** What GDAL makes of a file. */
function byGdal(
  name: string,
  content: string | Uint8Array,
  format: string,
  out: string,
  options: readonly string[] = [],
): Buffer {
  const [from, to] = [join(folder, name), join(folder, out)];
  writeFileSync(from, content);
  // Layers of one name each: tracks and points of a file are apart.
  const layer = format === "GeoJSON" && name.endsWith(".gpx") ? ["track_points"] : [];
  execFileSync("ogr2ogr", [...options, "-f", format, to, from, ...layer], { stdio: "pipe" });
  return readFileSync(to);
}

interface Collection {
  readonly features: readonly {
    readonly properties: Readonly<Record<string, unknown>>;
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
  }[];
}

const noon = Date.UTC(2026, 2, 1, 12);
const ring = [
  [-30, 0],
  [-29.5, 0],
  [-29.5, 0.5],
  [-30, 0],
] as [number, number][];
const places: readonly KmlPlace[] = [
  {
    name: "Пост & 3",
    folders: [],
    data: { sector: "N" },
    geometry: { type: "Point", position: [-30.25, 0.5] },
  },
  {
    name: "Line",
    folders: [],
    data: {},
    geometry: {
      type: "LineString",
      positions: [
        [-30, 0],
        [-29, 1],
      ],
    },
  },
  { name: "Zone", folders: [], data: {}, geometry: { type: "Polygon", rings: [ring] } },
];
const flat = (coordinates: unknown): unknown =>
  Array.isArray(coordinates) && typeof coordinates[0] === "number"
    ? coordinates.slice(0, 2)
    : (coordinates as unknown[]).map(flat);

describe.skipIf(!isThere)("against GDAL", () => {
  test.each(["KML", "KMZ"])(
    "[INT-225] our %s is read by GDAL with the same names and places",
    (form) => {
      const kml = writeKml(places, { name: "m" });
      const content = form === "KML" ? kml : writeKmz(kml);
      const text = byGdal(`ours.${form.toLowerCase()}`, content, "GeoJSON", `${form}.json`);
      const { features } = JSON.parse(text.toString("utf8")) as Collection;
      expect(features.map(({ properties }) => properties["Name"])).toEqual(
        places.map(({ name }) => name),
      );
      expect(features.map(({ geometry }) => [geometry.type, flat(geometry.coordinates)])).toEqual([
        ["Point", [-30.25, 0.5]],
        [
          "LineString",
          [
            [-30, 0],
            [-29, 1],
          ],
        ],
        ["Polygon", [ring]],
      ]);
    },
  );

  test.each([
    ["KML", "theirs.kml"],
    ["LIBKML", "theirs-lib.kml"],
    ["LIBKML", "theirs.kmz"],
  ])("[INT-225] %s of GDAL (%s), made from our GeoJSON, has the same places", (format, out) => {
    const geojson = writeGeojson([
      {
        properties: { Name: "Пост & 3", n: 1 },
        geometry: { type: "Point", coordinates: [-30.25, 0.5] },
      },
      {
        properties: { Name: "Line" },
        geometry: {
          type: "LineString",
          coordinates: [
            [-30, 0],
            [-29, 1],
          ],
        },
      },
      { properties: { Name: "Zone" }, geometry: { type: "Polygon", coordinates: [ring] } },
    ]);
    const file = byGdal(`in-${out}.geojson`, geojson, format, out);
    const { places: found, faults } = out.endsWith("kmz")
      ? readKmz(file, { name: out })
      : readKml(file, { name: out });
    expect(faults).toEqual([]);
    expect(found.map(({ name, geometry }) => [name, geometry.type])).toEqual([
      ["Пост & 3", "Point"],
      ["Line", "LineString"],
      ["Zone", "Polygon"],
    ]);
    expect(found[0]?.geometry).toEqual({ type: "Point", position: [-30.25, 0.5] });
    const [, , zone] = found;
    // GDAL may turn a ring round.
    const sorted = (positions: readonly (readonly (number | undefined)[])[]) =>
      positions.map(String).sort();
    expect(zone?.geometry.type === "Polygon" && sorted(zone.geometry.rings[0] ?? [])).toEqual(
      sorted(ring),
    );
  });

  test.each([
    ["KML", "feed.kml"],
    ["LIBKML", "feed.kmz"],
  ])(
    "[INT-261] features give the same records as GeoJSON and as GDAL's %s of it",
    (format, out) => {
      const cells = { date: "2026-03-01", types: "fire|smoke", no: "n-1" };
      const geojson = writeGeojson([
        { properties: cells, geometry: { type: "Point", coordinates: [-30.25, 0.5] } },
        { properties: { ...cells, no: "n-2" }, geometry: { type: "Polygon", coordinates: [ring] } },
      ]);
      const mapping: Mapping = {
        ...{ truceline: "mapping/1", id: "features", record: "claim", source: "office" },
        ...{ timezone: "UTC", sourceId: { template: "{no}" }, time: { from: "date" } },
        fields: [
          { constant: "F", to: "grade.source" },
          { constant: "6", to: "grade.information" },
          { column: "types", to: "types", split: "|", emptyList: true },
          { geometry: "area", to: "area", radiusM: 50 },
        ],
      };
      const recordsOf = (as: "geojson" | "kml", bytes: Uint8Array) => {
        const reader = openRecordReader(as, {
          ...{ name: out, source: "feed/x", origin: "observed", mapping },
        });
        const heard = [...reader.push(bytes, noon), ...reader.finish(noon)];
        expect(reader.takeFaults()).toEqual([]);
        return heard.flatMap(({ records }) => records.map(({ record }) => record as Claim));
      };
      const ours = recordsOf("geojson", new TextEncoder().encode(geojson));
      const asText = ["-oo", "DATE_AS_STRING=YES"];
      const file = byGdal(`in-${out}.geojson`, geojson, format, out, asText);
      const theirs = recordsOf("kml", file);
      // GDAL may turn a ring round.
      const comparable = ({ area, ...rest }: Claim) => ({
        ...rest,
        area:
          area?.shape === "polygon"
            ? { rings: area.rings.map((one) => one.map(String).sort()) }
            : area,
      });
      expect(ours).toHaveLength(2);
      expect(theirs.map(comparable)).toEqual(ours.map(comparable));
    },
  );

  test("[INT-225] our GPX is read by GDAL with the same points and times, and GDAL's by us", () => {
    const points = Array.from({ length: 50 }, (_, index) => ({
      atMs: noon + index * 1000,
      position: lonLat(-30 + index / 1000, index / 2000),
    }));
    const gpx = writeGpx(points, { name: "Patrol" });
    const text = byGdal("ours.gpx", gpx, "GeoJSON", "gpx.json").toString("utf8");
    const { features } = JSON.parse(text) as Collection;
    expect(features.map(({ geometry }) => geometry.coordinates)).toEqual(
      points.map(({ position }) => [...position]),
    );
    expect(
      features.map(({ properties }) =>
        Date.parse(
          `${properties["time"]}`.replaceAll("/", "-").replace(" ", "T").replace("+00", "Z"),
        ),
      ),
    ).toEqual(points.map(({ atMs }) => atMs));
    const [from, to] = [join(folder, "ours.gpx"), join(folder, "theirs.gpx")];
    execFileSync(
      "ogr2ogr",
      [
        "-f",
        "GPX",
        "-dsco",
        "GPX_USE_EXTENSIONS=YES",
        "-lco",
        "FORCE_GPX_TRACK=YES",
        to,
        from,
        "track_points",
      ],
      { stdio: "pipe" },
    );
    expect(readGpx(readFileSync(to)).points).toEqual(points);
  });
});
