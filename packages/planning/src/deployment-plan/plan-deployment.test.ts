import { hourlyReaches } from "@truceline/agreement";
import { deploymentRecord, type SensorState } from "@truceline/model";
import { HOUR_MS, prepareCoverage, statedUptimes } from "@truceline/sensing";
import { coverageQuestionOf } from "@truceline/verification";
import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { buildPosts, deploymentOf } from "./build-deployment.ts";
import type { DeploymentPlan } from "./deployment-plan.ts";
import { planDeployment } from "./plan-deployment.ts";
import { type PlanInput, planStudy } from "./plan-study.ts";

const prepared = smallAgreement();
const base: PlanInput = {
  prepared,
  people: 600,
  withTechnicalMonitoring: true,
  seed: 7,
  catalogue: smallCatalogue,
  effort: "quick",
};
const study = planStudy(base);
const plan = await planDeployment(base, study);

describe("planDeployment", () => {
  test("[PLN-040] the plan is a deployment that every reader takes, within its budget", () => {
    expect(deploymentRecord.parse(JSON.parse(JSON.stringify(plan.deployment)))).toEqual(
      plan.deployment,
    );
    expect(plan.postCount).toBeGreaterThan(3);
    expect(plan.people.inTheatre).toBeLessThanOrEqual(600);
    expect(plan.money.low).toBeLessThan(plan.money.totalEur);
    expect(plan.money.high).toBeGreaterThan(plan.money.totalEur);
    expect(plan.bySite).toHaveLength(plan.postCount);
  });

  test("[PLN-040] so is one with every means of the catalogue", () => {
    const every = planStudy({ ...base, catalogue: undefined });
    expect(every.patterns.length).toBeGreaterThan(6);
    const sites = every.patterns.map((_, patternIndex) => {
      const site = every.sites.find((own) => own.patternIndex === patternIndex);
      if (site === undefined) throw new Error("every pattern has a site");
      return site;
    });
    const deployment = deploymentOf(buildPosts(sites, every.patterns), {
      id: "every",
      title: "One of each",
      sources: [],
    });
    expect(deploymentRecord.parse(JSON.parse(JSON.stringify(deployment)))).toEqual(deployment);
  });

  test("[PLN-041] its coverage is what watch computes from the same deployment and weather", () => {
    // Each sensor says of itself that it works for the share of time that the plan took.
    const uptime = new Map(smallCatalogue.map(({ id, uptimeRatio }) => [id, uptimeRatio.value]));
    const states = plan.deployment.sensors.map(
      ({ id, means }, index): SensorState => ({
        schema: "sensor-state/1",
        id: `018f0000-0000-7000-8000-${String(index).padStart(12, "0")}`,
        origin: "exercise",
        recordedAtMs: 0,
        source: "test",
        sourceId: id,
        sensorId: id,
        fromMs: 0,
        state: "degraded",
        factor: uptime.get(means) ?? 0,
      }),
    );
    const startMs = prepared.compiled.inForce.fromMs;
    for (const own of plan.byClause) {
      const article = prepared.article(own.article);
      const question = coverageQuestionOf(article);
      if (question === null || !("time" in article.rule)) throw new Error("it is asked");
      const cells = prepared
        .articleCells(own.article, Math.max(startMs, article.rule.time.fromMs))
        .map(({ cell }) => cell);
      const engine = prepareCoverage({
        deployment: plan.deployment,
        cells,
        timezone: "Etc/UTC",
        catalogue: smallCatalogue,
      });
      const byHour = Array.from({ length: 24 }, (_, hour) => {
        const { ratios } = engine.hour({
          hourFromMs: startMs + hour * HOUR_MS,
          uptimes: statedUptimes(states),
          ...question,
        });
        return ratios.reduce((sum, ratio) => sum + ratio, 0) / cells.length;
      });
      for (const [hour, mean] of byHour.entries()) {
        expect(own.byHour[hour]).toBeCloseTo(mean, 5);
      }
      expect(own.mean).toBeCloseTo(byHour.reduce((sum, mean) => sum + mean, 0) / 24, 5);
    }
  });

  test("[PLN-041] and what check tells of it", () => {
    for (const reach of hourlyReaches(prepared, plan.deployment, smallCatalogue)) {
      const own = plan.byClause.find(({ article }) => article === reach.article);
      expect(own?.reachedRatio).toBeCloseTo(reach.reachedRatio, 3);
    }
  });

  test("[PLN-041] the search sees what the engine sees, but for minutes about dawn and dusk", () => {
    expect(Math.abs(plan.value - plan.mean)).toBeLessThan(0.002);
    expect(plan.bound).toBeGreaterThanOrEqual(plan.value);
    expect(plan.gapRatio).toBeLessThan(0.6);
  });

  test("[PLN-042] the same seed gives the same plan", async () => {
    const again = await planDeployment(base);
    expect(again).toEqual(plan);
  });

  test("[PLN-043] with the parties exchanged every result is exchanged", async () => {
    const mirrored = smallAgreement({ names: { west: "b", east: "a" } });
    const other = await planDeployment({ ...base, prepared: mirrored });
    expect(other.deployment.posts).toEqual(plan.deployment.posts);
    expect(other.mean).toBe(plan.mean);
    const swap = (sides: Readonly<Record<string, number>>) => ({ a: sides["b"], b: sides["a"] });
    for (const [index, own] of plan.byClause.entries()) {
      expect(other.byClause[index]?.bySide).toEqual(swap(own.bySide));
    }
    expect(other.bySite.map(({ side }) => side)).toEqual(
      plan.bySite.map(({ side }) => (side === "a" ? "b" : "a")),
    );
  });

  test("[PLN-044] each post says what is lost without it: what a plan without it has less", async () => {
    const [first] = [...plan.bySite].sort((x, y) => y.lossWithout - x.lossWithout);
    if (first === undefined) throw new Error("the plan has posts");
    expect(first.clauses.length).toBeGreaterThan(0);
    expect(first.cells.length).toBeGreaterThan(0);
    const weightOf = (article: string) =>
      plan.byClause.find((own) => own.article === article)?.weight ?? 0;
    const sum = first.clauses.reduce(
      (total, { article, loss }) => total + loss * weightOf(article),
      0,
    );
    expect(first.lossWithout).toBeCloseTo(sum, 5);
    // By the engine, with the post and its sensors taken out.
    const without: DeploymentPlan["deployment"] = {
      ...plan.deployment,
      posts: plan.deployment.posts.filter(({ id }) => id !== first.post),
      sensors: plan.deployment.sensors.filter(({ post }) => post !== first.post),
    };
    const article = first.clauses[0]?.article ?? "";
    const meanOf = (deployment: DeploymentPlan["deployment"]) => {
      const question = coverageQuestionOf(prepared.article(article));
      if (question === null) throw new Error("it is asked");
      const uptime = new Map(smallCatalogue.map(({ id, uptimeRatio }) => [id, uptimeRatio.value]));
      const startMs = prepared.compiled.inForce.fromMs;
      const cells = prepared
        .articleCells(article, startMs + 2 * 86_400_000)
        .map(({ cell }) => cell);
      const engine = prepareCoverage({
        deployment,
        cells,
        timezone: "Etc/UTC",
        catalogue: smallCatalogue,
      });
      const meansOf = new Map(deployment.sensors.map(({ id, means }) => [id, means]));
      let total = 0;
      for (let hour = 0; hour < 24; hour++) {
        const { ratios } = engine.hour({
          hourFromMs: startMs + hour * HOUR_MS,
          uptimes: {
            pieces: (id, fromMs, toMs) => [
              { fromMs, toMs, factor: uptime.get(meansOf.get(id) ?? "") ?? 0, reason: "down" },
            ],
          },
          ...question,
        });
        total += ratios.reduce((sum2, ratio) => sum2 + ratio, 0) / cells.length / 24;
      }
      return total;
    };
    const loss = meanOf(plan.deployment) - meanOf(without);
    expect(first.clauses[0]?.loss).toBeCloseTo(loss, 3);
  });

  test("[PLN-040] without technical monitoring there are posts with people alone", async () => {
    const alone = await planDeployment({ ...base, withTechnicalMonitoring: false }, study);
    expect(alone.deployment.posts.every(({ kind }) => kind === "observation-post")).toBe(true);
    expect(alone.byPattern.map(({ pattern }) => pattern)).toEqual(["observation-post"]);
    expect(alone.mean).toBeLessThanOrEqual(plan.mean + 1e-9);
  });

  test("[PLN-040] budgets of money and of single means hold", async () => {
    const eurPerYear = 2e7;
    const cheap = await planDeployment(
      { ...base, people: undefined, eurPerYear, atMost: { camera: 3, "acoustic-array": 0 } },
      study,
    );
    expect(cheap.money.totalEur).toBeLessThanOrEqual(eurPerYear);
    const used = cheap.deployment.sensors.map(({ means }) => means);
    expect(used.filter((means) => means === "camera").length).toBeLessThanOrEqual(3);
    expect(used).not.toContain("acoustic-array");
  });

  test("[PLN-045] clauses that no size makes verifiable are named with what is in the way", () => {
    const named = plan.unverifiable.map(({ article }) => article);
    expect(named).toContain("access");
    for (const { article, meanAtMost, requirementRatio } of plan.unverifiable) {
      expect(meanAtMost).toBeLessThan(requirementRatio);
      const own = plan.byClause.find((clause) => clause.article === article);
      expect(own?.mean).toBeLessThanOrEqual(meanAtMost + 2e-3);
    }
  });

  test("[PLN-046] a minimum that can be had is met; one that cannot names what is in conflict", async () => {
    const few = { ...base, people: 4_000 };
    const met = await planDeployment(
      { ...few, minimum: { ratio: 0.3, articles: ["fire"] } },
      study,
    );
    expect(met.minimum).toMatchObject({ isMet: true, metRatio: 1, conflict: [] });
    expect(met.byClause.find(({ article }) => article === "fire")?.worstTenth).toBeGreaterThan(
      0.29,
    );
    const poor = await planDeployment(
      { ...base, people: 12, minimum: { ratio: 0.3, articles: ["fire"] } },
      study,
    );
    expect(poor.minimum?.isMet).toBe(false);
    expect(poor.minimum?.conflict).toEqual(["no cell-hour below 0.3", "at most 12 people"]);
    const never = await planDeployment(
      { ...few, minimum: { ratio: 1, articles: ["fire"] } },
      study,
    );
    expect(never.minimum?.conflict).toEqual([
      "no cell-hour below 1",
      "where the mission may stand",
    ]);
  });

  test("[PLN-040] nobody: an empty deployment that verifies nothing, and is told so", async () => {
    const none = await planDeployment({ ...base, people: 0 }, study);
    expect(none).toMatchObject({ postCount: 0, mean: 0, worstTenth: 0, value: 0 });
    expect(none.bound).toBe(0);
  });

  test.each([
    { title: "negative people", change: { people: -1 }, code: "TL_PLAN_BUDGET" },
    { title: "no number", change: { people: Number.NaN }, code: "TL_PLAN_BUDGET" },
    { title: "absurdly many", change: { people: 1e9 }, code: "TL_PLAN_BUDGET" },
    { title: "negative money", change: { eurPerYear: -5 }, code: "TL_PLAN_BUDGET" },
    { title: "half a camera", change: { atMost: { camera: 0.5 } }, code: "TL_PLAN_BUDGET" },
    { title: "unknown means", change: { atMost: { telepathy: 2 } }, code: "TL_PLAN_MEANS" },
    {
      title: "a weight above 1",
      change: { objective: { meanWeight: 2 } },
      code: "TL_PLAN_OBJECTIVE",
    },
    { title: "a minimum above 1", change: { minimum: { ratio: 1.5 } }, code: "TL_PLAN_OBJECTIVE" },
    { title: "half a seed", change: { seed: 0.5 }, code: "TL_PLAN_OBJECTIVE" },
  ])("[PLN-047] refused: $title", async ({ change, code }) => {
    expect(() => planStudy({ ...base, ...change })).toThrow(expect.objectContaining({ code }));
  });

  test("[PLN-047] an agreement that observations say nothing to, and one with nowhere to stand", () => {
    const talk = smallAgreement({
      articles: `  - { id: talk, text: { en: They talk. }, rule: { narrative: true } }`,
    });
    expect(() => planStudy({ ...base, prepared: talk })).toThrow(
      expect.objectContaining({ code: "TL_PLAN_NO_CLAUSE" }),
    );
  });

  test("[PLN-048] stopped early it gives what it has, with its bound, and says so", async () => {
    let asked = 0;
    const stopped = await planDeployment(
      { ...base, effort: "full", pause: async () => ++asked < 3 },
      study,
    );
    expect(stopped.isComplete).toBe(false);
    expect(stopped.notes.at(-1)).toContain("stopped");
    expect(stopped.bound).toBeGreaterThanOrEqual(stopped.value);
  });

  test("[PLN-049] weight on the worst tenth never makes the worst tenth worse", async () => {
    const even = await planDeployment({ ...base, people: 3_000 }, study);
    const fair = await planDeployment(
      { ...base, people: 3_000, objective: { meanWeight: 0.3 } },
      study,
    );
    expect(fair.value).toBeGreaterThanOrEqual(0.3 * even.mean + 0.7 * even.worstTenth - 0.01);
    expect(fair.bound).toBeGreaterThanOrEqual(fair.value);
  });
});
