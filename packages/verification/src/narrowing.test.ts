import { derivedId, type Observation } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { assessIncident } from "./assess-incident.ts";
import { circleAt, incidentOf, noonMs, oceanAgreement, samplesOf } from "./testing/ocean.ts";
import { isMeant } from "./weapon-facts.ts";

const articles = `  - { id: sky, rule: { prohibit: flight, by: any, in: { zone: band, above: 150 m, below: 3 km } }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: graded, rule: { prohibit: fire, by: any, in: band }, standard: { probability: 0.9, independentSources: 2, grade: B } }
  - { id: answer, rule: { permit: fire, by: each, in: box, when: { en: On order of the leadership. } } }
  - { id: foreign, rule: { prohibit: uncrewed-flight, by: third-parties, in: band }, standard: { probability: 0.9, independentSources: 1 } }
`;
const sections = `exemptions:
  - { article: fire, for: demining, by: each, in: box, time: { until: 2026-02-01 }, notify: { before: PT24H, to: mission } }
  - { article: fire, for: training, by: each, time: { from: 2026-03-01 } }
thirdParties:
  - { id: c, name: { en: State C } }
`;
const prepared = oceanAgreement(undefined, { articles, sections });

const observation = (more: Partial<Observation>, number = 0): Observation => ({
  schema: "observation/1",
  id: derivedId("narrowing", String(number)),
  origin: "observed",
  recordedAtMs: noonMs,
  source: "test",
  sourceId: `n${number}`,
  span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
  observer: { kind: "person", id: `person ${number}` },
  means: ["saw"],
  kind: "aircraft",
  count: { qualifier: "exactly", min: 1, max: 1 },
  ...more,
});

const assess = (
  articleId: string,
  samples: Parameters<typeof samplesOf>[0],
  observations?: readonly Observation[],
) =>
  assessIncident(
    incidentOf(),
    samplesOf(samples),
    prepared.article(articleId),
    prepared,
    observations,
  );
const stepsOf = (found: ReturnType<typeof assess>, factor: string) =>
  found?.trace.filter((one) => one.factor === factor).map(({ text }) => text);

describe("[VER-070] heights", () => {
  const flight = { effect: circleAt(5), what: [{ kind: "aircraft" as const }] };
  test.each([
    ["within", [{ minM: 500, maxM: 700 }], "breach"],
    ["on the floor", [{ minM: 150, maxM: 150 }], "breach"],
    ["on the ceiling", [{ minM: 3_000, maxM: 3_000 }], null],
    ["below", [{ minM: 50, maxM: 100 }], null],
    ["across the floor", [{ minM: 100, maxM: 200 }], "undetermined"],
    ["not given", [undefined], "undetermined"],
    ["given by one of two", [{ minM: 500, maxM: 700 }, undefined], "breach"],
    [
      "two that differ",
      [
        { minM: 500, maxM: 700 },
        { minM: 50, maxM: 60 },
      ],
      "undetermined",
    ],
  ] as const)("%s", (_, heights, outcome) => {
    const observations = heights.map((height, number) =>
      observation(height === undefined ? {} : { height }, number),
    );
    expect(assess("sky", flight, observations)?.outcome ?? null).toBe(outcome);
  });
});

describe("[VER-072] what may be exempt says so", () => {
  test("within place, time and kind of an exemption and of a permission", () => {
    const found = assess("fire", { firedFrom: circleAt(5) });
    expect(found?.outcome).toBe("breach");
    expect(stepsOf(found, "exemption")).toEqual([
      "It may fall under exemption fire-demining (demining; a, b): its place in box, time and kind agree up to 1.000. Its purpose cannot be seen: people decide. Only if it was told 24 h before to mission.",
    ]);
    expect(stepsOf(found, "permission")).toEqual([
      "Article answer may permit it (fire; a, b): its place in box, time and kind agree up to 1.000. The condition is for people to tell: On order of the leadership.",
    ]);
  });
  test("outside its ground, or its time, nothing is said of it", () => {
    const outside = assess("fire", { firedFrom: circleAt(-24) });
    expect(stepsOf(outside, "exemption")).toEqual([]);
    const late = assess("landing", { effect: circleAt(5) });
    expect(stepsOf(late, "exemption")).toEqual([]);
  });
  test("it changes no figure", () => {
    const plain = oceanAgreement();
    const samples = samplesOf({ firedFrom: circleAt(5) });
    const without = assessIncident(incidentOf(), samples, plain.article("fire"), plain);
    const found = assess("fire", { firedFrom: circleAt(5) });
    expect([found?.probability, found?.outcome]).toEqual([without?.probability, without?.outcome]);
  });
});

describe("[VER-073] grade", () => {
  const graded = (source: "A" | "B" | "C", number: number) =>
    observation(
      {
        kind: "explosion",
        observer: { kind: "person", id: `person ${number}`, grade: { source, information: "2" } },
        observerPosition: { place: `place ${number}` },
      },
      number,
    );
  test.each([
    ["two good ones", [graded("A", 1), graded("B", 2)], "breach", "2 of 2"],
    ["one of them is not good enough", [graded("A", 1), graded("C", 2)], "undetermined", "1 of 2"],
    ["no grade at all", [observation({ kind: "explosion" })], "undetermined", "0 of 2"],
  ] as const)("%s", (_, observations, outcome, text) => {
    const found = assess("graded", { firedFrom: circleAt(5) }, observations);
    expect(found?.outcome).toBe(outcome);
    expect(stepsOf(found, "grade")).toEqual([
      `${text} sources are graded B or better: these count.`,
    ]);
  });
});

test("[VER-071] what binds third parties only names no party: it stays open", () => {
  const found = assess("foreign", {
    effect: circleAt(5),
    what: [{ kind: "uncrewed-aircraft" }],
  });
  expect(found?.outcome).toBe("undetermined");
  expect(stepsOf(found, "subject")?.[0]).toContain("binds c only");
});

test.each([
  ["mortar", { rangeMinM: 30_000 }, "no"],
  ["mlrs", { rangeMinM: 30_000 }, "unknown"],
  ["mortar", { rangeMaxM: 25_000 }, "yes"],
  ["artillery", { rangeMaxM: 25_000 }, "unknown"],
  ["artillery", {}, "yes"],
] as const)("[VER-074] a %s of range %j: %s", (weapon, range, answer) => {
  expect(isMeant({ classes: [weapon], ...range }, weapon, null)).toBe(answer);
});
