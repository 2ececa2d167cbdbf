import { hash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStore } from "@truceline/watch";
import { ServerError } from "../errors.ts";

/** All photographs of one room together; more are refused until the disk's owner makes room. */
export const blobBytesMaxDefault = 20 * 1024 ** 3;
/** What was being written when the power went is taken away after this time. */
const leftoverMs = 3_600_000;
const sha256Pattern = /^[0-9a-f]{64}$/;
const draftPrefix = "draft-";

export interface FileBlobsOptions {
  readonly folder: string;
  readonly byteCountMax?: number | undefined;
  readonly nowMs: number;
}

/**
 * Blobs as files, `ab/cdef…` by their SHA-256. Written under another name, brought to the disk, then
 * renamed: a file under its own name is whole. What is read is compared with its name.
 */
export async function openFileBlobs(options: FileBlobsOptions): Promise<BlobStore> {
  const { folder, byteCountMax = blobBytesMaxDefault, nowMs } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let { count, byteCount } = await lookThrough(folder, nowMs);
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  const sizeOf = async (sha256: string): Promise<number | undefined> => {
    if (!sha256Pattern.test(sha256)) return undefined;
    const found = await stat(pathOf(sha256)).catch(absent);
    return found?.size;
  };
  /** The same photograph sent twice at once is written once. */
  const underWay = new Map<string, Promise<"stored" | "known">>();

  const write = async (sha256: string, bytes: Uint8Array): Promise<"stored" | "known"> => {
    if ((await sizeOf(sha256)) === bytes.length) return "known";
    if (byteCount + bytes.length > byteCountMax) {
      throw new ServerError("TL_SERVER_MEDIA_FULL", { byteCount, byteCountMax });
    }
    // Counted ahead, so that several at once do not pass the bound together.
    byteCount += bytes.length;
    try {
      await writeWhole(folder, pathOf(sha256), bytes);
    } catch (thrown) {
      byteCount -= bytes.length;
      throw thrown;
    }
    count++;
    return "stored";
  };

  return {
    put(sha256, bytes) {
      const writing = underWay.get(sha256);
      if (writing !== undefined) return writing.then(() => "known");
      const own = write(sha256, bytes).finally(() => underWay.delete(sha256));
      underWay.set(sha256, own);
      return own;
    },
    async get(sha256) {
      if (!sha256Pattern.test(sha256)) return undefined;
      const bytes = await readFile(pathOf(sha256)).catch(absent);
      if (bytes === undefined) return undefined;
      if (hash("sha256", bytes, "hex") !== sha256) {
        throw new ServerError("TL_SERVER_MEDIA_DAMAGED", { sha256 });
      }
      return bytes;
    },
    has: async (sha256) => (await sizeOf(sha256)) !== undefined,
    usage: () => ({ count, byteCount, byteCountMax }),
  };
}

async function writeWhole(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const draft = join(folder, `${draftPrefix}${randomUUID()}`);
  const home = join(path, "..");
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await mkdir(home, { recursive: true, mode: 0o700 });
    await rename(draft, path);
    // The name itself is on the disk only once its folders are.
    for (const one of [home, folder]) await syncFolder(one);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Counts what is there, and takes away what was left half written. */
async function lookThrough(
  folder: string,
  nowMs: number,
): Promise<{ readonly count: number; readonly byteCount: number }> {
  let count = 0;
  let byteCount = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(absent);
    if (found === undefined) continue;
    if (entry.name.startsWith(draftPrefix)) {
      if (nowMs - found.mtimeMs > leftoverMs) await rm(path, { force: true });
      continue;
    }
    count++;
    byteCount += found.size;
  }
  return { count, byteCount };
}

/** What is not there is undefined; any other fault is one. */
function absent(thrown: unknown): undefined {
  if ((thrown as { code?: string }).code === "ENOENT") return undefined;
  throw thrown;
}
