import { destination } from "@truceline/geo";
import { lonLat } from "@truceline/model";
import { InteropError } from "../errors.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import { readXmlTime } from "../xml/xml-time.ts";
import { readCotDetail } from "./cot-detail.ts";
import type { CotDetailPart, CotEvent } from "./cot-event.ts";
import { type PropertyValue, partForms, partOfProperty, propertyOfPart } from "./feature-parts.ts";
import { checkWritable } from "./write-event.ts";

type Position = readonly number[];

/** An event as a feature of GeoJSON, in the form that TAK's clients on the web exchange. */
export interface CotFeature {
  readonly id: string;
  readonly type: "Feature";
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly geometry:
    | { readonly type: "Point"; readonly coordinates: Position }
    | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
    | { readonly type: "Polygon"; readonly coordinates: readonly (readonly Position[])[] };
}

/** Types whose links with a point are their geometry. */
const pathTypes = new Set(["u-d-f", "u-d-r", "b-m-r"]);
const circleTypes = new Set(["u-d-c-c", "u-r-b-c-c"]);
/** Corners of a drawn circle. */
const circleSteps = 64;
/** Said by the exchange, not by the event. */
const outsideEvents = new Set(["metadata", "center"]);

/**
 * An event as a feature. Parts of the detail that have no property are left out, so this is for showing
 * and for clients; nothing is stored so.
 */
export function writeCotFeature(event: CotEvent): CotFeature {
  const { detail, type } = event;
  const read = readCotDetail(event);
  const place: Position = [
    event.lonDeg,
    event.latDeg,
    ...(event.heightM === null ? [] : [event.heightM]),
  ];
  const properties: Record<string, PropertyValue> = {
    callsign: read.callsign ?? "",
    center: [...place],
    type,
    how: event.how,
    time: new Date(event.sentAtMs).toISOString(),
    start: new Date(event.startAtMs).toISOString(),
    stale: new Date(event.staleAtMs).toISOString(),
  };
  const set = (name: string, value: PropertyValue | undefined) => {
    if (value !== undefined) properties[name] = value;
  };
  for (const [property, form] of Object.entries(partForms)) {
    const part = detail.find(({ name }) => name === form.part);
    if (part !== undefined) set(property, propertyOfPart(form, part));
  }
  const attributesOf = (name: string) => detail.find((part) => part.name === name)?.attributes;
  const { callsign: _callsign, ...contact } = attributesOf("contact") ?? {};
  if (Object.keys(contact).length > 0) set("contact", contact);
  set("remarks", read.remarks);
  set("course", read.courseDeg);
  set("speed", read.speedMps);
  set("icon", attributesOf("usericon")?.["iconsetpath"]);
  set("attachments", listOf(attributesOf("attachment_list")?.["hashes"]));
  if (attributesOf("archive") !== undefined) set("archived", true);
  if (attributesOf("marti")?.["archive"] === "true") set("marti_archive", true);
  set("dest", destinationsOf(detail));
  const display = attributesOf("display") ?? {};
  for (const name of ["minzoom", "maxzoom"]) set(name, numberOf(display[name]));
  set("rotate", display["rotate"] === undefined ? undefined : display["rotate"] === "true");
  const links = detail
    .filter(({ name, attributes }) => {
      return name === "link" && !(pathTypes.has(type) && attributes["point"] !== undefined);
    })
    .map(({ attributes }) => attributes);
  if (links.length > 0) set("links", links);
  setColour(set, "marker-color", "marker-opacity", attributesOf("color")?.["argb"]);
  setColour(set, "stroke", "stroke-opacity", attributesOf("strokeColor")?.["value"]);
  setColour(set, "fill", "fill-opacity", attributesOf("fillColor")?.["value"]);
  set("stroke-width", numberOf(attributesOf("strokeWeight")?.["value"]));
  set("stroke-style", attributesOf("strokeStyle")?.["value"]);
  const labels = attributesOf("labels_on")?.["value"];
  set("labels", labels === undefined ? undefined : labels === "true");
  if (circleTypes.has(type) && read.ellipse !== undefined) {
    const { semiMajorM: major, semiMinorM: minor, orientationDeg: angle } = read.ellipse;
    set("shape", { ellipse: { major, minor, angle } });
  }
  return { id: event.uid, type: "Feature", properties, geometry: geometryOf(event, read, place) };
}

