import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/** Compare with a committed file. `REGEN=1` rewrites it; the diff is then read like code. */
export function expectGolden(url: URL, actual: string): void {
  if (process.env["REGEN"] === "1") {
    if (process.env["CI"] !== undefined) throw new Error("REGEN is not for CI");
    writeFileSync(url, actual);
  }
  expect(actual).toBe(existsSync(url) ? readFileSync(url, "utf8") : "");
}
