import { readFileSync } from "node:fs";
import type { Deployment } from "@truceline/model";
import { lonLat } from "@truceline/model";
import { expect, test } from "vitest";
import { parseMidOcean } from "../fixtures/mid-ocean.ts";
import {
  agreementRemarks,
  type CompiledAgreement,
  isObservable,
  prepareAgreement,
  remarkOnDeployment,
} from "./index.ts";

const codesOf = (change: (text: string) => string) => {
  const { remarks, faults } = parseMidOcean(change);
  expect(faults).toEqual([]);
  return remarks.map(({ code }) => code);
};
function compiledMidOcean(): CompiledAgreement {
  const { compiled } = parseMidOcean();
  if (compiled === undefined) throw new Error("the example does not compile");
  return compiled;
}
const usual = codesOf((text) => text);

/** An entry of the terms beyond the line, put before the articles. */
const entry = (lines: string): [from: string, to: string] => [
  "articles:\n",
  `${lines}\narticles:\n`,
];
const obligation = (id: string, rest: string) =>
  `  - { id: ${id}, who: each, does: { en: Do it. }, evidence: [list], mark: assumed, ${rest} }`;

const cases: readonly [code: keyof typeof agreementRemarks, from: string, to: string][] = [
  ["TL_AGR_REMARK_LINE_NOT_ACCEPTED", "acceptedBy: [a, b]", "acceptedBy: []"],
  ["TL_AGR_REMARK_LINE_LATE", "validFrom: 2025-12-01", "validFrom: 2026-01-20"],
  ["TL_AGR_REMARK_ONE_SIDED", "by: each, tested: present", "by: a, tested: present"],
  ["TL_AGR_REMARK_BAND_UNEVEN", "a: 10 km, b: 10 km", "a: 10 km, b: 11 km"],
  ["TL_AGR_REMARK_ZONE_EMPTY", "a: 10 km, b: 10 km", "a: 0 km, b: 0 km"],
  ["TL_AGR_REMARK_ZONE_UNUSED", "a: 15 km, b: 15 km", "a: 14 km, b: 14 km"],
  [
    "TL_AGR_REMARK_ZONE_OVERLAP",
    "zones/gorse.geojson\n",
    "zones/gorse.geojson\n    apartFrom: [security-zone]\n",
  ],
  ["TL_AGR_REMARK_SECTOR_OVERLAP", "from: 20 km }", "from: 19 km }"],
  ["TL_AGR_REMARK_SECTOR_GAP", "from: 20 km }", "from: 21 km }"],
  [
    "TL_AGR_REMARK_WITHDRAWAL_TWICE",
    "    rule: { access: { of: mission, to: security-zone }, by: each }",
    "    rule: { withdraw: { class: tank }, by: each, beyond: 15 km, of: line, deadline: P1D }\n" +
      '  - id: "3b"\n    rule: { withdraw: { class: [mortar, tank], calibreMm: { max: 125 } }, by: a, beyond: 5 km, of: line, deadline: P1D }',
  ],
  [
    "TL_AGR_REMARK_STANDARD_DIFFERS",
    "prohibit: uncrewed-flight, by: each, in: security-zone, time",
    "prohibit: fire, by: each, in: security-zone, time",
  ],
  ["TL_AGR_REMARK_WORD_VAGUE", "The parties go on talking.", "The parties talk where necessary."],
  [
    "TL_AGR_REMARK_STANDARD_ASSUMED",
    "    standard: { probability: 0.8, independentSources: 1 }\n",
    "",
  ],
  ["TL_AGR_REMARK_STANDARD_WEAK", "probability: 0.8", "probability: 0.4"],
  ["TL_AGR_REMARK_TIME_CLIPPED", "time: { daily", "time: { from: 2025-06-01, daily"],
  [
    "TL_AGR_REMARK_OBLIGATION_CYCLE",
    ...entry(
      `obligations:\n${obligation("x", "depends: [y]")}\n${obligation("y", "depends: [x]")}`,
    ),
  ],
  [
    "TL_AGR_REMARK_OBLIGATION_IMPOSSIBLE",
    ...entry(
      `obligations:\n${obligation("x", "takes: P9D, due: { after: in-force, within: P8D }")}`,
    ),
  ],
  [
    "TL_AGR_REMARK_OBLIGATION_ORDER",
    ...entry(
      `obligations:\n${obligation("x", "due: { after: in-force, within: P9D }")}\n` +
        obligation("y", "depends: [x], due: { after: in-force, within: P8D }"),
    ),
  ],
  ["TL_AGR_REMARK_OBLIGATION_UNDATED", ...entry(`obligations:\n${obligation("x", "depends: []")}`)],
  [
    "TL_AGR_REMARK_DECISION_UNREACHABLE",
    ...entry(
      "decisions:\n  - { id: x, name: { en: X }, members: 2, mark: assumed, threshold: { of: members, moreThan: 1/1 } }",
    ),
  ],
  [
    "TL_AGR_REMARK_TERM_EXCLUDED",
    ...entry(
      "terms:\n  - { id: x, name: { en: X }, is: number, unit: km }\npositions:\n" +
        "  - { id: p, who: one, when: 2026-01, published: here, says: { en: P. }, holds: [{ term: x, exactly: 800 mi }] }\n" +
        "  - { id: q, who: two, when: 2026-01, published: here, says: { en: Q. }, holds: [{ term: x, exactly: 1000 km }] }",
    ),
  ],
  ["TL_AGR_REMARK_CUTOFF_ASSUMED", 'reporting: { cutOff: "19:30" }\n', ""],
];

