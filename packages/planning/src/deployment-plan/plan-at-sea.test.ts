import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { planDeployment } from "./plan-deployment.ts";
import { type PlanInput, planStudy } from "./plan-study.ts";
import { standingOf } from "./standing.ts";

const files: Record<string, string> = {};
const square = (id: string, kind: string, west: number, south: number, sizeDeg: number) => {
  const [east, north] = [west + sizeDeg, south + sizeDeg];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  files[`${id}.geojson`] = JSON.stringify({ type: "Polygon", coordinates: [ring] });
  return `  - { id: ${id}, kind: ${kind}, name: { en: ${id} }, geometry: ${id}.geojson }\n`;
};
const fireIn = (zone: string) => `  - id: ${zone}
    text: { en: No fire lands there. }
    rule: { prohibit: fire, by: any, tested: landedAt, in: ${zone} }
    standard: { probability: 0.9, independentSources: 1 }
    coverage: 0.5
    count: incident
`;
const lane = square("lane", "maritime-corridor", -29.6, 0, 0.2);
const waters = square("waters", "territorial-waters", -29.3, 0, 0.2);
const harbour = square("harbour", "port", -29.9, 0.05, 0.06);
const stay = `  - id: stay
    text: { en: The force may stay in the harbour. }
    rule: { permit: presence, by: [force], in: harbour }
`;
const force = `thirdParties: [ { id: force, name: { en: Force }, role: contributor } ]
sites: [ { id: pier, kind: port, name: { en: Pier }, at: [-29.87, 0.08] } ]`;
const prepared = smallAgreement({
  articles: fireIn("lane") + fireIn("waters") + fireIn("harbour") + stay,
  sections: lane + waters + harbour + force,
  files,
});
const base: PlanInput = {
  prepared,
  people: 20_000,
  withTechnicalMonitoring: true,
  seed: 1,
  catalogue: smallCatalogue,
  effort: "quick",
};

describe("[PLN-081] lanes, ports and the sea", () => {
  const study = planStudy(base);
  const sitesOf = (pattern: string) =>
    study.sites.filter(({ patternIndex }) => study.patterns[patternIndex]?.pattern.id === pattern);

  test("ships keep stations in a corridor, not in waters that nobody granted; nobody stands at sea", () => {
    const standing = standingOf(prepared, study.ground.dayStartMs);
    expect(sitesOf("patrol-ship").length).toBeGreaterThan(2);
    for (const { position } of sitesOf("patrol-ship")) {
      expect(standing.mayLie(position) && !standing.mayStand(position, true)).toBe(true);
      expect(position[0]).toBeLessThan(-29.39);
    }
    for (const { position, patternIndex } of study.sites) {
      if (study.patterns[patternIndex]?.pattern.stands === "sea") continue;
      expect(position[0]).toBeLessThan(-29.8);
    }
    expect(standing.notes.join(" ")).toContain("ships keep stations in maritime corridors");
  });

  test("a small zone has a place at its site and places between the centres of its cells", () => {
    const posts = sitesOf("observation-post");
    expect(posts.map(({ id }) => id)).toContain("observation-post-pier");
    expect(posts.length).toBeGreaterThan(1);
  });

  test("a plan has ships with all their crews; without them the lane is not seen", async () => {
    const plan = await planDeployment(base, study);
    const ships = plan.byPattern.find(({ pattern }) => pattern === "patrol-ship");
    // Three ships of 45 for each station, by the share of a theatre that serves.
    expect(ships?.people).toBeGreaterThan((ships?.count ?? 0) * 3 * 45);
    expect((ships?.equipmentEur ?? 0) / (ships?.count ?? 1) / 21_000_000).toBeCloseTo(1, 3);
    expect(plan.assumptions.map(({ id }) => id)).toContain("ships-per-station");
    const meanOf = (article: string) => plan.byClause.find((own) => own.article === article)?.mean;
    expect(meanOf("lane")).toBeGreaterThan(0.3);
    expect(meanOf("waters")).toBeLessThan(0.1);
    const few = await planDeployment({ ...base, people: 300 }, study);
    expect(few.byPattern.map(({ pattern }) => pattern)).not.toContain("patrol-ship");
    expect(few.byClause.find(({ article }) => article === "lane")?.mean).toBeLessThan(0.05);
  });

  test("an agreement without a sea has neither ships nor their assumptions", async () => {
    const inland = await planDeployment({ ...base, prepared: smallAgreement(), people: 300 });
    expect(inland.assumptions.map(({ id }) => id)).not.toContain("ships-per-station");
    expect(inland.byPattern.map(({ pattern }) => pattern)).not.toContain("patrol-ship");
  });
});
