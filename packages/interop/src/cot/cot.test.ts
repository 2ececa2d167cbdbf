import { describe, expect, test } from "vitest";
import {
  type CotEvent,
  CotReader,
  cotPlace,
  cotPurpose,
  isGroundTrackOfOthers,
  readCotDatagram,
  readCotDetail,
  writeCotDatagram,
  writeCotFrame,
  writeCotXml,
} from "../index.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const noon = Date.UTC(2026, 2, 1, 12);
const event: CotEvent = {
  uid: "post-3",
  type: "a-f-G-U-C",
  how: "m-g",
  sentAtMs: noon,
  startAtMs: noon,
  staleAtMs: noon + 60_000,
  lonDeg: -30.25,
  latDeg: 0.5,
  heightM: 12.5,
  horizontalErrorM: 4,
  verticalErrorM: null,
  detail: [
    { name: "remarks", attributes: {}, children: ["quiet & <dark>"] },
    { name: "contact", attributes: { callsign: "Post 3" }, children: [] },
  ],
};
const xml = writeCotXml(event);

function read(...pieces: readonly (string | Uint8Array)[]) {
  const reader = new CotReader({ name: "tak", messageBytesMax: 4000 });
  const received = pieces.flatMap((piece) =>
    reader.push(typeof piece === "string" ? utf8(piece) : piece),
  );
  received.push(...reader.finish());
  return { received, faults: reader.takeFaults() };
}

/**
 * Published by takproto (Apache-2.0) in `tests/test_functions.py`: one event as a datagram of the mesh;
 * over a stream the same payload has the head `BF B3 02`.
 */
const published =
  "bf01bf12b0020a0b612d662d472d452d562d432a2461613062303331322d623563642d346332632d626262632d39633463" +
  "373032313632363130a0d1fcaf822e38a0d1fcaf822e4098a4feaf822e4a03682d65513398" +
  "54a762fd454059" +
  "7d2a7ebef38450c061575c1c959bc43a4069000000e0cf12634171000000e0cf1263417ab301" +
  "0a2f3c7569642044726f69643d22456c696f706f6c6920485122202f3e3c616e6f7468657220746573743d223122202f3e" +
  "12240a153139322e3136382e312e31303a343234323a746370120b456c696f706f6c69204851" +
  "1a0c0a0659656c6c6f7712024851" +
  "2a020864" +
  "32460a114c454e4f564f203230515630303037555312" +
  "0a57696e54414b2d4349561a194d6963726f736f66742057696e646f777320313020486f6d65220a312e31302e302e313337" +
  "3a00";
const publishedEvent = {
  uid: "aa0b0312-b5cd-4c2c-bbbc-9c4c70216261",
  type: "a-f-G-E-V-C",
  how: "h-e",
  sentAtMs: Date.UTC(2020, 1, 8, 18, 10, 44),
  startAtMs: Date.UTC(2020, 1, 8, 18, 10, 44),
  staleAtMs: Date.UTC(2020, 1, 8, 18, 11, 11),
  latDeg: 43.97957317,
  lonDeg: -66.07737696,
  heightM: 26.767999,
  horizontalErrorM: null,
  verticalErrorM: null,
};

