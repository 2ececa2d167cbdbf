import { lonLat, timeSpan } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type CapAlert, readCap, type WarningWords, warningAlert, writeCap } from "../index.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const noon = Date.UTC(2026, 2, 1, 12);
const square = [
  lonLat(-30, 0),
  lonLat(-29.5, 0),
  lonLat(-29.5, 0.5),
  lonLat(-30, 0.5),
  lonLat(-30, 0),
];
const alert: CapAlert = {
  identifier: "mid-ocean-7",
  sender: "watch@mission.example",
  sentAtMs: noon,
  sentZoneMin: 120,
  status: "Actual",
  messageType: "Update",
  scope: "Public",
  source: "Day shift",
  codes: ["one", "two"],
  references: [
    {
      sender: "watch@mission.example",
      identifier: "mid-ocean-6",
      sentAtMs: noon - 60_000,
      sentZoneMin: -210,
    },
  ],
  incidents: "3 4",
  infos: [
    {
      language: "en",
      categories: ["Safety", "Transport"],
      event: "Firing reported",
      responseTypes: ["Shelter"],
      urgency: "Immediate",
      severity: "Severe",
      certainty: "Observed",
      eventCodes: [{ valueName: "TL", value: "1" }],
      effectiveAtMs: noon,
      onsetAtMs: noon + 1000,
      expiresAtMs: noon + 3_600_000,
      headline: "Stay in < shelters & cellars",
      parameters: [{ valueName: "x", value: "" }],
      resources: [{ description: "map", mimeType: "image/png", sizeBytes: 12, digest: "ab" }],
      areas: [
        {
          description: "Quarter",
          rings: [square],
          circles: [{ centre: lonLat(-30, 0), radiusM: 1500.5 }],
          geocodes: [{ valueName: "G", value: "7" }],
          floorM: 100,
          ceilingM: 304.8,
        },
      ],
    },
  ],
};
const xml = writeCap(alert);
const read = (text: string | Uint8Array) =>
  readCap(typeof text === "string" ? utf8(text) : text, { name: "a.cap" });

