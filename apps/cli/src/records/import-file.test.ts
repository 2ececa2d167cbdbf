import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { seededRng } from "@truceline/model";
import { createIngest, MemoryStore } from "@truceline/watch";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { emptyTally, importFile, type TableFormat } from "./import-file.ts";
import { readTable } from "./import-table.ts";
import { type InputSink, storeWriter } from "./input-sink.ts";
import { readMapping } from "./read-mapping.ts";

const dir = mkdtempSync(join(tmpdir(), "truceline-import-"));
const terminal = quietTerminal(dir);
afterAll(() => rmSync(dir, { recursive: true }));

const mapping = `
truceline: mapping/1
id: mid-ocean
title: What a post in the ocean writes down
record: observation
source: post-9
timezone: Etc/UTC
sourceId: { template: "{no}" }
time: { from: at }
fields:
  - { constant: patrol, to: observer.kind }
  - { column: means, to: means, split: "|", values: { heard: heard, saw: saw } }
  - { column: kind, to: kind, values: { explosion: explosion, burst: burst } }
  - { constant: exactly, to: count.qualifier }
  - { column: count, to: count.min, as: integer }
  - { position: [lon, lat], to: observerPosition.position }
`;
writeFileSync(join(dir, "mapping.yaml"), mapping);
const header = "no,at,means,kind,count,lon,lat";
const good = "1,2025-12-01T10:00,heard,explosion,3,-30,0";

let store: MemoryStore;
let sink: InputSink;
beforeEach(() => {
  store = new MemoryStore(seededRng("store"));
  const ingest = createIngest({
    store,
    clock: terminal,
    rng: seededRng("import"),
    origin: "observed",
  });
  sink = {
    submit: (kind, records) =>
      ingest.submit(records.map((bytes) => ({ kind, bytes, sender: "import" }))),
    write: storeWriter(store, "import", terminal),
    finish: async () => {},
    close: () => ingest.close(),
  };
});

async function imported(text: string | Uint8Array, name = "rows.csv", format: TableFormat = "csv") {
  writeFileSync(join(dir, name), text);
  const tally = emptyTally();
  await importFile(name, format, readTable("mapping.yaml", terminal), sink, tally, terminal);
  const { byKind, quarantineWaiting } = await store.counts("observed");
  return { tally, storedCount: byKind.observation ?? 0, quarantineWaiting };
}

const codes = (faults: readonly { readonly code: string }[]) => faults.map(({ code }) => code);

describe("[CLI-008] each row is stored, a duplicate, in quarantine, or told as unreadable", () => {
  test("good rows, plain and packed, with and without a last line break", async () => {
    const text = `${header}\n${good}\n2,2025-12-01T10:01,saw|heard,burst,1,-30.1,0.1`;
    expect((await imported(text)).tally).toMatchObject({ rowCount: 2, storedCount: 2 });
    const packed = await imported(gzipSync(`${text}\n`), "rows.csv.gz");
    expect(packed.tally).toMatchObject({ rowCount: 2, duplicateCount: 2, faultCount: 0 });
    expect(packed.storedCount).toBe(2);
  });

  test("the same key with other content goes into quarantine, and the first stays", async () => {
    const other = good.replace(",3,", ",4,");
    const { tally, storedCount, quarantineWaiting } = await imported(
      `${header}\n${good}\n${other}`,
    );
    expect(tally).toMatchObject({ storedCount: 1, quarantinedCount: 1 });
    expect(codes(tally.faults)).toEqual(["TL_WATCH_CONFLICT"]);
    expect([storedCount, quarantineWaiting]).toEqual([1, 1]);
  });

  test.each([
    ["a word the mapping does not list", good.replace("heard", "smelt"), "TL_INT_VALUE_UNKNOWN"],
    ["a count that is no number", good.replace(",3,", ",many,"), "TL_INT_VALUE"],
    ["a time that is none", good.replace("2025-12-01", "2025-13-01"), "TL_INT_VALUE"],
    ["a place beyond the globe", good.replace("-30,0", "-300,0"), "TL_INT_VALUE"],
  ])("%s: kept with its cells, told with file and line", async (_, row, code) => {
    const { tally, quarantineWaiting } = await imported(`${header}\n${row}\n2${good.slice(1)}`);
    expect(tally).toMatchObject({ rowCount: 2, storedCount: 1, quarantinedCount: 1 });
    expect(tally.faults[0]).toMatchObject({ code, file: "rows.csv", line: 2 });
    expect(quarantineWaiting).toBe(1);
    const { items } = await store.listQuarantine({ origin: "observed", limit: 10 });
    const kept = new TextDecoder().decode(items[0]?.bytes);
    expect(JSON.parse(kept)).toMatchObject({ file: "rows.csv", cells: { no: "1" } });
  });

  test.each([
    ["a column the mapping does not know", `${header},more\n${good},x`, "TL_INT_COLUMN_UNKNOWN"],
    ["a column that is missing", "no,at\n1,2025-12-01", "TL_INT_COLUMN_MISSING"],
  ])("%s: the file is not begun", async (_, text, code) => {
    const { tally, storedCount } = await imported(text);
    expect(tally).toMatchObject({ rowCount: 0, unreadableCount: 1 });
    expect(codes(tally.faults)).toContain(code);
    expect(storedCount).toBe(0);
  });

  test("a row with too few fields is told, the rows around it are taken", async () => {
    const text = `${header}\n1,2\n${good}`;
    const { tally } = await imported(text);
    expect(tally).toMatchObject({ storedCount: 1, unreadableCount: 1 });
    expect(codes(tally.faults)).toEqual(["TL_INT_CSV_WIDTH"]);
  });

  test("GeoJSON is taken the same way", async () => {
    const cells = Object.fromEntries(
      header.split(",").map((name, index) => [name, good.split(",")[index]]),
    );
    const feature = { type: "Feature", properties: cells, geometry: null };
    const text = JSON.stringify({ type: "FeatureCollection", features: [feature] });
    expect((await imported(text, "rows.geojson", "geojson")).tally.storedCount).toBe(1);
    const broken = (await imported("{", "rows.geojson", "geojson")).tally;
    expect(broken).toMatchObject({ storedCount: 0, unreadableCount: 1 });
  });

  test("more rows than one group go in groups, none is lost", async () => {
    const rows = Array.from({ length: 2_345 }, (_, index) => `${index}${good.slice(1)}`);
    const { tally, storedCount } = await imported(`${header}\n${rows.join("\n")}\n`);
    expect(tally).toMatchObject({ rowCount: 2_345, storedCount: 2_345 });
    expect(storedCount).toBe(2_345);
  });
});

