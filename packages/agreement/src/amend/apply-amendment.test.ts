import { describe, expect, test } from "vitest";
import { openIn } from "../../fixtures/documents-in-memory.ts";
import { midOcean, midOceanFile } from "../../fixtures/mid-ocean.ts";
import { parseAgreement } from "../index.ts";

const base = {
  ...Object.fromEntries(
    [
      "lines/2025-12-01.geojson",
      "lines/2026-02-01-a.geojson",
      "lines/2026-02-01-b.geojson",
      "zones/gorse.geojson",
      "zones/ports.geojson",
    ].map((name) => [`docs/sea/${name}`, midOceanFile(name) ?? ""]),
  ),
  "docs/sea/agreement.yaml": midOcean().text,
};
const head = `truceline: agreement/1
id: mid-ocean-addendum
status: agreement
title: { en: Addendum }
inForce: { from: 2026-06-01T00:00Z }
`;
const amendment = (amends: string, more = "") =>
  `${head}amends:\n  agreement: ../sea\n${amends}${more}`;
const parse = (text: string, files: Readonly<Record<string, string>> = {}) =>
  parseAgreement(
    openIn(
      { ...base, ...files, "docs/addendum/agreement.yaml": text },
      "docs/addendum/agreement.yaml",
    ),
  );
const original = parseAgreement(openIn(base, "docs/sea/agreement.yaml")).compiled;

describe("[AGR-103] an agreement that amends another", () => {
  const { compiled, faults } = parse(
    amendment(`  repeal: { articles: ["4"], zones: [gorse] }
  replace:
    zones:
      - { id: ports, kind: port, name: { en: One port }, build: { band: { line: line, a: 1 km, b: 1 km } } }
    articles:
      - id: "5"
        text: { en: No uncrewed aircraft at all. }
        rule: { prohibit: uncrewed-flight, by: each, in: security-zone }
  add:
    articles:
      - { id: "8", rule: { narrative: true }, text: { en: New. } }
`),
  );

  test("takes over what it does not change, in the order of the other", () => {
    expect(faults).toEqual([]);
    expect(compiled?.articles.map(({ id }) => id)).toEqual(["1", "2", "3", "5", "6", "7", "8"]);
    expect(compiled?.zones.map(({ id }) => id)).toEqual([
      "security-zone",
      "withdrawal-15",
      "ports",
    ]);
    expect(compiled?.lines).toEqual(original?.lines);
    expect(compiled?.parties).toEqual(original?.parties);
    expect(compiled?.cutOff).toBe("19:30");
  });

  test("replaces entries whole", () => {
    const article = compiled?.articles.find(({ id }) => id === "5");
    expect(article?.text).toEqual({ en: "No uncrewed aircraft at all." });
    expect(article?.rule).not.toHaveProperty("time.dailyWindow");
    expect(compiled?.zones.at(-1)?.build).toMatchObject({ by: "band" });
  });

  test("names the other by id and hash, and holds from its own entry into force", () => {
    expect(compiled?.amends).toEqual({ agreement: "mid-ocean", hash: original?.hash });
    expect(compiled?.id).toBe("mid-ocean-addendum");
    expect(compiled?.inForce.fromMs).toBe(Date.UTC(2026, 5, 1));
    expect(compiled?.hash).not.toBe(original?.hash);
  });
});

test("[AGR-103] what is said at the root holds instead; sources and notes are each document's own", () => {
  const { compiled, faults } = parse(
    amendment("", 'reporting: { cutOff: "08:00" }\nassociation: { distance: 5 km }\n'),
  );
  expect(faults).toEqual([]);
  expect(compiled?.cutOff).toBe("08:00");
  expect(compiled?.association).toEqual({ distanceM: 5_000, timeMs: 120_000 });
});

