import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { InputEntry } from "@truceline/watch";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { kindNumber, originNumber } from "../store/codes.ts";
import { type Connection, clientConfig } from "../store/database.ts";

const chunkRowCount = 500;
const columns =
  "seq, kind, origin, id, version, recorded_at_ms, from_ms, to_ms, span_class, position, subject, " +
  "source, source_id, content_sha256, bytes";

/**
 * The yardstick of ingest: a bare `COPY … (FORMAT binary)` of the same rows into a table of the same
 * columns and indexes, in one transaction, without a look at keys or a feed. The rows are put into
 * COPY's form before the clock starts.
 *
 * @param entries all new; no key twice.
 * @returns milliseconds from the first byte sent to the commit.
 */
export async function copyYardstickMs(
  connection: Connection,
  entries: readonly InputEntry[],
  schema = "truceline",
): Promise<number> {
  const chunks = copyChunks(entries);
  const client = new pg.Client(clientConfig(connection, schema));
  await client.connect();
  try {
    await client.query("drop table if exists copied_record");
    await client.query("create table copied_record (like record including all)");
    const startMs = performance.now();
    const copying = client.query(copyFrom(`copy copied_record (${columns}) from stdin binary`));
    await pipeline(Readable.from(chunks), copying);
    const elapsedMs = performance.now() - startMs;
    await client.query("drop table copied_record");
    return elapsedMs;
  } finally {
    await client.end();
  }
}

function copyChunks(entries: readonly InputEntry[]): readonly Buffer[] {
  const chunks: Buffer[] = [
    Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]),
  ];
  for (let from = 0; from < entries.length; from += chunkRowCount) {
    const part = entries.slice(from, from + chunkRowCount);
    chunks.push(Buffer.concat(part.flatMap((entry, index) => copyRow(entry, from + index + 1))));
  }
  chunks.push(whole(2, -1));
  return chunks;
}

function copyRow(entry: InputEntry, seq: number): readonly Buffer[] {
  const { kind, origin, id, recordedAtMs, fromMs, toMs, position } = entry;
  const point = Buffer.alloc(16);
  point.writeDoubleBE(position?.[0] ?? 0, 0);
  point.writeDoubleBE(position?.[1] ?? 0, 8);
  const fields = [
    whole(8, seq),
    whole(2, kindNumber(kind)),
    whole(2, originNumber(origin)),
    Buffer.from(id.replaceAll("-", ""), "hex"),
    whole(4, 1),
    whole(8, recordedAtMs),
    whole(8, fromMs),
    whole(8, toMs),
    whole(2, 0),
    position === undefined ? undefined : point,
    Buffer.from(entry.subject),
    Buffer.from(entry.source),
    Buffer.from(entry.sourceId),
    Buffer.from(entry.contentSha256),
    Buffer.from(entry.bytes),
  ];
  const framed = fields.flatMap((field) =>
    field === undefined ? [whole(4, -1)] : [whole(4, field.length), field],
  );
  return [whole(2, fields.length), ...framed];
}

/** A whole number of 2, 4 or 8 bytes, big-endian. */
function whole(byteCount: 2 | 4 | 8, value: number): Buffer {
  const buffer = Buffer.alloc(byteCount);
  if (byteCount === 8) buffer.writeBigInt64BE(BigInt(value));
  else buffer.writeIntBE(value, 0, byteCount);
  return buffer;
}
