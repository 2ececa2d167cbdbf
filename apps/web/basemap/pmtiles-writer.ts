/**
 * Writes one PMTiles archive, version 3, whose directory fits the root (16 KB).
 *
 * Source: PMTiles version 3 specification (protomaps/PMTiles, spec/v3). Only what the base map
 * needs: gzip for directories and tiles, MVT tiles, one directory, equal tiles stored once, runs of
 * equal tiles as one entry. The published `pmtiles` package reads only; its reader checks this file.
 */
import { gzipSync } from "node:zlib";
import { zxyToTileId } from "pmtiles";

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Vector tile, not compressed. */
  readonly bytes: Uint8Array;
}

export interface ArchiveHead {
  readonly minZoom: number;
  readonly maxZoom: number;
  /** West, south, east, north, in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly center: readonly [lonDeg: number, latDeg: number, zoom: number];
  /** Becomes the JSON metadata (attribution, vector_layers …). */
  readonly metadata: Record<string, unknown>;
}

interface Entry {
  readonly tileId: number;
  readonly offset: number;
  readonly length: number;
  runLength: number;
}

const headerBytes = 127;
const rootBytesMax = 16_384 - headerBytes;

/** Gzip whose header names no system, so that the same input gives the same bytes everywhere. */
export function gzipPlain(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

/** @throws Error when the directory outgrows the root, or two tiles share an address. */
export function writePmtiles(tiles: readonly Tile[], head: ArchiveHead): Uint8Array {
  const ordered = tiles
    .map((tile) => ({ tileId: zxyToTileId(tile.z, tile.x, tile.y), bytes: tile.bytes }))
    .sort((first, second) => first.tileId - second.tileId);

  const entries: Entry[] = [];
  const chunks: Uint8Array[] = [];
  const stored = new Map<string, { offset: number; length: number }>();
  let dataLength = 0;
  let previousId = -1;
  for (const { tileId, bytes } of ordered) {
    if (tileId === previousId) throw new Error(`Tile ${tileId} is given twice.`);
    previousId = tileId;
    const key = Buffer.from(bytes).toString("latin1");
    let place = stored.get(key);
    if (place === undefined) {
      const packed = gzipPlain(bytes);
      place = { offset: dataLength, length: packed.length };
      stored.set(key, place);
      chunks.push(packed);
      dataLength += packed.length;
    }
    const last = entries.at(-1);
    if (
      last !== undefined &&
      last.offset === place.offset &&
      last.tileId + last.runLength === tileId
    )
      last.runLength += 1;
    else entries.push({ tileId, ...place, runLength: 1 });
  }

  const root = gzipPlain(directory(entries));
  if (root.length > rootBytesMax) throw new Error(`The directory takes ${root.length} bytes.`);
  const metadata = gzipPlain(new TextEncoder().encode(JSON.stringify(head.metadata)));
  const metadataOffset = headerBytes + root.length;
  const dataOffset = metadataOffset + metadata.length;

  const header = new DataView(new ArrayBuffer(headerBytes));
  new Uint8Array(header.buffer).set(new TextEncoder().encode("PMTiles"));
  header.setUint8(7, 3);
  const longs = [
    [8, headerBytes],
    [16, root.length],
    [24, metadataOffset],
    [32, metadata.length],
    [40, dataOffset], // no leaf directories: an empty section
    [48, 0],
    [56, dataOffset],
    [64, dataLength],
    [72, ordered.length],
    [80, entries.length],
    [88, stored.size],
  ] as const;
  for (const [at, value] of longs) header.setBigUint64(at, BigInt(value), true);
  header.setUint8(96, 1); // clustered: data lie in the order of their ids
  header.setUint8(97, 2); // directories and metadata: gzip
  header.setUint8(98, 2); // tiles: gzip
  header.setUint8(99, 1); // tiles: Mapbox vector tiles
  header.setUint8(100, head.minZoom);
  header.setUint8(101, head.maxZoom);
  head.bounds.forEach((deg, index) => {
    header.setInt32(102 + 4 * index, Math.round(deg * 1e7), true);
  });
  header.setUint8(118, head.center[2]);
  header.setInt32(119, Math.round(head.center[0] * 1e7), true);
  header.setInt32(123, Math.round(head.center[1] * 1e7), true);

  return Buffer.concat([new Uint8Array(header.buffer), root, metadata, ...chunks]);
}

/** Directory as the specification lays it out: four columns of varints, ids as differences. */
function directory(entries: readonly Entry[]): Uint8Array {
  const bytes: number[] = [];
  const varint = (value: number) => {
    let rest = value;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    bytes.push(rest);
  };
  varint(entries.length);
  entries.forEach((entry, index) => {
    varint(entry.tileId - (entries[index - 1]?.tileId ?? 0));
  });
  for (const entry of entries) varint(entry.runLength);
  for (const entry of entries) varint(entry.length);
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    const follows = before !== undefined && entry.offset === before.offset + before.length;
    varint(follows ? 0 : entry.offset + 1);
  });
  return new Uint8Array(bytes);
}