describe("as XML", () => {
  test("[INT-203] an event is written as the schema has it", () => {
    expect(xml).toBe(
      '<event version="2.0" uid="post-3" type="a-f-G-U-C" how="m-g" time="2026-03-01T12:00:00.000Z" ' +
        'start="2026-03-01T12:00:00.000Z" stale="2026-03-01T12:01:00.000Z">' +
        '<point lat="0.5" lon="-30.25" hae="12.5" ce="4" le="9999999.0"/>' +
        '<detail><remarks>quiet &amp; &lt;dark&gt;</remarks><contact callsign="Post 3"/></detail></event>',
    );
  });

  test("[INT-203] events one after another, with declarations and white space between them", () => {
    const { received, faults } = read(
      `<?xml version="1.0"?>\n${xml}${xml}\r\n`,
      `<?xml version='1.0'?>${xml}`,
    );
    expect(faults).toEqual([]);
    expect(received.map((one) => one.event)).toEqual([event, event, event]);
    expect(received[1]?.offset).toBe(22 + xml.length);
    expect(new TextDecoder().decode(received[1]?.bytes)).toBe(xml);
  });

  test("[INT-203] white space before the end of an end, and elements that begin alike", () => {
    const text = xml.replace("</event>", "<events/><x></x></event \n>");
    for (const size of [1, 5, 1000]) {
      const all = utf8(text + xml);
      const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
        all.slice(index * size, (index + 1) * size),
      );
      const { received, faults } = read(...pieces);
      expect(faults).toEqual([]);
      expect(received.map((one) => one.bytes.length)).toEqual([text.length, xml.length]);
    }
  });

  test("times in other zones and of more digits, numbers with exponents, what is not known", () => {
    const text = xml
      .replace('time="2026-03-01T12:00:00.000Z"', 'time="2026-03-01T14:00:00.9999+02:00"')
      .replace('lat="0.5"', 'lat=" 5.0E-1 "')
      .replace('hae="12.5"', 'hae="NaN"')
      .replace('ce="4"', 'ce="999999"');
    expect(read(text).received[0]?.event).toEqual({
      ...event,
      sentAtMs: noon + 999,
      heightM: null,
      horizontalErrorM: null,
    });
  });

  test.each([
    ["another root", "<events></event>", "TL_INT_XML"],
    ["a message of another kind", "<a><b/></a></event>", "TL_INT_XML"],
    ["no version", xml.replace('version="2.0" ', ""), "the event has no version"],
    ["another version", xml.replace("2.0", "3.0"), "version 3.0 is not read"],
    ["no uid", xml.replace('uid="post-3"', ""), "the event has no uid"],
    ["no type", xml.replace('type="a-f-G-U-C"', ""), "the event has no type"],
    ["a type that is none", xml.replace("a-f-G-U-C", "a f"), "is no type"],
    ["no start", xml.replace(/start="[^"]*"/, ""), "the event has no start"],
    ["a time without zone", xml.replace("12:01:00.000Z", "12:01:00"), "is no time"],
    ["a day that is none", xml.replace("2026-03-01T12:01", "2026-02-30T12:01"), "is no time"],
    ["no point", xml.replace(/<point[^>]*>/, ""), "the event has no point"],
    ["a latitude off the earth", xml.replace('lat="0.5"', 'lat="90.01"'), "are no place"],
    ["a longitude in words", xml.replace('lon="-30.25"', 'lon="west"'), "are no place"],
    ["no height", xml.replace('hae="12.5"', ""), "the point has no hae"],
    [
      "a document type",
      `<!DOCTYPE event [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xml}`,
      "TL_INT_XML_DOCTYPE",
    ],
    ["an entity", xml.replace("quiet", "&a;"), "TL_INT_XML_ENTITY"],
    ["cut off within a tag", xml.replace("</remarks>", "</rem"), "TL_INT_XML"],
    ["UTF-16", `\u00ff\u00fe`, "TL_INT_COT_FRAME"],
  ])(
    "[INT-204] told with code, byte and bytes, the next event read: %s",
    (_title, broken, said) => {
      const { received, faults } = read(xml, broken, xml);
      expect(received.map((one) => one.event)).toEqual([event, event]);
      expect(faults).toHaveLength(1);
      const [fault] = faults;
      expect(`${fault?.code} ${fault?.message}`).toContain(said);
      expect(fault?.bytesHex).not.toBe("");
      expect(fault?.offset).toBeGreaterThanOrEqual(xml.length);
    },
  );

  test("[INT-204] an event cut off by its sender takes none with it", () => {
    const { received, faults } = read(xml.slice(0, 120), xml, xml.slice(0, 50));
    expect(received.map((one) => one.event)).toEqual([event]);
    expect(received[0]?.offset).toBe(120);
    expect(faults.map(({ code }) => code)).toEqual(["TL_INT_XML", "TL_INT_COT_EVENT"]);
    expect(faults[1]?.message).toContain("50 bytes into the message");
  });

  test("[INT-204] an event that is too long is passed over to its end, whatever comes in pieces", () => {
    const long = xml.replace("quiet", "x".repeat(5000));
    for (const size of [7, 999, 100_000]) {
      const all = utf8(xml + long + xml);
      const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
        all.slice(index * size, (index + 1) * size),
      );
      const { received, faults } = read(...pieces);
      expect(received).toHaveLength(2);
      expect(faults.map(({ code, offset }) => [code, offset])).toEqual([
        ["TL_INT_COT_LIMIT", xml.length],
      ]);
    }
  });
});

