import {
  type BoundingBox,
  boundingBox,
  type GeometryFault,
  type Position,
  polygonsOf,
  type ReadGeometryOptions,
  readLine,
  readZone,
} from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import type { AssembledDocument } from "./annex/assembled-document.ts";
import type { Polygons } from "./compiled.ts";
import type { Cursor } from "./cursor.ts";
import { agreementErrors } from "./errors.ts";
import { describeFault, type FaultList, type Reporter } from "./faults.ts";
import { jsonFaultPlace, jsonPlaceOf } from "./json-places.ts";
import { textOf } from "./utf8-text.ts";

const fileLengthMax = 8_000_000;
/** How far geometries of one document may lie apart before exchanged coordinates are suspected. */
const nearDeg = 3;

interface ReadFile {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  readonly kind: "line" | "zone";
  /** Where the document names it, as `file:line`. */
  readonly namedAt: string;
  readonly positions: readonly Position[];
}

/** Reads the geometry files of one document, each once, and tells their faults with line and column. */
export class GeometryFiles {
  readonly #document: AssembledDocument;
  readonly #reporter: Reporter;
  readonly #faults: FaultList;
  readonly #files: ReadFile[] = [];
  readonly #lines = new Map<string, readonly LonLat[] | undefined>();
  readonly #zones = new Map<string, Polygons | undefined>();

  constructor(document: AssembledDocument, reporter: Reporter, faults: FaultList) {
    this.#document = document;
    this.#reporter = reporter;
    this.#faults = faults;
  }

  /** The positions of a LineString; undefined when the path or the file has a fault. */
  line(path: Cursor): readonly LonLat[] | undefined {
    const name = relativePathOf(path);
    if (name === undefined) return undefined;
    const file = this.#fileOf(name, path);
    if (this.#lines.has(file)) return this.#lines.get(file);
    const parsed = this.#parse(name, path);
    let line: readonly LonLat[] | undefined;
    if (parsed !== undefined) {
      const { value, faults } = readLine(parsed.value);
      this.#tell(parsed, faults);
      line = value?.map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg));
      this.#files.push({ ...parsed, kind: "line", positions: line ?? [] });
    }
    this.#lines.set(file, line);
    return line;
  }

  /** The polygons of a Polygon or MultiPolygon; undefined when the path or the file has a fault. */
  zone(path: Cursor): Polygons | undefined {
    const name = relativePathOf(path);
    if (name === undefined) return undefined;
    const file = this.#fileOf(name, path);
    if (this.#zones.has(file)) return this.#zones.get(file);
    const parsed = this.#parse(name, path);
    let polygons: Polygons | undefined;
    if (parsed !== undefined) {
      const { value, faults } = readZone(parsed.value);
      this.#tell(parsed, faults);
      polygons =
        value === undefined
          ? undefined
          : polygonsOf(value).map((rings) =>
              rings.map((ring) => ring.map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg))),
            );
      this.#files.push({ ...parsed, kind: "zone", positions: polygons?.flat(2) ?? [] });
    }
    this.#zones.set(file, polygons);
    return polygons;
  }

  /**
   * Looks for coordinates that would lie with the rest of the document if longitude and latitude
   * were exchanged. Call once, after everything was read.
   * @param sites positions that stand in the document itself, with their pointers.
   */
  tellSwapped(sites: readonly { readonly position: Position; readonly pointer: string }[]): void {
    const groups = [
      ...this.#files.map(({ positions }) => positions),
      ...sites.map(({ position }) => [position]),
    ];
    const trusted = trustedGroups(groups);
    // Two corners stand for a group, so that many large files are not walked once for each of them.
    const corners = groups.map((group): readonly Position[] => {
      const { westDeg, southDeg, eastDeg, northDeg } = boundingBox(group);
      if (group.length === 0) return [];
      return [
        [westDeg, southDeg],
        [eastDeg, northDeg],
      ];
    });
    const boxWithout = (index: number): BoundingBox | undefined => {
      const others = corners.flatMap((group, other) =>
        other !== index && trusted[other] === true ? group : [],
      );
      return others.length === 0 ? undefined : widened(boundingBox(others));
    };
    for (const [index, file] of this.#files.entries()) {
      const expectedBox = boxWithout(index);
      if (expectedBox === undefined) continue;
      const isNear = file.positions.every((position) => isInBox(expectedBox, position));
      if (file.positions.length > 0 && isNear) continue;
      const options: ReadGeometryOptions = { expectedBox };
      const { faults } =
        file.kind === "line" ? readLine(file.value, options) : readZone(file.value, options);
      const swapped = faults.filter(({ code }) => code === "TL_GEO_POSITION_SWAPPED");
      this.#tell(file, swapped);
    }
    for (const [index, { position, pointer }] of sites.entries()) {
      const box = boxWithout(this.#files.length + index);
      if (box === undefined || isInBox(box, position)) continue;
      if (isInBox(box, [position[1], position[0]])) {
        this.#reporter.report("TL_AGR_POSITION_SWAPPED", pointer, `[${position.join(", ")}]`);
      }
    }
  }

  /** A path starts from the folder of the document that names it, which may be an amended one. */
  #fileOf(name: string, path: Cursor): string {
    return `${this.#document.writtenAt(path.pointer).source.folder}${name}`;
  }

  #parse(
    name: string,
    path: Cursor,
  ): Pick<ReadFile, "file" | "text" | "value" | "namedAt"> | undefined {
    const given = this.#document.writtenAt(path.pointer).source.readFile(name);
    const file = this.#fileOf(name, path);
    if (given === undefined) {
      this.#reporter.report("TL_AGR_GEOMETRY_MISSING", path.pointer, `\`${name}\``);
      return undefined;
    }
    if (given.length > fileLengthMax) {
      const unit = typeof given === "string" ? "characters" : "bytes";
      this.#reporter.report("TL_AGR_GEOMETRY_SIZE", path.pointer, `${given.length} ${unit}`);
      return undefined;
    }
    const json = textOf(file, given, this.#faults);
    if (json === undefined) return undefined;
    const { line = 1, file: namedIn = this.#reporter.file } =
      this.#reporter.locate(path.pointer) ?? {};
    const namedAt = `${namedIn}:${line}`;
    try {
      return { file, text: json, value: JSON.parse(json) as unknown, namedAt };
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
      const place = jsonFaultPlace(json);
      this.#faults.add(
        describeFault("TL_AGR_GEOMETRY_JSON", undefined, {
          file,
          line: place?.line ?? 1,
          column: place?.column ?? 1,
          hint: `${agreementErrors.TL_AGR_GEOMETRY_JSON.hint} Named at ${namedAt}.`,
        }),
      );
      return undefined;
    }
  }

  #tell(
    { file, text, namedAt }: Pick<ReadFile, "file" | "text" | "namedAt">,
    faults: readonly GeometryFault[],
  ): void {
    for (const { code, message, hint, path, witness, furtherCount } of faults) {
      const place = jsonPlaceOf(text, stepsOf(path));
      const special = [
        witness === undefined ? undefined : `at [${witness.join(", ")}]`,
        furtherCount === undefined ? undefined : `and ${furtherCount} more`,
      ].filter((part) => part !== undefined);
      this.#faults.add({
        code,
        message:
          special.length === 0 ? message : `${message.replace(/\.$/, "")}, ${special.join(", ")}.`,
        file,
        line: place?.line ?? 1,
        column: place?.column ?? 1,
        path,
        hint: `${hint === undefined ? "" : `${hint} `}Named at ${namedAt}.`,
      });
    }
  }
}

