import type { LonLat } from "@truceline/model";
import type {
  AssessmentDelay,
  DeploymentPlan,
  Frontier,
  FrontierPoint,
  SectorFigures,
} from "@truceline/planning";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";
import type { FogCoverage, PlannedCoverage } from "./plan-lines.ts";

let server: TestServer;
let analyst: Credentials;
let other: Credentials;
let observer: Credentials;
beforeAll(async () => {
  server = await openTestServer();
  const sign = async (name: string, role: "analyst" | "observer") =>
    server.sessionOf(await server.account(name, [role]));
  analyst = await sign("Analyst", "analyst");
  other = await sign("Analyst 2", "analyst");
  observer = await sign("Observer", "observer");
}, 300_000);
afterAll(() => server.close());

interface Line {
  readonly is: string;
  readonly doing?: string;
  readonly refining?: boolean;
  readonly stage?: "first" | "final";
  readonly bySector?: Readonly<Record<string, SectorFigures>>;
  readonly nightShare?: number;
  readonly centres?: Readonly<Record<string, LonLat>>;
  readonly fog?: readonly FogCoverage[];
  readonly delay?: AssessmentDelay | null;
  readonly plan?: DeploymentPlan;
  readonly coverage?: readonly PlannedCoverage[];
  readonly point?: FrontierPoint;
  readonly frontier?: Frontier;
  readonly problem?: { readonly code: string };
}
const path = "/api/v1/plan";
const linesOf = async (answer: Response): Promise<Line[]> =>
  (await answer.text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const finalOf = (lines: readonly Line[]): Line | undefined =>
  lines.find(({ is, stage }) => is === "plan" && stage === "final");
const small = { people: 600, withTechnicalMonitoring: true };

/** The small plan as the analyst had it first; a plan takes seconds, and most tests look at one. */
const firstAsked = async () => {
  const answer = await server.send(path, small, analyst);
  return { answer, lines: await linesOf(answer) };
};
let kept: ReturnType<typeof firstAsked> | undefined;
const smallPlan = () => {
  kept ??= firstAsked();
  return kept;
};

/** Asks until the server has a place free: one who goes away frees theirs a moment later. */
async function begun(url: string, body: unknown, who: Credentials): Promise<Response> {
  let answer: Response | undefined;
  const status = async () => {
    await answer?.body?.cancel();
    answer = await server.send(url, body, who);
    return answer.status;
  };
  await expect.poll(status, { timeout: 120_000 }).toBe(200);
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

describe("a plan from the server", () => {
  test("[SRV-091] comes with what is being done, within its budget, with what it would see of each cell", async () => {
    const { answer, lines } = await smallPlan();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    expect(lines[0]).toMatchObject({ is: "doing" });
    expect(lines.at(-1)?.problem).toBeUndefined();
    const { plan, coverage } = finalOf(lines) ?? {};
    if (plan === undefined || coverage === undefined) throw new Error("no plan came");
    expect(plan.form).toBe("deployment-plan/1");
    expect(plan.postCount).toBeGreaterThan(0);
    expect(plan.people.inTheatre).toBeLessThanOrEqual(600);
    expect(plan.withTechnicalMonitoring).toBe(true);
    expect(coverage.map(({ article }) => article)).toEqual(
      plan.byClause.map(({ article }) => article),
    );
    for (const { article, cells, dayRatios, nightRatios } of coverage) {
      const clause = plan.byClause.find((one) => one.article === article);
      expect(cells.length).toBe(clause?.cellCount);
      expect(dayRatios.length).toBe(cells.length);
      const all = [...dayRatios, ...nightRatios];
      expect(all.every((ratio) => ratio >= 0 && ratio <= 1)).toBe(true);
      // Day and night means lie on both sides of the mean over all hours, or are it.
      const mean = (ratios: readonly number[]) =>
        ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      const [low, high] = [mean(dayRatios), mean(nightRatios)].sort((a, b) => a - b);
      expect(clause?.mean).toBeGreaterThanOrEqual((low ?? 0) - 1e-3);
      expect(clause?.mean).toBeLessThanOrEqual((high ?? 1) + 1e-3);
    }
  }, 300_000);

  test("[SRV-091] is the same for the same question", async () => {
    const { lines: one } = await smallPlan();
    const again = await linesOf(await server.send(path, small, analyst));
    expect(finalOf(again)).toEqual(finalOf(one));
    expect(again.at(-1)).toEqual(one.at(-1));
  }, 300_000);

  test("[SRV-303] comes quickly first and then no worse, with sectors, fog and time to assessment", async () => {
    const { lines } = await smallPlan();
    const [first, last] = lines.filter(({ is }) => is === "plan");
    expect([first?.stage, last?.stage]).toEqual(["first", "final"]);
    expect(last?.plan?.value).toBeGreaterThanOrEqual(first?.plan?.value ?? 1);
    const at = (line: Line | undefined) => lines.indexOf(line as Line);
    for (const [index, { is, refining }] of lines.entries()) {
      if (is === "doing") expect(refining).toBe(index > at(first));
    }
    const { plan, bySector = {}, nightShare, centres = {}, coverage = [] } = last ?? {};
    expect(nightShare).toBeGreaterThan(0);
    expect(nightShare).toBeLessThan(1);
    for (const { cells } of coverage) expect(cells.every((cell) => cell in centres)).toBe(true);
    // Sectors, weighed by the cells they hold, are the whole; the worst tenth of one is no better than it.
    for (const { mean, worstTenth } of Object.values(bySector)) {
      expect(worstTenth).toBeLessThanOrEqual(mean);
    }
    const means = Object.values(bySector).map(({ mean }) => mean);
    expect(Math.min(...means)).toBeLessThanOrEqual(plan?.mean ?? 0);
    expect(Math.max(...means)).toBeGreaterThanOrEqual(plan?.mean ?? 1);
    const more = lines.at(-1);
    expect(more?.is).toBe("more");
    expect(more?.fog?.map(({ article }) => article)).toEqual(
      coverage.map(({ article }) => article),
    );
    const sum = (ratios: readonly number[]) => ratios.reduce((all, own) => all + own, 0);
    const foggy = (more?.fog ?? []).map(({ ratios }, index) => {
      const { cells = [], dayRatios = [] } = coverage[index] ?? {};
      expect(ratios.length).toBe(cells.length);
      expect(ratios.every((ratio) => ratio >= 0 && ratio <= 1)).toBe(true);
      return sum(ratios) < sum(dayRatios);
    });
    // Sound carries as well as ever; eyes and cameras do not.
    expect(foggy).toContain(true);
    expect(more?.delay?.articles.length).toBeGreaterThan(0);
    expect(more?.delay?.hours).toBeGreaterThanOrEqual(0);
    expect(more?.delay?.missedRatio).toBeLessThanOrEqual(1);
  }, 300_000);

  test("[SRV-303] manned by day only, posts with people are told the hours, and see nothing by night", async () => {
    const ask = { ...small, withTechnicalMonitoring: false, mannedByDayOnly: true };
    const last = finalOf(await linesOf(await server.send(path, ask, analyst)));
    const sensors = last?.plan?.deployment.sensors ?? [];
    expect(sensors.length).toBeGreaterThan(0);
    for (const { hours } of sensors) {
      expect(hours?.from).toMatch(/^0[3-9]:00$/);
      expect(hours?.to).toMatch(/^(1[5-9]|2[01]):00$/);
    }
    for (const { lookEveryMs, nightRatios, dayRatios } of last?.coverage ?? []) {
      if (lookEveryMs > 0) continue;
      const sum = (ratios: readonly number[]) => ratios.reduce((all, own) => all + own, 0);
      expect(sum(nightRatios)).toBeLessThan(0.2 * Math.max(sum(dayRatios), 1e-9));
    }
  }, 300_000);

  test("[SRV-304] the last plan is had as a printable brief by whom it was made for, and by nobody else", async () => {
    const brief = (who: Credentials) =>
      fetch(`${server.address}${path}/brief.pdf`, { headers: who });
    await smallPlan();
    expect((await brief(other)).status).toBe(404);
    const answer = await brief(analyst);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toContain("mid-ocean-brief.pdf");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await brief(observer)).status).toBe(403);
  }, 300_000);

  test("[SRV-091] without technical monitoring has people only", async () => {
    const lines = await linesOf(
      await server.send(path, { ...small, withTechnicalMonitoring: false }, analyst),
    );
    const means = new Set(finalOf(lines)?.plan?.deployment.sensors.map((one) => one.means));
    expect([...means].every((one) => ["ear", "eye", "binoculars"].includes(one))).toBe(true);
  }, 300_000);

  test.each([
    { title: "a negative size", body: { people: -1, withTechnicalMonitoring: true } },
    { title: "an absurd size", body: { people: 1e9, withTechnicalMonitoring: true } },
    { title: "an unknown key", body: { ...small, army: 3 } },
    { title: "half a person", body: { people: 0.5, withTechnicalMonitoring: true } },
    { title: "no means named", body: { people: 5 } },
    { title: "more time than there is", body: { ...small, secondsMax: 1e6 } },
  ])("[SRV-092] $title is refused before any work", async ({ body }) => {
    const answer = await server.send(path, body, analyst);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "TL_SERVER_BODY" });
  });

  test("[SRV-092] what the same person asks anew takes the place of what runs; who goes away ends it", async () => {
    const long = { sampleCount: 200 };
    const first = await server.send(`${path}/frontier`, long, analyst);
    const second = await server.send(`${path}/frontier`, long, analyst);
    expect((await linesOf(first)).at(-1)).toMatchObject({
      is: "failed",
      problem: { code: "TL_SERVER_PLAN_REPLACED" },
    });
    await second.body?.cancel();
    // Two others may work now: the places of both are free.
    await expect
      .poll(
        async () => {
          const answers = await Promise.all(
            [analyst, other].map((who) => server.send(path, { ...small, secondsMax: 1 }, who)),
          );
          const statuses = answers.map(({ status }) => status);
          for (const answer of answers) await answer.body?.cancel();
          return statuses;
        },
        { timeout: 120_000 },
      )
      .toEqual([200, 200]);
  }, 300_000);

  test("[SRV-092] more than the server does at a time is told to wait, not queued", async () => {
    const running = [
      await begun(`${path}/frontier`, { sampleCount: 200 }, analyst),
      await begun(`${path}/frontier`, { sampleCount: 200 }, other),
    ];
    const third = await server.send(path, small, analyst);
    expect(third.status).toBe(503);
    expect(third.headers.get("retry-after")).toBe("5");
    expect(await third.json()).toMatchObject({ code: "TL_SERVER_PLAN_BUSY" });
    for (const answer of running) await answer.body?.cancel();
  }, 300_000);

  test("[SRV-091] an observer asks for none", async () => {
    expect((await server.send(path, small, observer)).status).toBe(403);
    expect((await server.send(`${path}/frontier`, {}, observer)).status).toBe(403);
  });

  test("[SRV-093] a frontier comes point by point, then as a whole", async () => {
    const asked = { people: [200, 1_000], sampleCount: 5 };
    const lines = await linesOf(await begun(`${path}/frontier`, asked, analyst));
    const points = lines.flatMap(({ point }) => (point === undefined ? [] : [point]));
    expect(
      points.map(({ people, withTechnicalMonitoring: how }) => `${people} ${how}`).sort(),
    ).toEqual(["200 true", "1000 true", "200 false", "1000 false"].sort());
    const whole = lines.at(-1)?.frontier;
    expect(whole?.points).toEqual(points);
    expect(whole?.headline).not.toBe("");
    expect(whole?.sampleCount).toBe(5);
  }, 180_000);
});