describe("as frames of the TAK protocol", () => {
  test("[INT-205] the published datagram and frame are read", () => {
    const datagram = Uint8Array.from(Buffer.from(published, "hex"));
    const frame = Uint8Array.from([0xbf, 0xb3, 0x02, ...datagram.subarray(3)]);
    const mesh = readCotDatagram(datagram, { name: "tak" });
    if ("fault" in mesh) throw new Error(mesh.fault.message);
    expect(mesh.form).toBe("mesh");
    expect(mesh.event).toMatchObject(publishedEvent);
    expect(mesh.event && readCotDetail(mesh.event)).toEqual({
      callsign: "Eliopoli HQ",
      endpoint: "192.168.1.10:4242:tcp",
      group: { name: "Yellow", role: "HQ" },
      batteryRatio: 1,
      client: {
        device: "LENOVO 20QV0007US",
        platform: "WinTAK-CIV",
        os: "Microsoft Windows 10 Home",
        version: "1.10.0.137",
      },
      speedMps: 0,
      courseDeg: 0,
      links: [],
    });
    expect(mesh.event?.detail.slice(0, 2)).toEqual([
      { name: "uid", attributes: { Droid: "Eliopoli HQ" }, children: [] },
      { name: "another", attributes: { test: "1" }, children: [] },
    ]);
    const { received, faults } = read(frame, frame);
    expect(faults).toEqual([]);
    expect(received.map((one) => one.event)).toEqual([mesh.event, mesh.event]);
  });

  test("[INT-205] what is written of it has the published bytes but for the errors that are not known", () => {
    const mesh = readCotDatagram(Uint8Array.from(Buffer.from(published, "hex")), { name: "tak" });
    if ("fault" in mesh || mesh.event === undefined) throw new Error("not read");
    // The definitions have 999999 for unknown, takproto hands on 9999999. It writes ` />` for `/>`, and leaves
    // out numbers that are zero; so three lengths differ.
    const expected = published
      .replace("69000000e0cf126341", "69000000007e842e41")
      .replace("71000000e0cf126341", "71000000007e842e41")
      .replaceAll("22202f3e", "222f3e")
      .replace("0a2f3c75", "0a2d3c75")
      .replace("3a00", `3a1209${"00".repeat(8)}11${"00".repeat(8)}`)
      .replace("7ab301", "7ac301")
      .replace("12b002", "12c002");
    const ours = Buffer.from(writeCotDatagram({ event: mesh.event })).toString("hex");
    expect(ours).toBe(expected);
  });

  test("[INT-205] parts that do not fit their field go as XML, and what comes twice is taken from there", () => {
    const detail = [
      { name: "contact", attributes: { callsign: "A", phone: "1" }, children: [] },
      { name: "track", attributes: { speed: "1.50", course: "10" }, children: [] },
      { name: "status", attributes: { battery: "81" }, children: [] },
      { name: "__group", attributes: { name: "x", role: "y" }, children: [] },
      { name: "__group", attributes: { name: "z", role: "y" }, children: [] },
    ];
    const frame = writeCotFrame({ event: { ...event, detail } });
    const text = new TextDecoder().decode(frame);
    expect(text).toContain('phone="1"');
    expect(text).toContain('speed="1.50"');
    expect(text).not.toContain("battery");
    const [received] = read(frame).received;
    expect(received?.event?.detail).toEqual([
      detail[0],
      detail[1],
      detail[3],
      detail[4],
      detail[2],
    ]);
  });

  test("[INT-205] a stream that changes from XML to frames, as clients agree on, and control alone", () => {
    const control = { versionMin: 1, versionMax: 1, contactUid: "post-3" };
    const { received, faults } = read(
      xml,
      writeCotFrame({ control }),
      writeCotFrame({ control, event }),
    );
    expect(faults).toEqual([]);
    expect(received.map(({ form, event: one, control: two }) => [form, one?.uid, two])).toEqual([
      ["xml", "post-3", undefined],
      ["stream", undefined, control],
      ["stream", "post-3", control],
    ]);
  });

  const frame = writeCotFrame({ event });
  const changed = (at: number, ...bytes: number[]) => {
    const copy = frame.slice();
    copy.set(bytes, at < 0 ? copy.length + at : at);
    return copy;
  };
  test.each([
    ["a type of wire that is none", changed(3, 0x17), "TL_INT_COT_PROTOBUF"],
    ["a field that leads out of its message", changed(4, 0xff), "TL_INT_COT_PROTOBUF"],
    ["a text that is not UTF-8", changed(8, 0xff), "TL_INT_COT_PROTOBUF"],
    ["a detail that is not XML", changed(-40, 0x3c, 0x3c), "TL_INT_XML"],
    ["an empty event", Uint8Array.of(0xbf, 2, 0x12, 0), "the event has no uid"],
    ["field number 0", Uint8Array.of(0xbf, 2, 0x00, 0), "field number 0"],
    ["a varint without end", Uint8Array.of(0xbf, 3, 0x18, 0xff, 0xff), "breaks off"],
    ["stray bytes", utf8("garbage\u00bf"), "TL_INT_COT_FRAME"],
    [
      "a length beyond all bounds",
      Uint8Array.of(0xbf, 0xff, 0xff, 0xff, 0xff, 0x7f),
      "TL_INT_COT_LIMIT",
    ],
  ])(
    "[INT-204] told with code, byte and bytes, the next frame read: %s",
    (_title, broken, said) => {
      const { received, faults } = read(frame, broken, frame, frame);
      expect(received.at(-1)?.event).toEqual(event);
      expect(received.length).toBeGreaterThanOrEqual(2);
      expect(`${faults[0]?.code} ${faults[0]?.message}`).toContain(said);
      expect(faults[0]?.bytesHex).not.toBe("");
      expect(faults[0]?.offset).toBeGreaterThanOrEqual(frame.length);
    },
  );

  test.each([
    ["a version that is not read", Uint8Array.of(0xbf, 2, 0xbf, 0x12, 0), "version 2 "],
    ["half a head", Uint8Array.of(0xbf, 1), "TL_INT_COT_FRAME"],
    ["nothing", new Uint8Array(0), "TL_INT_XML"],
    ["no event", utf8("<a/>"), "begins with a, not event"],
    ["two events", utf8(xml + xml), "TL_INT_XML"],
    ["too long", new Uint8Array(5000), "TL_INT_COT_LIMIT"],
  ])("[INT-204] refused as a datagram: %s", (_title, datagram, said) => {
    const read = readCotDatagram(datagram, { name: "tak", messageBytesMax: 4000 });
    if (!("fault" in read)) throw new Error("it was read");
    expect(`${read.fault.code} ${read.fault.message}`).toContain(said);
  });
});

