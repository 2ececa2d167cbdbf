import { createHash } from "node:crypto";
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

describe("enrolment and rotation", () => {
  const minuteMs = 60_000;
  const open = (name: string) => new TokenBook(join(folder, name, "tokens.json"));

  test("[SRV-049] a code gives a device its token once, within a day, and a newer code ends the older", () => {
    const book = open("enrol");
    const first = book.addCode("camera-1", "device", 0);
    const second = book.addCode("camera-1", "device", 1);
    expect(book.enrol(first.code, 2)).toBeUndefined();
    const enrolled = book.enrol(second.code, 2);
    expect(enrolled).toMatchObject({ name: "camera-1", role: "device" });
    expect(book.find(enrolled?.token ?? "", 3)).toMatchObject({ name: "camera-1" });
    expect(book.enrol(second.code, 3)).toBeUndefined();
    const late = book.addCode("camera-2", "device", 0);
    expect(book.enrol(late.code, late.expiresAtMs)).toBeUndefined();
    expect(readFileSync(join(folder, "enrol", "tokens.json"), "utf8")).not.toContain(late.code);
  });

  test("[SRV-049] after a rotation both work for ten minutes; then the old one is refused", () => {
    const book = open("rotate");
    const old = book.add("camera-1", "device", 0);
    const rotated = book.rotate(old, 1_000);
    const next = rotated?.token ?? "";
    expect(rotated?.oldUntilMs).toBe(1_000 + 10 * minuteMs);
    expect(book.find(old, 9 * minuteMs)).toMatchObject({ name: "camera-1" });
    expect(book.find(next, 9 * minuteMs)).toMatchObject({ name: "camera-1" });
    expect(book.find(old, 11 * minuteMs)).toBeUndefined();
    expect(book.find(next, 11 * minuteMs)).toMatchObject({ name: "camera-1" });
    expect(book.rotate(old, 11 * minuteMs)).toBeUndefined();
  });

  test("[SRV-049] an answer that was lost can be asked for again; a replayed token cannot fork", () => {
    const book = open("lost");
    const old = book.add("camera-1", "device", 0);
    const lost = book.rotate(old, 1_000)?.token ?? "";
    const second = book.rotate(old, 2_000)?.token ?? "";
    expect(book.find(lost, 3_000)).toBeUndefined();
    expect(book.find(second, 3_000)).toBeDefined();
    // The new one is in use: who shows the old one now is somebody else.
    expect(book.rotate(old, 4_000)).toBeUndefined();
    expect(book.find(second, 5_000)).toBeDefined();
  });

  test("[SRV-049] a server and a command that write at the same time lose nothing of each other", () => {
    const server = open("both");
    const command = open("both");
    const tokens = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? server : command).add(`camera-${index}`, "device", index),
    );
    for (const token of tokens) {
      expect(server.find(token, 100)).toBeDefined();
      expect(command.find(token, 100)).toBeDefined();
    }
    expect(command.revoke("camera-3", 200)).toBe(1);
    expect(server.find(tokens[3] ?? "", 201)).toBeUndefined();
    expect(server.list()).toHaveLength(20);
  });

  test("[SRV-049] holders of a file from before go on working, and it says when they were seen", () => {
    const path = join(folder, "old.json");
    const sha256 = createHash("sha256").update("tl_old").digest("hex");
    const entry = { name: "camera-9", role: "device", sha256, createdAtMs: 5 };
    writeFileSync(path, JSON.stringify({ schema: "tokens/1", tokens: [entry] }));
    const book = new TokenBook(path);
    expect(book.find("tl_old", 10 * minuteMs)).toMatchObject({ name: "camera-9" });
    expect(book.list()).toEqual([
      { name: "camera-9", role: "device", createdAtMs: 5, seenAtMs: 10 * minuteMs },
    ]);
    expect(readFileSync(path, "utf8")).toContain("seenAtMs");
    expect(book.rotateOf("camera-9", 11 * minuteMs)).toMatch(/^tl_/);
    expect(book.find("tl_old", 22 * minuteMs)).toBeUndefined();
  });
});
