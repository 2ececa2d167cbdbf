import { strToU8, unzipSync, zipSync } from "fflate";
import { InteropError } from "../errors.ts";
import { wireFault } from "../wire-fault.ts";
import { shortWords } from "../xml/short-words.ts";
import { type KmlDocument, readKml } from "./read-kml.ts";

const entryCountMax = 10_000;
const documentCountMax = 100;
/** Of all documents together. */
const unpackedBytesMax = 64 * 1024 * 1024;
/** A document of text packs ten to fifty times; what packs far better is made to fill memory. */
const packRatioMax = 400;
const packRatioFromBytes = 1024 * 1024;
const bytesTold = 64;

/**
 * The placemarks of a KMZ file: of `doc.kml`, then of the other KML documents in it by their names; nothing
 * else is unpacked. What the file says of their sizes is looked at before a byte is unpacked, and no more is
 * unpacked than it says; a document that is longer is cut there, and so refused as XML.
 * @throws InteropError `TL_INT_KMZ`, and as `readKml`
 */
export function readKmz(file: Uint8Array, { name }: { readonly name: string }): KmlDocument {
  const read = documentsOf(file, name).map(({ path, kml }) =>
    readKml(kml, { name: shortWords(`${name}/${path}`) }),
  );
  return {
    places: read.flatMap(({ places }) => places),
    linkCount: read.reduce((sum, { linkCount }) => sum + linkCount, 0),
    faults: read.flatMap(({ faults }) => faults),
  };
}

function documentsOf(
  file: Uint8Array,
  name: string,
): readonly { readonly path: string; readonly kml: Uint8Array }[] {
  const refuse = (problem: string, cause?: unknown): never => {
    const beginning = file.subarray(0, bytesTold);
    const faults = [wireFault("TL_INT_KMZ", shortWords(problem), beginning, { file: name })];
    throw new InteropError("TL_INT_KMZ", { faults }, { cause });
  };
  let [entryCount, unpackedBytes] = [0, 0];
  const sizes = new Map<string, number>();
  const unpack = () => {
    try {
      return unzipSync(file, {
        filter: ({ name: path, originalSize, size, compression }) => {
          entryCount += 1;
          if (entryCount > entryCountMax) refuse(`more than ${entryCountMax} files`);
          if (!/\.kml$/i.test(path)) return false;
          if (compression !== 0 && compression !== 8) refuse(`${path} is packed in another way`);
          unpackedBytes += originalSize;
          if (unpackedBytes > unpackedBytesMax)
            refuse(`${path} has ${originalSize} bytes unpacked`);
          if (originalSize > packRatioFromBytes && originalSize > size * packRatioMax) {
            refuse(`${path} says to unpack ${size} bytes to ${originalSize}`);
          }
          if (sizes.has(path)) refuse(`${path} is there twice`);
          sizes.set(path, originalSize);
          if (sizes.size > documentCountMax) refuse(`more than ${documentCountMax} documents`);
          return true;
        },
      });
    } catch (error) {
      if (error instanceof InteropError) throw error;
      return refuse("the bytes are no ZIP file, or it is damaged", error);
    }
  };
  const unpacked = unpack();
  if (sizes.size === 0) refuse("the file holds no KML document");
  const paths = [...sizes.keys()].sort((a, b) => {
    return Number(b === "doc.kml") - Number(a === "doc.kml") || (a < b ? -1 : 1);
  });
  return paths.map((path) => {
    const kml = unpacked[path];
    const size = sizes.get(path);
    if (kml === undefined || kml.length !== size) {
      return refuse(`${path} does not unpack to the ${size} bytes it says`);
    }
    return { path, kml };
  });
}

/**
 * A document of KML as a KMZ file; the same document gives the same bytes.
 * @example writeKmz(writeKml(places, { name: "Posts" }))
 */
export function writeKmz(kml: string): Uint8Array {
  // The first time that a ZIP file can hold, by its own clock without a zone.
  return zipSync({ "doc.kml": strToU8(kml) }, { mtime: new Date(1980, 0, 1), level: 6 });
}
