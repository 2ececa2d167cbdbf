import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { briefDocument } from "./brief/brief-document.ts";
import { planBrief } from "./brief/plan-brief.ts";
import type { FrontierPoint } from "./deployment-plan.ts";
import { anyPeople, type FrontierInput, frontier } from "./frontier.ts";
import { headlineOf } from "./headline.ts";
import { planDeployment } from "./plan-deployment.ts";
import { frontierCsvRows, planCsvRows, planGeoJson } from "./plan-features.ts";
import { planStudy } from "./plan-study.ts";
import { summariseFrontier } from "./summarise-frontier.ts";

const input: FrontierInput = {
  prepared: smallAgreement(),
  people: [200, 800, 3_000],
  modes: [true, false],
  sampleCount: 12,
  seed: 3,
  catalogue: smallCatalogue,
  effort: "quick",
};
const study = planStudy({ ...input, people: 0, withTechnicalMonitoring: true });

async function pointsOf(own: FrontierInput): Promise<readonly FrontierPoint[]> {
  const points: FrontierPoint[] = [];
  for await (const point of frontier(own, study)) points.push(point);
  return points;
}
const points = await pointsOf(input);
const asked = {
  first: { people: 800, withTechnicalMonitoring: true },
  second: { people: 3_000, withTechnicalMonitoring: false },
};

describe("frontier", () => {
  test("[PLN-052] more people never verify less, with means never less than without", () => {
    expect(points).toHaveLength(6);
    for (const isWith of [true, false]) {
      const own = points.filter(
        ({ withTechnicalMonitoring }) => withTechnicalMonitoring === isWith,
      );
      for (const [index, point] of own.entries()) {
        expect(point.mean).toBeGreaterThanOrEqual((own[index - 1]?.mean ?? 0) - 1e-9);
        expect(point.bound).toBeGreaterThanOrEqual(point.mean - 1e-9);
        expect(point.peopleUsed).toBeLessThanOrEqual(point.people);
      }
    }
    for (const size of input.people) {
      const [withMeans, without] = [true, false].map((isWith) =>
        points.find((own) => own.people === size && own.withTechnicalMonitoring === isWith),
      );
      expect(withMeans?.mean).toBeGreaterThanOrEqual((without?.mean ?? 1) - 1e-9);
    }
  });

  test("[PLN-052] each point has its band over the same draws, wider than nothing", () => {
    for (const { samples, meanBand } of points) {
      expect(samples).toHaveLength(12);
      expect(meanBand.high).toBeGreaterThan(meanBand.low);
      expect(Math.min(...samples)).toBeLessThanOrEqual(meanBand.low);
      expect(Math.max(...samples)).toBeGreaterThanOrEqual(meanBand.high);
    }
  });

  test("[PLN-053] worse conditions never verify more", () => {
    for (const { mean, robustness } of points) {
      expect(robustness.map(({ id }) => id)).toEqual([
        "worse-weather",
        "jammed-uav",
        "posts-denied",
        "sector-lost",
      ]);
      for (const own of robustness) expect(own.mean).toBeLessThanOrEqual(mean + 2e-3);
    }
  });

  test("[PLN-042] the same seed gives the same points; known ones are not computed again", async () => {
    const known = points.slice(0, 4);
    const again = await pointsOf({ ...input, known });
    expect(again).toEqual(points);
    expect(again[0]).toBe(points[0]);
  });

  test("[PLN-048] stopped: the points that are done stand", async () => {
    let asked2 = 0;
    const some = await pointsOf({ ...input, pause: async () => ++asked2 < 40 });
    expect(some.length).toBeLessThan(6);
    expect(points.slice(0, some.length)).toEqual(some);
  });

  test("[PLN-054] the summary says which order holds, what moves it, and where more is no use", async () => {
    const told = await summariseFrontier(input, study, points, asked);
    const samplesOf = ({ people, withTechnicalMonitoring }: typeof asked.first) =>
      points.find(
        (own) => own.people === people && own.withTechnicalMonitoring === withTechnicalMonitoring,
      )?.samples ?? [];
    const [first, second] = [samplesOf(asked.first), samplesOf(asked.second)];
    const share = first.filter((mean, index) => mean >= (second[index] ?? 0)).length / 12;
    expect(told.order.shareRatio).toBeCloseTo(share, 6);
    expect(told.headline).toContain("800 people with technical monitoring");
    expect(told.tornado.length).toBeGreaterThan(10);
    const spans = told.tornado
      .filter(({ withTechnicalMonitoring }) => withTechnicalMonitoring)
      .map(({ meanAtLow, meanAtHigh }) => Math.abs(meanAtHigh - meanAtLow));
    expect(spans).toEqual([...spans].sort((a, b) => b - a));
    expect(told.assumedShare).toBeGreaterThan(0.3);
    expect(told.unverifiable.map(({ article }) => article)).toContain("access");
  });

  test.each([
    { people: [] },
    { people: [Number.NaN] },
    { people: [-5] },
    { modes: [] },
    { sampleCount: 0 },
    { sampleCount: 1e9 },
  ])("[PLN-047] refused: %o", async (change) => {
    await expect(pointsOf({ ...input, ...change })).rejects.toMatchObject({
      code: "TL_PLAN_BUDGET",
    });
  });
});

