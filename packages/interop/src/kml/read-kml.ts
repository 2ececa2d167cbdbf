import { InteropError, type InteropErrorCode } from "../errors.ts";
import { type WireFault, wireFault } from "../wire-fault.ts";
import { shortWords } from "../xml/short-words.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml/xml-node.ts";
import { type XmlLimits, XmlReader, type XmlStart } from "../xml/xml-reader.ts";
import { readXmlTime } from "../xml/xml-time.ts";
import type { KmlGeometry, KmlHeightMode, KmlPlace, KmlPosition } from "./kml-place.ts";

export interface KmlDocument {
  readonly places: readonly KmlPlace[];
  /** Links to further documents. None is followed. */
  readonly linkCount: number;
  readonly faults: readonly WireFault[];
}

const placeCountMax = 100_000;
const positionCountMax = 1_000_000;
const collectionDepthMax = 4;
const limitsDefault: Partial<XmlLimits> = {
  bytesMax: 64 * 1024 * 1024,
  textLengthMax: 16 * 1024 * 1024,
};
const folderNames = new Set(["Folder", "Document"]);

/**
 * The placemarks of a KML document, version 2.2 or 2.3 (and older ones that look the same), with the names
 * of their folders, their times and extended data. Styles, overlays, views and models are left out; nothing
 * is fetched. A placemark whose place or time is none is told with its byte and left out.
 *
 * @throws InteropError `TL_INT_KML` for another document or more places than allowed, `TL_INT_XML…` as the
 *   door for XML
 */
export function readKml(
  document: Uint8Array,
  { name, limits }: { readonly name: string; readonly limits?: Partial<XmlLimits> },
): KmlDocument {
  const places: KmlPlace[] = [];
  const faults: WireFault[] = [];
  /** Local names of the open elements that are not kept, and the names of those that are folders. */
  const path: string[] = [];
  const folders: (string | undefined)[] = [];
  let linkCount = 0;
  let positionCount = 0;
  let wanted: { readonly start: XmlStart; readonly depth: number } | undefined;
  const faultAt = (code: InteropErrorCode, special: string, offset: number): WireFault => ({
    ...wireFault(
      code,
      `${shortWords(special)} (byte ${offset})`,
      document.subarray(offset, offset + 64),
      {
        file: name,
      },
    ),
    offset,
  });
  const refuse = (special: string, offset: number): never => {
    throw new InteropError("TL_INT_KML", { faults: [faultAt("TL_INT_KML", special, offset)] });
  };
  const reader = new XmlReader({
    name,
    limits: { ...limitsDefault, ...limits },
    isWanted: (start, depth) => {
      if (depth === 0 && start.local !== "kml") {
        refuse(`the document begins with ${start.name}, not kml`, start.offset);
      }
      path.length = depth;
      folders.length = Math.min(folders.length, depth);
      if (start.local === "NetworkLink") linkCount += 1;
      const isFolderName = start.local === "name" && folderNames.has(path.at(-1) ?? "");
      path.push(start.local);
      const isWanted = isFolderName || start.local === "Placemark";
      if (isWanted) wanted = { start, depth };
      return isWanted;
    },
    take: (element) => {
      if (element.local === "name") {
        folders[(wanted?.depth ?? 1) - 1] = textOf(element);
        return;
      }
      if (places.length >= placeCountMax)
        refuse(`more than ${placeCountMax} places`, element.offset);
      try {
        const around = path
          .slice(0, wanted?.depth)
          .flatMap((local, at) => (local === "Folder" ? [folders[at] ?? ""] : []));
        const place = placeOf(element, around);
        positionCount += countOf(place.geometry);
        places.push(place);
      } catch (error) {
        if (!(error instanceof PlaceFault)) throw error;
        faults.push(faultAt("TL_INT_KML", error.message, error.offset));
      }
      if (positionCount > positionCountMax) {
        refuse(`more than ${positionCountMax} positions`, element.offset);
      }
    },
  });
  reader.push(document);
  reader.finish();
  return { places, linkCount, faults };
}

