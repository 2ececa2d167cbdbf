import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { midOcean, parseMidOcean } from "../fixtures/mid-ocean.ts";
import { agreementHash, parseAgreement } from "./index.ts";

const open = (code: string, at: string, change: [from: string, to: string]) => ({
  title: `${code} at ${JSON.stringify(at)}`,
  code,
  at,
  change,
});

/** Each row changes the example once; the fault must stand where `at` stands in the changed text. */
const cases = [
  open("TL_AGR_KEY_UNKNOWN", "statsu", ["status: exercise", "statsu: exercise"]),
  open("TL_AGR_KEY_UNKNOWN", "exemption:", ["lines:", "exemption: []\nlines:"]),
  open("TL_AGR_TEXT_BROKEN", '"half', ["en: Mid-ocean ceasefire,", 'en: "half \\ud83d",']),
  open("TL_AGR_KEY_MISSING", "# A small", ["id: mid-ocean\n", ""]),
  open("TL_AGR_KEY_TWICE", "id: second", ["id: mid-ocean\n", "id: mid-ocean\nid: second\n"]),
  open("TL_AGR_SHARE", "2/0", [
    "articles:",
    "decisions:\n  - { id: x, name: { en: X }, members: 2, mark: assumed, threshold: { of: members, moreThan: 2/0 } }\narticles:",
  ]),
  open("TL_AGR_DAY", "2026-02-30", [
    "articles:",
    "positions:\n  - { id: x, who: one, when: 2026-02-30, published: here, says: { en: X. } }\narticles:",
  ]),
  open("TL_AGR_DUE", "{ from: 2026-02-01, after", [
    "articles:",
    "obligations:\n  - { id: x, who: each, does: { en: X. }, evidence: [x], mark: claimed, due: { from: 2026-02-01, after: in-force, within: P1D } }\narticles:",
  ]),
  open("TL_AGR_TERM_VALUE", "{ term: x }", [
    "articles:",
    "terms:\n  - { id: x, name: { en: X }, is: number, unit: km }\npositions:\n  - { id: x, who: one, when: 2026-02, published: here, says: { en: X. }, holds: [{ term: x }] }\narticles:",
  ]),
  open("TL_AGR_TYPE", "[x]", ["id: mid-ocean", "id: [x]"]),
  open("TL_AGR_TYPE", "1\n    text", ['- id: "1"', "- id: 1"]),
  open("TL_AGR_VALUE", "exersise", ["status: exercise", "status: exersise"]),
  open("TL_AGR_VALUE", "agreement/2", ["agreement/1", "agreement/2"]),
  open("TL_AGR_VALUE", "fires", ["prohibit: fire,", "prohibit: fires,"]),
  open("TL_AGR_VALUE", "howitzers", ["[artillery, mortar, mlrs]", "[howitzers]"]),
  open("TL_AGR_LENGTH", "[0, 0, 0]", [
    "{ min: 100 } }",
    '{ min: 100 } }\n      time: { daily: ["01:00"] }',
  ]),
  open("TL_AGR_NUMBER_RANGE", "99", ["cellResolution: 6", "cellResolution: 99"]),
  open("TL_AGR_PROBABILITY", "90,", ["probability: 0.9, ind", "probability: 90, ind"]),
  open("TL_AGR_PROBABILITY", '"80 %"', ["coverage: 0.8", 'coverage: "80 %"']),
  open("TL_AGR_ID", '"mid ocean"', ["id: mid-ocean", 'id: "mid ocean"']),
  open("TL_AGR_ID_RESERVED", "mission, name", ["{ id: b, name", "{ id: mission, name"]),
  open("TL_AGR_ID_RESERVED", "elsewhere", ["{ id: north,", "{ id: elsewhere,"]),
  open("TL_AGR_ID_TWICE", "north, name: { en: Sector South", ["id: south,", "id: north,"]),
  open("TL_AGR_LANGUAGE", "Elm, at", ["{ en: Elm }", "Elm"]),
  open("TL_AGR_LANGUAGE", "english", ["{ en: Elm }", "{ english: Elm }"]),
  open("TL_AGR_UNIT_MISSING", "10, b", ["a: 10 km, b", "a: 10, b"]),
  open("TL_AGR_UNIT", "10 kms", ["a: 10 km, b", "a: 10 kms, b"]),
  open("TL_AGR_QUANTITY", "far", ["beyond: 15 km", "beyond: far"]),
  open("TL_AGR_QUANTITY", "-3 km", ["distance: 3 km", "distance: -3 km"]),
  open("TL_AGR_UNIT", "250 ha", ["250 km2", "250 ha"]),
  open("TL_AGR_DURATION", "2 min", ["PT2M", "2 min"]),
  open("TL_AGR_DURATION", "P1M", ["PT24H, area", "P1M, area"]),
  open("TL_AGR_INSTANT", "2026-01-01T00:00 }", ["2026-01-01T00:00Z", "2026-01-01T00:00"]),
  open("TL_AGR_INSTANT", "2026-02-30", ["2026-01-01T00:00Z", "2026-02-30"]),
  open("TL_AGR_INSTANT", "soon", ["2026-01-01T00:00Z", "soon"]),
  open("TL_AGR_CLOCK_TIME", '"24:30"', ['"19:30"', '"24:30"']),
  open("TL_AGR_TIMEZONE", "Etc/Nowhere", ["Etc/UTC", "Etc/Nowhere"]),
  open("TL_AGR_TIME_ORDER", "2025-01-01", ["00:00Z }", "00:00Z, to: 2025-01-01 }"]),
  open("TL_AGR_TIME_ORDER", "2025-01-01", ["time: { daily", "time: { until: 2025-01-01, daily"]),
  open("TL_AGR_DEADLINE_ORDER", "2025-12-24", ["deadline: P14D", "deadline: 2025-12-24"]),
  open("TL_AGR_DEADLINE_ORDER", "P400D", ["deadline: P14D", "deadline: P400D"]),
  open("TL_AGR_REFERENCE", "c], validFrom", ["[a, b], validFrom", "[a, c], validFrom"]),
  open("TL_AGR_REFERENCE", "c, right", ["left: b, right", "left: c, right"]),
  open("TL_AGR_REFERENCE", "lime, a", ["line: line, a: 10", "line: lime, a: 10"]),
  open("TL_AGR_REFERENCE", "c: 10", ["b: 10 km", "b: 10 km, c: 10 km"]),
  open("TL_AGR_REFERENCE", "security-zones }", ["in: security-zone }", "in: security-zones }"]),
  open("TL_AGR_REFERENCE", "lin\n", ["of: line\n", "of: lin\n"]),
  open("TL_AGR_REFERENCE", "press", ["of: mission", "of: press"]),
  open("TL_AGR_REFERENCE", "gorsee", ["apartFrom: [gorse]", "apartFrom: [gorsee]"]),
  open("TL_AGR_REFERENCE", "everybody", [
    "by: any, tested: firedFrom",
    "by: everybody, tested: firedFrom",
  ]),
  open("TL_AGR_RULE_KIND", "{ prohibit: fire, narr", [
    "prohibit: fire, by",
    "prohibit: fire, narrative: true, by",
  ]),
  open("TL_AGR_RULE_KIND", "{ narative", ["narrative: true", "narative: true"]),
  open("TL_AGR_VARIANT", "id: gorse", ["    geometry: zones/gorse.geojson\n", ""]),
  open("TL_AGR_DAILY_WINDOW", '["22:30", "22:30"]', ['"07:45"', '"22:30"']),
  open("TL_AGR_CALIBRE_ORDER", "100, max", ["min: 100", "min: 100, max: 80"]),
  open("TL_AGR_LINE_SIDES", "b }\n    versions", ["left: b, right: a", "left: b, right: b"]),
  open("TL_AGR_LINE_ORDER", "2025-11-30", [
    "drawnBy: a, acceptedBy: [a], validFrom: 2026-02-01",
    "drawnBy: mission, acceptedBy: [a], validFrom: 2025-11-30",
  ]),
  open("TL_AGR_BAND_SIDE", "{ line: line, a: 10 km }", ["a: 10 km, b: 10 km", "a: 10 km"]),
  open("TL_AGR_SECTOR_RANGE", "90 km", ["from: 20 km }", "from: 90 km }"]),
  open("TL_AGR_SECTOR_RANGE", "90 km", ["to: 20 km", "to: 90 km"]),
  open("TL_AGR_SECTOR_RANGE", "11 km", ["from: 0 km, to: 20 km", "from: 12 km, to: 11 km"]),
  open("TL_AGR_PATH", "../secret.geojson", ["zones/gorse.geojson", "../secret.geojson"]),
  open("TL_AGR_PATH", "/etc/passwd.json", ["zones/gorse.geojson", "/etc/passwd.json"]),
  open("TL_AGR_PATH", "zones/../../x.geojson", ["zones/gorse.geojson", "zones/../../x.geojson"]),
  open("TL_AGR_PATH", "http://x/y.geojson", ["zones/gorse.geojson", "http://x/y.geojson"]),
  open("TL_AGR_GEOMETRY_MISSING", "zones/gone.geojson", [
    "zones/gorse.geojson",
    "zones/gone.geojson",
  ]),
  open("TL_AGR_POSITION", "[200, 0]", ["[-30.06, 0.12]", "[200, 0]"]),
  open("TL_AGR_POSITION", '[-30.06, "x"]', ["[-30.06, 0.12]", '[-30.06, "x"]']),
  open("TL_AGR_POSITION_SWAPPED", "[0.12, -30.06]", ["[-30.06, 0.12]", "[0.12, -30.06]"]),
  open("TL_AGR_ALIAS", "*nowhere", ["id: mid-ocean", "id: *nowhere"]),
  open("TL_AGR_TAG", "!secret", ["id: mid-ocean", "id: !secret mid-ocean"]),
  open("TL_AGR_SYNTAX", "Etc/UTC { oops", ["timezone: Etc/UTC", "timezone: Etc/UTC { oops: x"]),
];