describe("headlineOf", () => {
  const band = { value: 0.5, low: 0.4, high: 0.6 };
  const size = {
    first: { people: 30_000, withTechnicalMonitoring: true },
    second: { people: 100_000, withTechnicalMonitoring: false },
    firstBand: band,
    secondBand: band,
  };
  test.each([
    { holds: "all" as const, shareRatio: 1, text: "Over all samples" },
    { holds: "some" as const, shareRatio: 0.25, text: "Over 25 % of the samples" },
    { holds: "none" as const, shareRatio: 0, text: "Over no sample" },
    { holds: "unknown" as const, shareRatio: null, text: "is unknown" },
  ])("[PLN-054] $holds", ({ holds, shareRatio, text }) => {
    const line = headlineOf({ ...size, holds, shareRatio }, 2, 9);
    expect(line).toContain(text);
    expect(line).toContain("30,000 people with technical monitoring");
    expect(line).toContain("100,000 people without");
    expect(line).toContain("2 of 9 clauses stay unverifiable at any size.");
  });
});

test("[PLN-054] clauses for which the order is the other way round are named", () => {
  const band = { value: 0.5, low: 0.4, high: 0.6 };
  const line = headlineOf(
    {
      holds: "all",
      shareRatio: 1,
      first: { people: 5, withTechnicalMonitoring: true },
      second: { people: 9, withTechnicalMonitoring: false },
      firstBand: band,
      secondBand: band,
      reversed: ["1", "3"],
    },
    0,
    4,
  );
  expect(line).toContain("for 1, 3 it is the other way round");
});

describe("[PLN-086] money swept beside people", () => {
  const sums = [2e6, 2e7];
  const swept: FrontierPoint[] = [];
  test("each point keeps to its sum and its size, and a larger limit is never worse", async () => {
    const money = { ...input, people: [200, anyPeople], eur: sums };
    for await (const point of frontier(money, study)) swept.push(point);
    expect(swept).toHaveLength(8);
    for (const point of swept) {
      expect(point.money.totalEur).toBeLessThanOrEqual((point.eurPerYear ?? 0) * (1 + 1e-6));
      expect(point.peopleUsed).toBeLessThanOrEqual(point.people);
      const lesser = swept.filter(
        (other) =>
          other.withTechnicalMonitoring === point.withTechnicalMonitoring &&
          other.people <= point.people &&
          (other.eurPerYear ?? 0) <= (point.eurPerYear ?? 0),
      );
      for (const other of lesser) expect(point.mean).toBeGreaterThanOrEqual(other.mean - 1e-6);
      const without = swept.find(
        (other) =>
          !other.withTechnicalMonitoring &&
          other.people === point.people &&
          other.eurPerYear === point.eurPerYear,
      );
      expect(point.mean).toBeGreaterThanOrEqual((without?.mean ?? 0) - 1e-6);
      expect(point.bound).toBeGreaterThanOrEqual(point.mean - 1e-6);
    }
  });

  test("goes on from points that are known, and tells both axes in the brief", async () => {
    const known = swept.slice(0, 3);
    const again: FrontierPoint[] = [];
    const money = { ...input, people: [200, anyPeople], eur: sums, known };
    for await (const point of frontier(money, study)) again.push(point);
    expect(again).toEqual(swept);
    const told = await summariseFrontier(input, study, points, asked, swept);
    const brief = { title: "", plan: null, frontier: told, lines: [], articleText: new Map() };
    const html = planBrief(brief);
    expect(html).toContain("Money and people with technical monitoring");
    expect(html).toContain("EUR 20 m");
    expect(html).toContain("as the money keeps");
  });

  test.each([{ eur: [] }, { eur: [-1] }, { eur: [Number.NaN] }])(
    "refused: $eur",
    async ({ eur }) => {
      const points2 = frontier({ ...input, eur }, study);
      await expect(async () => {
        for await (const _ of points2);
      }).rejects.toMatchObject({ code: "TL_PLAN_BUDGET" });
    },
  );
});

describe("outputs", () => {
  test("[PLN-055] the brief begins with the headline and shows every assumption; text is never markup", async () => {
    const plan = await planDeployment(
      { ...input, people: 800, withTechnicalMonitoring: true },
      study,
    );
    const told = await summariseFrontier(input, study, points, asked);
    const brief = {
      title: "<script>alert(1)</script>",
      plan,
      frontier: told,
      lines: [{ id: 'a"b', positions: [] }],
      articleText: new Map([["fire", "No <b>fire</b>"]]),
    };
    const html = planBrief(brief);
    // Every class of a drawing has its style, on the page and in print alike.
    const { pictureStyle, sections } = briefDocument(brief);
    const drawn = JSON.stringify(sections).matchAll(
      /<(?:path|circle|rect|text) class=\\"([^"\\]+)/g,
    );
    for (const [, names = ""] of drawn) {
      for (const name of names.split(" ")) expect(pictureStyle).toContain(`.${name}{`);
    }
    expect(html.indexOf('class="headline"')).toBeLessThan(html.indexOf("<h1>"));
    expect(html).not.toContain("<script");
    expect(html).toContain("No &lt;b&gt;fire&lt;/b&gt;");
    for (const { name } of told.assumptions) expect(html).toContain(name);
    expect(html).not.toMatch(/https?:\/\//);
    // One for each post, and the two of the legend.
    expect((html.match(/class="people"|class="gear"/g) ?? []).length).toBe(plan.postCount + 2);
  });

  test("[PLN-055] GeoJSON and tables hold every post and every point", async () => {
    const plan = await planDeployment(
      { ...input, people: 800, withTechnicalMonitoring: true },
      study,
    );
    const features = (planGeoJson(plan) as { features: { id: string }[] }).features;
    expect(features.map(({ id }) => id)).toEqual(plan.deployment.posts.map(({ id }) => id));
    const rows = planCsvRows(plan);
    expect(rows).toHaveLength(plan.postCount + 1);
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
    const table = frontierCsvRows(points);
    expect(table).toHaveLength(7);
    expect(new Set(table.map(({ length }) => length)).size).toBe(1);
  });
});
