import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CompiledAgreement, parseAgreement, prepareAgreement } from "./index.ts";

const folder = new URL("../../../fixtures/agreements/faulty/", import.meta.url);
const sound = readFileSync(new URL("sound.yaml", folder), "utf8");

const parse = (text: string) =>
  parseAgreement({
    path: "sound.yaml",
    text,
    readFile: (name) => readFileSync(new URL(name, folder), "utf8"),
  });

/** The sound document with a first rule of one's own, and more sections after it. */
function withRule(rule: string, sections = "", change: (text: string) => string = (text) => text) {
  const text = sound.replace("{ prohibit: fire, by: any, in: zone }", rule);
  return parse(`${change(text)}${sections}`);
}

function compiledOf(...args: Parameters<typeof withRule>): CompiledAgreement {
  const { compiled, faults } = withRule(...args);
  expect(faults).toEqual([]);
  return compiled as CompiledAgreement;
}
const ruleOf = (...args: Parameters<typeof withRule>) => compiledOf(...args).articles[0]?.rule;
const zoneOf = (...args: Parameters<typeof withRule>) =>
  compiledOf(...args).zones.find(({ id }) => id === "1-area");

const fromMs = Date.UTC(2026, 0, 1);
const always = { fromMs };
const states = `thirdParties:
  - { id: c, name: { en: State C }, role: guarantor }
  - { id: d, name: { en: State D } }
`;

describe("[AGR-040] all eight kinds of rule, and narrative", () => {
  test.each([
    [
      "{ limit: { persons: 0 }, by: each, in: box }",
      {
        kind: "limit",
        of: "persons",
        kinds: ["persons"],
        weapons: null,
        atMost: 0,
        by: ["a", "b"],
        tested: "present",
        zone: "box",
        time: always,
      },
    ],
    [
      "{ limit: { weapons: 75 }, with: { class: tank }, by: each, in: zone }",
      { of: "weapons", kinds: ["weapon-present", "vehicle"], weapons: { classes: ["tank"] } },
    ],
    ["{ limit: { posts: 3 }, by: a, in: zone }", { of: "posts", kinds: [], by: ["a"] }],
    [
      "{ require: { en: Release all detained persons. }, by: [b, a] }",
      {
        kind: "require",
        does: { en: "Release all detained persons." },
        by: ["a", "b"],
        zone: null,
        obligation: null,
        time: always,
      },
    ],
    [
      "{ freeze: line, of: line, tolerance: 100 m, by: each }",
      {
        kind: "freeze",
        what: "line",
        line: "line",
        zone: null,
        toleranceM: 100,
        by: ["a", "b"],
        kinds: [],
        time: always,
      },
    ],
    [
      "{ freeze: works, in: box, by: each }",
      { what: "works", line: null, zone: "box", toleranceM: 0, kinds: ["construction"] },
    ],
    [
      "{ access: { of: mission, to: box }, by: each }",
      { kind: "access", of: "mission", zone: "box", by: ["a", "b"], time: always },
    ],
    [
      "{ notify: exercise, atLeast: 9000, to: mission, before: P42D, by: each }",
      {
        kind: "notify",
        of: "exercise",
        kinds: [],
        weapons: null,
        by: ["a", "b"],
        to: ["mission"],
        beforeMs: 42 * 86_400_000,
        zone: null,
        time: always,
        atLeast: 9000,
      },
    ],
    [
      "{ permit: fire, by: each, when: { en: On order of the leadership. } }",
      { kind: "permit", activity: "fire", zone: null, when: { en: "On order of the leadership." } },
    ],
    ["{ prohibit: offensive-act, by: each, in: zone }", { activity: "offensive-act", kinds: [] }],
    ["{ prohibit: vessels, by: each, in: zone }", { kinds: ["vessel"], tested: "present" }],
    ["{ prohibit: jamming, by: each, in: zone }", { kinds: ["interference"] }],
    ["{ narrative: true }", { kind: "narrative" }],
  ])("%s", (rule, expected) => {
    expect(ruleOf(rule)).toMatchObject(expected);
  });
});

describe("[AGR-041] subjects", () => {
  test.each([
    ["any", ["a", "b"]],
    ["each", ["a", "b"]],
    ["b", ["b"]],
    ["guarantors", ["c"]],
    ["third-parties", ["c", "d"]],
    ["[third-parties, a]", ["a", "c", "d"]],
    ["[d, b]", ["b", "d"]],
  ])("by: %s", (by, expected) => {
    expect(ruleOf(`{ prohibit: flight, by: ${by}, in: zone }`, states)).toMatchObject({
      by: expected,
    });
  });
});