test.each(cases)("[AGR-015] %s", (code, from, to) => {
  expect(usual).not.toContain(code);
  const { remarks } = parseMidOcean((text) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  });
  const remark = remarks.find((candidate) => candidate.code === code);
  expect(remark).toMatchObject({ file: "mid-ocean/agreement.yaml", line: expect.any(Number) });
  expect(remark?.suggestion).not.toBe("");
});

test("[AGR-015] a document without sectors, and one without a rule to assess, are remarked on", () => {
  const text = (original: string) =>
    original
      .replace(/sectors:[\s\S]*?(?=sites:)/, "")
      .replace(/articles:[\s\S]*$/, 'articles: [{ id: "1", rule: { narrative: true } }]\n');
  expect(codesOf(text)).toEqual(
    expect.arrayContaining(["TL_AGR_REMARK_NO_SECTOR", "TL_AGR_REMARK_NOTHING_ASSESSED"]),
  );
});

test("[AGR-015] zones that overlap come with a place in both", () => {
  const { remarks, compiled } = parseMidOcean((text) =>
    text.replace("zones/gorse.geojson\n", "zones/gorse.geojson\n    apartFrom: [security-zone]\n"),
  );
  if (compiled === undefined) throw new Error("the changed example does not compile");
  const prepared = prepareAgreement(compiled);
  const { witness } = remarks.find(({ code }) => code === "TL_AGR_REMARK_ZONE_OVERLAP") ?? {};
  const [lonDeg = 0, latDeg = 0] = (witness?.["at"] ?? []) as number[];
  for (const zone of ["gorse", "security-zone"]) {
    expect(prepared.zoneContains(zone, [lonDeg, latDeg], compiled.inForce.fromMs)).toBe(true);
  }
});

test("[AGR-016] an article that asks for more sources than reach any place is remarked on", () => {
  const prepared = prepareAgreement(compiledMidOcean());
  const sensor = (id: string, post: string) => ({ id, post, means: "ear" });
  const deployment = (posts: readonly (readonly [number, number])[]): Deployment => ({
    schema: "deployment/1",
    id: "test",
    posts: posts.map(([lonDeg, latDeg], index) => ({
      id: `p${index}`,
      kind: "mast",
      position: lonLat(lonDeg, latDeg),
    })),
    sensors: posts.flatMap((_, index) => [
      sensor(`s${index}`, `p${index}`),
      sensor(`t${index}`, `p${index}`),
    ]),
  });
  const articles = (code: string, posts: readonly (readonly [number, number])[]) =>
    remarkOnDeployment(prepared, deployment(posts))
      .filter((remark) => remark.code === code)
      .map(({ witness }) => witness?.["article"]);
  const unreached = "TL_AGR_REMARK_SOURCES_UNREACHED";
  // An ear hears fire 10 km off and vehicles 1.5 km. Two ears of one post are one source.
  expect(articles(unreached, [[-30, 0.1]])).toEqual(["1", "4", "6"]);
  expect(
    articles(unreached, [
      [-30, 0.1],
      [-30.02, 0.1],
    ]),
  ).toEqual(["4", "6"]);
  const posts = [
    [-30, 0.1],
    [-30, -0.11],
    [-30.01, -0.11],
    [-30.16, 0],
    [-30.15, 0],
  ] as const;
  expect(articles(unreached, posts)).toEqual([]);
  const partly = remarkOnDeployment(prepared, deployment(posts));
  const [first] = partly.filter(({ code }) => code === "TL_AGR_REMARK_GROUND_UNREACHED");
  expect(first?.witness).toMatchObject({ article: "1", asked: 2, most: expect.any(Number) });
  expect(first?.witness?.["reachedRatio"]).toBeGreaterThan(0.1);
  expect(first?.witness?.["reachedRatio"]).toBeLessThan(1);
});

test("[AGR-016] an article that no means can show is remarked on", () => {
  const [article] = compiledMidOcean().articles;
  if (article?.rule.kind !== "prohibit") throw new Error("the first article prohibits fire");
  expect(isObservable(article)).toBe(true);
  expect(isObservable({ ...article, rule: { ...article.rule, kinds: ["casualty-report"] } })).toBe(
    false,
  );
  expect(isObservable(article, [])).toBe(false);
});

test("[AGR-015] every remark has a case here or a document among the faulty ones", () => {
  const told = readFileSync(new URL("../fixtures/faulty-documents.txt", import.meta.url), "utf8");
  const tested = new Set([
    ...cases.map(([code]) => code),
    ...[...told.matchAll(/remark \d+:\d+ (TL_\w+)/g)].map(([, code]) => code),
    "TL_AGR_REMARK_NO_SECTOR",
    "TL_AGR_REMARK_NOTHING_ASSESSED",
    "TL_AGR_REMARK_SOURCES_UNREACHED",
    "TL_AGR_REMARK_GROUND_UNREACHED",
    "TL_AGR_REMARK_UNOBSERVABLE",
    "TL_AGR_REMARK_LINE_DIFFERS",
    // Of a deployment, in observability.test.ts.
    "TL_AGR_REMARK_HOURS_UNREACHED",
    // Of two documents, in compare-agreements.test.ts.
    "TL_AGR_REMARK_NOW_FORBIDDEN",
    "TL_AGR_REMARK_NOW_PERMITTED",
    "TL_AGR_REMARK_WIDER",
    "TL_AGR_REMARK_NARROWER",
    "TL_AGR_REMARK_EARLIER",
    "TL_AGR_REMARK_LATER",
    "TL_AGR_REMARK_LONGER",
    "TL_AGR_REMARK_SHORTER",
    "TL_AGR_REMARK_STANDARD_CHANGED",
    "TL_AGR_REMARK_CHANGE_UNDECIDED",
  ]);
  expect(usual).toContain("TL_AGR_REMARK_LINE_DIFFERS");
  expect(Object.keys(agreementRemarks).sort()).toEqual([...tested].sort());
});