describe("[CLI-041] the mission's typed tables", () => {
  const folder = new URL("../../../../fixtures/smm/", import.meta.url);
  const textOf = (table: string) => readFileSync(new URL(`${table}.csv`, folder), "utf8");
  const take = async (table: string, text: string) => {
    writeFileSync(join(dir, `${table}.csv`), text);
    const tally = emptyTally();
    await importFile(
      `${table}.csv`,
      "csv",
      readTable(`smm-${table}`, terminal),
      sink,
      tally,
      terminal,
    );
    return tally;
  };
  const none = { quarantinedCount: 0, unreadableCount: 0, faultCount: 0 };

  test.each([
    ["weapons", 91, { observation: 81, inspection: 9, "watch-note": 1 }],
    ["movement", 358, { denial: 358 }],
    ["other", 395, { observation: 158, "watch-note": 237 }],
  ])("every row of %s is stored, and a second time a duplicate", async (table, count, kinds) => {
    const whole = { ...none, rowCount: count };
    expect(await take(table, textOf(table))).toMatchObject({ ...whole, storedCount: count });
    expect(await take(table, textOf(table))).toMatchObject({ ...whole, duplicateCount: count });
    expect((await store.counts("observed")).byKind).toMatchObject(kinds);
  });

  test("other content of a row that is there is told by its line, and what is there stays", async () => {
    const text = textOf("movement");
    await take("movement", text);
    const tally = await take("movement", text.replace("serial numbers could", "no number could"));
    expect(tally).toMatchObject({ duplicateCount: 357, unreadableCount: 1, quarantinedCount: 0 });
    expect(tally.faults).toMatchObject([
      { code: "TL_SERVER_EDIT_CONFLICT", file: "movement.csv", line: 2 },
    ]);
  });

  test("a word that no list has goes into quarantine with its cells; a wrong column stops the file", async () => {
    const tally = await take("other", textOf("other").replace("military_presence", "weather"));
    expect(tally).toMatchObject({ storedCount: 394, quarantinedCount: 1 });
    expect(tally.faults).toMatchObject([
      { code: "TL_INT_VALUE_UNKNOWN", file: "other.csv", line: 2, column: 2 },
    ]);
    const wrong = await take("weapons", textOf("weapons").replace("calibre_mm", "calibre_cm"));
    expect(wrong).toMatchObject({ rowCount: 0, unreadableCount: 1 });
    expect(codes(wrong.faults)).toEqual(["TL_INT_COLUMN_UNKNOWN", "TL_INT_COLUMN_MISSING"]);
  });
});

describe("[CLI-009] what cannot be read is said with its code", () => {
  test.each([
    ["a mapping that is nowhere", () => readMapping("nowhere", terminal), "TL_CLI_MAPPING"],
    [
      "a mapping with an unknown key",
      () => {
        writeFileSync(join(dir, "bad.yaml"), `${mapping}\nwords: {}\n`);
        return readMapping("bad.yaml", terminal);
      },
      "TL_CLI_MAPPING",
    ],
    [
      "a mapping that laughs a billion times",
      () => {
        const laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        writeFileSync(join(dir, "laughs.yaml"), laughs);
        return readMapping("laughs.yaml", terminal);
      },
      "TL_CLI_MAPPING",
    ],
  ])("%s", (_, read, code) => {
    expect(read).toThrow(expect.objectContaining({ code }));
  });

  test("a file that is not there, and a packed one that is broken", async () => {
    const read = (name: string) =>
      importFile(name, "csv", readTable("mapping.yaml", terminal), sink, emptyTally(), terminal);
    await expect(read("nowhere.csv")).rejects.toMatchObject({ code: "TL_CLI_FILE" });
    writeFileSync(join(dir, "broken.csv.gz"), "not packed");
    await expect(read("broken.csv.gz")).rejects.toMatchObject({ code: "TL_CLI_FILE" });
  });

  test("a packed file that unpacks to more than is read", async () => {
    const bomb = gzipSync(Buffer.alloc(257 * 1024 * 1024));
    writeFileSync(join(dir, "bomb.csv.gz"), bomb);
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(
      importFile(
        "bomb.csv.gz",
        "csv",
        readTable("mapping.yaml", terminal),
        sink,
        emptyTally(),
        terminal,
      ),
    ).rejects.toMatchObject({ code: "TL_CLI_FILE_SIZE" });
  });
});