/** Why a placemark is left out. */
class PlaceFault extends Error {
  readonly offset: number;

  constructor(message: string, { offset }: XmlElement) {
    super(message);
    this.offset = offset;
  }
}

function placeOf(placemark: XmlElement, folders: readonly string[]): KmlPlace {
  const text = (local: string) => {
    const child = childOf(placemark, local);
    const found = child === undefined ? "" : textOf(child);
    return found === "" ? undefined : found;
  };
  const [name, description] = [text("name"), text("description")];
  const geometries = placemark.children.flatMap((child) =>
    typeof child === "string" ? [] : (geometryOf(child, 0) ?? []),
  );
  const [geometry, another] = geometries;
  if (geometry === undefined) throw new PlaceFault("the placemark has no place", placemark);
  const span = spanOf(placemark);
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    folders,
    ...(span === undefined ? {} : { span }),
    data: dataOf(placemark),
    geometry: another === undefined ? geometry : { type: "Collection", geometries },
  };
}

function geometryOf(element: XmlElement, depth: number): KmlGeometry | undefined {
  const heightMode = heightModeOf(element);
  const mode = heightMode === undefined ? {} : { heightMode };
  switch (element.local) {
    case "Point": {
      const [position, another] = positionsOf(element, heightMode);
      if (position === undefined || another !== undefined) {
        throw new PlaceFault("a point has not one position", element);
      }
      return { type: "Point", position, ...mode };
    }
    case "LineString":
    case "LinearRing": {
      const positions = positionsOf(element, heightMode);
      if (positions.length < 2) throw new PlaceFault("a line has not two positions", element);
      return { type: "LineString", positions, ...mode };
    }
    case "Polygon":
      return { type: "Polygon", rings: ringsOf(element, heightMode), ...mode };
    case "Track":
      return { type: "Track", points: trackPointsOf(element, heightMode), ...mode };
    case "MultiGeometry":
    case "MultiTrack": {
      if (depth >= collectionDepthMax) {
        throw new PlaceFault(`collections within more than ${collectionDepthMax} others`, element);
      }
      const geometries = element.children.flatMap((child) =>
        typeof child === "string" ? [] : (geometryOf(child, depth + 1) ?? []),
      );
      if (geometries.length === 0) throw new PlaceFault("a collection is empty", element);
      return { type: "Collection", geometries };
    }
    default:
      return undefined;
  }
}

function heightModeOf(element: XmlElement): KmlHeightMode | undefined {
  const child = childOf(element, "altitudeMode");
  const mode = child === undefined ? "" : textOf(child);
  return mode === "absolute" || mode === "relativeToGround" ? mode : undefined;
}

