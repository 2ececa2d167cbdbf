import { fromArrayBuffer, type GeoTIFFImage } from "geotiff";
import { refusal, TerrainFileError } from "./errors.ts";
import { geotiffPlace } from "./geotiff-place.ts";
import { type ReadRaster, sifted } from "./read-raster.ts";
import { compressions } from "./tiff-blocks.ts";
import { type TiffLayout, tiffLayout } from "./tiff-layout.ts";

/** Rows decoded at a time, so that a large file is never in memory twice. */
const windowRows = 256;
const voidHeight = -32_768;

type Band = ArrayLike<number>;

/**
 * The heights of a GeoTIFF: one band, in metres, in longitude and latitude on WGS 84, packed by none,
 * LZW, Deflate, PackBits or Zstandard, in strips or tiles. Whole numbers of 8 and signed 16 bits stay
 * such, everything else becomes 32-bit floats; scale and offset are applied. The no-data value and NaN
 * are voids. Of a file of several images the first is read, overviews are left aside.
 *
 * What the file says of itself is checked against its bytes before anything is decoded, and memory is
 * reserved by that only; nothing is taken from addresses in it.
 * @throws TerrainFileError with the file, what is found and what to do: any code but those of `.hgt`.
 */
export async function readGeoTiff(fileName: string, bytes: Uint8Array): Promise<ReadRaster> {
  const layout = tiffLayout(fileName, bytes);
  requireHeights(fileName, layout);
  try {
    const tiff = await fromArrayBuffer(new Uint8Array(bytes).buffer);
    // Places of blocks that are read late are taken as little-endian by the library, whatever the file.
    tiff.parser.eager = true;
    const image = await tiff.getImage(0);
    const place = geotiffPlace(fileName, image);
    const { scale, offset } = await scaleOf(image);
    const heightsM = heightsFor(layout, scale === 1 && offset === 0);
    const noData = image.getGDALNoData();
    for (let row = 0; row < layout.height; row += windowRows) {
      const end = Math.min(layout.height, row + windowRows);
      const [band] = await image.readRasters({
        window: [0, row, layout.width, end],
        samples: [0],
        interleave: false,
      });
      copyHeights(heightsM, row * layout.width, band as Band, { scale, offset, noData });
    }
    return sifted({
      ...{ ...place, cols: layout.width, rows: layout.height, heightsM },
      voidHeight: heightsM instanceof Int16Array ? voidHeight : null,
      source: fileName,
    });
  } catch (error) {
    if (error instanceof TerrainFileError) throw error;
    const found = error instanceof Error ? error.message : String(error);
    throw refusal("TL_TERRAIN_DAMAGED", fileName, found, { cause: error });
  }
}

function requireHeights(file: string, layout: TiffLayout): void {
  const { sampleCount, sampleFormat, bitsPerSample, compression, predictor } = layout;
  const refuse = (found: string) => refusal("TL_TERRAIN_KIND", file, found);
  if (sampleCount !== 1) throw refuse(`it has ${sampleCount} bands`);
  if (compressions[compression] === undefined) {
    throw refuse(`it is packed by method ${compression}, which is not read`);
  }
  if (predictor !== 1 && bitsPerSample > 8 && !layout.isLittleEndian) {
    // The library adds the differences up as little-endian numbers and would give nonsense.
    throw refuse("it holds differences of big-endian numbers, which are not read");
  }
  const isRead =
    sampleFormat === 3
      ? bitsPerSample === 32 || bitsPerSample === 64
      : (sampleFormat === 1 || sampleFormat === 2) && [8, 16, 32].includes(bitsPerSample);
  if (!isRead) throw refuse(`its values are of format ${sampleFormat} with ${bitsPerSample} bits`);
}

function heightsFor(layout: TiffLayout, isPlain: boolean): Int16Array | Float32Array {
  const { width, height, sampleFormat, bitsPerSample } = layout;
  const isSmall = sampleFormat === 2 ? bitsPerSample <= 16 : bitsPerSample === 8;
  return isPlain && isSmall && sampleFormat !== 3
    ? new Int16Array(width * height)
    : new Float32Array(width * height);
}

interface Values {
  readonly scale: number;
  readonly offset: number;
  readonly noData: number | null;
}

function copyHeights(
  heightsM: Int16Array | Float32Array,
  start: number,
  band: Band,
  { scale, offset, noData }: Values,
): void {
  const isWhole = heightsM instanceof Int16Array;
  // A 32-bit file names its no-data value with more digits than it holds.
  const rounded = band instanceof Float32Array && noData !== null ? Math.fround(noData) : noData;
  for (let index = 0; index < band.length; index++) {
    const value = band[index] as number;
    if (value === rounded) heightsM[start + index] = isWhole ? voidHeight : Number.NaN;
    else heightsM[start + index] = value * scale + offset;
  }
}

/** Of GDAL's metadata: height = value · scale + offset. */
async function scaleOf(image: GeoTIFFImage): Promise<{ scale: number; offset: number }> {
  const items = (await image.getGDALMetadata(0)) ?? {};
  const { SCALE: scale = "1", OFFSET: offset = "0" } = items as Record<string, string>;
  const numbers = { scale: Number(scale), offset: Number(offset) };
  if (!Number.isFinite(numbers.scale) || !Number.isFinite(numbers.offset) || numbers.scale === 0) {
    throw new RangeError(`its scale is ${scale} and its offset ${offset}`);
  }
  return numbers;
}
