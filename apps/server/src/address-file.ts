import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a running server says its address to commands that are given the same data folder. */
export const addressFileIn = (dataDir: string): string => join(dataDir, "address");

/** Writes it, and gives its removal. */
export function announceAddress(dataDir: string, address: string): () => Promise<void> {
  const path = addressFileIn(dataDir);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path, `${address}\n`);
  return async () => rmSync(path, { force: true });
}