describe("[AGR-042] equipment", () => {
  test.each([
    ["{ class: mlrs, range: { min: 30 km } }", { classes: ["mlrs"], rangeMinM: 30_000 }],
    ["{ class: tank, range: { max: 5 km } }", { classes: ["tank"], rangeMaxM: 5_000 }],
    ["{ defined: heavy }", { classes: ["mortar", "artillery"], calibreMinMm: 100 }],
    [
      "{ defined: heavy, calibreMm: { max: 122 } }",
      { classes: ["mortar", "artillery"], calibreMinMm: 100, calibreMaxMm: 122 },
    ],
  ])("with: %s", (equipment, weapons) => {
    const definitions = `definitions:
  - { id: heavy, term: { en: heavy weapon }, equipment: { class: [mortar, artillery], calibreMm: { min: 100 } } }
`;
    expect(
      ruleOf(`{ prohibit: fire, with: ${equipment}, by: any, in: zone }`, definitions),
    ).toMatchObject({ weapons });
  });
});

describe("[AGR-043] areas that stand in a rule", () => {
  const both = (distanceM: number) => ({ a: distanceM, b: distanceM });
  test.each([
    [
      "{ within: 15 km, of: line }",
      { build: { by: "band", line: "line", distanceM: both(15_000) } },
    ],
    [
      "{ from: 10 km, to: { a: 20 km, b: 25 km }, of: line }",
      { build: { distanceM: { a: 20_000, b: 25_000 }, fromM: both(10_000) } },
    ],
    [
      "{ within: 15 km, of: line, side: a }",
      { build: { by: "band", line: "line", distanceM: { a: 15_000, b: 0 } } },
    ],
    ["everywhere", { build: { by: "everywhere" } }],
    ["{ zone: everywhere, above: 150 m }", { build: { by: "everywhere" }, floorM: 150 }],
    ["{ zone: box, below: 500 m }", { build: { by: "geometry" }, ceilingM: 500 }],
    ["{ within: 9 km, of: line, except: [box] }", { except: ["box"] }],
  ])("in: %s", (area, expected) => {
    expect(zoneOf(`{ prohibit: flight, by: each, in: ${area} }`)).toMatchObject({
      ...expected,
      id: "1-area",
      kind: "rule-area",
      derived: true,
    });
  });

  test("a sector", () => {
    const sectors = "sectors:\n  - { id: s, name: { en: S }, along: { line: line, from: 0 km } }\n";
    const compiled = compiledOf("{ prohibit: flight, by: each, in: { sector: s } }", sectors);
    expect(compiled.zones.at(-1)?.build).toEqual({ by: "sector", sector: "s" });
    const prepared = prepareAgreement(compiled);
    expect(prepared.zoneContains("1-area", [-30.05, 0], fromMs)).toBe(true);
    expect(prepared.zoneContains("1-area", [-31, 0], fromMs)).toBe(false);
  });

  test("a zone alone is that zone, and makes none", () => {
    const compiled = compiledOf("{ prohibit: flight, by: each, in: { zone: box } }");
    expect(compiled.zones.map(({ id }) => id)).toEqual(["zone", "box"]);
    expect(compiled.articles[0]?.rule).toMatchObject({ zone: "box" });
  });
});

describe("[AGR-043] what ground they hold", () => {
  const holds = (area: string, lonDeg: number, latDeg = 0.15, zones = "") => {
    const change = (text: string) => text.replace("articles:", `${zones}articles:`);
    const compiled = compiledOf(`{ prohibit: flight, by: each, in: ${area} }`, "", change);
    return prepareAgreement(compiled).zoneContains("1-area", [lonDeg, latDeg], fromMs);
  };
  const kmDeg = 1 / 111.32;
  // The line runs along 30° W; a holds the west.
  test.each([
    ["{ from: 10 km, to: 20 km, of: line }", -15, true],
    ["{ from: 10 km, to: 20 km, of: line }", -9.9, false],
    ["{ from: 10 km, to: 20 km, of: line }", 20.1, false],
    ["{ within: 15 km, of: line, side: a }", -14, true],
    ["{ within: 15 km, of: line, side: a }", 14, false],
    ["everywhere", 5_000, true],
  ])("%s, %d km east of the line: %s", (area, eastKm, expected) => {
    expect(holds(area, -30 + eastKm * kmDeg)).toBe(expected);
  });

  test("what is excepted is not held, and shares and square metres say so", () => {
    const compiled = compiledOf(
      "{ prohibit: flight, by: each, in: { within: 10 km, of: line, except: [box] } }",
    );
    const prepared = prepareAgreement(compiled);
    const [area, whole, box] = ["1-area", "zone", "box"].map((id) => prepared.zoneArea(id, fromMs));
    if (area === undefined || whole === undefined || box === undefined) throw new Error("no area");
    const { westDeg, eastDeg, southDeg, northDeg } = box.box;
    const middle = [(westDeg + eastDeg) / 2, (southDeg + northDeg) / 2] as const;
    expect(whole.contains(...middle)).toBe(true);
    expect(area.contains(...middle)).toBe(false);
    const centre = middle as unknown as [number, number] & { readonly lonLat: true };
    const disc = { shape: "circle" as const, centre, radiusM: 100 };
    expect(area.shareOf(disc as never)).toBe(0);
    expect(Math.abs(area.areaM2() / (whole.areaM2() - box.areaM2()) - 1)).toBeLessThan(0.005);
    expect(area.polygons().flat()).toHaveLength(whole.polygons().flat().length + 1);
  });
});

