import { InteropError } from "../errors.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import { writeXmlElement, type XmlToWrite } from "../xml/write-xml.ts";
import { writeXmlTime } from "../xml/xml-time.ts";
import type { CotEvent } from "./cot-event.ts";
import { cotPurpose } from "./cot-type.ts";
import { isCotType, isOnEarth, unknownFrom } from "./read-event.ts";

/** What the schema has for heights and errors that are not known. */
const unknownM = "9999999.0";

/**
 * An event as XML, UTF-8, without declaration: as it is sent over a stream or in a datagram.
 * @throws InteropError `TL_INT_COT_ENCODE` for a type that is not sent (`cotPurpose` refuses it), a place off
 *   the earth, a time or number that cannot be written; `TL_INT_XML_ENCODE` for texts XML cannot hold
 */
export function writeCotXml(event: CotEvent): string {
  checkWritable(event);
  const { uid, type, how, access, qos, opex, caveat, releasableTo } = event;
  const attributes: Record<string, string> = { version: "2.0", uid, type };
  // Left out where the sender left it out; the schema wants it.
  const optional = {
    how: how === "" ? undefined : how,
    access,
    qos,
    opex,
    caveat,
    releaseableTo: releasableTo,
  };
  for (const [name, text] of Object.entries(optional)) {
    if (text !== undefined) attributes[name] = text;
  }
  attributes["time"] = writeXmlTime(event.sentAtMs) ?? "";
  attributes["start"] = writeXmlTime(event.startAtMs) ?? "";
  attributes["stale"] = writeXmlTime(event.staleAtMs) ?? "";
  const metres = (value: number | null) => (value === null ? unknownM : plainNumber(value));
  const point: XmlToWrite = {
    name: "point",
    attributes: {
      lat: plainNumber(event.latDeg),
      lon: plainNumber(event.lonDeg),
      hae: metres(event.heightM),
      ce: metres(event.horizontalErrorM),
      le: metres(event.verticalErrorM),
    },
  };
  const detail: XmlToWrite = { name: "detail", children: event.detail };
  return writeXmlElement({ name: "event", attributes, children: [point, detail] });
}

/** Refuses what is not sent, or would not be read as the same. */
export function checkWritable(event: CotEvent): void {
  const refuse = (problem: string): never => {
    throw new InteropError("TL_INT_COT_ENCODE", { problem, uid: event.uid, type: event.type });
  };
  const purpose = cotPurpose(event);
  if (typeof purpose !== "string") refuse(purpose.refused);
  if (event.uid === "" || !isCotType(event.type)) refuse("no uid or no type");
  const { uid, how, access = "", qos = "", opex = "", caveat = "", releasableTo = "" } = event;
  if (![uid, how, access, qos, opex, caveat, releasableTo].every((text) => text.isWellFormed())) {
    refuse("a text that is not Unicode");
  }
  if (!isOnEarth(event.lonDeg, event.latDeg)) refuse("a place off the earth");
  for (const atMs of [event.sentAtMs, event.startAtMs, event.staleAtMs]) {
    if (writeXmlTime(atMs) === undefined) refuse("a time that cannot be written");
  }
  const metres = [event.heightM, event.horizontalErrorM, event.verticalErrorM];
  if (metres.some((value) => value !== null && !(Math.abs(value) < unknownFrom))) {
    refuse("a height or error that stands for unknown");
  }
  if ([event.horizontalErrorM, event.verticalErrorM].some((value) => value !== null && value < 0)) {
    refuse("an error below zero");
  }
}