test("[AGR-103] an amendment of an amendment names the nearer one", () => {
  const first = amendment('  repeal: { articles: ["7"] }\n');
  const second = `${head.replace("-addendum", "-second")}amends: { agreement: ../addendum, repeal: { articles: ["6"] } }\n`;
  const files = { ...base, "docs/addendum/agreement.yaml": first, "docs/b/agreement.yaml": second };
  const { compiled, faults } = parseAgreement(openIn(files, "docs/b/agreement.yaml"));
  expect(faults).toEqual([]);
  expect(compiled?.articles.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
  expect(compiled?.amends).toEqual({
    agreement: "mid-ocean-addendum",
    hash: parse(first).compiled?.hash,
  });
});

test("[AGR-103] an annex of the amendment brings new entries", () => {
  const { compiled, faults } = parse(amendment("", "annexes: [more.yaml]\n"), {
    "docs/addendum/more.yaml": `truceline: annex/1\narticles:\n  - { id: "9", rule: { narrative: true } }\n`,
  });
  expect(faults).toEqual([]);
  expect(compiled?.articles.at(-1)?.id).toBe("9");
});

describe("[AGR-104] faults of amendments stand where they were made", () => {
  test.each([
    ["repeals nothing", '  repeal: { articles: ["99"] }\n', "TL_AGR_REFERENCE", 8, 24],
    [
      "replaces nothing",
      "  replace: { zones: [{ id: moor, kind: port, name: { en: M }, build: { band: { line: line, a: 1 km, b: 1 km } } }] }\n",
      "TL_AGR_REFERENCE",
      8,
      28,
    ],
    ["repeals twice", '  repeal: { articles: ["4", "4"] }\n', "TL_AGR_AMENDS_TWICE", 8, 29],
    [
      "adds what is there",
      '  add: { articles: [{ id: "4", rule: { narrative: true } }] }\n',
      "TL_AGR_ID_TWICE",
      8,
      27,
    ],
    ["a misspelt list", '  repeal: { article: ["4"] }\n', "TL_AGR_KEY_UNKNOWN", 8, 13],
    [
      "a rule of no kind",
      '  add: { articles: [{ id: "9", rule: {} }] }\n',
      "TL_AGR_RULE_KIND",
      8,
      38,
    ],
    [
      "a list of its own",
      'articles:\n  - { id: "9", rule: { narrative: true } }\n',
      "TL_AGR_AMENDS_LIST",
      8,
      1,
    ],
  ] as const)("%s", (_, amends, code, line, column) => {
    const { faults } = parse(amendment(amends));
    expect(faults).toEqual([
      expect.objectContaining({ code, file: "docs/addendum/agreement.yaml", line, column }),
    ]);
  });

  test("what the amended agreement loses is told at its own line, with who took it", () => {
    const { faults } = parse(amendment("  repeal: { zones: [gorse] }\n"));
    expect(faults.map(({ code, file }) => [code, file])).toEqual([
      ["TL_AGR_REFERENCE", "docs/sea/agreement.yaml"],
      ["TL_AGR_REFERENCE", "docs/sea/agreement.yaml"],
    ]);
    expect(faults[0]?.hint).toContain("sound there without the amendment");
  });

  test("faults of the amended agreement are told beside its own", () => {
    const broken = midOcean((text) => text.replace("a: 10 km", "a: 10")).text;
    const { faults, compiled } = parse(amendment('  repeal: { articles: ["99"] }\n'), {
      "docs/sea/agreement.yaml": broken,
    });
    expect(compiled).toBeUndefined();
    expect(faults.map(({ code, file }) => [code, file])).toEqual([
      ["TL_AGR_REFERENCE", "docs/addendum/agreement.yaml"],
      ["TL_AGR_UNIT_MISSING", "docs/sea/agreement.yaml"],
    ]);
    expect(faults[1]?.hint).not.toContain("amendment");
  });

  test("an agreement that is not there is the only fault", () => {
    const { faults } = parse(amendment("").replace("../sea", "../see"));
    expect(faults).toMatchObject([{ code: "TL_AGR_BASE_MISSING", line: 7, column: 14 }]);
    const { openAgreement: _, ...closedInput } = openIn({ ...base, x: amendment("") }, "x");
    expect(parseAgreement(closedInput).faults).toMatchObject([{ code: "TL_AGR_BASE_MISSING" }]);
  });
});

describe("[AGR-104] a circle of amendments is refused", () => {
  test("of one that amends itself", () => {
    const { faults } = parse(amendment("").replace("../sea", "../addendum"));
    expect(faults).toMatchObject([{ code: "TL_AGR_AMENDS_CYCLE", line: 7, column: 14 }]);
  });

  test("of two", () => {
    const { faults } = parse(amendment("").replace("../sea", "../other"), {
      "docs/other/agreement.yaml": amendment("").replace("../sea", "../addendum"),
    });
    expect(faults.map(({ code }) => code)).toContain("TL_AGR_AMENDS_CYCLE");
  });

  test("of more than may stand on each other", () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `docs/${index}/agreement.yaml`,
        amendment("").replace("../sea", `../${index + 1}`),
      ]),
    );
    const { faults } = parse(amendment("").replace("../sea", "../0"), files);
    expect(faults.map(({ code }) => code)).toContain("TL_AGR_AMENDS_CYCLE");
  });
});
