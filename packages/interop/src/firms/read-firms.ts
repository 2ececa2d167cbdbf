import type { DocumentFault } from "@truceline/model";
import { CsvReader, type CsvRow } from "../csv/read-csv.ts";
import { describeFault } from "../errors.ts";
import { instantMs } from "../iso-instant.ts";
import { type FirmsSatellite, type HeatPixel, heatSources } from "./heat-pixel.ts";

/**
 * Columns by instrument, in the order of FIRMS; an archive adds `type`, a list of the last day has no
 * `instrument`.
 */
export const firmsColumns = {
  VIIRS: columnsOf("bright_ti4", "bright_ti5"),
  MODIS: columnsOf("brightness", "bright_t31"),
} as const;

function columnsOf(brightness: string, background: string): readonly string[] {
  return [
    "latitude",
    "longitude",
    brightness,
    "scan",
    "track",
    "acq_date",
    "acq_time",
    "satellite",
    "instrument",
    "confidence",
    "version",
    background,
    "frp",
    "daynight",
  ];
}

/** Older files name satellites otherwise. */
const satellites: Readonly<Record<string, FirmsSatellite>> = {
  N: "N",
  N20: "N20",
  "1": "N20",
  N21: "N21",
  "2": "N21",
  Terra: "Terra",
  T: "Terra",
  Aqua: "Aqua",
  A: "Aqua",
};
const carriers: Readonly<Record<HeatPixel["instrument"], readonly FirmsSatellite[]>> = {
  VIIRS: ["N", "N20", "N21"],
  MODIS: ["Terra", "Aqua"],
};
const levels: Readonly<Record<string, HeatPixel["confidence"]>> = {
  l: "low",
  n: "nominal",
  h: "high",
  low: "low",
  nominal: "nominal",
  high: "high",
};

/**
 * Reads heat detections of FIRMS piece by piece: VIIRS or MODIS, near real time or archive. Columns in any
 * order; further ones (`country_id` and what others add) are left out; `acq_time_str` stands for
 * `acq_time`. Where no instrument is said it is the one whose brightness is given. A faulty row is told with
 * its line and disturbs no other.
 */
export class FirmsReader {
  readonly #name: string;
  readonly #csv: CsvReader;
  readonly #faults: DocumentFault[] = [];
  #isBroken = false;
  #isHeaderSeen = false;