describe("what is taken and sent", () => {
  test.each([
    ["a-h-G-U-C", true],
    ["a-s-G", true],
    ["a-u-G-U-C-I", true],
    ["a-p-G", true],
    ["a-a-G", true],
    ["a-j-G", true],
    ["a-k-G", true],
    ["a-o-G", true],
    ["a-h-F", true],
    ["a-h-X", true],
    ["a-h", true],
    ["a-.-G", true],
    ["A-H-g", true],
    ["a-f-G-U-C", false],
    ["a-n-G", false],
    ["a-h-A-M-F", false],
    ["a-u-S", false],
    ["b-t-f", false],
  ])("[INT-206] %s: a track of others on the ground is %s", (type, expected) => {
    expect(isGroundTrackOfOthers(type)).toBe(expected);
  });

  test.each([
    ["a-f-G-U-C", "own-position"],
    ["a-n-A", "own-position"],
    ["b-t-f", "chat"],
    ["b-a-o-tbl", "alert"],
    ["b-m-p-s-m", "mark"],
    ["b-m-p-s-p-loc", "sensor-point"],
    ["u-d-f", "drawing"],
    ["u-d-c-c", "drawing"],
    ["b-m-r", "drawing"],
    ["t-x-takp-v", "control"],
  ])("[INT-206] %s is taken as %s", (type, purpose) => {
    expect(cotPurpose({ type })).toBe(purpose);
    expect(() => writeCotXml({ ...event, type })).not.toThrow();
  });

  test.each([
    "a-h-G-U-C",
    "a-u-G",
    "a-h-A",
    "a-u-S",
    "t-k",
    "t-s",
    "b-m-p-s-p-i",
    "b-r-f-h-c",
    "b-g",
    "b-w-A",
    "r-u",
  ])("[INT-206] %s is refused with a reason, and never sent", (type) => {
    expect(cotPurpose({ type })).toHaveProperty("refused");
    for (const write of [writeCotXml, (one: CotEvent) => writeCotFrame({ event: one })]) {
      expect(() => write({ ...event, type })).toThrow(
        expect.objectContaining({ code: "TL_INT_COT_ENCODE" }),
      );
    }
    // It is still read, so that it can be told and counted.
    expect(read(xml.replace("a-f-G-U-C", type)).received[0]?.event?.type).toBe(type);
  });

  test.each([
    ["a place off the earth", { latDeg: 91 }],
    ["a place that is none", { lonDeg: Number.NaN }],
    ["a height that stands for unknown", { heightM: 9_999_999 }],
    ["an error below zero", { horizontalErrorM: -1 }],
    ["a time that is none", { staleAtMs: 1.5 }],
    ["no uid", { uid: "" }],
    ["half a character", { how: "\udc00" }],
  ])("not sent: %s", (_title, change) => {
    expect(() => writeCotXml({ ...event, ...change })).toThrow(
      expect.objectContaining({ code: "TL_INT_COT_ENCODE" }),
    );
  });

  test("a message of no place has none", () => {
    expect(cotPlace(event)).toEqual([-30.25, 0.5]);
    expect(cotPlace({ ...event, lonDeg: 0, latDeg: 0, horizontalErrorM: null })).toBeUndefined();
  });
});
