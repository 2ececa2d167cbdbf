import { InteropError } from "../errors.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import { writeXmlDocument, type XmlToWrite } from "../xml/write-xml.ts";
import { writeXmlTime } from "../xml/xml-time.ts";
import type { KmlGeometry, KmlHeightMode, KmlPlace, KmlPosition } from "./kml-place.ts";

/**
 * Places as a document of KML 2.2, UTF-8, without styles; read again they are the same. Neighbours of the
 * same folders share them.
 * @throws InteropError `TL_INT_KML_ENCODE` for a place off the earth, an open ring, a time that cannot be
 *   written, or a height without a mode
 */
export function writeKml(places: readonly KmlPlace[], { name }: { readonly name: string }): string {
  const document: XmlToWrite = {
    name: "Document",
    children: [textElement("name", name), ...foldersOf(places, 0)],
  };
  return writeXmlDocument({
    name: "kml",
    attributes: {
      xmlns: "http://www.opengis.net/kml/2.2",
      "xmlns:gx": "http://www.google.com/kml/ext/2.2",
    },
    children: [document],
  });
}

/** Places in their order, those of one folder at this depth together as long as they are neighbours. */
function foldersOf(places: readonly KmlPlace[], depth: number): XmlToWrite[] {
  const elements: XmlToWrite[] = [];
  for (let at = 0; at < places.length; ) {
    const place = places[at];
    const folder = place?.folders[depth];
    if (place === undefined || folder === undefined) {
      if (place !== undefined) elements.push(placemark(place));
      at += 1;
      continue;
    }
    let end = at;
    while (places[end]?.folders[depth] === folder) end += 1;
    const inside = foldersOf(places.slice(at, end), depth + 1);
    elements.push({ name: "Folder", children: [textElement("name", folder), ...inside] });
    at = end;
  }
  return elements;
}

function placemark(place: KmlPlace): XmlToWrite {
  const data = Object.entries(place.data).map(([name, value]): XmlToWrite => {
    if (name === "") refuse("a datum has no name");
    return { name: "Data", attributes: { name }, children: [textElement("value", value)] };
  });
  return {
    name: "Placemark",
    children: [
      ...(place.name === undefined ? [] : [textElement("name", place.name)]),
      ...(place.description === undefined ? [] : [textElement("description", place.description)]),
      ...spanElements(place.span),
      ...(data.length === 0 ? [] : [{ name: "ExtendedData", children: data }]),
      geometryElement(place.geometry),
    ],
  };
}

function spanElements(span: KmlPlace["span"]): XmlToWrite[] {
  if (span === undefined) return [];
  const { fromMs, toMs } = span;
  const time = (atMs: number) =>
    writeXmlTime(atMs) ?? refuse(`${atMs} cannot be written as a time`);
  if (fromMs !== undefined && fromMs === toMs) {
    return [{ name: "TimeStamp", children: [textElement("when", time(fromMs))] }];
  }
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
    refuse("a span of time ends before it begins");
  }
  const ends = [
    ...(fromMs === undefined ? [] : [textElement("begin", time(fromMs))]),
    ...(toMs === undefined ? [] : [textElement("end", time(toMs))]),
  ];
  return ends.length === 0 ? [] : [{ name: "TimeSpan", children: ends }];
}

function geometryElement(geometry: KmlGeometry): XmlToWrite {
  if (geometry.type === "Collection") {
    if (geometry.geometries.length === 0) refuse("a collection is empty");
    return { name: "MultiGeometry", children: geometry.geometries.map(geometryElement) };
  }
  const { heightMode } = geometry;
  const mode = heightMode === undefined ? [] : [textElement("altitudeMode", heightMode)];
  const coordinates = (positions: readonly KmlPosition[]) =>
    textElement(
      "coordinates",
      positions.map((position) => numbersOf(position, heightMode).join(",")).join(" "),
    );
  switch (geometry.type) {
    case "Point":
      return { name: "Point", children: [...mode, coordinates([geometry.position])] };
    case "LineString":
      if (geometry.positions.length < 2) refuse("a line has not two positions");
      return { name: "LineString", children: [...mode, coordinates(geometry.positions)] };
    case "Polygon": {
      const rings = geometry.rings.map((ring, index): XmlToWrite => {
        const [first, last] = [ring[0], ring.at(-1)];
        if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
          refuse("a ring has fewer than four positions or does not end where it begins");
        }
        return {
          name: index === 0 ? "outerBoundaryIs" : "innerBoundaryIs",
          children: [{ name: "LinearRing", children: [coordinates(ring)] }],
        };
      });
      if (rings.length === 0) refuse("a polygon has no outline");
      return { name: "Polygon", children: [...mode, ...rings] };
    }
    case "Track": {
      if (geometry.points.length === 0) refuse("a track has no points");
      const whens = geometry.points.map(({ atMs }) =>
        textElement("when", writeXmlTime(atMs) ?? refuse(`${atMs} cannot be written as a time`)),
      );
      const coords = geometry.points.map(({ position }) =>
        textElement("gx:coord", numbersOf(position, heightMode).join(" ")),
      );
      return { name: "gx:Track", children: [...mode, ...whens, ...coords] };
    }
  }
}

function numbersOf(position: KmlPosition, mode: KmlHeightMode | undefined): readonly string[] {
  const [lonDeg, latDeg, heightM] = position;
  if (!(Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90)) refuse("a place off the earth");
  if (heightM !== undefined && (mode === undefined || !Number.isFinite(heightM))) {
    refuse("a height that is above nothing");
  }
  return [lonDeg, latDeg, ...(heightM === undefined ? [] : [heightM])].map(plainNumber);
}

function textElement(name: string, text: string): XmlToWrite {
  return { name, children: text === "" ? [] : [text] };
}

function refuse(problem: string): never {
  throw new InteropError("TL_INT_KML_ENCODE", { problem });
}