/** The path as given, if `checkShape` had nothing against it. */
function relativePathOf(path: Cursor): string | undefined {
  const name = path.text();
  if (name === undefined || name.length > 200) return undefined;
  return /^(?!\/)(?!.*\.\.)[^\\:\p{Cc}]+\.(?:geojson|json)$/u.test(name) ? name : undefined;
}

function stepsOf(pointer: string): (string | number)[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));
}

/**
 * Which groups of positions to measure the others by: those that lie near more of the others as they
 * stand than with longitude and latitude exchanged. If none does, the first and what lies near it.
 */
function trustedGroups(groups: readonly (readonly Position[])[]): readonly boolean[] {
  const boxes = groups.map((positions) =>
    positions.length === 0 ? undefined : widened(boundingBox(positions)),
  );
  const middles = boxes.map((box): Position | undefined =>
    box === undefined
      ? undefined
      : [(box.westDeg + box.eastDeg) / 2, (box.southDeg + box.northDeg) / 2],
  );
  const votes = middles.map((middle, index) => {
    if (middle === undefined) return false;
    let asIsCount = 0;
    let exchangedCount = 0;
    for (const [other, box] of boxes.entries()) {
      if (other === index || box === undefined) continue;
      if (isInBox(box, middle)) asIsCount += 1;
      else if (isInBox(box, [middle[1], middle[0]])) exchangedCount += 1;
    }
    return exchangedCount <= asIsCount;
  });
  if (votes.includes(true)) return votes;
  const first = boxes.find((box) => box !== undefined);
  return middles.map(
    (middle) => middle !== undefined && first !== undefined && isInBox(first, middle),
  );
}

function widened(box: BoundingBox): BoundingBox {
  return {
    westDeg: box.westDeg - nearDeg,
    southDeg: box.southDeg - nearDeg,
    eastDeg: box.eastDeg + nearDeg,
    northDeg: box.northDeg + nearDeg,
  };
}

function isInBox(box: BoundingBox, [lonDeg, latDeg]: Position): boolean {
  return (
    lonDeg >= box.westDeg &&
    lonDeg <= box.eastDeg &&
    latDeg >= box.southDeg &&
    latDeg <= box.northDeg
  );
}
