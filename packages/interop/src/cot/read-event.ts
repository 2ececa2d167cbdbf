import type { InteropErrorCode } from "../errors.ts";
import { childOf, type XmlElement } from "../xml/xml-node.ts";
import { readXmlTime } from "../xml/xml-time.ts";
import type { CotDetailPart, CotEvent } from "./cot-event.ts";

/** Why something is no event, and at which byte. */
export interface CotProblem {
  readonly code: InteropErrorCode;
  readonly special: string;
  readonly offset: number;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
/** Heights and errors from here on stand for "not known": 9999999.0 in the schema, 999999 among clients. */
export const unknownFrom = 999_999;
const optionalTexts = {
  access: "access",
  qos: "qos",
  opex: "opex",
  caveat: "caveat",
  releaseableTo: "releasableTo",
} as const;

/** An event from its element. */
export function readEvent(element: XmlElement): CotEvent | CotProblem {
  const { attributes, offset } = element;
  const problem = (special: string, at = offset): CotProblem => ({
    code: "TL_INT_COT_EVENT",
    special,
    offset: at,
  });
  if (element.local !== "event")
    return problem(`the message begins with ${element.name}, not event`);
  const version = attributes["version"] ?? "";
  if (!decimal.test(version) || Number(version) < 2 || Number(version) >= 3) {
    return problem(version === "" ? "the event has no version" : `version ${version} is not read`);
  }
  const { uid = "", type = "", how = "" } = attributes;
  if (uid === "") return problem("the event has no uid");
  if (!isCotType(type))
    return problem(type === "" ? "the event has no type" : `"${type}" is no type`);
  const times: number[] = [];
  for (const name of ["time", "start", "stale"]) {
    const text = attributes[name];
    const time = text === undefined ? undefined : readXmlTime(text.trim());
    if (time?.zoneMin === undefined) {
      return problem(
        text === undefined ? `the event has no ${name}` : `${name} "${text}" is no time`,
      );
    }
    times.push(time.atMs);
  }
  const [sentAtMs = 0, startAtMs = 0, staleAtMs = 0] = times;
  const point = childOf(element, "point");
  if (point === undefined) return problem("the event has no point");
  const place = readPoint(point.attributes);
  if (typeof place === "string") return problem(place, point.offset);
  const optional: Record<string, string> = {};
  for (const [name, member] of Object.entries(optionalTexts)) {
    const text = attributes[name];
    if (text !== undefined && text !== "") optional[member] = text;
  }
  const detail = childOf(element, "detail");
  const parts = detail === undefined ? [] : detailParts(detail);
  return { uid, type, how, ...optional, sentAtMs, startAtMs, staleAtMs, ...place, detail: parts };
}

/** Words joined by hyphens; `.` stands for any, and a part behind `;` is let through, as the schema has it. */
export function isCotType(type: string): boolean {
  return /^[\w.]+(-[\w.]+)*(;[^;]*)?$/.test(type) && type.length <= 200;
}

type Place = Pick<
  CotEvent,
  "lonDeg" | "latDeg" | "heightM" | "horizontalErrorM" | "verticalErrorM"
>;

function readPoint(attributes: Readonly<Record<string, string>>): Place | string {
  const number = (name: string) => {
    const text = attributes[name]?.trim() ?? "";
    return decimal.test(text) ? Number(text) : undefined;
  };
  const [lonDeg, latDeg] = [number("lon"), number("lat")];
  if (lonDeg === undefined || latDeg === undefined || !isOnEarth(lonDeg, latDeg)) {
    const { lon = "nothing", lat = "nothing" } = attributes;
    return `lat ${lat} and lon ${lon} are no place`;
  }
  const metres: Record<string, number | null> = {};
  for (const name of ["hae", "ce", "le"]) {
    const text = attributes[name]?.trim();
    const value = number(name);
    if (value === undefined && text !== "NaN") {
      return text === undefined ? `the point has no ${name}` : `${name} "${text}" is no number`;
    }
    metres[name] = knownM(value ?? Number.NaN, name === "hae");
  }
  const { hae: heightM = null, ce: horizontalErrorM = null, le: verticalErrorM = null } = metres;
  return { lonDeg, latDeg, heightM, horizontalErrorM, verticalErrorM };
}

export function isOnEarth(lonDeg: number, latDeg: number): boolean {
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90;
}

/** Metres as sent, null where they stand for "not known"; an error cannot be below zero. */
export function knownM(value: number, canBeNegative: boolean): number | null {
  if (!(Math.abs(value) < unknownFrom) || (value < 0 && !canBeNegative)) return null;
  return value;
}

/** The parts of a detail; white space that only sets parts apart is left out. */
export function detailParts(detail: XmlElement): readonly CotDetailPart[] {
  return detail.children
    .filter((child): child is XmlElement => typeof child !== "string")
    .map(partOf);
}

function partOf({ name, attributes, children }: XmlElement): CotDetailPart {
  const hasElements = children.some((child) => typeof child !== "string");
  return {
    name,
    attributes: { ...attributes },
    children: children
      .filter((child) => typeof child !== "string" || !hasElements || child.trim() !== "")
      .map((child) => (typeof child === "string" ? child : partOf(child))),
  };
}
