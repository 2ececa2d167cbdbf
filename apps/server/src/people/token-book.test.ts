import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { TokenBook } from "./token-book.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-tokens-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("TokenBook", () => {
  const path = join(folder, "deep", "tokens.json");

  test("[SRV-002] a token is known until it is revoked, and only its hash is kept", () => {
    const book = new TokenBook(path);
    const token = book.add("camera-12", "device", 1_000);
    expect(token).toMatch(/^tl_[A-Za-z0-9_-]{32}$/);
    expect(book.find(token)).toMatchObject({ name: "camera-12", role: "device" });
    expect(book.find(`${token}x`)).toBeUndefined();
    expect(readFileSync(path, "utf8")).not.toContain(token);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(book.revoke("camera-12", 2_000)).toBe(1);
    expect(book.find(token)).toBeUndefined();
    expect(book.revoke("camera-12", 3_000)).toBe(0);
  });

  test("[SRV-002] a running server sees what another process added", async () => {
    const running = new TokenBook(path);
    expect(running.list()).toHaveLength(1);
    const token = new TokenBook(path).add("patrol-3", "observer", 4_000);
    expect(running.find(token)?.name).toBe("patrol-3");
  });

  test("a damaged file is an error and never an empty book", () => {
    const damaged = join(folder, "damaged.json");
    writeFileSync(damaged, "{");
    expect(() => new TokenBook(damaged).find("x")).toThrow();
  });
});