describe("[AGR-043] zones made of other parts", () => {
  const zoneLines = (line: string) => (text: string) =>
    text.replace("articles:", `  - ${line}\narticles:`);
  const areaOf = (line: string, sections = "") => {
    const compiled = compiledOf(
      "{ prohibit: flight, by: each, in: new }",
      sections,
      zoneLines(line),
    );
    return prepareAgreement(compiled).zoneArea("new", fromMs);
  };

  test("a disc round a site has the area of its circle", () => {
    const sites = "sites:\n  - { id: port, kind: port, name: { en: Port }, at: [-30, 0.5] }\n";
    const area = areaOf(
      "{ id: new, kind: maritime-zone, name: { en: Sea }, build: { around: { site: port, radius: 12 nmi } } }",
      sites,
    );
    expect(Math.abs(area.areaM2() / (Math.PI * 22_224 ** 2) - 1)).toBeLessThan(0.002);
    expect(area.contains(-30, 0.69)).toBe(true);
    expect(area.contains(-30, 0.71)).toBe(false);
  });

  test("a corridor has its width on both sides of its way, its floor and its ceiling", () => {
    const line =
      "{ id: new, kind: air-corridor, name: { en: Way }, build: { corridor: { along: geometry/line.geojson, width: 4 km } }, floor: 1000 m, ceiling: 3000 m }";
    const compiled = compiledOf("{ prohibit: flight, by: each, in: new }", "", zoneLines(line));
    expect(compiled.zones.at(-1)).toMatchObject({ floorM: 1_000, ceilingM: 3_000 });
    const area = areaOf(line);
    expect(area.contains(-30 + 1.9 / 111.32, 0.1)).toBe(true);
    expect(area.contains(-30 + 2.1 / 111.32, 0.1)).toBe(false);
  });

  test("a strip between two distances", () => {
    const area = areaOf(
      "{ id: new, kind: limit-zone, name: { en: New }, build: { between: { line: line, from: 10 km, to: 20 km } } }",
    );
    expect(area.contains(-30 + 15 / 111.32, 0.1)).toBe(true);
    expect(area.contains(-30, 0.1)).toBe(false);
  });
});

describe("[AGR-044] times", () => {
  const timeOf = (time: string, sections = "") => {
    const rule = ruleOf(`{ prohibit: fire, by: any, in: zone, time: ${time} }`, sections);
    return rule !== undefined && "time" in rule ? rule.time : undefined;
  };
  const day = (number: number) => Date.UTC(2026, 0, number);

  test.each([
    ["{ weekdays: [sun, mon] }", { fromMs, weekdays: [1, 7] }],
    ["{ weekdays: [mon, tue, wed, thu, fri, sat, sun] }", { fromMs }],
    [
      "{ spans: [{ from: 2026-01-20, to: 2026-01-22 }, { from: 2026-01-05, to: 2026-01-07 }] }",
      {
        fromMs,
        spans: [
          { fromMs: day(5), toMs: day(7) },
          { fromMs: day(20), toMs: day(22) },
        ],
      },
    ],
    [
      "{ spans: [{ from: 2026-01-05, to: 2026-01-07 }, { from: 2026-01-07, to: 2026-01-09 }] }",
      { fromMs, spans: [{ fromMs: day(5), toMs: day(9) }] },
    ],
  ])("%s", (time, expected) => {
    expect(timeOf(time)).toEqual(expected);
  });

  const phases = `phases:
  - { id: first, name: { en: First }, begins: 2026-02-01T00:00Z }
  - { id: second, name: { en: Second }, begins: { after: "2", metFor: P7D } }
`;
  test("a phase with a date moves the rule's begin", () => {
    const begin = Date.UTC(2026, 1, 1);
    expect(timeOf("{ phase: first }", phases)).toEqual({ fromMs: begin, phase: "first" });
  });
  test("a phase that waits leaves the rule without any time", () => {
    expect(timeOf("{ phase: second }", phases)).toEqual({ fromMs, phase: "second", waits: true });
    expect(compiledOf("{ narrative: true }", phases).phases?.[1]?.begins).toEqual({
      by: "after",
      article: "2",
      state: "met",
      forMs: 7 * 86_400_000,
    });
  });
});