  /** @param name File name for faults. */
  constructor(name: string) {
    this.#name = name;
    this.#csv = new CsvReader(name);
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly DocumentFault[] {
    return [...this.#csv.takeFaults(), ...this.#faults.splice(0)];
  }

  /** The detections of the rows that are complete with this piece of text. */
  push(text: string): readonly HeatPixel[] {
    return this.#read(this.#csv.push(text));
  }

  finish(): readonly HeatPixel[] {
    return this.#read(this.#csv.finish());
  }

  #read(rows: readonly CsvRow[]): readonly HeatPixel[] {
    if (!this.#isHeaderSeen && this.#csv.header.length > 0) {
      this.#isHeaderSeen = true;
      this.#checkHeader(this.#csv.header);
    }
    if (this.#isBroken) return [];
    const pixels: HeatPixel[] = [];
    for (const row of rows) {
      const result = pixelOf(row.cells);
      if ("latDeg" in result) pixels.push(result);
      else {
        const special = `row ${row.row}, \`${result.column}\`: ${JSON.stringify(result.cell.slice(0, 60))}`;
        const place = { file: this.#name, line: row.line };
        this.#faults.push(describeFault("TL_INT_FIRMS_VALUE", special, place));
      }
    }
    return pixels;
  }

  #checkHeader(header: readonly string[]): void {
    const names = header.map((name) => (name === "acq_time_str" ? "acq_time" : name));
    const missing = Object.values(firmsColumns).map((columns) =>
      columns.filter((column) => column !== "instrument" && !names.includes(column)),
    );
    if (missing.some((columns) => columns.length === 0)) return;
    this.#isBroken = true;
    const fewest = missing.toSorted((a, b) => a.length - b.length)[0] ?? [];
    const special = `it lacks ${fewest.join(", ")}`;
    this.#faults.push(describeFault("TL_INT_FIRMS_HEADER", special, { file: this.#name, line: 1 }));
  }
}

class CellFault extends Error {
  readonly column: string;
  constructor(column: string) {
    super();
    this.column = column;
  }
}

type Cells = Readonly<Record<string, string>>;

function pixelOf(cells: Cells): HeatPixel | { readonly column: string; readonly cell: string } {
  try {
    return read(cells);
  } catch (error) {
    if (!(error instanceof CellFault)) throw error;
    return { column: error.column, cell: cells[error.column] ?? "" };
  }
}

function read(cells: Cells): HeatPixel {
  const instrument = cells["instrument"] ?? (has(cells, "bright_ti4") ? "VIIRS" : "MODIS");
  if (instrument !== "VIIRS" && instrument !== "MODIS") throw new CellFault("instrument");
  const satellite = own(satellites, cells, "satellite");
  if (!carriers[instrument].includes(satellite)) throw new CellFault("satellite");
  const version = cells["version"] ?? "";
  if (!/^[0-9A-Za-z.]{1,12}$/.test(version)) throw new CellFault("version");
  const stated = cells["confidence"] ?? "";
  const isViirs = instrument === "VIIRS";
  const percent = isViirs ? undefined : number(cells, "confidence", 0, 100);
  const daynight = cells["daynight"];
  if (daynight !== "D" && daynight !== "N") throw new CellFault("daynight");
  return {
    instrument,
    satellite,
    lonDeg: number(cells, "longitude", -180, 180),
    latDeg: number(cells, "latitude", -90, 90),
    scanM: metres(cells, "scan"),
    trackM: metres(cells, "track"),
    atMs: passage(cells),
    ...(percent === undefined
      ? { confidence: own(levels, cells, "confidence", stated.toLowerCase()) }
      : {
          confidence: percent < 30 ? "low" : percent < 80 ? "nominal" : "high",
          confidencePercent: percent,
        }),
    brightnessK: number(cells, isViirs ? "bright_ti4" : "brightness", 100, 1_000),
    backgroundK: number(cells, isViirs ? "bright_ti5" : "bright_t31", 100, 1_000),
    radiativePowerMw: (cells["frp"] ?? "") === "" ? null : number(cells, "frp", -1_000, 100_000),
    isDay: daynight === "D",
    version,
    ...heatSource(cells),
  };
}

const has = (cells: Cells, column: string): boolean => (cells[column] ?? "") !== "";

function own<Value>(
  table: Readonly<Record<string, Value>>,
  cells: Cells,
  column: string,
  cell = cells[column] ?? "",
): Value {
  const value = Object.hasOwn(table, cell) ? table[cell] : undefined;
  if (value === undefined) throw new CellFault(column);
  return value;
}

function number(cells: Cells, column: string, min: number, max: number): number {
  const cell = cells[column] ?? "";
  const value = /^-?\d{1,6}(\.\d{1,12})?$/.test(cell) ? Number(cell) : Number.NaN;
  if (!(value >= min && value <= max)) throw new CellFault(column);
  return value;
}

/** Kilometres with decimals; elements have 0.3 to 5 km. */
function metres(cells: Cells, column: string): number {
  const km = number(cells, column, 0.05, 10);
  return Math.round(km * 1e6) / 1e3;
}

function passage(cells: Cells): number {
  const column = cells["acq_time"] === undefined ? "acq_time_str" : "acq_time";
  const time = cells[column] ?? "";
  // A quarter past midnight is 0015, and 15 where a spreadsheet took it for a number.
  if (!/^(\d{1,4}|\d{1,2}:\d{2})$/.test(time)) throw new CellFault(column);
  const clock = time.replace(":", "").padStart(4, "0");
  const date = cells["acq_date"] ?? "";
  if (instantMs(`${date}T00:00:00Z`) === undefined) throw new CellFault("acq_date");
  const atMs = instantMs(`${date}T${clock.slice(0, 2)}:${clock.slice(2)}:00Z`);
  if (atMs === undefined) throw new CellFault(column);
  return atMs;
}

function heatSource(cells: Cells): Pick<HeatPixel, "heatSource"> {
  const type = cells["type"];
  if (type === undefined || type === "") return {};
  const source = /^[0-3]$/.test(type) ? heatSources[Number(type)] : undefined;
  if (source === undefined) throw new CellFault("type");
  return { heatSource: source };
}
