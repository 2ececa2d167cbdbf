import type { LonLat } from "@truceline/model";
import { InteropError } from "../errors.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import { metresPerFoot } from "../units.ts";
import { writeXmlDocument, type XmlToWrite } from "../xml/write-xml.ts";
import {
  type CapAlert,
  type CapArea,
  type CapInfo,
  type CapValue,
  infoTexts,
  infoTimes,
  referringTypes,
} from "./cap-alert.ts";

const namespace = "urn:oasis:names:tc:emergency:cap:1.2";

/**
 * An alert as a document of CAP 1.2, UTF-8, unsigned; read again it is the same. Times of infos are written
 * in UTC.
 * @throws InteropError `TL_INT_CAP_ENCODE` with the element, for what the standard does not allow: an empty
 *   or missing text, spaces or commas in identifier and sender, parts of a second, an open ring
 */
export function writeCap(alert: CapAlert): string {
  for (const local of ["identifier", "sender"] as const) {
    if (/[\s,<&]/.test(alert[local])) refuse(`${local} has a space, comma, < or &`);
  }
  if (referringTypes.has(alert.messageType) && alert.references.length === 0) {
    refuse(`an alert of type ${alert.messageType} has to name another`);
  }
  const references = alert.references.map(({ sender, identifier, sentAtMs, sentZoneMin }) => {
    if (/[\s,]/.test(sender + identifier)) refuse("a reference has a space or comma");
    return `${sender},${identifier},${timeText(sentAtMs, sentZoneMin)}`;
  });
  return writeXmlDocument({
    name: "alert",
    attributes: { xmlns: namespace },
    children: [
      element("identifier", alert.identifier),
      element("sender", alert.sender),
      element("sent", timeText(alert.sentAtMs, alert.sentZoneMin)),
      element("status", alert.status),
      element("msgType", alert.messageType),
      ...optional("source", alert.source),
      element("scope", alert.scope),
      ...optional("restriction", alert.restriction),
      ...optional("addresses", alert.addresses),
      ...alert.codes.map((code) => element("code", code)),
      ...optional("note", alert.note),
      ...(references.length === 0 ? [] : [element("references", references.join(" "))]),
      ...optional("incidents", alert.incidents),
      ...alert.infos.map(infoElement),
    ],
  });
}

function infoElement(info: CapInfo): XmlToWrite {
  if (info.categories.length === 0) refuse("an info has no category");
  if (info.language !== undefined && !/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(info.language)) {
    refuse(`"${info.language}" is no language`);
  }
  const times = Object.entries(infoTimes).flatMap(([local, member]) => {
    const atMs = info[member];
    return atMs === undefined ? [] : [element(local, timeText(atMs, 0))];
  });
  return {
    name: "info",
    children: [
      ...optional("language", info.language),
      ...info.categories.map((category) => element("category", category)),
      element("event", info.event),
      ...info.responseTypes.map((type) => element("responseType", type)),
      element("urgency", info.urgency),
      element("severity", info.severity),
      element("certainty", info.certainty),
      ...optional("audience", info.audience),
      ...info.eventCodes.map((code) => valueElement("eventCode", code)),
      ...times,
      ...Object.values(infoTexts).flatMap((local) => optional(local, info[local])),
      ...info.parameters.map((parameter) => valueElement("parameter", parameter)),
      ...info.resources.map((resource) => ({
        name: "resource",
        children: [
          element("resourceDesc", resource.description),
          element("mimeType", resource.mimeType ?? refuse("a resource has no type")),
          ...optional("size", resource.sizeBytes?.toFixed(0)),
          ...optional("uri", resource.uri),
          ...optional("derefUri", resource.derefUri),
          ...optional("digest", resource.digest),
        ],
      })),
      ...info.areas.map(areaElement),
    ],
  };
}

function areaElement(area: CapArea): XmlToWrite {
  const feet = (metres: number | undefined) =>
    metres === undefined
      ? undefined
      : plainNumber(Math.round((finite(metres) / metresPerFoot) * 1e6) / 1e6);
  return {
    name: "area",
    children: [
      element("areaDesc", area.description),
      ...area.rings.map((ring) => element("polygon", ringText(ring))),
      ...area.circles.map(({ centre, radiusM }) => {
        if (!(radiusM >= 0)) refuse("a circle has no radius");
        const radiusKm = Math.round(finite(radiusM) * 1000) / 1e6;
        return element("circle", `${pairText(centre)} ${plainNumber(radiusKm)}`);
      }),
      ...area.geocodes.map((code) => valueElement("geocode", code)),
      ...optional("altitude", feet(area.floorM)),
      ...optional("ceiling", feet(area.ceilingM)),
    ],
  };
}

function ringText(ring: readonly LonLat[]): string {
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    refuse("a ring has fewer than four positions or does not end where it begins");
  }
  return ring.map(pairText).join(" ");
}

function pairText([lonDeg, latDeg]: LonLat): string {
  return `${plainNumber(finite(latDeg))},${plainNumber(finite(lonDeg))}`;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : refuse("a number that is none");
}

/** `2026-03-01T12:00:00-00:00`: the standard has no `Z`, and writes UTC so. */
function timeText(atMs: number, zoneMin: number): string {
  const isWritable = Number.isInteger(atMs / 1000) && Number.isInteger(zoneMin);
  if (!isWritable || Math.abs(zoneMin) > 14 * 60 || Math.abs(atMs) > 8e15) {
    refuse(`${atMs} is no time of whole seconds`);
  }
  const local = new Date(atMs + zoneMin * 60_000).toISOString();
  if (!/^\d{4}-/.test(local)) refuse(`${atMs} is not within years of four digits`);
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.abs(zoneMin);
  const zone = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${local.slice(0, 19)}${zoneMin > 0 ? "+" : "-"}${zone}`;
}

function valueElement(name: string, { valueName, value }: CapValue): XmlToWrite {
  return {
    name,
    children: [
      { name: "valueName", children: [valueName] },
      { name: "value", children: [value] },
    ],
  };
}

function element(name: string, text: string): XmlToWrite {
  if (text.trim() === "" || text !== text.trim()) {
    refuse(`${name} is empty, or begins or ends with white space`);
  }
  return { name, children: [text] };
}

function optional(name: string, text: string | undefined): XmlToWrite[] {
  return text === undefined ? [] : [element(name, text)];
}

function refuse(problem: string): never {
  throw new InteropError("TL_INT_CAP_ENCODE", { problem });
}