function placeOf(text: string, at: string) {
  const before = text.slice(0, text.indexOf(at));
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

describe("parseAgreement", () => {
  test("[AGR-001] the example compiles without a fault", () => {
    const { compiled, faults } = parseMidOcean();
    expect(faults).toEqual([]);
    expect(compiled).toMatchObject({
      id: "mid-ocean",
      inForce: { fromMs: Date.UTC(2026, 0, 1) },
      association: { distanceM: 3_000, timeMs: 120_000 },
      release: { delayMs: 86_400_000, cellAreaM2: 250e6 },
      zones: [{ build: { by: "band", distanceM: { a: 10_000, b: 10_000 } } }, {}, {}, {}],
      sectors: [{}, { build: { by: "along", fromM: 20_000 } }],
    });
    const rules = compiled?.articles.map(({ rule }) => rule);
    expect(rules?.[0]).toMatchObject({ by: ["a", "b"], tested: "firedFrom", weapons: null });
    expect(rules?.[1]).toMatchObject({
      kind: "withdraw",
      beyondM: 15_000,
      weapons: { classes: ["mortar", "artillery", "mlrs"], calibreMinMm: 100 },
      time: { fromMs: Date.UTC(2026, 0, 15) },
    });
    expect(rules?.[4]).toMatchObject({
      kinds: ["uncrewed-aircraft"],
      tested: "present",
      time: { dailyWindow: ["22:30", "07:45"] },
    });
    expect(compiled?.articles.map(({ persistence }) => persistence.is)).toEqual([
      "impulse",
      "state",
      "impulse",
      "state",
      "impulse",
      "impulse",
      "impulse",
    ]);
  });

  test("[AGR-001] the compiled form goes through JSON unharmed and its hash is that of its content", () => {
    const { compiled } = parseMidOcean();
    const again = JSON.parse(JSON.stringify(compiled));
    expect(again).toEqual(compiled);
    expect(agreementHash(again)).toBe(compiled?.hash);
    expect(compiled?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(cases)("[AGR-002, AGR-003] $title", ({ code, at, change: [from, to] }) => {
    const input = midOcean((text) => {
      expect(text).toContain(from);
      const changed = text.replace(from, to);
      // A deadline after the end needs an end.
      return to === "deadline: P400D"
        ? changed.replace("00:00Z }", "00:00Z, to: 2027-01-01 }")
        : changed;
    });
    const { faults, compiled } = parseAgreement(input);
    expect(compiled).toBeUndefined();
    const hit = faults.find((fault) => fault.code === code);
    expect(hit, JSON.stringify(faults, undefined, 1)).toBeDefined();
    expect(hit?.file).toBe(input.path);
    if (at.startsWith("[0, 0")) return;
    const where = { line: hit?.line, column: hit?.column };
    // The whole document begins where its first key does, behind the comment.
    expect(where).toEqual(at === "# A small" ? { line: 2, column: 1 } : placeOf(input.text, at));
    expect(hit?.message).toMatch(/\.$/);
    expect(hit?.hint ?? "").not.toBe("");
  });

  test("[AGR-002] all faults of a document come in one pass, in the order of the document", () => {
    const { faults } = parseMidOcean((text) =>
      cases
        .filter(({ code }) => !/SYNTAX|ALIAS|TAG/.test(code))
        .reduce((changed, { change: [from, to] }) => changed.replace(from, to), text),
    );
    expect(new Set(faults.map(({ code }) => code)).size).toBeGreaterThan(20);
    const lines = faults.map(({ line }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  test.each([
    ["status: exersise", "Did you mean `exercise`?"],
    ["probability: 90", "Write 0.9."],
    ["a: 10, b", "Write 10 km or 10 m."],
    ["2026-01-01T00:00", "Say which time zone is meant: 2026-01-01T00:00Z, or"],
    ["prohibit: fires,", "Did you mean `fire`?"],
    ["in: security-zones }", "Did you mean `security-zone`?"],
    ['coverage: "80 %"', "Write 0.8."],
    ["- id: 1\n", 'Write it in quotes: "1".'],
  ])("[AGR-003] the hint for %s", (to, hint) => {
    const row = cases.find((candidate) => candidate.change[1].includes(to.trim()));
    const [from, changed] = row?.change ?? ["", ""];
    const { faults } = parseMidOcean((text) => text.replace(from, changed));
    expect(faults.map((fault) => fault.hint).join("\n")).toContain(hint);
  });

  test("[AGR-003] JSON is read as well as YAML, with the same places", () => {
    const { faults } = parseAgreement({
      path: "x.json",
      text: '{\n  "truceline": "agreement/1",\n  "id": "x",\n  "nonsense": 1\n}',
      readFile: () => undefined,
    });
    expect(faults[0]).toMatchObject({ line: 1, column: 1, code: "TL_AGR_KEY_MISSING" });
    expect(faults.find(({ code }) => code === "TL_AGR_KEY_UNKNOWN")).toMatchObject({
      line: 4,
      column: 3,
      path: "/nonsense",
    });
  });
});

describe("limits", () => {
  const parse = (text: string) =>
    parseAgreement({ path: "x", text, readFile: () => undefined }).faults;
  const laughs = [
    "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]",
    ...Array.from({ length: 9 }, (_, level) => {
      const name = `*a${level}`;
      return `a${level + 1}: &a${level + 1} [${Array(9).fill(name).join(", ")}]`;
    }),
  ].join("\n");

  test.each([
    ["a billion laughs", laughs, "TL_AGR_ALIAS_LIMIT"],
    ["an alias inside its own anchor", "a: &a [*a]", "TL_AGR_ALIAS"],
    ["more than 1 MB", `a: ${"x".repeat(1_000_001)}`, "TL_AGR_SIZE"],
    ["a hundred thousand brackets", "[".repeat(100_000), "TL_AGR_DEPTH"],
    [
      "nesting by indentation",
      Array.from({ length: 60 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      "TL_AGR_DEPTH",
    ],
    ["ten thousand dashes", `${"- ".repeat(10_000)}x`, "TL_AGR_DEPTH"],
    ["two hundred thousand entries", `a: [${"1,".repeat(200_000)}]`, "TL_AGR_NODE_LIMIT"],
    ["two documents", "a: 1\n---\nb: 2", "TL_AGR_SYNTAX"],
    ["nothing", "", "TL_AGR_TYPE"],
    ["a merge key", "<<: { id: x }", "TL_AGR_KEY_UNKNOWN"],
    ["a key that reaches for prototypes", "__proto__: { id: x }", "TL_AGR_KEY_UNKNOWN"],
  ])("[AGR-004] %s is refused", (_, text, code) => {
    const found = parse(text);
    expect(found.map((fault) => fault.code)).toContain(code);
    expect(found[0]?.line).toBeGreaterThan(0);
  });

  test("[AGR-004] at most 200 faults are listed, and the rest counted", () => {
    const found = parse(Array.from({ length: 500 }, (_, n) => `k${n}: 1`).join("\n"));
    expect(found).toHaveLength(201);
    expect(found.at(-1)?.code).toBe("TL_AGR_FAULT_LIMIT");
    expect(found.at(-1)?.message).toMatch(/3\d\d more/);
  });
});

describe("geometry files", () => {
  const zone = (rings: unknown, type = "Polygon") =>
    JSON.stringify({ type, coordinates: rings }, undefined, 1);
  const good = [
    [-30.1, 0],
    [-30, 0],
    [-30, 0.1],
    [-30.1, 0.1],
    [-30.1, 0],
  ];
  const line = (coordinates: unknown) =>
    JSON.stringify({ type: "LineString", coordinates }, undefined, 1);

  test.each([
    ["an open ring", "zones/gorse.geojson", zone([good.slice(0, 4)]), "TL_GEO_RING_OPEN"],
    [
      "a ring that crosses itself",
      "zones/gorse.geojson",
      zone([[good[0], good[2], good[1], good[3], good[0]]]),
      "TL_GEO_RING_SELF_CROSSING",
    ],
    [
      "a ring over the antimeridian",
      "zones/gorse.geojson",
      zone([
        [
          [179, 0],
          [-179, 0],
          [-179, 1],
          [179, 0],
        ],
      ]),
      "TL_GEO_ANTIMERIDIAN",
    ],
    [
      "a latitude out of range",
      "zones/gorse.geojson",
      zone([[[-200, 95], ...good.slice(1, 4), [-200, 95]]]),
      "TL_GEO_POSITION_RANGE",
    ],
    [
      "text for a number",
      "zones/gorse.geojson",
      zone([[["x", 0], ...good]]),
      "TL_GEO_POSITION_RANGE",
    ],
    ["a line where a zone is needed", "zones/gorse.geojson", line(good), "TL_GEO_GEOMETRY_TYPE"],
    [
      "a zone where a line is needed",
      "lines/2025-12-01.geojson",
      zone([good]),
      "TL_GEO_GEOMETRY_TYPE",
    ],
    [
      "a line of one point",
      "lines/2025-12-01.geojson",
      line([
        [-30, 0],
        [-30, 0],
      ]),
      "TL_GEO_LINE_DEGENERATE",
    ],
    [
      "exchanged coordinates",
      "zones/gorse.geojson",
      zone([good.map(([x, y]) => [y, x])]),
      "TL_GEO_POSITION_SWAPPED",
    ],
    [
      "one exchanged position",
      "zones/gorse.geojson",
      zone([[good[0], [0, -30], ...good.slice(2)]]),
      "TL_GEO_POSITION_SWAPPED",
    ],
    [
      "NaN",
      "zones/gorse.geojson",
      '{\n "type": "Polygon",\n "coordinates": [[[NaN, 0]]]\n}',
      "TL_AGR_GEOMETRY_JSON",
    ],
    ["a page", "zones/gorse.geojson", "<html>", "TL_AGR_GEOMETRY_JSON"],
    ["null", "zones/gorse.geojson", "null", "TL_GEO_GEOMETRY_TYPE"],
  ])("[AGR-005] %s is told with its file and line", (_, name, text, code) => {
    const { faults } = parseMidOcean((agreement) => agreement, { [name]: text });
    const hit = faults.find((fault) => fault.code === code);
    expect(hit, JSON.stringify(faults, undefined, 1)).toBeDefined();
    expect(hit?.file).toBe(`mid-ocean/${name}`);
    const lines = text.split("\n");
    expect(hit?.line).toBeGreaterThan(0);
    expect(hit?.line).toBeLessThanOrEqual(lines.length);
    if (_ === "NaN") expect(hit).toMatchObject({ line: 3, column: 20 });
    if (_ === "one exchanged position") expect(lines[(hit?.line ?? 1) - 1]).toMatch(/^\s+\[/);
  });

  test("[AGR-005] a file above the limit is refused", () => {
    const { faults } = parseMidOcean((agreement) => agreement, {
      "zones/gorse.geojson": " ".repeat(8_000_001),
    });
    expect(faults.map(({ code }) => code)).toEqual(["TL_AGR_GEOMETRY_SIZE"]);
  });

  test("[AGR-005] no path outside the folder is ever asked for", () => {
    const asked: string[] = [];
    const input = midOcean((text) => text.replace("zones/gorse.geojson", "../../../etc/x.geojson"));
    parseAgreement({ ...input, readFile: (name) => void asked.push(name) });
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((name) => name.includes("..") || name.startsWith("/"))).toEqual([]);
  });
});

describe.each(["minsk-2015", "ukraine-2025", "easter-2025"])("scenario %s", (name) => {
  const folder = new URL(`../../../scenarios/${name}/`, import.meta.url);

  test("[AGR-001] it compiles", () => {
    const { faults, compiled } = parseAgreement({
      path: `scenarios/${name}/agreement.yaml`,
      text: readFileSync(new URL("agreement.yaml", folder), "utf8"),
      readFile: (file) =>
        existsSync(new URL(file, folder)) ? readFileSync(new URL(file, folder), "utf8") : undefined,
    });
    expect(faults).toEqual([]);
    expect(compiled?.id).toBe(name);
  });
});
