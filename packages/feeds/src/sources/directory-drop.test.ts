import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
import type { SourceSink } from "./byte-source.ts";
import { DirectoryDrop, type DirectoryDropOptions, type DropMark } from "./directory-drop.ts";
import { deafSink, InMind } from "./source-doubles.ts";

let root = "";
let folderCount = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "truceline-drop-"));
});
afterAll(() => rm(root, { recursive: true }));
async function newFolder(): Promise<string> {
  const path = join(root, `folder-${folderCount++}`);
  await mkdir(path);
  return path;
}
const quick = { settleMs: 30, pollMs: 10 };

sourceContract("directory drop", async (): Promise<SourceHarness> => {
  const path = await newFolder();
  let fileCount = 0;
  return {
    source: new DirectoryDrop({ path, takenFiles: "move", settleMs: 1, pollMs: 5 }),
    canWait: true,
    ready: async () => {},
    async send(lines) {
      const name = `${String(fileCount++).padStart(6, "0")}.nmea`;
      await writeFile(join(path, `.${name}`), `${lines.join("\n")}\n`);
      await rename(join(path, `.${name}`), join(path, name));
    },
    // At once, with all in it: removed file by file, it would fill while it is emptied.
    cut: () => rename(path, join(root, `gone-${folderCount++}`)),
    restore: async () => {
      await mkdir(path);
    },
    close: async () => {},
  };
});

