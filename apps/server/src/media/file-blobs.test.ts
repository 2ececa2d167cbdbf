import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFileBlobs } from "./file-blobs.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "truceline-blobs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nowMs = Date.now();
const bytesOf = (text: string) => new TextEncoder().encode(text);
const shaOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const a = bytesOf("a photograph");
const b = bytesOf("another photograph");
const open = (byteCountMax?: number) => openFileBlobs({ folder, nowMs, byteCountMax });
const filesIn = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

test("[SRV-068] what is kept is there after the next start, once, and counted", async () => {
  const first = await open();
  expect(await first.put(shaOf(a), a)).toBe("stored");
  expect(await first.put(shaOf(a), a)).toBe("known");
  expect(await first.put(shaOf(b), b)).toBe("stored");
  const again = await open();
  expect(await again.get(shaOf(a))).toEqual(Buffer.from(a));
  expect(await again.has(shaOf(b))).toBe(true);
  expect(again.usage()).toMatchObject({ count: 2, byteCount: a.length + b.length });
  expect(await again.get(shaOf(bytesOf("none")))).toBeUndefined();
});

test("the same sent twice at once is written once", async () => {
  const blobs = await open();
  const outcomes = await Promise.all([1, 2, 3].map(() => blobs.put(shaOf(a), a)));
  expect(outcomes.sort()).toEqual(["known", "known", "stored"]);
  expect(filesIn()).toHaveLength(1);
  expect(blobs.usage().byteCount).toBe(a.length);
});

test("[SRV-068] past the bound nothing is taken, also by several at once, and nothing is left behind", async () => {
  const blobs = await open(a.length + 1);
  const outcomes = await Promise.allSettled([blobs.put(shaOf(a), a), blobs.put(shaOf(b), b)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(outcomes[1]).toMatchObject({ reason: { code: "TL_SERVER_MEDIA_FULL" } });
  expect(filesIn()).toHaveLength(1);
  expect(await blobs.put(shaOf(a), a)).toBe("known");
});

test("[SRV-068] bytes that the disk changed are not given out", async () => {
  const blobs = await open();
  await blobs.put(shaOf(a), a);
  writeFileSync(join(folder, shaOf(a).slice(0, 2), shaOf(a).slice(2)), b);
  await expect(blobs.get(shaOf(a))).rejects.toMatchObject({ code: "TL_SERVER_MEDIA_DAMAGED" });
});

test("what was half written when the power went is taken away, but not what is being written", async () => {
  const [old, fresh] = [join(folder, "draft-old"), join(folder, "draft-fresh")];
  writeFileSync(old, "half a pho");
  writeFileSync(fresh, "half a pho");
  utimesSync(old, new Date(nowMs - 7_200_000), new Date(nowMs - 7_200_000));
  const blobs = await open();
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  expect(blobs.usage()).toMatchObject({ count: 0, byteCount: 0 });
});

test.each(["../../../etc/passwd", "", "A".repeat(64), `${"a".repeat(63)}/`])(
  "%j is no name of a blob",
  async (name) => {
    const blobs = await open();
    expect(await blobs.get(name)).toBeUndefined();
    expect(await blobs.has(name)).toBe(false);
  },
);