test("[AGR-045] exemptions: purpose, subjects, ground, time, notification", () => {
  const sections = `exemptions:
  - { article: "1", for: demining, by: each, activity: fire, in: box, notify: { before: PT24H, to: [b, mission] } }
  - { id: own, article: "1", for: medical, by: a, name: { en: Medical flights } }
`;
  const { exemptions } = compiledOf("{ prohibit: fire, by: any, in: zone }", sections);
  expect(exemptions).toMatchObject([
    {
      id: "1-demining",
      article: "1",
      for: "demining",
      name: { en: "demining" },
      by: ["a", "b"],
      zone: "box",
      time: { fromMs },
      notify: { beforeMs: 86_400_000, to: ["mission", "b"] },
    },
    { id: "own", name: { en: "Medical flights" }, kinds: null, zone: null, notify: null },
  ]);
  expect(exemptions?.[0]?.kinds).toContain("explosion");
});

test("[AGR-046] grade, weight and authentic language", () => {
  const { articles, authentic } = compiledOf("{ narrative: true }", "", (text) =>
    text
      .replace("independentSources: 2 }", "independentSources: 2, grade: B }\n    weight: 2.5")
      .replace("timezone:", "authentic: en\ntimezone:"),
  );
  expect(articles[0]?.standard.grade).toBe("B");
  expect(articles[0]?.weight).toBe(2.5);
  expect(articles[1]).not.toHaveProperty("weight");
  expect(authentic).toBe("en");
});

const fault = (
  code: string,
  at: string,
  rule: string,
  sections = "",
  change: (text: string) => string = (text) => text,
) => ({ code, at, rule, sections, change });
const rule = "{ prohibit: fire, by: any, in: zone }";
const inArea = (area: string) => `{ prohibit: fire, by: any, in: ${area} }`;

