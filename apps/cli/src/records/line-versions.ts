import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  destination,
  isInsideZone,
  lengthM,
  type Position,
  PreparedLine,
  type ZoneGeometry,
} from "@truceline/geo";
import { type DailyArea, dailyAreaGeojson, readDailyArea } from "@truceline/interop";
import type { DocumentFault } from "@truceline/model";
import { readGround, readZones } from "../describe/ground.ts";
import { coastMarginM, marginM } from "../describe/lines-to-measure.ts";
import { exitCode } from "../exit-code.ts";
import { faultLine } from "../print-error.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import { refuse } from "./where.ts";

interface LineVersionOptions {
  readonly outline?: string;
  readonly land?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * Daily areas as dated versions of a line: for each day the longest piece of its line of contact
 * (`lines/DATE.geojson`), everything that was read (`areas/DATE.geojson`), and `lines.yaml`, the part
 * of an agreement that names them. Nobody accepted them. Returns the exit code.
 */
export function writeLineVersions(
  paths: readonly string[],
  { outline, land, out, json }: LineVersionOptions,
  terminal: Terminal,
): number {
  if (outline === undefined) refuse("--outline is needed: without it the state border would count");
  if (land === undefined) refuse("--land is needed: without it the coast would count");
  if (out === undefined) refuse("--out names the folder to write to");
  const parts = readZones(outline, terminal);
  const ground = readGround(land, land, terminal);
  if (ground.land === undefined) refuse(`${land} has no land`);
  const options = { marginM, coastMarginM, land: ground.land };
  const folder = resolve(terminal.workingDir, out);
  for (const name of ["lines", "areas"]) mkdirSync(join(folder, name), { recursive: true });
  const written: { date: string; lengthM: number; pieceCount: number; leftOutM: number }[] = [];
  const faults: DocumentFault[] = [];
  const versions: string[] = [];
  for (const [index, path] of paths.entries()) {
    terminal.progress(`reading ${index + 1} of ${paths.length} …`);
    const text = readFileText(path, terminal);
    const read = readDailyArea(text, { name: path, outline: parts, contactLine: options });
    faults.push(...read.faults);
    const [longest, ...others] = read.area?.pieces ?? [];
    if (read.area === undefined || longest === undefined) {
      if (read.area !== undefined) {
        const message = "No line of contact is left inside the outline.";
        faults.push({ code: "TL_CLI_FILE", file: path, message });
      }
      continue;
    }
    const { date } = read.area;
    writeFileSync(join(folder, "areas", `${date}.geojson`), dailyAreaGeojson(read.area));
    writeFileSync(
      join(folder, "lines", `${date}.geojson`),
      lineText(heldOnLeft(longest, read.area.polygons)),
    );
    const leftOutM = others.reduce((sum, piece) => sum + lengthM(piece), 0);
    versions.push(versionText(read.area, others.length, leftOutM));
    const pieceCount = others.length + 1;
    written.push({ date, lengthM: lengthM(longest), pieceCount, leftOutM });
  }
  terminal.progress(undefined);
  if (versions.length > 0) writeFileSync(join(folder, "lines.yaml"), snippet(versions));
  if (json === true) terminal.out(JSON.stringify({ out: folder, versions: written, faults }));
  else {
    terminal.out(
      `${written.length} line versions of ${paths.length} files written to ${folder}; lines.yaml is the part of an agreement that names them.`,
    );
  }
  for (const fault of faults.slice(0, 20)) terminal.say(faultLine(fault));
  return faults.length === 0 ? exitCode.ok : exitCode.refused;
}

/** The same line, drawn so that held ground lies on its left: rings of a file may turn either way. */
function heldOnLeft(piece: readonly Position[], held: ZoneGeometry): readonly Position[] {
  const line = new PreparedLine(piece);
  let votes = 0;
  for (let index = 1; index < sideLookCount; index++) {
    const { position, azimuthDeg } = line.atChainage((line.lengthM * index) / sideLookCount);
    const [lonDeg, latDeg] = destination(position, azimuthDeg - 90, sideLookM);
    votes += isInsideZone(held, lonDeg, latDeg) ? 1 : -1;
  }
  return votes > 0 ? piece : [...piece].reverse();
}

/** Places along the line, and how far to their left, at which the side is looked up. */
const sideLookCount = 20;
const sideLookM = 50;

function lineText(coordinates: readonly Position[]): string {
  const geometry = { type: "LineString", coordinates };
  return `${JSON.stringify({ type: "Feature", properties: {}, geometry })}\n`;
}

function versionText({ date, drawnBy, validFromMs }: DailyArea, count: number, leftOutM: number) {
  const note =
    count === 0
      ? "The whole of what was drawn."
      : `The longest piece; ${count} more, ${(leftOutM / 1_000).toFixed(1)} km in all, are in areas/${date}.geojson.`;
  return [
    `      - drawnBy: ${drawnBy}`,
    "        acceptedBy: []",
    `        validFrom: ${new Date(validFromMs).toISOString().replace(".000Z", "Z")}`,
    `        geometry: lines/${date}.geojson`,
    `        note: "${note}"`,
  ].join("\n");
}

function snippet(versions: readonly string[]): string {
  return [
    "# Dated line versions, drawn by others and accepted by nobody. Put them under `lines:` of an agreement",
    "# and name the parties: walking as drawn, held ground lies on the left.",
    "lines:",
    "  - id: line-of-contact",
    "    name: { en: Line of contact }",
    "    sides: { left: held, right: other }",
    "    versions:",
    ...versions,
    "",
  ].join("\n");
}