/**
 * The event of a feature. What the exchange adds of its own (`metadata`, `path`) is no part of an event
 * and is left out; every other property that has no place in one is refused.
 * @throws InteropError `TL_INT_COT_ENCODE`
 */
export function readCotFeature(feature: CotFeature): CotEvent {
  const { id, properties, geometry } = feature;
  const refuse = (problem: string): never => {
    throw new InteropError("TL_INT_COT_ENCODE", { problem, uid: id });
  };
  const text = (name: string) => {
    const value = properties[name];
    return typeof value === "string" ? value : refuse(`the property ${name} is no text`);
  };
  const at = (name: string) => readXmlTime(text(name))?.atMs ?? refuse(`${name} is no time`);
  const centre = (geometry.type === "Point" ? geometry.coordinates : properties["center"]) ?? [];
  const [lonDeg, latDeg, heightM = null] = centre as readonly unknown[];
  if (typeof lonDeg !== "number" || typeof latDeg !== "number") return refuse("no centre");
  const type = text("type");
  const detail = [...partsOf(properties, refuse), ...pathParts(type, geometry)];
  const event: CotEvent = {
    uid: String(id),
    type,
    how: text("how"),
    sentAtMs: at("time"),
    startAtMs: at("start"),
    staleAtMs: at("stale"),
    lonDeg,
    latDeg,
    heightM: typeof heightM === "number" ? heightM : null,
    horizontalErrorM: null,
    verticalErrorM: null,
    detail,
  };
  checkWritable(event);
  return event;
}

const headProperties = new Set(["type", "how", "time", "start", "stale"]);

function partsOf(
  properties: CotFeature["properties"],
  refuse: (problem: string) => never,
): CotDetailPart[] {
  const parts: CotDetailPart[] = [];
  const put = (name: string, attributes: Record<string, string>, children: CotDetailPart[] = []) =>
    parts.push({ name, attributes, children });
  const join = (
    name: string,
    attributes: Record<string, string>,
    children: CotDetailPart[] = [],
  ) => {
    const before = parts.findIndex((part) => part.name === name);
    const [part] = before < 0 ? [] : parts.splice(before, 1);
    put(name, { ...part?.attributes, ...attributes }, [
      ...((part?.children ?? []) as CotDetailPart[]),
      ...children,
    ]);
  };
  for (const [name, value] of Object.entries(properties)) {
    const form = partForms[name];
    if (form !== undefined) {
      parts.push(partOfProperty(form, value));
      continue;
    }
    if (headProperties.has(name) || outsideEvents.has(name)) continue;
    switch (name) {
      case "callsign":
        join("contact", { callsign: String(value) });
        break;
      case "contact":
        join("contact", value as Record<string, string>);
        break;
      case "remarks":
        parts.push({ name: "remarks", attributes: {}, children: [String(value)] });
        break;
      case "course":
      case "speed":
        join("track", { [name]: String(value) });
        break;
      case "icon":
        put("usericon", { iconsetpath: String(value) });
        break;
      case "attachments":
        put("attachment_list", { hashes: JSON.stringify(value) });
        break;
      case "archived":
        if (value === true) put("archive", {});
        break;
      case "marti_archive":
        join("marti", { archive: String(value) });
        break;
      case "dest":
        for (const one of (Array.isArray(value) ? value : [value]) as Record<string, string>[]) {
          join("marti", {}, [{ name: "dest", attributes: one, children: [] }]);
        }
        break;
      case "minzoom":
      case "maxzoom":
      case "rotate":
        join("display", { [name]: String(value) });
        break;
      case "links":
        for (const one of value as readonly Record<string, string>[]) put("link", { ...one });
        break;
      case "marker-color": {
        const argb = colourValue(value, properties["marker-opacity"]);
        put("color", { argb, value: argb });
        break;
      }
      case "stroke":
        put("strokeColor", { value: colourValue(value, properties["stroke-opacity"]) });
        break;
      case "fill":
        put("fillColor", { value: colourValue(value, properties["fill-opacity"]) });
        break;
      case "stroke-width":
        put("strokeWeight", { value: String(value) });
        break;
      case "stroke-style":
        put("strokeStyle", { value: String(value) });
        break;
      case "labels":
        put("labels_on", { value: String(value) });
        break;
      case "shape": {
        const { ellipse } = value as { ellipse?: Record<string, number> };
        const attributes = Object.fromEntries(
          Object.entries(ellipse ?? {}).map(([key, number]) => [key, plainNumber(number)]),
        );
        put("shape", {}, [{ name: "ellipse", attributes, children: [] }]);
        break;
      }
      case "marker-opacity":
      case "stroke-opacity":
      case "fill-opacity":
        break;
      default:
        refuse(`the property ${name} has no place in an event`);
    }
  }
  return parts;
}

