import { type LonLat, lonLat } from "@truceline/model";
import { metresPerFoot } from "../units.ts";
import { childrenOf, textOf, type XmlElement } from "../xml/xml-node.ts";
import type { CapArea, CapValue } from "./cap-alert.ts";
import { offsetOf, optionalText, type Problems } from "./cap-problems.ts";

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** An area; an empty outline or circle is none. */
export function readArea(area: XmlElement, problems: Problems): CapArea {
  const heights: { floorM?: number; ceilingM?: number } = {};
  for (const [local, member] of [
    ["altitude", "floorM"] as const,
    ["ceiling", "ceilingM"] as const,
  ]) {
    const text = optionalText(area, local);
    if (text === undefined) continue;
    if (decimal.test(text)) heights[member] = toMillimetre(Number(text) * metresPerFoot);
    else problems.tell(`"${text}" is no height`, offsetOf(area, local));
  }
  return {
    description: problems.text(area, "areaDesc"),
    rings: childrenOf(area, "polygon").flatMap((polygon) => {
      const text = textOf(polygon);
      return text === "" ? [] : [readRing(text, polygon.offset, problems)];
    }),
    circles: childrenOf(area, "circle").flatMap((circle) => {
      const text = textOf(circle);
      return text === "" ? [] : readCircle(text, circle.offset, problems);
    }),
    geocodes: valuesOf(area, "geocode", problems),
    ...heights,
  };
}

function readRing(text: string, offset: number, problems: Problems): readonly LonLat[] {
  const ring: LonLat[] = [];
  for (const pair of text.split(/\s+/)) {
    const position = positionOf(pair);
    if (position === undefined) {
      problems.tell(`"${pair}" is no pair of latitude and longitude`, offset);
      return [];
    }
    ring.push(position);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    problems.tell(
      "a polygon has fewer than four positions or does not end where it begins",
      offset,
    );
  }
  return ring;
}

function readCircle(text: string, offset: number, problems: Problems): CapArea["circles"] {
  const [pair = "", radius = "", ...more] = text.split(/\s+/);
  const centre = positionOf(pair);
  if (centre === undefined || !/^\+?(\d+\.?\d*|\.\d+)$/.test(radius) || more.length > 0) {
    problems.tell(`"${text}" is no circle of latitude, longitude and kilometres`, offset);
    return [];
  }
  return [{ centre, radiusM: toMillimetre(Number(radius) * 1000) }];
}

function positionOf(pair: string): LonLat | undefined {
  const [lat = "", lon = "", ...more] = pair.split(",");
  if (!decimal.test(lat) || !decimal.test(lon) || more.length > 0) return undefined;
  const [lonDeg, latDeg] = [Number(lon), Number(lat)];
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90 ? lonLat(lonDeg, latDeg) : undefined;
}

function toMillimetre(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

/** Pairs of name and value. Some senders put several into one element. */
export function valuesOf(
  parent: XmlElement,
  local: string,
  problems: Problems,
): readonly CapValue[] {
  return childrenOf(parent, local).flatMap((element) => {
    const names = childrenOf(element, "valueName").map(textOf);
    const values = childrenOf(element, "value").map(textOf);
    if (names.length !== values.length || names.length === 0) {
      problems.tell(
        `${local} has ${names.length} names and ${values.length} values`,
        element.offset,
      );
    }
    return names.map((valueName, index) => ({ valueName, value: values[index] ?? "" }));
  });
}
