import { describe, expect, test } from "vitest";
import { openIn } from "../../fixtures/documents-in-memory.ts";
import { midOcean, midOceanFile } from "../../fixtures/mid-ocean.ts";
import { parseAgreement } from "../index.ts";

const geometry = Object.fromEntries(
  [
    "lines/2025-12-01.geojson",
    "lines/2026-02-01-a.geojson",
    "lines/2026-02-01-b.geojson",
    "zones/gorse.geojson",
    "zones/ports.geojson",
  ].map((name) => [`sea/${name}`, midOceanFile(name) ?? ""]),
);
const whole = midOcean().text;
const cut = whole.indexOf("zones:\n");
const cutArticles = whole.indexOf('  - id: "5"\n');
const cutSectors = whole.indexOf("sectors:\n");
/** The mid-ocean example with its zones and its last articles in annexes. */
const parts = {
  ...geometry,
  "sea/agreement.yaml": `${whole.slice(0, cut)}${whole.slice(cutSectors, cutArticles)}annexes: [annexes/zones.yaml, "annexes/last articles.yaml"]\n`,
  "sea/annexes/zones.yaml": `truceline: annex/1\ntitle: { en: Zones }\n${whole.slice(cut, cutSectors)}`,
  "sea/annexes/last articles.yaml": `truceline: annex/1\narticles:\n${whole.slice(cutArticles)}`,
};
const parse = (files: Readonly<Record<string, string>>) =>
  parseAgreement(openIn(files, "sea/agreement.yaml"));
const changed = (file: keyof typeof parts, from: string, to: string) => {
  const text = parts[file];
  if (!text?.includes(from)) throw new Error(`${file} has no ${from}`);
  return parse({ ...parts, [file]: text.replace(from, to) });
};

test("[AGR-101] an agreement with annexes means what it means in one file", () => {
  const one = parse({ ...geometry, "sea/agreement.yaml": whole });
  const several = parse(parts);
  expect(several.faults).toEqual([]);
  expect(several.compiled?.hash).toBe(one.compiled?.hash);
  expect(several.remarks.map(({ code }) => code).sort()).toEqual(
    one.remarks.map(({ code }) => code).sort(),
  );
});

describe("[AGR-101] a fault is told with the annex's own file, line and column", () => {
  test.each([
    [
      "an unknown key",
      "sea/annexes/zones.yaml",
      "kind: port",
      "kindd: port",
      "TL_AGR_KEY_UNKNOWN",
      "kindd",
    ],
    [
      "a name of nothing",
      "sea/annexes/last articles.yaml",
      "in: ports",
      "in: harbours",
      "TL_AGR_REFERENCE",
      "harbours",
    ],
    [
      "a bad quantity",
      "sea/annexes/zones.yaml",
      "a: 15 km, b",
      "a: 15, b",
      "TL_AGR_UNIT_MISSING",
      "15, b",
    ],
    [
      "broken syntax",
      "sea/annexes/zones.yaml",
      "a: 15 km, b: 15 km } }",
      "a: 15 km, b: 15 km }",
      "TL_AGR_SYNTAX",
      undefined,
    ],
    [
      "another form",
      "sea/annexes/zones.yaml",
      "annex/1",
      "agreement/1",
      "TL_AGR_VALUE",
      "agreement/1",
    ],
  ] as const)("%s", (_, file, from, to, code, at) => {
    const { faults } = changed(file, from, to);
    const told = faults.filter((fault) => fault.file === file);
    expect(told.map((fault) => fault.code)).toContain(code);
    if (at === undefined) return;
    const text = parts[file].replace(from, to);
    const offset = text.indexOf(at);
    const line = text.slice(0, offset).split("\n").length;
    expect(told.map((fault) => [fault.line, fault.column])).toContainEqual([
      line,
      offset - text.lastIndexOf("\n", offset),
    ]);
    expect(new Set(told.map((fault) => `${fault.code} ${fault.line}:${fault.column}`)).size).toBe(
      told.length,
    );
  });
});

test("[AGR-101] geometry that only an annex names is told with the annex's line", () => {
  const { faults } = changed(
    "sea/annexes/zones.yaml",
    "zones/gorse.geojson",
    "zones/furze.geojson",
  );
  expect(faults).toMatchObject([
    { code: "TL_AGR_GEOMETRY_MISSING", file: "sea/annexes/zones.yaml", line: 15 },
  ]);
});

test("[AGR-101] an id of the document cannot stand again in an annex", () => {
  const { faults } = changed("sea/annexes/last articles.yaml", 'id: "5"', 'id: "1"');
  expect(faults).toMatchObject([
    { code: "TL_AGR_ID_TWICE", file: "sea/annexes/last articles.yaml", line: 3, column: 9 },
  ]);
});

test.each([
  ["annexes/none.yaml", "TL_AGR_ANNEX_MISSING"],
  ["../annexes/zones.yaml", "TL_AGR_PATH"],
  ["/etc/zones.yaml", "TL_AGR_PATH"],
  ["annexes/zones.geojson", "TL_AGR_VALUE"],
  ['"annexes/last articles.yaml"', "TL_AGR_ID_TWICE"],
])("[AGR-101] an annex at %s is refused", (path, code) => {
  const { faults } = changed("sea/agreement.yaml", "[annexes/zones.yaml", `[${path}`);
  expect(faults.map((fault) => fault.code)).toContain(code);
});

test("[AGR-102] the annexes share one budget of entries with the document", () => {
  const many = `truceline: annex/1\nsources:\n${'  - "x"\n'.repeat(12_000)}`;
  const { faults } = parse({ ...parts, "sea/annexes/zones.yaml": many });
  expect(faults.map(({ code }) => code)).toContain("TL_AGR_LENGTH");
  const files = Object.fromEntries(
    Array.from({ length: 5 }, (_, index) => [`sea/annexes/${index}.yaml`, many]),
  );
  const names = Object.keys(files).map((name) => name.slice("sea/".length));
  const all = parse({
    ...parts,
    ...files,
    "sea/agreement.yaml": parts["sea/agreement.yaml"].replace("[annexes/zones.yaml", `[${names}`),
  });
  expect(all.faults.map(({ code }) => code)).toContain("TL_AGR_NODE_LIMIT");
});