/** Runs a drop and gathers documents by name. */
function run(options: DirectoryDropOptions, isTaken = true) {
  const stopping = new AbortController();
  const open = new Map<string, string>();
  const documents: [string, string][] = [];
  const refused: string[] = [];
  const taken = new Map<string, ((isUnread?: boolean) => void) | undefined>();
  const sink: SourceSink = {
    ...deafSink,
    take: async ({ channel, name, bytes, isWhole, onTaken }) => {
      open.set(channel, (open.get(channel) ?? "") + new TextDecoder().decode(bytes));
      if (isWhole !== true) return;
      documents.push([name, open.get(channel) ?? ""]);
      taken.set(open.get(channel) ?? "", onTaken);
      open.delete(channel);
      if (isTaken) onTaken?.();
    },
    end: async (channel) => {
      open.delete(channel);
    },
    refuse: (_count, reason) => {
      refused.push(reason);
    },
  };
  const running = new DirectoryDrop(options).run(sink, stopping.signal);
  return {
    documents,
    refused,
    /** What says that a document is durable. */
    takenOf: (text: string) => taken.get(text),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

describe("DirectoryDrop", () => {
  test("[FED-023] a file that is still written to is not taken, and then it is, whole", async () => {
    const path = await newFolder();
    // Long against what a busy machine may hold up between two parts.
    const drop = run({ path, takenFiles: "move", settleMs: 2_000, pollMs: 10 });
    const file = join(path, "alert.xml");
    for (let part = 0; part < 8; part++) {
      await appendFile(file, `part ${part}\n`);
      await new Promise((resolve) => setTimeout(resolve, 12));
      expect(drop.documents).toEqual([]);
    }
    await until(() => drop.documents.length === 1);
    expect(drop.documents[0]?.[1].split("\n")).toHaveLength(9);
    await drop.stop();
  });

  test("[FED-023] names of what is not whole, links and folders are left alone", async () => {
    const path = await newFolder();
    const outside = join(root, "secret");
    await writeFile(outside, "not for us");
    await symlink(outside, join(path, "link.xml"));
    await mkdir(join(path, "inner"));
    for (const name of [".hidden", "a.xml.tmp", "a.xml.part", "a.xml~"]) {
      await writeFile(join(path, name), "half");
    }
    await writeFile(join(path, "whole.xml"), "whole");
    const drop = run({ path, takenFiles: "move", ...quick });
    await until(() => drop.documents.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(drop.documents).toEqual([["whole.xml", "whole"]]);
    await drop.stop();
  });

  test("[FED-024] a file is moved once it is durable and not before; one of the same name is kept apart", async () => {
    const path = await newFolder();
    await writeFile(join(path, "a.xml"), "first");
    const unsure = run({ path, takenFiles: "move", ...quick }, false);
    await until(() => unsure.documents.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(unsure.documents).toHaveLength(1);
    expect(await readdir(path)).toEqual(["a.xml"]);
    await unsure.stop();
    const sure = run({ path, takenFiles: "move", ...quick });
    await until(() => sure.documents.length === 1);
    await untilListed(join(path, "taken"), ["a.xml"]);
    await writeFile(join(path, "a.xml"), "second");
    await until(() => sure.documents.length === 2);
    await sure.stop();
    await untilListed(join(path, "taken"), ["a.xml", "a.xml.2"]);
    expect(await readdir(path)).toEqual(["taken"]);
  });

  test("[FED-024] one that takes a file's place before that is moved is read too, and not moved unread", async () => {
    const path = await newFolder();
    await writeFile(join(path, "a.xml"), "first");
    const drop = run({ path, takenFiles: "move", ...quick }, false);
    await until(() => drop.documents.length === 1);
    await writeFile(join(path, ".a.xml"), "the second");
    await rename(join(path, ".a.xml"), join(path, "a.xml"));
    // Only now it is known that the first is durable.
    drop.takenOf("first")?.();
    await until(() => drop.documents.length === 2);
    expect(drop.documents[1]).toEqual(["a.xml", "the second"]);
    expect(await readdir(path)).toEqual(["a.xml"]);
    drop.takenOf("the second")?.();
    await untilListed(join(path, "taken"), ["a.xml"]);
    await drop.stop();
  });

  test("[FED-024] one that stays is remembered over a stop, and taken again when it has changed", async () => {
    const path = await newFolder();
    const memory = new InMind<DropMark>();
    const file = join(path, "a.xml");
    await writeFile(file, "first");
    const first = run({ path, takenFiles: "remember", memory, ...quick });
    await until(() => first.documents.length === 1);
    await first.stop();
    const second = run({ path, takenFiles: "remember", memory, ...quick });
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(second.documents).toEqual([]);
    await appendFile(file, " and more");
    await until(() => second.documents.length === 1);
    expect(second.documents[0]?.[1]).toBe("first and more");
    await second.stop();
  });

  test.each(["move", "remember"] as const)(
    "[FED-110] %s: one of which nothing could be read stays, is not read twice, and is read again when it has grown",
    async (takenFiles) => {
      const path = await newFolder();
      const memory = new InMind<DropMark>();
      const file = join(path, "a.xml");
      await writeFile(file, "<half");
      const options = { path, takenFiles, memory, ...quick };
      const first = run(options, false);
      await until(() => first.documents.length === 1);
      first.takenOf("<half")?.(true);
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect(await readdir(path)).toEqual(["a.xml"]);
      await first.stop();
      const second = run(options);
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect([...first.documents, ...second.documents]).toEqual([["a.xml", "<half"]]);
      await appendFile(file, " and whole/>");
      await until(() => second.documents.length === 1);
      expect(second.documents[0]?.[1]).toBe("<half and whole/>");
      if (takenFiles === "move") await untilListed(join(path, "taken"), ["a.xml"]);
      await second.stop();
    },
  );

  test("[FED-024] a packed file is unpacked; one that cannot be read is told once and left", async () => {
    const path = await newFolder();
    const text = "line\n".repeat(50_000);
    await writeFile(join(path, "a.csv.gz"), gzipSync(text));
    await writeFile(join(path, "b.csv.gz"), "no gzip at all");
    const drop = run({ path, takenFiles: "move", ...quick });
    await until(() => drop.documents.length === 1 && drop.refused.length === 1);
    expect(drop.documents[0]).toEqual(["a.csv.gz", text]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(drop.refused).toHaveLength(1);
    await drop.stop();
    expect((await readdir(path)).toSorted()).toEqual(["b.csv.gz", "taken"]);
  });
});

async function untilListed(path: string, names: readonly string[]): Promise<void> {
  const endMs = performance.now() + 5_000;
  while (performance.now() < endMs) {
    const found = await readdir(path).catch(() => []);
    if (found.toSorted().join() === names.join()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await readdir(path)).toEqual(names);
}