function pathParts(type: string, geometry: CotFeature["geometry"]): CotDetailPart[] {
  if (!pathTypes.has(type) || geometry.type === "Point") return [];
  const positions =
    geometry.type === "Polygon" ? (geometry.coordinates[0] ?? []) : geometry.coordinates;
  return positions.map(([lonDeg = Number.NaN, latDeg = Number.NaN]) => ({
    name: "link",
    attributes: { point: `${plainNumber(latDeg)},${plainNumber(lonDeg)}` },
    children: [],
  }));
}

function geometryOf(
  event: CotEvent,
  { path, ellipse }: ReturnType<typeof readCotDetail>,
  place: Position,
): CotFeature["geometry"] {
  if (circleTypes.has(event.type) && ellipse !== undefined) {
    const ring = Array.from({ length: circleSteps + 1 }, (_, step) => {
      const bearingDeg = ((step % circleSteps) * 360) / circleSteps;
      const turnRad = ((bearingDeg - ellipse.orientationDeg) * Math.PI) / 180;
      const { semiMajorM: a, semiMinorM: b } = ellipse;
      // Distance of an ellipse's edge from its middle.
      const radiusM =
        a * b === 0 ? 0 : (a * b) / Math.hypot(b * Math.cos(turnRad), a * Math.sin(turnRad));
      const corner = destination(lonLat(event.lonDeg, event.latDeg), bearingDeg, radiusM);
      return [...corner.map((degrees) => Math.round(degrees * 1e6) / 1e6), ...place.slice(2)];
    });
    return { type: "Polygon", coordinates: [ring] };
  }
  if (!pathTypes.has(event.type) || path === undefined || path.length < 2) {
    return { type: "Point", coordinates: place };
  }
  const [first, last] = [path[0], path.at(-1)];
  // A rectangle's last corner is not said again.
  if (event.type === "u-d-r" && first !== undefined && String(first) !== String(last)) {
    return { type: "Polygon", coordinates: [[...path, first]] };
  }
  return String(first) === String(last) && path.length > 3
    ? { type: "Polygon", coordinates: [path] }
    : { type: "LineString", coordinates: path };
}

function destinationsOf(detail: readonly CotDetailPart[]): PropertyValue | undefined {
  const all = (detail.find(({ name }) => name === "marti")?.children ?? [])
    .filter((child): child is CotDetailPart => typeof child !== "string" && child.name === "dest")
    .map(({ attributes }) => attributes);
  return all.length > 1 ? all : all[0];
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === "" || !Number.isFinite(Number(text))
    ? undefined
    : Number(text);
}

function listOf(text: string | undefined): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return Array.isArray(value) ? value.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** `#rrggbb` and opacity as one signed number of 32 bits: opacity, red, green, blue. */
function colourValue(colour: PropertyValue, opacity: PropertyValue | undefined): string {
  const rgb = Number.parseInt(String(colour).slice(1, 7), 16) || 0;
  const alpha = Math.round((typeof opacity === "number" ? opacity : 0.5) * 255);
  return String((alpha << 24) | rgb);
}

function setColour(
  set: (name: string, value: PropertyValue | undefined) => void,
  colourName: string,
  opacityName: string,
  text: string | undefined,
): void {
  const value = numberOf(text);
  if (value === undefined) return;
  set(colourName, `#${(value & 0xffffff).toString(16).padStart(6, "0").toUpperCase()}`);
  set(opacityName, ((value >>> 24) & 0xff) / 255);
}