function positionsOf(element: XmlElement, mode: KmlHeightMode | undefined): readonly KmlPosition[] {
  const coordinates = childOf(element, "coordinates");
  const text = coordinates === undefined ? "" : textOf(coordinates);
  if (coordinates === undefined || text === "") {
    throw new PlaceFault(`${element.local} has no coordinates`, element);
  }
  return text.split(/\s+/).map((tuple) => {
    return positionOf(tuple.split(","), mode) ?? fail(`"${tuple}" is no position`, coordinates);
  });
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

function positionOf(
  words: readonly string[],
  mode: KmlHeightMode | undefined,
): KmlPosition | undefined {
  if (words.length < 2 || words.length > 3 || !words.every((word) => decimal.test(word))) {
    return undefined;
  }
  const [lonDeg = Number.NaN, latDeg = Number.NaN, heightM] = words.map(Number);
  if (!(Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90)) return undefined;
  return mode === undefined || heightM === undefined ? [lonDeg, latDeg] : [lonDeg, latDeg, heightM];
}

function fail(message: string, element: XmlElement): never {
  throw new PlaceFault(message, element);
}

function ringsOf(
  polygon: XmlElement,
  mode: KmlHeightMode | undefined,
): readonly (readonly KmlPosition[])[] {
  const boundaries = [
    ...childrenOf(polygon, "outerBoundaryIs"),
    ...childrenOf(polygon, "innerBoundaryIs"),
  ];
  if (childrenOf(polygon, "outerBoundaryIs").length !== 1) {
    throw new PlaceFault("a polygon has not one outline", polygon);
  }
  return boundaries
    .flatMap((boundary) => childrenOf(boundary, "LinearRing"))
    .map((ring) => {
      const positions = positionsOf(ring, mode);
      const [first, last] = [positions[0], positions.at(-1)];
      if (positions.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
        fail("a ring has fewer than four positions or does not end where it begins", ring);
      }
      return positions;
    });
}

function trackPointsOf(track: XmlElement, mode: KmlHeightMode | undefined) {
  const whens = childrenOf(track, "when");
  const coords = childrenOf(track, "coord");
  if (whens.length !== coords.length || whens.length === 0) {
    fail(`a track has ${whens.length} times and ${coords.length} positions`, track);
  }
  return whens.map((when, index) => {
    const atMs = readXmlTime(textOf(when))?.atMs ?? fail(`"${textOf(when)}" is no time`, when);
    const coord = coords[index];
    const text = coord === undefined ? "" : textOf(coord);
    const position = positionOf(text.split(/\s+/), mode) ?? fail(`"${text}" is no position`, when);
    return { atMs, position };
  });
}

/** Time stamps and spans may be whole days, months or years. */
function spanOf(placemark: XmlElement): KmlPlace["span"] {
  const stamp = childOf(placemark, "TimeStamp");
  const span = childOf(placemark, "TimeSpan");
  const read = (parent: XmlElement | undefined, local: string) => {
    const element = parent === undefined ? undefined : childOf(parent, local);
    const text = element === undefined ? "" : textOf(element);
    if (element === undefined || text === "") return undefined;
    return readPeriod(text) ?? fail(`"${text}" is no time`, element);
  };
  if (stamp !== undefined) return read(stamp, "when");
  const [from, to] = [read(span, "begin"), read(span, "end")];
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from.fromMs > to.toMs) {
    fail("a span of time ends before it begins", span ?? placemark);
  }
  return {
    ...(from === undefined ? {} : { fromMs: from.fromMs }),
    ...(to === undefined ? {} : { toMs: to.toMs }),
  };
}

function readPeriod(text: string): { readonly fromMs: number; readonly toMs: number } | undefined {
  const time = readXmlTime(text);
  if (time !== undefined) return { fromMs: time.atMs, toMs: time.atMs };
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (parts === null) return undefined;
  const [, year = "", month = "01", day = "01"] = parts;
  const from = readXmlTime(`${year}-${month}-${day}T00:00:00Z`);
  if (from === undefined) return undefined;
  const next = new Date(from.atMs);
  if (parts[3] !== undefined) next.setUTCDate(next.getUTCDate() + 1);
  else if (parts[2] !== undefined) next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCFullYear(next.getUTCFullYear() + 1);
  return { fromMs: from.atMs, toMs: next.getTime() - 1 };
}

function dataOf(placemark: XmlElement): Readonly<Record<string, string>> {
  const extended = childOf(placemark, "ExtendedData");
  if (extended === undefined) return {};
  const plain = childrenOf(extended, "Data").map((data): [string, string] => {
    const value = childOf(data, "value");
    return [data.attributes["name"] ?? "", value === undefined ? "" : textOf(value)];
  });
  const typed = childrenOf(extended, "SchemaData")
    .flatMap((schema) => childrenOf(schema, "SimpleData"))
    .map((data): [string, string] => [data.attributes["name"] ?? "", textOf(data)]);
  return Object.fromEntries([...plain, ...typed].filter(([name]) => name !== ""));
}

function countOf(geometry: KmlGeometry): number {
  switch (geometry.type) {
    case "Point":
      return 1;
    case "LineString":
      return geometry.positions.length;
    case "Polygon":
      return geometry.rings.reduce((sum, ring) => sum + ring.length, 0);
    case "Track":
      return geometry.points.length;
    case "Collection":
      return geometry.geometries.reduce((sum, one) => sum + countOf(one), 0);
  }
}
