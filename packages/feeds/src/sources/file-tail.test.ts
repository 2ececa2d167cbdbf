import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
import type { Piece, SourceSink } from "./byte-source.ts";
import { type FileMark, FileTail } from "./file-tail.ts";
import { deafSink, InMind } from "./source-doubles.ts";

let folder = "";
let fileCount = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "truceline-tail-"));
});
afterAll(() => rm(folder, { recursive: true }));
const newPath = () => join(folder, `file-${fileCount++}.log`);

sourceContract("file tail", async (): Promise<SourceHarness> => {
  const path = newPath();
  await writeFile(path, "");
  return {
    source: new FileTail({ path, isLines: true, pollMs: 10, rotatedMs: 50 }),
    canWait: true,
    ready: async () => {},
    send: (lines) => appendFile(path, `${lines.join("\n")}\n`),
    cut: () => rm(path),
    restore: () => writeFile(path, ""),
    close: async () => {},
  };
});

/** Runs a tail and gathers what it hands on. */
function run(source: FileTail, isTaken = true) {
  const stopping = new AbortController();
  let text = "";
  const ends: number[] = [];
  const downs: string[] = [];
  let upCount = 0;
  const sink: SourceSink = {
    ...deafSink,
    linkIsUp: () => {
      upCount += 1;
    },
    linkIsDown: (reason) => downs.push(reason),
    take: async ({ bytes, onTaken }: Piece) => {
      text += new TextDecoder().decode(bytes);
      if (isTaken) onTaken?.();
    },
    end: async () => {
      ends.push(text.length);
    },
  };
  const running = source.run(sink, stopping.signal);
  return {
    text: () => text,
    ends,
    downs,
    upCount: () => upCount,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

describe("FileTail", () => {
  test("[FED-020] a rotated file is read to its end, then the new one from its beginning", async () => {
    const path = newPath();
    await writeFile(path, "one\n");
    const tail = run(new FileTail({ path, isLines: true, pollMs: 10 }));
    await until(() => tail.text() === "one\n");
    await rename(path, `${path}.1`);
    await appendFile(`${path}.1`, "two\nlast words");
    await writeFile(path, "three\n");
    await until(() => tail.text().endsWith("three\n"));
    await tail.stop();
    expect(tail.text()).toBe("one\ntwo\nlast wordsthree\n");
    // What the old one said last does not run into the first line of the new one.
    expect(tail.ends[0]).toBe("one\ntwo\nlast words".length);
  });

  test("[FED-020] what its writer says to the old file after it was rotated comes before the new one", async () => {
    const path = newPath();
    await writeFile(path, "one\n");
    const tail = run(new FileTail({ path, isLines: true, pollMs: 10 }));
    await until(() => tail.text() === "one\n");
    await rename(path, `${path}.1`);
    // Seen at once, while the old one is still read.
    await until(() => tail.downs.length === 1);
    await appendFile(`${path}.1`, "two\n");
    await writeFile(path, "three\n");
    await until(() => tail.text() === "one\ntwo\nthree\n");
    await tail.stop();
    expect(tail.downs).toEqual(["the file is not there"]);
  });

  test("[FED-020] a file that is back under its name is followed on", async () => {
    const path = newPath();
    await writeFile(path, "one\n");
    const tail = run(new FileTail({ path, isLines: true, pollMs: 10 }));
    await until(() => tail.text() === "one\n");
    await rename(path, `${path}.1`);
    await until(() => tail.downs.length === 1);
    await rename(`${path}.1`, path);
    await appendFile(path, "two\n");
    await until(() => tail.text() === "one\ntwo\n");
    await until(() => tail.upCount() === 2);
    await tail.stop();
  });

  test("[FED-020] a file that is emptied begins anew, also where it has grown past the old place", async () => {
    const path = newPath();
    await writeFile(path, "one\ntwo\n");
    const tail = run(new FileTail({ path, isLines: true, pollMs: 10 }));
    await until(() => tail.text() === "one\ntwo\n");
    await truncate(path, 0);
    await appendFile(path, "three\nfour\nfive\n");
    await until(() => tail.text().endsWith("five\n"));
    await tail.stop();
    expect(tail.text()).toBe("one\ntwo\nthree\nfour\nfive\n");
  });

  test("[FED-020] the beginning of a line waits for its end", async () => {
    const path = newPath();
    await writeFile(path, "one\ntw");
    const tail = run(new FileTail({ path, isLines: true, pollMs: 10 }));
    await until(() => tail.text() === "one\n");
    await appendFile(path, "o\n");
    await until(() => tail.text() === "one\ntwo\n");
    await tail.stop();
  });

  test("[FED-021] after a stop it goes on behind what was taken, and reads again what was not", async () => {
    const path = newPath();
    const memory = new InMind<FileMark>();
    await writeFile(path, "one\ntwo\n");
    const first = run(new FileTail({ path, isLines: true, pollMs: 10, memory }));
    await until(() => first.text() === "one\ntwo\n");
    await first.stop();
    await appendFile(path, "three\n");
    const second = run(new FileTail({ path, isLines: true, pollMs: 10, memory }), false);
    await until(() => second.text() === "three\n");
    await second.stop();
    const third = run(new FileTail({ path, isLines: true, pollMs: 10, memory }));
    await until(() => third.text() === "three\n");
    await third.stop();
  });

  test("[FED-021] what is remembered of another file under the name is not believed", async () => {
    const path = newPath();
    const memory = new InMind<FileMark>();
    await writeFile(path, "one\ntwo\n");
    const first = run(new FileTail({ path, isLines: true, pollMs: 10, memory }));
    await until(() => first.text() === "one\ntwo\n");
    await first.stop();
    await writeFile(path, "four\nfive\nsix\n");
    const second = run(new FileTail({ path, isLines: true, pollMs: 10, memory }));
    await until(() => second.text() === "four\nfive\nsix\n");
    await second.stop();
  });

  test("[FED-020] one that begins at the end tells only what is new, and of the file after it all", async () => {
    const path = newPath();
    await writeFile(path, "old\n");
    const tail = run(new FileTail({ path, isLines: true, pollMs: 10, from: "end", rotatedMs: 50 }));
    await until(() => tail.upCount() === 1);
    await appendFile(path, "new\n");
    await until(() => tail.text() === "new\n");
    await rename(path, `${path}.1`);
    await writeFile(path, "newer\n");
    await until(() => tail.text().endsWith("newer\n"));
    await tail.stop();
    expect(tail.text()).toBe("new\nnewer\n");
  });

  test("[FED-100] what lay in a file before it was read is told from what comes, at a start and after a stop", async () => {
    const path = newPath();
    await writeFile(path, "one\n");
    const memory = new InMind<FileMark>();
    for (const [old, fresh] of [
      ["one\n", "two\n"],
      ["three\n", "four\n"],
    ]) {
      const waited: [string, boolean][] = [];
      const stopping = new AbortController();
      const sink: SourceSink = {
        ...deafSink,
        take: async ({ bytes, waitedMs = 0, onTaken }) => {
          waited.push([new TextDecoder().decode(bytes), waitedMs < 5_000]);
          onTaken?.();
        },
      };
      const tail = new FileTail({ path, isLines: true, pollMs: 10, memory, isLive: true });
      const running = tail.run(sink, stopping.signal);
      await until(() => waited.length === 1);
      await appendFile(path, fresh ?? "");
      await until(() => waited.length === 2);
      expect(waited).toEqual([
        [old, false],
        [fresh, true],
      ]);
      stopping.abort();
      await running;
      await appendFile(path, "three\n");
    }
  });
});
