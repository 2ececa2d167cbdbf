import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const terrainFileErrors = {
  TL_TERRAIN_MISSING: {
    fault: "data",
    message: "A terrain file is not there or cannot be read.",
    hint: "Correct the path, or let the account that runs Truceline read it.",
  },
  TL_TERRAIN_NONE: {
    fault: "data",
    message: "A folder named for terrain holds no terrain file.",
    hint: "Put .hgt, .tif or .tiff files into it; unpack .zip and .gz first.",
  },
  TL_TERRAIN_FORMAT: {
    fault: "data",
    message: "A terrain file is neither .hgt nor GeoTIFF.",
    hint: "Give .hgt, .tif or .tiff files; unpack .zip and .gz first.",
  },
  TL_TERRAIN_NAME: {
    fault: "data",
    message: "The name of an .hgt file does not say where it lies.",
    hint: "Name it after its south-west corner, such as N48E037.hgt or S05W030.hgt.",
  },
  TL_TERRAIN_SIZE: {
    fault: "data",
    message: "An .hgt file has a size that its format does not know.",
    hint: "It has 25,934,402 bytes (1 arc second) or 2,884,802 (3); fetch it again, or unpack it.",
  },
  TL_TERRAIN_TRUNCATED: {
    fault: "data",
    message: "A terrain file ends before its contents do.",
    hint: "Copy or download it again.",
  },
  TL_TERRAIN_DAMAGED: {
    fault: "data",
    message: "The contents of a terrain file cannot be decoded.",
    hint: "Copy or download it again; gdalinfo -checksum says whether others can read it.",
  },
  TL_TERRAIN_TOO_LARGE: {
    fault: "data",
    message: "A terrain file, or all of them together, are larger than Truceline takes.",
    hint: "Cut out the area with gdal_translate -projwin, or make it coarser with -tr.",
  },
  TL_TERRAIN_PROJECTION: {
    fault: "data",
    message: "A terrain file is not in longitude and latitude on WGS 84, or does not say so.",
    hint: "Convert it: gdalwarp -t_srs EPSG:4326 IN.tif OUT.tif",
  },
  TL_TERRAIN_PLACE: {
    fault: "data",
    message: "A GeoTIFF does not say where its first height lies and how far apart they are.",
    hint: "Convert it with gdalwarp, which writes a north-up file with its place.",
  },
  TL_TERRAIN_KIND: {
    fault: "data",
    message:
      "A GeoTIFF holds something else than one band of heights in metres, or packs it unusually.",
    hint: "Convert it: gdal_translate -b 1 -ot Int16 -co COMPRESS=DEFLATE IN.tif OUT.tif",
  },
  TL_TERRAIN_HEIGHTS: {
    fault: "data",
    message: "More than one in a hundred heights of a terrain file are such as no ground has.",
    hint: "Heights are metres, -1,000 to 9,000; check the file's unit, byte order and no-data value.",
  },
} as const satisfies Record<`TL_TERRAIN_${string}`, ErrorEntry>;

export type TerrainFileErrorCode = keyof typeof terrainFileErrors;

export class TerrainFileError extends TrucelineError<TerrainFileErrorCode> {
  constructor(
    code: TerrainFileErrorCode,
    details?: Record<string, unknown>,
    options?: ErrorOptions,
  ) {
    super(code, terrainFileErrors[code], details, options);
  }
}

/**
 * An error that tells its reader the file, what is the matter with it, and what to do.
 * @param found what stands in the file, as the end of "N48E037.hgt: …".
 */
export function refusal(
  code: TerrainFileErrorCode,
  file: string,
  found: string,
  options?: ErrorOptions,
): TerrainFileError {
  const { hint } = terrainFileErrors[code];
  const fault = { code, message: `${file}: ${found}`, file, hint };
  return new TerrainFileError(code, { file, found, faults: [fault] }, options);
}
