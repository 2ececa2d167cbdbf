import type { LonLat } from "@truceline/model";
import type { ReportMap } from "../daily/daily-report.ts";
import { escapeXml, hatchPattern, n2 } from "./svg-parts.ts";

const widthPx = 680;
const heightMaxPx = 420;
const heightMinPx = 160;
const marginPx = 8;
/** Dashes of line versions, in their order: two drawings are told apart without colour. */
const dashes = ["", "6 3", "2 2", "8 3 2 3"];

/** Short names of what a map shows, in the reader's language. */
export interface MapWords {
  readonly title: string;
  /** The name of a place by language. */
  readonly local: (name: Readonly<Record<string, string>>) => string;
}

/**
 * The small map of a report as SVG: zones, line versions, cells hatched where coverage was below what
 * is asked, outlined where fire may have been, names of places. Deterministic; no outside reference.
 */
export function mapSvg(map: ReportMap, words: MapWords): string {
  const scaleLon = Math.cos(((map.southDeg + map.northDeg) / 2) * (Math.PI / 180));
  const widthDeg = Math.max((map.eastDeg - map.westDeg) * scaleLon, 1e-6);
  const heightDeg = Math.max(map.northDeg - map.southDeg, 1e-6);
  const inner = widthPx - 2 * marginPx;
  const perDeg = Math.min(inner / widthDeg, (heightMaxPx - 2 * marginPx) / heightDeg);
  const heightPx = Math.max(heightMinPx, Math.round(heightDeg * perDeg + 2 * marginPx));
  const leftPx = (widthPx - widthDeg * perDeg) / 2;
  const topPx = (heightPx - heightDeg * perDeg) / 2;
  const at = ([lonDeg, latDeg]: LonLat): readonly [number, number] => [
    leftPx + (lonDeg - map.westDeg) * scaleLon * perDeg,
    topPx + (map.northDeg - latDeg) * perDeg,
  ];
  const path = (positions: readonly LonLat[], isClosed: boolean) =>
    positions
      .map((position, index) => {
        const [x, y] = at(position);
        return `${index === 0 ? "M" : "L"}${n2(x)} ${n2(y)}`;
      })
      .join("") + (isClosed ? "Z" : "");
  const rings = (polygons: ReportMap["zones"][number]["polygons"]) =>
    polygons.flatMap((polygon) => polygon.map((ring) => path(ring, true))).join("");
  const seen = map.cells.filter(({ ratio }) => ratio >= map.requirementRatio);
  const unseen = map.cells.filter(({ ratio }) => ratio < map.requirementRatio);
  const cells = (of: typeof map.cells) => of.map(({ ring }) => path(ring, true)).join("");
  const parts = [
    `<rect width="${widthPx}" height="${heightPx}" fill="#ebece6"/>`,
    ...(seen.length > 0 ? [`<path d="${cells(seen)}" fill="#fafaf6"/>`] : []),
    ...(unseen.length > 0
      ? [
          `<path d="${cells(unseen)}" fill="#dcdce3"/>`,
          `<path d="${cells(unseen)}" fill="url(#hatch)"/>`,
        ]
      : []),
    ...map.zones.map(({ kind, polygons }) =>
      kind === "disengagement-area"
        ? `<path d="${rings(polygons)}" fill="none" stroke="#15191b" stroke-width="1.1"/>`
        : `<path d="${rings(polygons)}" fill="none" stroke="#6d7478" stroke-width="0.8" stroke-dasharray="5 2 1 2"/>`,
    ),
    ...map.areas.map(
      ({ ring, incidentCount }) =>
        `<path d="${path(ring, true)}" fill="#ffffff" fill-opacity="0.55" stroke="#15191b" stroke-width="${incidentCount > 9 ? 2 : 1.2}"/>`,
    ),
    ...map.lines.map(
      ({ coordinates }, index) =>
        `<path d="${path(coordinates, false)}" fill="none" stroke="#15191b" stroke-width="2.2" stroke-linejoin="round"${dashes[index % dashes.length] === "" ? "" : ` stroke-dasharray="${dashes[index % dashes.length]}"`}/>`,
    ),
    ...map.areas.map(({ ring, incidentCount }) => {
      const [x, y] = centreOf(ring.map(at));
      return `<text x="${n2(x)}" y="${n2(y + 3)}" font-size="8" font-weight="bold" text-anchor="middle" fill="#15191b">${incidentCount}</text>`;
    }),
    ...map.labels.map((label) => labelText(label, at(label.position), words, heightPx)),
    `<rect x="0.5" y="0.5" width="${widthPx - 1}" height="${heightPx - 1}" fill="none" stroke="#b7c1c1"/>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${heightPx}" width="${widthPx}" height="${heightPx}" font-family="DejaVu Sans, sans-serif" role="img" aria-label="${escapeXml(words.title)}"><defs>${hatchPattern("hatch")}</defs>${parts.join("")}</svg>`;
}

function centreOf(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const open = points.slice(0, -1);
  const sum = open.reduce(([x, y], [px, py]) => [x + px, y + py] as const, [0, 0] as const);
  return [sum[0] / Math.max(1, open.length), sum[1] / Math.max(1, open.length)];
}

/** A dot and a name, with a light edge so that it reads on the hatch; turned inward at the sides. */
function labelText(
  { name, isBig }: ReportMap["labels"][number],
  [x, y]: readonly [number, number],
  { local }: MapWords,
  heightPx: number,
): string {
  const isRight = x > widthPx * 0.8;
  const size = isBig ? 11 : 9.5;
  const textY = Math.min(Math.max(y + size / 3, size), heightPx - 3);
  const attributes = `x="${n2(isRight ? x - 4 : x + 4)}" y="${n2(textY)}" font-size="${size}" text-anchor="${isRight ? "end" : "start"}"`;
  const text = escapeXml(local(name));
  return `<circle cx="${n2(x)}" cy="${n2(y)}" r="1.6" fill="#15191b"/><text ${attributes} fill="#f4f4ef" stroke="#f4f4ef" stroke-width="2.6" stroke-linejoin="round">${text}</text><text ${attributes} fill="#15191b">${text}</text>`;
}
