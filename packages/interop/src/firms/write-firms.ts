import { csvLine } from "../csv/write-csv.ts";
import { InteropError } from "../errors.ts";
import { instantText } from "../iso-instant.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import { type HeatPixel, heatSources } from "./heat-pixel.ts";
import { firmsColumns } from "./read-firms.ts";

export interface WriteFirmsOptions {
  readonly instrument: HeatPixel["instrument"];
  /** Adds the column `type`, as archives have it. */
  readonly isArchive?: boolean;
}

/**
 * Heat detections of one instrument as the CSV of FIRMS, with its header. `FirmsReader` reads the same.
 * @throws InteropError `TL_INT_FIRMS_ENCODE` for a detection of the other instrument, one at another
 *   time than a full minute, or one whose heat has a source where there is no column for it.
 */
export function writeFirms(pixels: Iterable<HeatPixel>, options: WriteFirmsOptions): string {
  const { instrument, isArchive = false } = options;
  let text = csvLine([...firmsColumns[instrument], ...(isArchive ? ["type"] : [])]);
  for (const pixel of pixels) {
    const isFit =
      pixel.instrument === instrument &&
      pixel.atMs % 60_000 === 0 &&
      (isArchive || pixel.heatSource === undefined) &&
      (instrument === "VIIRS") === (pixel.confidencePercent === undefined);
    if (!isFit) throw new InteropError("TL_INT_FIRMS_ENCODE", { pixel });
    const type =
      pixel.heatSource === undefined ? "" : String(heatSources.indexOf(pixel.heatSource));
    text += csvLine([...cellsOf(pixel), ...(isArchive ? [type] : [])]);
  }
  return text;
}

function cellsOf(pixel: HeatPixel): readonly string[] {
  const { confidencePercent, confidence, radiativePowerMw } = pixel;
  const at = instantText(pixel.atMs);
  return [
    plainNumber(pixel.latDeg),
    plainNumber(pixel.lonDeg),
    plainNumber(pixel.brightnessK),
    plainNumber(pixel.scanM / 1_000),
    plainNumber(pixel.trackM / 1_000),
    at.slice(0, 10),
    `${at.slice(11, 13)}${at.slice(14, 16)}`,
    pixel.satellite,
    pixel.instrument,
    confidencePercent === undefined ? confidence.charAt(0) : plainNumber(confidencePercent),
    pixel.version,
    plainNumber(pixel.backgroundK),
    radiativePowerMw === null ? "" : plainNumber(radiativePowerMw),
    pixel.isDay ? "D" : "N",
  ];
}
