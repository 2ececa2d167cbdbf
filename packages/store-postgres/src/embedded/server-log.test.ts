import { appendFileSync, closeSync, mkdtempSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ServerLog } from "./server-log.ts";

const dir = mkdtempSync(join(tmpdir(), "truceline-log-"));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("[STO-012] the log stays bounded while the server keeps its file open", () => {
  const log = new ServerLog(join(dir, "postgres.log"));
  const server = log.openForAppend();
  const mebibyte = Buffer.alloc(1024 * 1024, "x");
  for (let count = 0; count < 20; count += 1) {
    writeSync(server, mebibyte);
    log.rotateIfLarge();
  }
  writeSync(server, "the last line\n");
  closeSync(server);
  expect(log.byteCount).toBeLessThanOrEqual(5 * mebibyte.length);
  expect(statSync(`${log.path}.1`).size).toBeLessThanOrEqual(6 * mebibyte.length);
  expect(log.tail().endsWith("the last line\n")).toBe(true);
  appendFileSync(log.path, "since then");
  expect(log.tail(log.byteCount - 10)).toBe("since then");
});
