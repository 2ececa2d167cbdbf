import type { Readable } from "node:stream";
import { messageByteCountMax } from "@truceline/watch";
import type { Static, TSchema } from "typebox";
import type { Validator } from "typebox/compile";
import { ServerError } from "./errors.ts";

export const bodyLimits = {
  bodyBytesMax: 64 * 1024 * 1024,
  /** One byte more than a record may have: what is cut here is refused as too large, and kept cut. */
  lineBytesMax: messageByteCountMax + 1,
  /** Small bodies: a session, a scenario, one corrected record. */
  smallBytesMax: 256 * 1024,
  /** One version of a record that people write: a handover of 500 items, a patrol of 2,000 check-ins. */
  editBytesMax: 4 * 1024 * 1024,
} as const;

/** One line of a body, counted from 1; one over the limit carries only its beginning. */
export interface BodyLine {
  readonly line: number;
  readonly bytes: Buffer;
}

/**
 * The lines of an NDJSON body as they arrive, memory bounded: a line over the limit is passed on cut,
 * its rest is skipped. Empty lines are left out.
 * @throws ServerError `TL_SERVER_BODY_SIZE` once the whole body passes its limit.
 */
export async function* bodyLines(body: Readable): AsyncGenerator<BodyLine> {
  let line = 1;
  let parts: Buffer[] = [];
  let partBytes = 0;
  let total = 0;
  const keep = (piece: Buffer): void => {
    const room = bodyLimits.lineBytesMax - partBytes;
    const kept = piece.length > room ? piece.subarray(0, room) : piece;
    if (kept.length > 0) parts.push(kept);
    partBytes += kept.length;
  };
  const take = (): BodyLine | undefined => {
    const only = parts.length === 1 ? parts[0] : undefined;
    const bytes = only ?? Buffer.concat(parts);
    const result = isBlank(bytes) ? undefined : { line, bytes };
    line += 1;
    parts = [];
    partBytes = 0;
    return result;
  };
  for await (const chunk of body as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > bodyLimits.bodyBytesMax) throw new ServerError("TL_SERVER_BODY_SIZE", { total });
    let start = 0;
    for (let end = chunk.indexOf(10, start); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      const done = take();
      if (done !== undefined) yield done;
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (partBytes > 0) {
    const done = take();
    if (done !== undefined) yield done;
  }
}

/** A body that is one record: cut where it is too large to be one, and read to its end unkept. */
export async function cutBody(body: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let kept = 0;
  let total = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > bodyLimits.bodyBytesMax) throw new ServerError("TL_SERVER_BODY_SIZE", { total });
    if (kept >= bodyLimits.lineBytesMax) continue;
    parts.push(chunk.subarray(0, bodyLimits.lineBytesMax - kept));
    kept += chunk.length;
  }
  return Buffer.concat(parts);
}

/**
 * The whole of a body of at most so many bytes.
 * @throws ServerError of the code given, as soon as there are more
 */
export async function wholeBody(
  body: Readable,
  bytesMax: number,
  code: "TL_SERVER_BODY_SIZE" | "TL_SERVER_MEDIA_SIZE" = "TL_SERVER_BODY_SIZE",
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let total = 0;
  // Not destroyed where it is refused: the sender, who is still writing, must be able to read why.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > bytesMax) break;
    parts.push(chunk);
  }
  if (total <= bytesMax) return Buffer.concat(parts);
  // The rest runs past unkept, or the next request on this connection would never be heard. Only once
  // the loop's own listener is gone: before, it could not flow.
  setImmediate(() => body.resume());
  throw new ServerError(code, { total });
}

/**
 * What a person wrote, as JSON; its schema is the caller's to check.
 * @throws ServerError `TL_SERVER_BODY`, `TL_SERVER_BODY_SIZE`
 */
export async function editBody(body: Readable): Promise<unknown> {
  return parsedJson(await wholeBody(body, bodyLimits.editBytesMax));
}

/** A JSON body that fits a schema, small unless said. @throws ServerError `TL_SERVER_BODY`, `TL_SERVER_BODY_SIZE`. */
export async function jsonBody<Schema extends TSchema>(
  body: Readable,
  // biome-ignore lint/complexity/noBannedTypes: the library's own empty context type.
  validator: Validator<{}, Schema>,
  bytesMax: number = bodyLimits.smallBytesMax,
): Promise<Static<Schema>> {
  const value = parsedJson(await wholeBody(body, bytesMax));
  if (!validator.Check(value)) {
    const faults = validator
      .Errors(value)
      .slice(0, 20)
      .map(({ instancePath, message }) => ({
        code: "TL_SERVER_BODY",
        path: instancePath,
        message,
      }));
    throw new ServerError("TL_SERVER_BODY", { faults });
  }
  return value as Static<Schema>;
}

const strictText = new TextDecoder("utf-8", { fatal: true });

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(strictText.decode(bytes));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "not JSON";
    throw new ServerError(
      "TL_SERVER_BODY",
      { faults: [{ code: "TL_SERVER_BODY", message }] },
      { cause },
    );
  }
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}