describe("[AGR-003] faults of the rule language, each at its place", () => {
  test.each([
    fault(
      "TL_AGR_RULE_PART",
      "with:",
      "{ limit: { persons: 5 }, with: { class: tank }, by: each, in: box }",
    ),
    fault(
      "TL_AGR_RULE_PART",
      "atLeast",
      "{ notify: mines, atLeast: 9, to: mission, before: PT1H, by: each }",
    ),
    fault("TL_AGR_RULE_PART", "{ freeze", "{ freeze: line, by: each }"),
    fault("TL_AGR_RULE_PART", "{ freeze", "{ freeze: works, by: each }"),
    fault("TL_AGR_RULE_KIND", "{ freeze", "{ freeze: works, permit: fire, by: each }"),
    fault(
      "TL_AGR_VARIANT",
      "{ persons",
      "{ limit: { persons: 5, weapons: 2 }, by: each, in: box }",
    ),
    fault("TL_AGR_NUMBER_RANGE", "-1", "{ limit: { persons: -1 }, by: each, in: box }"),
    fault(
      "TL_AGR_RANGE_ORDER",
      "30 km",
      "{ prohibit: fire, with: { class: mlrs, range: { min: 30 km, max: 10 km } }, by: any, in: zone }",
    ),
    fault(
      "TL_AGR_VARIANT",
      "{ calibreMm",
      "{ prohibit: fire, with: { calibreMm: { min: 100 } }, by: any, in: zone }",
    ),
    fault(
      "TL_AGR_DEFINITION",
      "near",
      "{ prohibit: fire, with: { defined: near }, by: any, in: zone }",
      "definitions:\n  - { id: near, term: { en: near }, text: { en: Within sight. } }\n",
    ),
    fault(
      "TL_AGR_REFERENCE",
      "far",
      "{ prohibit: fire, with: { defined: far }, by: any, in: zone }",
    ),
    fault("TL_AGR_REFERENCE", "third-parties", "{ prohibit: fire, by: third-parties, in: zone }"),
    fault(
      "TL_AGR_REFERENCE",
      "guarantors",
      "{ prohibit: fire, by: guarantors, in: zone }",
      states.replace(", role: guarantor", ""),
    ),
    fault("TL_AGR_REFERENCE", "gone", "{ require: { en: Do it. }, by: each, obligation: gone }"),
    fault("TL_AGR_REFERENCE", "south", inArea("{ sector: south }")),
    fault("TL_AGR_REFERENCE", "hut", inArea("{ within: 5 km, of: line, except: [hut] }")),
    fault(
      "TL_AGR_REFERENCE",
      "later",
      "{ prohibit: fire, by: any, in: zone, time: { phase: later } }",
    ),
    fault("TL_AGR_AREA", "{ within", inArea("{ within: 5 km }")),
    fault("TL_AGR_AREA", "a }", inArea("{ zone: box, side: a }")),
    fault("TL_AGR_AREA", "1 km, within", inArea("{ from: 1 km, within: 5 km, of: line }")),
    fault("TL_AGR_AREA_ORDER", "9 km", inArea("{ from: 9 km, to: 5 km, of: line }")),
    fault("TL_AGR_AREA_ORDER", "100 m", inArea("{ zone: zone, above: 150 m, below: 100 m }")),
    fault("TL_AGR_BAND_SIDE", "{ a: 5 km }", inArea("{ within: { a: 5 km }, of: line }")),
    fault("TL_AGR_BAND_SIDE", "c }", inArea("{ within: 5 km, of: line, side: c }"), states),
    fault("TL_AGR_UNIT_MISSING", "150", inArea("{ zone: zone, above: 150 }")),
    fault(
      "TL_AGR_ID_TWICE",
      "{ zone: zone, above",
      inArea("{ zone: zone, above: 1 km }"),
      "",
      (text) => text.replace("id: box", "id: 1-area"),
    ),
    fault("TL_AGR_ID_RESERVED", "everywhere", rule, "", (text) =>
      text.replace("id: box", "id: everywhere"),
    ),
    fault("TL_AGR_ZONE_CYCLE", "[box]", rule, "", (text) =>
      text.replace(
        "geometry: geometry/box.geojson",
        "geometry: geometry/box.geojson, except: [box]",
      ),
    ),
    fault(
      "TL_AGR_TIME_ORDER",
      "2026-01-03 }",
      "{ prohibit: fire, by: any, in: zone, time: { spans: [{ from: 2026-01-05, to: 2026-01-03 }] } }",
    ),
    fault(
      "TL_AGR_TIME_ORDER",
      "[{ from: 2025",
      "{ prohibit: fire, by: any, in: zone, time: { spans: [{ from: 2025-01-05, to: 2025-01-07 }] } }",
    ),
    fault(
      "TL_AGR_VALUE",
      "someday",
      "{ prohibit: fire, by: any, in: zone, time: { weekdays: [someday] } }",
    ),
    fault(
      "TL_AGR_EXEMPTION",
      '"1"',
      "{ narrative: true }",
      'exemptions:\n  - { article: "1", for: demining, by: each }\n',
    ),
    fault(
      "TL_AGR_EXEMPTION",
      "mines",
      rule,
      'exemptions:\n  - { article: "1", for: demining, by: each, activity: mines }\n',
    ),
    fault(
      "TL_AGR_ID_TWICE",
      "demining, by: a",
      rule,
      'exemptions:\n  - { article: "1", for: demining, by: b }\n  - { article: "1", for: demining, by: a }\n',
    ),
    fault(
      "TL_AGR_REFERENCE",
      '"9"',
      rule,
      'exemptions:\n  - { article: "9", for: demining, by: each }\n',
    ),
    fault(
      "TL_AGR_REFERENCE",
      '"9"',
      rule,
      'phases:\n  - { id: p, name: { en: P }, begins: { after: "9", metFor: P7D } }\n',
    ),
    fault("TL_AGR_AUTHENTIC", "{ en: A small", rule, "", (text) =>
      text.replace("timezone:", "authentic: fr\ntimezone:"),
    ),
  ])("$code at $at", ({ code, at, rule: given, sections, change }) => {
    const text = `${change(sound.replace(rule, given))}${sections}`;
    const { faults } = parse(text);
    const hit = faults.find((one) => one.code === code);
    expect(
      hit,
      JSON.stringify(faults.map(({ code: own, message }) => [own, message])),
    ).toBeDefined();
    const line = text.split("\n")[(hit?.line ?? 1) - 1] ?? "";
    expect(line.slice((hit?.column ?? 1) - 1)).toMatch(
      new RegExp(`^${at.replaceAll(/[{}[\]()]/g, "\\$&")}`),
    );
  });
});