describe("writeCap and readCap", () => {
  test("[INT-211] an alert is written in the standard's order and forms, and read as the same", () => {
    expect(xml).toContain("<sent>2026-03-01T14:00:00+02:00</sent>");
    expect(xml).toContain("mid-ocean-6,2026-03-01T08:29:00-03:30</references>");
    expect(xml).toContain("<effective>2026-03-01T12:00:00-00:00</effective>");
    expect(xml).toContain("<polygon>0,-30 0,-29.5 0.5,-29.5 0.5,-30 0,-30</polygon>");
    expect(xml).toContain("<circle>0,-30 1.5005</circle>");
    expect(xml).toContain("<altitude>328.08399</altitude><ceiling>1000</ceiling>");
    const { alerts, faults } = read(xml);
    expect(faults).toEqual([]);
    expect(alerts).toEqual([
      { alert, version: "1.2", form: "alert", signatures: [], offset: xml.indexOf("<alert") },
    ]);
  });

  test("[INT-211] version 1.1, a prefix, empty elements, Z and pairs in one element", () => {
    const older = xml
      .replace("cap:1.2", "cap:1.1")
      .replace("+02:00", "Z")
      .replace("<incidents>3 4</incidents>", "<incidents/><note> </note>")
      .replace(
        "<valueName>G</valueName>",
        "<valueName>F</valueName><value>6</value><valueName>G</valueName>",
      );
    const [found] = read(older).alerts;
    expect(found?.version).toBe("1.1");
    expect(found?.alert).toMatchObject({ sentAtMs: noon + 7_200_000, sentZoneMin: 0 });
    expect(found?.alert).not.toHaveProperty("incidents");
    expect(found?.alert).not.toHaveProperty("note");
    expect(found?.alert.infos[0]?.areas[0]?.geocodes).toEqual([
      { valueName: "F", value: "6" },
      { valueName: "G", value: "7" },
    ]);
    const prefixed = xml.replaceAll(/<(\/?)(?!\?)/g, "<$1c:").replace("xmlns=", "xmlns:c=");
    expect(read(prefixed).alerts[0]?.alert).toEqual(alert);
  });

  const bare = xml.slice(xml.indexOf("<alert")).trim();
  test.each([
    ["a list", `<alerts>${bare}${bare}</alerts>`, 2],
    [
      "EDXL",
      `<EDXLDistribution xmlns="urn:e"><contentObject><x>${bare}</x></contentObject></EDXLDistribution>`,
      1,
    ],
    [
      "Atom",
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>${bare}</content></entry><entry/></feed>`,
      1,
    ],
    ["RSS", `<rss><channel><item><title>x</title>${bare}</item></channel></rss>`, 1],
  ])("[INT-212] each alert within %s is found", (_title, text, count) => {
    const { alerts, faults } = read(text);
    expect(faults).toEqual([]);
    expect(alerts.map((found) => found.alert)).toEqual(Array.from({ length: count }, () => alert));
    expect(alerts.map(({ offset }) => text.startsWith("<alert xmlns", offset))).toEqual(
      alerts.map(() => true),
    );
  });

  test("[INT-212] an entry of a feed that only sums an alert up comes as such", () => {
    const entry = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:c="urn:oasis:names:tc:emergency:cap:1.1"><entry>
      <id>urn:7</id><updated>2026-03-01T12:00:00Z</updated><author><name>w@x.example</name></author><title>Wind</title>
      <link href="https://x.example/7"/><c:event>Wind</c:event><c:status>Actual</c:status><c:msgType>Alert</c:msgType>
      <c:category>Met</c:category><c:urgency>Expected</c:urgency><c:severity>Severe</c:severity>
      <c:certainty>Likely</c:certainty><c:areaDesc>Coast</c:areaDesc><c:polygon></c:polygon></entry></feed>`;
    const [found] = read(entry).alerts;
    expect(found).toMatchObject({ form: "entry", version: "1.1" });
    expect(found?.alert).toMatchObject({
      identifier: "urn:7",
      sender: "w@x.example",
      sentAtMs: noon,
      infos: [
        { event: "Wind", headline: "Wind", web: "https://x.example/7", areas: [{ rings: [] }] },
      ],
    });
  });

  test("[INT-212] signatures are kept and not verified", () => {
    const signed = xml.replace(
      "</alert>",
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>AA==</SignatureValue></Signature></alert>',
    );
    const [found] = read(signed).alerts;
    expect(found?.signatures).toMatchObject([
      { local: "Signature", children: [{ children: ["AA=="] }] },
    ]);
    expect(found?.alert).toEqual(alert);
  });

  test.each([
    ["no scope", xml.replace("<scope>Public</scope>", ""), "alert has no scope", "<alert"],
    ["an empty severity", xml.replace(">Severe<", "><"), "info has no severity", "<severity"],
    [
      "a word of its own",
      xml.replace(">Severe<", ">severe<"),
      '"severe" is no severity',
      "<severity",
    ],
    ["no category", xml.replace(/<category>.*<\/category>/, ""), "info has no category", "<info"],
    [
      "a time without zone",
      xml.replace("14:00:00+02:00", "14:00:00"),
      "is no time with a zone",
      "<sent",
    ],
    [
      "an update of nothing",
      xml.replace(/<references>.*<\/references>/, "<references/>"),
      "names no other",
      "<references",
    ],
    ["a reference of two parts", xml.replace("mid-ocean-6,", ""), "is no reference", "<references"],
    [
      "commas in a polygon",
      xml.replace("0,-29.5 ", "0,-29.5, "),
      '"0,-29.5," is no pair',
      "<polygon",
    ],
    [
      "a ring that is open",
      xml.replace(" 0,-30</polygon>", "</polygon>"),
      "does not end where it begins",
      "<polygon",
    ],
    ["a place off the earth", xml.replace("0.5,-29.5", "0.5,-429.5"), "is no pair", "<polygon"],
    ["a circle without radius", xml.replace(" 1.5005<", "<"), "is no circle", "<circle"],
    ["a height in words", xml.replace("328.08399", "high"), '"high" is no height', "<altitude"],
    ["a size in words", xml.replace("<size>12<", "<size>big<"), '"big" is no size', "<size"],
    [
      "no area name",
      xml.replace("<areaDesc>Quarter</areaDesc>", ""),
      "area has no areaDesc",
      "<area",
    ],
    [
      "a name without value",
      xml.replace("<value>7</value>", ""),
      "1 names and 0 values",
      "<geocode",
    ],
  ])(
    "[INT-213] told by element and byte, the alert beside it read: %s",
    (_title, broken, said, element) => {
      const body = broken.slice(broken.indexOf("<alert")).trim();
      const text = `<alerts>${body}${bare}</alerts>`;
      const { alerts, faults } = read(text);
      expect(alerts.map((found) => found.alert)).toEqual([alert]);
      expect(faults).toHaveLength(1);
      expect(faults[0]?.message).toContain(said);
      expect(text.slice(faults[0]?.offset)).toMatch(new RegExp(`^${element}[ >/]`));
      expect(faults[0]?.bytesHex).toBe(
        Buffer.from(text)
          .subarray(faults[0]?.offset, (faults[0]?.offset ?? 0) + 64)
          .toString("hex"),
      );
    },
  );

  test("[INT-213] a fault stays short, whatever came", () => {
    const { faults } = read(xml.replace(">Severe<", `>${"x".repeat(100_000)}<`));
    expect(faults[0]?.message.length).toBeLessThan(400);
  });

  test.each([
    ["no alert", "<a/>", undefined],
    ["another namespace", xml.replace("cap:1.2", "alerts:1.2"), "alerts:1.2"],
    [
      "version 1.0",
      xml.replace("urn:oasis:names:tc:emergency:cap:1.2", "http://www.incident.com/cap/1.0"),
      "cap/1.0",
    ],
  ])("[INT-213] told: %s", (_title, text, said) => {
    const { alerts, faults } = read(text);
    expect(alerts).toEqual([]);
    expect(faults.map(({ code }) => code)).toEqual(["TL_INT_CAP_NONE"]);
    if (said !== undefined) expect(faults[0]?.message).toContain(said);
  });

  test.each([
    [
      "a document type",
      `<!DOCTYPE alert [<!ENTITY a SYSTEM "file:///etc/passwd">]>${bare}`,
      "TL_INT_XML_DOCTYPE",
    ],
    ["cut off", bare.slice(0, 400), "TL_INT_XML"],
    ["UTF-16", Uint8Array.of(0xff, 0xfe), "TL_INT_XML_ENCODING"],
  ])("[INT-213] refused: %s", (_title, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  const info = alert.infos[0];
  test.each([
    ["a space in the identifier", { identifier: "a b" }],
    ["no sender", { sender: "" }],
    ["parts of a second", { sentAtMs: noon + 1 }],
    ["an update of nothing", { references: [] }],
    ["an empty code", { codes: [""] }],
    ["white space around a text", { source: " x" }],
    ["no category", { infos: [{ ...info, categories: [] }] }],
    [
      "an open ring",
      { infos: [{ ...info, areas: [{ ...info?.areas[0], rings: [square.slice(1)] }] }] },
    ],
    ["a language that is none", { infos: [{ ...info, language: "en us" }] }],
  ])("[INT-211] not written: %s", (_title, change) => {
    expect(() => writeCap({ ...alert, ...change } as CapAlert)).toThrow(
      expect.objectContaining({ code: "TL_INT_CAP_ENCODE" }),
    );
  });
});

describe("warningAlert", () => {
  const words: WarningWords = {
    identifier: "w-1",
    sender: "watch@mission.example",
    sentAtMs: noon + 400,
    origin: "observed",
    urgency: "Immediate",
    severity: "Severe",
    certainty: "Likely",
    texts: [
      {
        language: "en",
        event: "Firing near homes",
        headline: "Stay in shelters until 13:00",
        description: "Firing was heard on 1.3.2026.",
        instruction: "Stay away from windows.",
        areaName: "Quarter north of the bridge",
      },
      {
        language: "uk",
        event: "Обстріл поблизу",
        headline: "Залишайтеся в укриттях",
        description: "Чути постріли.",
        instruction: "Не підходьте до вікон.",
        areaName: "Район за мостом",
      },
    ],
  };
  const area = { shape: "polygon", rings: [square] } as const;
  const span = timeSpan(noon + 600, noon + 3_600_001, "exact");
  const polygon = { ...area, rings: area.rings.map((ring) => [...ring]) };

  test("[INT-214] holds the area to protect and the time, in each language, and no other place", () => {
    const warning = warningAlert(polygon, span, words);
    expect(warning).toMatchObject({ status: "Actual", messageType: "Alert", sentAtMs: noon });
    expect(warning.infos.map(({ language }) => language)).toEqual(["en", "uk"]);
    for (const one of warning.infos) {
      expect(one).toMatchObject({
        onsetAtMs: noon,
        expiresAtMs: noon + 3_601_000,
        categories: ["Safety"],
        responseTypes: ["Shelter"],
        parameters: [],
        resources: [],
        eventCodes: [],
      });
      expect(one.areas).toMatchObject([{ rings: [square], circles: [], geocodes: [] }]);
    }
    expect(read(writeCap(warning)).alerts[0]?.alert).toEqual(warning);
  });

  test.each([
    ["exercise", "Exercise"],
    ["simulated", "Test"],
  ] as const)("[INT-214] %s never goes out as actual", (origin, status) => {
    expect(warningAlert(polygon, span, { ...words, origin }).status).toBe(status);
  });

  test("[INT-214] a warning takes the place of others, or ends them, by name", () => {
    const first = warningAlert(polygon, span, words);
    const later = { ...words, identifier: "w-2", sentAtMs: noon + 60_000 };
    const update = warningAlert(polygon, span, {
      ...later,
      about: { kind: "replaces", warnings: [first] },
    });
    expect(update).toMatchObject({
      messageType: "Update",
      references: [{ sender: words.sender, identifier: "w-1", sentAtMs: noon, sentZoneMin: 0 }],
      infos: [{ responseTypes: ["Shelter"], urgency: "Immediate" }, {}],
    });
    const end = warningAlert(polygon, span, {
      ...later,
      identifier: "w-3",
      about: { kind: "ends", warnings: [first, update] },
    });
    expect(end).toMatchObject({
      messageType: "Cancel",
      references: [{ identifier: "w-1" }, { identifier: "w-2" }],
      infos: [{ responseTypes: ["AllClear"], urgency: "Past" }, {}],
    });
    for (const warning of [update, end]) {
      expect(read(writeCap(warning)).alerts[0]?.alert).toEqual(warning);
    }
  });

  const centre = lonLat(-30, 0);
  const said = (description: string) => ({
    ...words,
    texts: words.texts.map((text) => ({ ...text, description })),
  });
  test.each([
    ["a circle", { shape: "circle" as const, centre, radiusM: 500 }, words],
    [
      "an ellipse",
      { shape: "ellipse" as const, centre, semiMajorM: 5, semiMinorM: 4, orientationDeg: 0 },
      words,
    ],
    [
      "a sector",
      { shape: "sector" as const, centre, minM: 0, maxM: 5, bearingsDeg: [3], halfWidthDeg: 1 },
      words,
    ],
    ["a cell", { shape: "cell" as const, cell: "8928308280fffff" }, words],
    ["no area", [], words],
    ["no text", polygon, { ...words, texts: [] }],
    ["an end of nothing", polygon, { ...words, about: { kind: "ends" as const, warnings: [] } }],
    ["a warning that is over", polygon, { ...words, sentAtMs: noon + 9_000_000 }],
    ["decimal degrees in a text", polygon, said("From 48.1234, 37.8123 to you")],
    ["degrees and minutes in a text", polygon, said("Battery at 48° 07' N")],
    ["a grid reference in a text", polygon, said("Battery at 37UDQ 1234 5678")],
  ])("[INT-214] refused: %s", (_title, where, text) => {
    expect(() => warningAlert(where, span, text)).toThrow(
      expect.objectContaining({ code: "TL_INT_CAP_AREA" }),
    );
  });
});
