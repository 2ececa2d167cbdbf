import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { patrolForm, submissionOfRows, writeForm, writeSubmission } from "@truceline/interop";
import { seededRng } from "@truceline/model";
import { createIngest, MemoryStore } from "@truceline/watch";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { documentFormats, importDocument, isDocumentFormat, readingOf } from "./import-document.ts";
import { emptyTally } from "./import-file.ts";
import { type InputSink, storeWriter } from "./input-sink.ts";
import { tallyText } from "./tally-text.ts";

const dir = mkdtempSync(join(tmpdir(), "truceline-import-document-"));
const terminal = quietTerminal(dir);
afterAll(() => rmSync(dir, { recursive: true }));

let store: MemoryStore;
let sink: InputSink;
beforeEach(() => {
  store = new MemoryStore(seededRng("store"));
  const rng = seededRng("import");
  const ingest = createIngest({ store, clock: terminal, rng, origin: "observed" });
  sink = {
    submit: (kind, records) =>
      ingest.submit(records.map((bytes) => ({ kind, bytes, sender: "import" }))),
    write: storeWriter(store, "import", terminal),
    finish: async () => {},
    close: () => ingest.close(),
  };
});

async function imported(
  format: (typeof documentFormats)[number],
  name: string,
  text: string | Uint8Array,
  given: { mapping?: string; form?: string } = {},
) {
  writeFileSync(join(dir, name), text);
  const tally = emptyTally();
  const reading = readingOf(format, given, terminal);
  await importDocument(name, format, reading, sink, tally, terminal);
  const { byKind } = await store.counts("observed");
  return { tally, byKind };
}

const alert = (event: string) =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${event}</identifier>` +
  "<sender>met.example</sender><sent>2025-11-01T11:00:00-00:00</sent><status>Actual</status>" +
  "<msgType>Alert</msgType><scope>Public</scope><info><category>Met</category>" +
  `<event>${event}</event><urgency>Immediate</urgency><severity>Severe</severity>` +
  "<certainty>Likely</certainty><area><areaDesc>West</areaDesc></area></info></alert>";
const patrol = "018f0000-0000-7000-8000-000000000009";
const track =
  '<gpx version="1.1"><trk><trkseg><trkpt lat="0" lon="-30"><time>2025-11-01T10:00:00Z</time></trkpt></trkseg></trk></gpx>';

describe("documents from files", () => {
  test("[CLI-075] a file is taken in as a feed would take it, packed or not, and twice is once", async () => {
    const text = `<alerts>${alert("Gale")}${alert("Flood")}</alerts>`;
    expect(await imported("cap", "a.xml", text)).toMatchObject({
      tally: { rowCount: 2, storedCount: 2, faultCount: 0 },
      byKind: { claim: 2 },
    });
    const again = await imported("cap", "a.xml.gz", gzipSync(text));
    expect(again.tally).toMatchObject({ rowCount: 2, duplicateCount: 2 });
  });

  test("[CLI-075] a patrol's track becomes the patrol's, and one of nobody is told", async () => {
    expect(await imported("gpx", `${patrol}-morning.gpx`, track)).toMatchObject({
      tally: { storedCount: 1 },
      byKind: { "patrol-track": 1 },
    });
    const { tally } = await imported("gpx", "morning.gpx", track);
    expect(tally).toMatchObject({ rowCount: 0, storedCount: 0, unreadableCount: 1 });
    expect(tally.faults).toMatchObject([{ code: "TL_INT_GPX", file: "morning.gpx" }]);
  });

  test("[CLI-075] filled forms are read by a form of the mission's own", async () => {
    const form = { ...patrolForm, id: "north", version: "2" };
    writeFileSync(join(dir, "north.xlsx"), writeForm(form));
    const cells = {
      ...{ patrol: "P-6", "here.lon": "-30", "here.lat": "0.5" },
      ...{ "events/from": "2025-11-01T11:00:00.000Z", "events/kind": "explosion" },
      ...{ "events/means": "heard", "events/count_word": "exactly", "events/count": "2" },
    };
    const filled = submissionOfRows(form, [cells], { instanceId: "uuid:1", repeat: "events" });
    const text = writeSubmission(form, filled);
    const own = await imported("odk", "a.xml", text, { form: "north.xlsx" });
    expect(own).toMatchObject({ tally: { storedCount: 1 }, byKind: { observation: 1 } });
    // By the form that Truceline writes out it is another form's.
    expect((await imported("odk", "a.xml", text)).tally).toMatchObject({ unreadableCount: 1 });
  });

  test.each([
    ["kml", {}, /needs --mapping/],
    ["sensorthings", {}, /needs --mapping/],
    ["cap", { mapping: "viina" }, /has no mapping/],
    ["gpx", { form: "x.xlsx" }, /only odk/],
  ] as const)("[CLI-075] %s with %o is refused", (format, given, reason) => {
    expect(() => readingOf(format, given, terminal)).toThrow(
      expect.objectContaining({
        faults: [expect.objectContaining({ message: expect.stringMatching(reason) as string })],
      }),
    );
  });

  test("[CLI-075] what was read and gives no record is counted by its type", async () => {
    const test = alert("Gale").replace("Actual", "Exercise");
    const { tally, byKind } = await imported(
      "cap",
      "a.xml",
      `<alerts>${alert("Flood")}${test}</alerts>`,
    );
    expect(byKind).toMatchObject({ claim: 1 });
    expect(tallyText(tally, "record")).toEqual([
      "1 record: 1 stored, 0 duplicates, 0 in quarantine; 0 unreadable.",
      "1 message with nothing to keep: 1 CAP Alert.",
    ]);
  });

  test.each(["cap", "cot", "stations"] as const)(
    "[CLI-075] an empty file of %s is told",
    async (format) => {
      const { tally } = await imported(format, "empty", "");
      expect(tally).toMatchObject({ rowCount: 0, unreadableCount: 1, faultCount: 1 });
      expect(tally.faults[0]?.message).toBe(`The file holds nothing of ${format}.`);
    },
  );

  test("[CLI-075] what comes by radio is no document: its instants are those of its receipt", () => {
    for (const format of ["ais", "beast", "adsb", "sbs"])
      expect(isDocumentFormat(format)).toBe(false);
    for (const format of documentFormats) expect(isDocumentFormat(format)).toBe(true);
  });
});
