import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { ServerError } from "../errors.ts";

/** What was released, byte for byte, under its SHA-256. Nothing here is ever changed. */
export interface ReportContents {
  /** Resolves once the bytes are on the disk. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws ServerError `TL_SERVER_REPORT_CONTENT` when it is gone or is not what it was. */
  get(sha256: string): Promise<Buffer>;
}

/** Released reports as files of a folder. */
export function reportContents(folder: string): ReportContents {
  const pathOf = (sha256: string) => join(folder, `${sha256}.json`);
  return {
    async put(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const path = pathOf(sha256);
      if (existsSync(path)) return sha256;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}.new`;
      const file = await open(draft, "w", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      return sha256;
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(() => undefined);
      const isRight =
        bytes !== undefined && createHash("sha256").update(bytes).digest("hex") === sha256;
      if (!isRight) throw new ServerError("TL_SERVER_REPORT_CONTENT", { sha256 });
      return bytes;
    },
  };
}
